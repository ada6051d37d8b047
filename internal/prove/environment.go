package prove

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/certain-tls/certain"
	"github.com/certain-tls/certain/explain"
	"github.com/certain-tls/certain/load"
	"github.com/certain-tls/certain/probe"
	"github.com/certain-tls/certain/trust"
)

// How much a variable has to do with the text.
const (
	foreign = iota // other programs mind it
	perhaps        // some programs of the ecosystem mind it, and the text does not tell which one printed it
	rules          // the program that printed the text minds it
)

// environment is what the variables say.
type environment struct {
	ruling bool   // a variable gives the roots of the program that printed the text
	by     use    // that variable's
	proxy  string // variable and address of the proxy for this endpoint, in words
}

// mind is how much a variable has to do with the text.
func (l *look) mind(v variable) int {
	switch {
	case l.answer.Ecosystem == "" && v.use == defaults:
		return perhaps
	case !slices.Contains(v.of, l.answer.Ecosystem):
		return foreign
	case len(v.marks) == 0 || l.says(v.marks):
		return rules
	case slices.ContainsFunc(variables, func(w variable) bool {
		return slices.Contains(w.of, l.answer.Ecosystem) && len(w.marks) > 0 && l.says(w.marks)
	}):
		return foreign // another program of the ecosystem
	}
	return perhaps
}

// says tells whether one of some words stands in the text.
func (l *look) says(words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(l.text, w) })
}

// minded are the variables that are set, each once, those of the text's program
// first.
func (l *look) minded() (all []variable, minds map[string]int) {
	minds = map[string]int{}
	at := map[string]int{}
	for _, v := range variables {
		value, set := os.LookupEnv(v.name)
		if !set || value == "" {
			continue
		}
		mind := l.mind(v)
		i, known := at[v.name]
		switch {
		case !known:
			at[v.name] = len(all)
			all = append(all, v)
		case mind <= minds[v.name]:
			continue
		default:
			all[i] = v
		}
		minds[v.name] = mind
	}
	order := map[string]int{}
	for i, v := range variables {
		order[v.name+"\x00"+v.by] = i
	}
	slices.SortStableFunc(all, func(a, b variable) int {
		return cmp.Or(cmp.Compare(minds[b.name], minds[a.name]), cmp.Compare(order[a.name+"\x00"+a.by], order[b.name+"\x00"+b.by]))
	})
	return all, minds
}

// environment judges the variables: those that the text's program minds, and of
// the others what is wrong with them.
func (l *look) environment(ctx context.Context) error {
	all, minds := l.minded()
	var named []roots
	for _, v := range all {
		mind, value := minds[v.name], os.Getenv(v.name)
		switch {
		case v.use == proxies && mind > foreign:
			l.ownProxy(v, value)
		case v.use == proxies:
		case v.use == off:
			l.switchedOff(v, mind, value)
		default:
			l.switchedOff(v, mind, value)
			named = v.gather(named, mind, value)
		}
	}
	relevant := false
	for _, r := range named {
		if r.mind > foreign && l.env.ruling && (l.env.by == replaces || l.env.by == jvm) {
			continue // the program has its roots by a variable that wins
		}
		relevant = relevant || r.mind > foreign
		if err := l.rootsOf(ctx, r); err != nil {
			return err
		}
	}
	if !relevant {
		l.say("ca-file-unreadable", RuledOut, "no variable of this environment names roots for "+l.program())
	}
	l.systemProxy()
	return l.ownRoots(ctx)
}

// roots are a file or folder that variables name.
type roots struct {
	variables []string
	minders   []string // the programs that mind them
	use       use
	mind      int
	path      string
}

// gather adds what a variable names to the files and folders named so far:
// several variables often name the same.
func (v variable) gather(named []roots, mind int, value string) []roots {
	for _, path := range v.paths(value) {
		i := slices.IndexFunc(named, func(r roots) bool {
			return r.path == path && r.use == v.use && r.mind == mind && mind != rules
		})
		if i < 0 {
			i = len(named)
			named = append(named, roots{use: v.use, mind: mind, path: path})
		}
		r := &named[i]
		r.variables = append(r.variables, v.name)
		if by := v.minders(); !slices.Contains(r.minders, by) {
			r.minders = append(r.minders, by)
		}
	}
	return named
}

// names is the variables and the path, in words.
func (r roots) names() string {
	verb := " names "
	if len(r.variables) > 1 {
		verb = " name "
	}
	return list(r.variables) + verb + certain.Clip(r.path, 120)
}

func list(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " and " + words[len(words)-1]
}

// program names what printed the text.
func (l *look) program() string {
	if l.answer.Ecosystem == "" {
		return "the program that printed the text"
	}
	return explain.Name(l.answer.Ecosystem)
}

// minders names the programs that mind a variable.
func (v variable) minders() string {
	if v.by != "" {
		return v.by
	}
	return explain.Name(v.of[0])
}

// trustStore is the option of a Java machine.
const trustStore = "-Djavax.net.ssl.trustStore="

// options splits the options of a Java machine: white space stands between them,
// but for that in quotes.
func options(value string) (all []string) {
	var one strings.Builder
	var quote rune
	for _, r := range value + " " {
		switch {
		case quote != 0 && r == quote:
			quote = 0
		case quote == 0 && (r == '"' || r == '\''):
			quote = r
		case quote == 0 && (r == ' ' || r == '\t' || r == '\n'):
			if one.Len() > 0 {
				all = append(all, one.String())
			}
			one.Reset()
		default:
			one.WriteRune(r)
		}
	}
	return all
}

// paths are the files and folders that a value names.
func (v variable) paths(value string) []string {
	switch {
	case v.use == jvm:
		var found []string
		for _, option := range options(value) {
			if path, ok := strings.CutPrefix(option, trustStore); ok && path != "" && path != "NONE" {
				found = []string{path} // the last one wins
			}
		}
		return found
	case slices.Contains(v.off, strings.ToLower(value)), v.name == "CONDA_SSL_VERIFY" && !strings.ContainsAny(value, `/\`):
		return nil // no path
	case v.name == "PGSSLROOTCERT" && value == "system":
		return nil
	case v.within != "":
		return []string{filepath.Join(value, v.within)}
	case strings.HasSuffix(v.name, "_DIR"):
		return filepath.SplitList(value)
	}
	return []string{value}
}

// rootsOf judges one file or folder of roots.
func (l *look) rootsOf(ctx context.Context, r roots) error {
	if strings.Contains(r.path, "-----BEGIN") {
		l.unreadable(r, list(r.variables)+": this is PEM itself, where the path of a file is meant")
		return nil
	}
	store, err := r.load(ctx)
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.Is(err, errLocked):
		l.say("ca-file-unreadable", Open, r.names()+": "+err.Error())
	case err != nil:
		l.unreadable(r, r.names()+": "+reason(err, r.path))
	case r.mind > foreign:
		l.judgeBy(r, store)
	}
	return nil
}

// load reads the roots of a file or folder.
func (r roots) load(ctx context.Context) (*trust.Store, error) {
	path := r.path
	switch path {
	case trust.System, trust.Mozilla, trust.None: // a file of this name, and no store
		path = "." + string(filepath.Separator) + path
	}
	if r.use == jvm {
		return keyStore(ctx, path)
	}
	return trust.Load([]string{path})
}

// keyStore reads the certificates of a store of Java's. They lie open in the
// older format; the newer one is locked with the passphrase that every JDK has.
func keyStore(ctx context.Context, path string) (*trust.Store, error) {
	obs, err := load.Files(ctx, []string{path}, load.Options{Passphrases: []string{"changeit"}})
	if err != nil {
		return nil, err
	}
	var certs []*certain.Cert
	locked, why := false, "it holds no certificate that can be read"
	for _, f := range obs.Files {
		if f.Outcome != certain.OK && f.Error != "" {
			why = f.Error
		}
		for _, m := range f.Materials {
			if m.Cert != nil {
				certs = append(certs, m.Cert)
			}
			locked = locked || m.Encrypted
		}
	}
	switch {
	case len(certs) > 0:
		return trust.FromCerts(path, certs), nil
	case locked:
		return nil, errLocked
	}
	return nil, errors.New(why)
}

// errLocked says that nothing can be said: it is no fault of the file.
var errLocked = errors.New("it is locked with a passphrase, so what it holds is not known")

// reason is an error of a store without the path, which is told already.
func reason(err error, path string) string {
	text := err.Error()
	if _, after, ok := strings.Cut(text, certain.Clip(path, 200)+": "); ok {
		return after
	}
	return text
}

// unreadable tells of roots that variables name and that cannot be had.
func (l *look) unreadable(r roots, says string) {
	if r.mind == foreign {
		l.say("ca-file-unreadable", Found, says+"; that concerns "+list(r.minders)+", and not what printed the text")
		return
	}
	l.say("ca-file-unreadable", Found, says)
	if r.use == defaults && anchored(l.seen) {
		return // the other variable, or the folder beside the file, has what it takes
	}
	l.causes = append(l.causes, cause{code: "ca-file-unreadable", here: true, sure: r.mind == rules, says: says, fixes: []certain.Fix{
		{For: certain.ForClient, Do: "let " + list(r.variables) + " name a file or folder of roots that exists and can be read, or unset it"},
	}})
}

// judgeBy tells whether the endpoint's chain ends in the roots that variables
// name.
func (l *look) judgeBy(r roots, named *trust.Store) {
	holds := r.names() + ": " + count(named.Describe().Size)
	if !l.served() {
		l.say("ca-file-unreadable", RuledOut, holds)
		return
	}
	inFile := l.against(named)
	all := l.withOthers(r, inFile)
	if r.mind == rules && !l.env.ruling {
		l.env.ruling, l.env.by = true, r.use
		if anchored(all) {
			l.judged = all
		}
	}
	switch {
	case anchored(inFile):
		l.say("untrusted-root", RuledOut, holds+", and the chain ends in one of them")
	case anchored(all) && r.use == defaults: // the other variable, or the folder beside the file, has it
	case anchored(all):
		l.say("untrusted-root", RuledOut, holds+"; the chain ends in one of those that they are added to")
	case anchored(l.seen):
		l.hides(r, holds+", and "+rootName(l.seen)+" is not among them; the system's roots hold it")
	case anchored(l.untouched()):
		l.hides(r, holds+", and "+rootName(l.untouched())+" is not among them; the system's roots hold it")
	case l.unfetched().open:
		l.say("untrusted-root", Open, holds+"; the chain breaks off before it could end in one")
	default:
		l.say(l.distrust(), Found, holds+", and the chain ends in none of them, nor in one of the system's")
	}
}

// distrust is the code of a chain that ends in none of the system's roots.
func (l *look) distrust() string {
	for _, code := range []string{"self-signed", "untrusted-issuer", "missing-intermediate"} {
		if slices.ContainsFunc(l.seen.Findings, func(f certain.Finding) bool { return f.Code == code }) {
			return code
		}
	}
	return "untrusted-root"
}

func count(n int) string {
	if n == 1 {
		return "1 certificate"
	}
	return fmt.Sprintf("%d certificates", n)
}

// hides tells that variables keep a program from the root that the system has.
func (l *look) hides(r roots, says string) {
	l.say("untrusted-root", Found, says)
	do := "let " + list(r.variables) + " name a bundle that holds this root too, such as the system's, or unset it"
	if r.use == adds {
		do = "let " + list(r.variables) + " name a file that holds this root: the program does not read the system's"
	}
	if r.mind == perhaps {
		says += " (if " + list(r.minders) + " printed the text)"
	}
	l.causes = append(l.causes, cause{code: "untrusted-root", here: true, sure: r.mind == rules, says: says, fixes: []certain.Fix{{For: certain.ForClient, Do: do}}})
}

// withOthers judges by all roots that a program has: those of the variables, and
// those that they are added to. OpenSSL looks into its folder beside its file.
func (l *look) withOthers(r roots, inFile certain.Result) certain.Result {
	switch {
	case r.use == defaults:
		return l.seen
	case r.use == adds && !anchored(inFile):
		if own := l.against(mozilla()); anchored(own) {
			return own
		}
	}
	return inFile
}

// mozilla are Mozilla's roots, which programs with roots of their own carry.
func mozilla() *trust.Store {
	store, err := trust.Load([]string{trust.Mozilla})
	if err != nil {
		return new(trust.Store) // it is part of this program, so it is there
	}
	return store
}

// untouched judges by the system's roots as they are without variables.
func (l *look) untouched() certain.Result { return l.against(l.past()) }

// switchedOff tells of a variable by which a program verifies nothing.
func (l *look) switchedOff(v variable, mind int, value string) {
	if !slices.Contains(v.off, "*") && !slices.Contains(v.off, strings.ToLower(value)) {
		return
	}
	says := v.name + " switches verification off for " + v.minders()
	l.say("verification-disabled", Found, says)
	if mind > foreign {
		l.causes = append(l.causes, cause{code: "verification-disabled", sure: true, says: says, fixes: []certain.Fix{
			{For: certain.ForClient, Do: "unset " + v.name + ", and give the root that is missing instead", Command: "unset " + v.name},
		}})
	}
}

// systemProxy tells of the proxy that the environment names for the endpoint.
// It is not followed: nobody named it to be looked at.
func (l *look) systemProxy() {
	t := l.target
	if t.Scheme == "tls" {
		t.Scheme = "https"
	}
	if name, value := probe.ProxyFromEnv(t, os.Getenv); name != "" {
		l.ownProxy(variable{name: name}, value)
	}
}

// ownProxy tells of one proxy, by host and port: a password may stand before
// them.
func (l *look) ownProxy(v variable, value string) {
	where := "something that is no address of a proxy"
	if proxy, err := probe.ParseProxy(strings.TrimSpace(value)); err == nil {
		where = "the proxy " + proxy.String()
	}
	l.env.proxy = v.name + " names " + where
	l.say("proxy-refused", Open, l.env.proxy+" for this endpoint; the look went past it")
}

// ownRoots tells, where the system's roots are not at fault, whether those are
// that the program carries with it.
func (l *look) ownRoots(ctx context.Context) error {
	if l.env.ruling || !anchored(l.seen) {
		return nil
	}
	for _, b := range bundled {
		if b.of != l.answer.Ecosystem || b.marks != nil && !l.says(b.marks) || readsSystem(b.unless) {
			continue
		}
		if !anchored(l.against(mozilla())) {
			l.lacks(b.program + " comes with Mozilla's roots and does not read the system's by itself")
		}
		return nil
	}
	if !slices.Contains(jvms, l.answer.Ecosystem) {
		return nil
	}
	for _, path := range javaStores {
		if !filepath.IsAbs(path) {
			home := os.Getenv("JAVA_HOME")
			if home == "" {
				continue
			}
			path = filepath.Join(home, filepath.FromSlash(path))
		}
		store, err := keyStore(ctx, path)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err == nil {
			if !anchored(l.against(store)) {
				l.lacks("the Java machine has roots of its own (" + certain.Clip(path, 120) + ")")
			}
			return nil
		}
	}
	return nil
}

func readsSystem(unless map[string]string) bool {
	for name, word := range unless {
		if strings.Contains(strings.ToLower(os.Getenv(name)), word) {
			return true
		}
	}
	return false
}

// lacks tells that the roots of the program lack what the system's have.
func (l *look) lacks(why string) {
	says := "the system's roots hold " + strings.TrimSuffix(rootName(l.seen), ",") + "; " + why + ", and it is not among them"
	l.say("untrusted-root", Open, says)
	l.causes = append(l.causes, cause{code: "untrusted-root", here: true, says: says})
}
