// Package lab is an offline laboratory: TLS endpoints and files that are broken
// on purpose, each in one known way, beside healthy ones. It serves to try out
// programs that look at TLS, and programs that ought to refuse what they see.
//
// Everything listens on loopback, on ports that need no privilege. Keys and
// certificates are minted at start, relative to the time of [Options], and are
// trusted by the lab's own roots alone. After [Lab.Close] nothing is left: no
// listener, no goroutine, no file.
//
// A scenario of one's own is a [Description], see [Options].
//
// The lab knows nothing of the checks that are tried on it; what a scenario
// says about its codes is a claim, held by tests of whoever judges it.
package lab

import (
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/certain-tls/certain"
)

// Options says how to open a lab. The zero value is useful.
type Options struct {
	// At is the time that certificates are minted for; zero is now. With
	// another time, clients must judge as of then.
	At time.Time
	// Dir is where the CA file, a client's certificate and key, and the files of
	// scenarios are written. Nothing
	// in it is overwritten: an existing file of the same name is an error.
	// What was written is removed by Close. Empty stands for a new temporary
	// folder, which Close removes too.
	Dir string
	// FirstPort is the first of the ports to listen on; the others follow it,
	// in the same order every time. A port that is taken is an error. Zero
	// stands for whatever is free.
	FirstPort int
	// Scenarios are known beside the lab's own, see Description.Scenario. One
	// with the id of another, of the lab's own for instance, takes its place
	// if it stands further ahead.
	Scenarios []Scenario
}

// Lab is a set of running scenarios. Its methods are safe for concurrent use.
type Lab struct {
	at     time.Time
	mint   *mint
	roots  []*certain.Cert
	dir    string
	caFile string
	// The paths of what a client shows, see writeClient.
	clientCertificate, clientKey string

	ctLogs  string // path of the list of logs, once it is written
	running []Running
	ipv6    bool // this machine has ::1

	firstPort  int // see Options.FirstPort
	portsTaken atomic.Int64

	authorities authorities         // what the addresses in certificates name
	ticketKeys  map[string][32]byte // by the name of those who share one

	handlers sync.WaitGroup
	done     chan struct{} // closed by Close
	closing  sync.Once
	closeErr error

	mu      sync.Mutex
	open    map[io.Closer]struct{} // listeners and connections; nil after Close
	written []string               // paths to remove, the oldest first
}

// Running is a scenario that was opened, and where to find it. Fields that do
// not apply are empty.
type Running struct {
	Scenario
	URL        string // https://HOST:PORT/
	Host       string // what to connect to: localhost, an address, or a name for Resolver
	Port       int
	ServerName string   // the name to ask for and to verify; differs from Host where names need not resolve
	Address    string   // 127.0.0.1:PORT; the same port of ::1 where the machine has it; empty if Host does not resolve
	Addresses  []string // host:port of every machine behind Host, where it has several
	Resolver   string   // host:port of the DNS server to ask, where a scenario brings its own
	Proxy      string   // the URL of the proxy to go through, where a scenario brings its own
	Files      []string // paths, for scenarios of kind files
	Keys       []string // paths of files to be given as keys
	Passphrase string   // a passphrase to be given; empty for none
	Name       string   // the name that the files are wanted for, if any
	Pins       []string // keys that the user pins, as sha256//BASE64
	CTLogs     string   // path of a list of logs, where the scenario has one
	CAFile     string   // the lab's roots, PEM
	Roots      []*certain.Cert

	// What a client may show where a server asks who it is; the same for all
	// scenarios of a lab. The servers trust who vouches for it. Paths of PEM
	// files: the certificate with its intermediate, and the key, which nobody
	// but the owner can read.
	ClientCertificate, ClientKey string

	log   *visits  // what the server saw; nil where none listens
	doors []string // the addresses that it listens on
}

// Open starts the scenarios with these ids, or all: those of o.Scenarios if
// there are any, else the lab's own. They listen when Open returns. An id that
// is unknown is an error that names the nearest one.
func Open(o Options, ids ...string) (*Lab, error) {
	scenarios, err := choose(o.Scenarios, ids)
	if err != nil {
		return nil, err
	}
	l := &Lab{at: o.At, dir: o.Dir, firstPort: o.FirstPort, done: make(chan struct{}), open: make(map[io.Closer]struct{})}
	if l.at.IsZero() {
		l.at = time.Now()
	}
	if err := l.start(scenarios); err != nil {
		return nil, errors.Join(fmt.Errorf("open lab: %w", err), l.Close())
	}
	return l, nil
}

func (l *Lab) start(scenarios []Scenario) error {
	l.mint = newMint(l)
	l.ipv6 = hasIPv6()
	if err := l.makeDir(); err != nil {
		return err
	}
	if err := errors.Join(l.writeRoots(scenarios), l.writeClient()); err != nil {
		return err
	}
	for _, s := range scenarios {
		r := Running{Scenario: s, CAFile: l.caFile, Roots: l.roots, ClientCertificate: l.clientCertificate, ClientKey: l.clientKey}
		if err := errors.Join(l.run(&r), l.hand(&r)); err != nil {
			return fmt.Errorf("scenario %s: %w", s.ID, err)
		}
		l.running = append(l.running, r)
	}
	return nil
}

// run brings one scenario to life.
func (l *Lab) run(r *Running) error {
	switch {
	case r.write != nil:
		return l.writeFiles(r)
	case r.open != nil:
		return r.open(l, r)
	case r.nodes != nil:
		return l.serveNodes(r)
	case r.speak != nil:
		return l.listen(r, r.speak)
	case r.byHand != nil:
		return l.serveByHand(r)
	}
	return l.serveTLS(r)
}

// hand adds what a scenario's user is to hand over: pins, and a list of logs.
func (l *Lab) hand(r *Running) error {
	if r.pinned != "" {
		pin, err := l.mint.pin(r.pinned)
		if err != nil {
			return err
		}
		r.Pins = []string{pin}
	}
	var err error
	if r.logs {
		r.CTLogs, err = l.logList()
	}
	return err
}

// Running lists the scenarios that were opened, in the order asked for.
func (l *Lab) Running() []Running { return slices.Clone(l.running) }

// Roots are the authorities that a client of this lab must trust, and the only
// ones. One of them is past its end: see the scenario expired-root.
func (l *Lab) Roots() []*certain.Cert { return slices.Clone(l.roots) }

// CAFile is the path of a PEM file with the roots.
func (l *Lab) CAFile() string { return l.caFile }

// ClientCertificate is the path of what a client may show, see
// [Running.ClientCertificate].
func (l *Lab) ClientCertificate() string { return l.clientCertificate }

// ClientKey is the path of the key to ClientCertificate.
func (l *Lab) ClientKey() string { return l.clientKey }

// Close ends all scenarios, waits until every goroutine has ended and removes
// all files. It may be called more than once.
func (l *Lab) Close() error {
	l.closing.Do(func() {
		close(l.done)
		for _, c := range l.forgetAll() {
			c.Close() // closed twice at worst; there is nobody to tell
		}
		l.handlers.Wait()
		l.closeErr = l.removeWritten()
	})
	return l.closeErr
}

// hold remembers something to be closed by Close. It reports false if the lab
// is closed already; then c is closed at once.
func (l *Lab) hold(c io.Closer) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.open == nil {
		c.Close()
		return false
	}
	l.open[c] = struct{}{}
	return true
}

// release closes what hold took.
func (l *Lab) release(c io.Closer) {
	l.mu.Lock()
	delete(l.open, c)
	l.mu.Unlock()
	c.Close()
}

func (l *Lab) forgetAll() []io.Closer {
	l.mu.Lock()
	defer l.mu.Unlock()
	all := make([]io.Closer, 0, len(l.open))
	for c := range l.open {
		all = append(all, c)
	}
	l.open = nil
	return all
}

// makeDir makes the folder that was asked for, or a temporary one.
func (l *Lab) makeDir() error {
	if l.dir == "" {
		dir, err := os.MkdirTemp("", "certain-lab-")
		if err != nil {
			return err
		}
		l.dir = dir
		l.written = append(l.written, dir)
		return nil
	}
	err := os.Mkdir(l.dir, 0o700)
	if err == nil {
		l.written = append(l.written, l.dir)
	}
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	return err
}

func (l *Lab) writeRoots(scenarios []Scenario) error {
	var text []byte
	trusted := slices.Clone(anchors)
	for _, s := range scenarios {
		trusted = append(trusted, s.trusts...)
	}
	for _, p := range trusted {
		c, err := l.mint.make(p)
		if err != nil {
			return fmt.Errorf("mint %s: %w", p.name(), err)
		}
		l.roots = append(l.roots, certain.NewCert(c.cert))
		text = append(text, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: c.der})...)
	}
	l.caFile = filepath.Join(l.dir, "ca.pem")
	return l.writeNew(l.caFile, text, 0o644)
}

// writeNew writes a file that was not there before.
func (l *Lab) writeNew(path string, data []byte, mode fs.FileMode) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return err
	}
	l.written = append(l.written, path)
	_, err = f.Write(data)
	return errors.Join(err, f.Chmod(mode), f.Close()) // whatever the umask took away
}

// removeWritten removes what was written, the newest first, so that a folder
// is empty when its turn comes.
func (l *Lab) removeWritten() error {
	var errs []error
	for _, path := range slices.Backward(l.written) {
		if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			errs = append(errs, err)
		}
	}
	return errors.Join(errs...)
}
