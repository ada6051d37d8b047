package cli

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"github.com/certain-tls/certain"
	"github.com/certain-tls/certain/ct"
	"github.com/certain-tls/certain/diagnose"
	"github.com/certain-tls/certain/material"
	"github.com/certain-tls/certain/probe"
	"github.com/certain-tls/certain/problem"
	"github.com/certain-tls/certain/trust"
)

// lookFlags say how to look; check and inspect share them.
type lookFlags struct {
	serverName string
	at         instant
	timeout    span
	keys       []string
	secrets    secretFlags
	way        wayFlags
	labFiles   []string
	// eachAddress looks at every address of a name.
	eachAddress bool
}

func (f *lookFlags) add(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringVar(&f.serverName, "server-name", "", "verify, and send as SNI, this `NAME` instead of the target's")
	flags.Var(&f.at, "at", "judge as of this time: RFC 3339, or a date")
	flags.Var(&f.timeout, "timeout", "for one address (default 10s; 30s for lab targets, 3s for silent ones)")
	flags.StringArrayVar(&f.keys, "key", nil, "private key `FILE` that should belong to the certificate (repeatable)")
	f.secrets.add(cmd)
	flags.BoolVar(&f.eachAddress, "each-address", false, "look at every address of a name by itself: a result for each; check also holds them against each other: old certificates, sessions that no other address takes up")
	f.way.add(cmd)
	addLabFiles(cmd, &f.labFiles, "lab-file", "targets such as lab:ID name the scenarios in `FILE` too, and lab:all those alone (repeatable); see certain lab show --help")
	for _, name := range []string{"server-name", "at", "timeout"} {
		complete(cmd, name, cobra.NoFileCompletions)
	}
}

// options reads the flags. Every file among them is looked at here, before
// anything runs.
func (f *lookFlags) options(ctx context.Context, a *app) (diagnose.Options, error) {
	for _, name := range f.keys {
		if err := keyFile(ctx, name); err != nil {
			return diagnose.Options{}, err
		}
	}
	passphrases, err := f.secrets.passphrases(ctx)
	if err != nil {
		return diagnose.Options{}, err
	}
	options := diagnose.Options{
		ServerName: f.serverName,
		At:         f.at.Time,
		Timeout:    f.timeout.Duration,
		Keys:       f.keys,
		Stdin:      a.in,
		Built:      builtAt(),

		Passphrases: passphrases,
		Prompt:      a.prompt(ctx, passphrases),
	}
	return options, f.way.apply(ctx, &options)
}

// judgeFlags say what to judge by.
type judgeFlags struct {
	roots   []string
	purpose string
	soon    span
	accept  []string
	noFetch bool

	policy     string
	profile    string
	revocation string
	pins       []string
	logs       string
}

func (f *judgeFlags) add(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringArrayVar(&f.roots, "roots", nil, "trust `system|mozilla|none|FILE|DIR` (repeatable, they add up; default system); none leaves trust unjudged")
	chooseVar(cmd, &f.purpose, "purpose", "", "what the certificate must allow (default server)", "server", "client", "any")
	chooseVar(cmd, &f.policy, "policy", "", "whose rules count (default rfc5280): webpki is what browsers demand of public certificates, strict what Python 3.13 does", "rfc5280", "webpki", "strict")
	chooseVar(cmd, &f.profile, "profile", "", "hold what is negotiated, and the certificate's key, signature and lifetime, against a profile of Mozilla's guideline", profileNames()...)
	chooseVar(cmd, &f.revocation, "revocation", "", "what must say that nothing is revoked (default staple: what the server sends along); crl, ocsp and all ask the authorities", "off", "staple", "crl", "ocsp", "all")
	flags.StringArrayVar(&f.pins, "pin", nil, "the leaf's key must be `sha256//BASE64`, as curl and certain inspect write it (repeatable: one of them)")
	flags.StringVar(&f.logs, "ct-logs", "", "verify the timestamps of logs against the list in `FILE` (log_list v3)")
	flags.BoolVar(&f.noFetch, "no-fetch", false, "do not fetch issuers that the server left out")
	flags.Var(&f.soon, "soon", "warn this long before the end (default 21d, and a quarter of the lifetime at most)")
	flags.StringArrayVar(&f.accept, "accept", nil, "mark findings with this `CODE` as accepted, they do not count (repeatable)")
	complete(cmd, "roots", completeRoots)
	complete(cmd, "pin", cobra.NoFileCompletions)
	complete(cmd, "soon", cobra.NoFileCompletions)
	complete(cmd, "accept", completeCodes)
}

func (f *judgeFlags) apply(ctx context.Context, o *diagnose.Options) error {
	for _, code := range f.accept {
		if err := knownCode(code); err != nil {
			return err
		}
	}
	if len(f.roots) > 0 {
		store, err := untilCancelled(ctx, func() (*trust.Store, error) { return trust.Load(f.roots) })
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil {
			return misused("--roots: %s", err)
		}
		o.Roots = store
	}
	o.Purpose, o.Demanded = f.purpose, f.purpose != ""
	o.Soon = f.soon.Duration
	o.Accept = f.accept
	o.NoFetch = f.noFetch
	return f.demands(ctx, o)
}

// demands reads the flags that say by whose rules to judge.
func (f *judgeFlags) demands(ctx context.Context, o *diagnose.Options) error {
	for _, pin := range f.pins {
		if !isPin(pin) {
			return &usageError{
				text: fmt.Sprintf("--pin: %q is no pin: sha256// and the base64 of 32 bytes", certain.Clip(pin, 80)),
				hint: "see: certain inspect, which shows the pin of each key",
			}
		}
	}
	o.Policy, o.Profile, o.Revocation, o.KeyPins = f.policy, f.profile, f.revocation, f.pins
	o.Cache = new(probe.Cache)
	if f.logs == "" {
		return nil
	}
	logs, err := logList(ctx, "--ct-logs", f.logs)
	o.Logs = logs
	return err
}

// isPin tells whether text is a pin as curl's --pinnedpubkey takes it.
func isPin(text string) bool {
	digest, ok := strings.CutPrefix(text, "sha256//")
	raw, err := base64.StdEncoding.DecodeString(digest)
	return ok && err == nil && len(raw) == sha256.Size
}

// logList reads a list of Certificate Transparency logs.
func logList(ctx context.Context, flag, name string) (*diagnose.Logs, error) {
	data, err := readFlagFile(ctx, flag, name)
	if err != nil {
		return nil, err
	}
	all, err := ct.ReadLogs(data)
	if err != nil {
		return nil, misused("%s: %s %s", flag, name, err)
	}
	return &diagnose.Logs{Name: name, All: all}, nil
}

// keyFile refuses a file for --key that holds nothing that certain knows.
// What it does hold, and whether that fits, is for the findings to say. A pipe
// can be read only once, and not here: see keysRead.
func keyFile(ctx context.Context, name string) error {
	if isPipe(name) {
		return nil
	}
	data, err := readFlagFile(ctx, "--key", name)
	if err != nil {
		return err
	}
	if found, _ := material.Read(name, data); len(found) == 0 {
		return noKey(name)
	}
	return nil
}

func noKey(name string) error {
	return misused("--key: %s holds no key, nor anything else that certain knows", name)
}

// keysRead refuses a pipe for --key that turned out to hold nothing.
func keysRead(obs *certain.Observation) error {
	for _, f := range obs.Files {
		if f.Role == certain.RoleKey && len(f.Materials) == 0 && isPipe(f.Name) {
			return noKey(f.Name)
		}
	}
	return nil
}

// isPipe tells files that give their bytes once from those that can be read
// again: standard input, and the shell's <(command).
func isPipe(name string) bool {
	if name == "-" {
		return true
	}
	info, err := os.Stat(name)
	return err == nil && !info.Mode().IsRegular() && !info.IsDir()
}

// knownCode refuses a code that the catalogue does not have.
func knownCode(code string) error {
	if _, ok := problem.Find(code); ok {
		return nil
	}
	text := fmt.Sprintf("%s is no code of the catalogue", certain.Clip(code, 60))
	if near := nearest(code, codes()); near != "" {
		text += "; did you mean " + near + "?"
	}
	return &usageError{text: text, hint: "see: certain explain --list"}
}

func codes() (all []string) {
	for _, p := range problem.All() {
		all = append(all, p.Code)
	}
	return all
}

func completeCodes(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	var all []string
	for _, p := range problem.All() {
		all = append(all, cobra.CompletionWithDesc(p.Code, p.Title))
	}
	return all, cobra.ShellCompDirectiveNoFileComp
}

func completeRoots(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	return []string{"system", "mozilla", "none"}, cobra.ShellCompDirectiveDefault
}
