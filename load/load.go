// Package load reads files, folders and standard input into a
// [certain.Observation]. It looks and concludes nothing: a file that is
// missing, may not be read or holds nonsense is data, a [certain.File] with
// its outcome and faults. What the bytes mean is the business of package
// material.
//
// Every read is bounded in size, and every read that could wait forever (a
// pipe, standard input) in time. Devices and sockets are refused. Folders are
// not descended into.
package load

import (
	"context"
	"fmt"
	"io"
	"path/filepath"
	"time"

	"github.com/certain-tls/certain"
	"github.com/certain-tls/certain/material"
)

// The defaults of Options.
const (
	DefaultMaxSize = 32 << 20 // bytes
	DefaultTimeout = 30 * time.Second
)

// Options say what to read beside the named files, and within which bounds.
// The zero value is useful.
type Options struct {
	Stdin io.Reader // what "-" reads; without it "-" fails
	Keys  []string  // files given by --key: read after the others, with the role key
	Certs []string  // files given as certificates: read after the others and before the keys, with the role certificate
	// Passphrases are tried in their order on what is encrypted. They are
	// used and kept nowhere.
	Passphrases []string
	// Prompt asks for the passphrase of a file, once for each file that needs
	// one, if Passphrases is empty. ok is false if there is no answer. nil
	// asks nobody.
	Prompt  func(file string) (passphrase string, ok bool)
	At      time.Time     // when it was seen, and as of when it is judged; zero is now
	Name    string        // the DNS name or IP address that a certificate must carry, if one was given
	Purpose string        // server, client or any, if one was given; server otherwise
	MaxSize int64         // of one file, in bytes; 0 is DefaultMaxSize
	Timeout time.Duration // for one pipe or standard input, from beginning to end; 0 is DefaultTimeout
}

// Files reads the named files and the keys of the options, each path once.
// "-" is standard input, and a folder stands for its files. The only error is
// that of a cancelled context; then the observation is what was read until
// then.
//
// Standard input has no portable way to be interrupted: if the timeout or the
// context ends a read of it, one goroutine stays until that read returns.
func Files(ctx context.Context, names []string, o Options) (*certain.Observation, error) {
	obs := &certain.Observation{At: o.At, Kind: certain.Files, Asked: asked(names, o)}
	if obs.At.IsZero() {
		obs.At = time.Now()
	}
	return obs, Beside(ctx, obs, names, o)
}

func asked(names []string, o Options) certain.Asked {
	a := certain.Asked{
		Name: o.Name, Named: o.Name != "",
		Purpose: o.Purpose, Demanded: o.Purpose != "",
	}
	if a.Purpose == "" {
		a.Purpose = "server"
	}
	switch {
	case len(names) > 0:
		a.Target = certain.Clean(names[0])
	case len(o.Certs) > 0:
		a.Target = certain.Clean(o.Certs[0])
	case len(o.Keys) > 0:
		a.Target = certain.Clean(o.Keys[0])
	}
	return a
}

// Beside reads files into an observation that exists, where those of an
// endpoint stand. A file that obs holds already is not read again. At, Name
// and Purpose of the options are not used.
//
// What is kept of all files together is bounded, see [material.Room]. How many
// files were not read for that, one more [certain.File] says.
func Beside(ctx context.Context, obs *certain.Observation, names []string, o Options) error {
	l := newLoader(ctx, obs, o)
	defer l.sayUnread()
	for _, name := range names {
		if err := l.load(name, certain.RoleAny); err != nil {
			return err
		}
	}
	for _, name := range o.Certs {
		if err := l.load(name, certain.RoleCertificate); err != nil {
			return err
		}
	}
	for _, name := range o.Keys {
		obs.Asked.Pair = append(obs.Asked.Pair, certain.Clean(name))
		if err := l.load(name, certain.RoleKey); err != nil {
			return err
		}
	}
	return nil
}

// loader reads into one observation.
type loader struct {
	ctx  context.Context
	obs  *certain.Observation
	opts Options
	seen map[string]int // the real path of what was read, and its index in obs.Files
	room *material.Room // for all files of the call
	left unread
}

// unread are the files that there was no room for.
type unread struct {
	first string
	n     int
}

func newLoader(ctx context.Context, obs *certain.Observation, o Options) *loader {
	if o.MaxSize <= 0 {
		o.MaxSize = DefaultMaxSize
	}
	if o.Timeout <= 0 {
		o.Timeout = DefaultTimeout
	}
	l := &loader{ctx: ctx, obs: obs, opts: o, seen: map[string]int{}, room: new(material.Room)}
	for i, file := range obs.Files {
		l.seen[realPath(file.Name)] = i
	}
	return l
}

// load reads what one argument names.
func (l *loader) load(name string, role certain.Role) error {
	if err := l.ctx.Err(); err != nil {
		return fmt.Errorf("read %s: %w", certain.Clip(name, 80), err)
	}
	if l.again(name, role) {
		return nil
	}
	if name != stdinName && isFolder(name) {
		return l.folder(name, role)
	}
	if l.full(name) {
		return nil
	}
	start := time.Now()
	got := l.read(name)
	l.keep(name, role, got, start)
	return l.ctx.Err()
}

// again tells whether a file was read before. Its role may become firmer.
func (l *loader) again(name string, role certain.Role) bool {
	i, found := l.seen[realPath(name)]
	if found && role != certain.RoleAny {
		l.obs.Files[i].Role = role
	}
	return found
}

// realPath is the path by which a file is known once: absolute, links
// resolved. Where that fails the name itself serves.
func realPath(name string) string {
	if name == stdinName {
		return name
	}
	if absolute, err := filepath.Abs(name); err == nil {
		name = absolute
	}
	if resolved, err := filepath.EvalSymlinks(name); err == nil {
		return resolved
	}
	return name
}

// keep enters a file that was read, or not, into the observation.
func (l *loader) keep(name string, role certain.Role, got content, start time.Time) {
	file := got.file(name)
	file.Role = role
	if got.outcome == certain.OK {
		file.Materials, file.Faults = l.open(file.Name, got.data)
	}
	if len(file.Materials)+len(file.Faults) == 0 {
		l.room.Take()
	}
	l.seen[realPath(name)] = len(l.obs.Files)
	l.obs.Files = append(l.obs.Files, file)
	l.step(file.Name, start, file.Outcome, file.Error, "")
}

// open reads what the bytes hold. The private keys that could be opened end
// here: an observation holds none.
func (l *loader) open(name string, data []byte) ([]certain.Material, []certain.Fault) {
	before := *l.room
	c := material.Open(name, data, material.Options{Passphrases: l.opts.Passphrases, Room: l.room})
	if len(l.opts.Passphrases) > 0 || l.opts.Prompt == nil || !c.Locked() {
		return c.Materials, c.Faults
	}
	if passphrase, ok := l.opts.Prompt(name); ok {
		*l.room = before
		c = material.Open(name, data, material.Options{Passphrases: []string{passphrase}, Room: l.room})
	}
	return c.Materials, c.Faults
}

// full tells whether there is no room for another file, and remembers it.
func (l *loader) full(name string) bool {
	if !l.room.Full() {
		return false
	}
	if l.left.n++; l.left.n == 1 {
		l.left.first = name
	}
	return true
}

// sayUnread enters what was not read as one file: thousands of them would not
// cost less for not being read.
func (l *loader) sayUnread() {
	if l.left.n == 0 {
		return
	}
	file := certain.File{Name: certain.Clean(l.left.first), Outcome: certain.TooLarge, Error: "the files of the call hold more than is kept of them; this one is not read"}
	if more := l.left.n - 1; more > 0 {
		file.Error += ", nor " + count(more, "file") + " behind it"
	}
	l.obs.Files = append(l.obs.Files, file)
	l.step(file.Name, time.Now(), file.Outcome, file.Error, "")
}

func (l *loader) step(address string, start time.Time, outcome certain.Outcome, says, found string) {
	l.obs.Steps = append(l.obs.Steps, certain.Step{
		Name: certain.StepFile, Address: address, MS: float64(time.Since(start).Microseconds()) / 1000,
		Outcome: outcome, Error: says, Found: found,
	})
}
