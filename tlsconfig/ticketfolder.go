package tlsconfig

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/certain-tls/certain"
	"github.com/certain-tls/certain/internal/newfile"
)

// TicketFolder is a source that is a folder of generations of secrets, which
// all nodes read, be it shared or copied to each. A generation is a file that
// is named for the time from which it is in force, such as
// tickets-20261127T180000Z.secret. Other files are left alone.
//
// A generation is written before it comes into force, so that all nodes have
// read it by then, and deleted when no ticket that was made with it can be
// good any more. Somebody must do that: the nodes themselves, by Rotate, where
// they share the folder and may write to it; otherwise one node or one job
// elsewhere, for instance the same program with Rotate set, which copies the
// folder.
//
// A folder that everybody may write to is refused. It is not created: where a
// shared folder is not mounted, nobody is to take another in its place. It may
// be used concurrently, and by many nodes.
type TicketFolder struct {
	Dir string
	// Rotate is how long a generation is in force. Zero only reads. It must be
	// at least the Period of the options, and is rounded up to a multiple of
	// it. Every node that shares a folder may set it: whoever is first writes
	// the next generation, and all others take that.
	Rotate time.Duration
}

const (
	secretBefore = "tickets-"
	secretTime   = "20060102T150405Z"
	secretAfter  = ".secret"
)

// mostGenerations bounds what is read.
const mostGenerations = 1000

// secretFile names the generation that comes into force at a time.
func secretFile(from time.Time) string {
	return secretBefore + from.UTC().Format(secretTime) + secretAfter
}

// Secrets reads all generations. If one cannot be read, none is given: a node
// that knows half of them refuses the tickets of the others.
func (f TicketFolder) Secrets(ctx context.Context) ([]TicketSecret, error) {
	times, err := f.generations()
	if err != nil {
		return nil, err
	}
	var secrets []TicketSecret
	for _, from := range times {
		s, err := readSecret(ctx, filepath.Join(f.Dir, secretFile(from)), from)
		if errors.Is(err, fs.ErrNotExist) {
			continue // another node has just deleted it
		}
		if err != nil {
			return nil, err
		}
		secrets = append(secrets, s)
	}
	if len(secrets) == 0 {
		return nil, fmt.Errorf("no ticket secret in %s: %w", certain.Clip(f.Dir, 200), fs.ErrNotExist)
	}
	return secrets, nil
}

// generations lists the times of the generations, in their order.
func (f TicketFolder) generations() ([]time.Time, error) {
	info, err := os.Stat(f.Dir)
	if err != nil {
		return nil, err
	}
	if runtime.GOOS != "windows" && info.Mode().Perm()&0o002 != 0 {
		return nil, &exposedError{fmt.Sprintf("every user of this machine may write to %s (mode %04o)", certain.Clip(f.Dir, 200), info.Mode().Perm())}
	}
	entries, err := os.ReadDir(f.Dir)
	if err != nil {
		return nil, err
	}
	var times []time.Time
	for _, e := range entries {
		name, ok := strings.CutPrefix(e.Name(), secretBefore)
		name, ended := strings.CutSuffix(name, secretAfter)
		from, err := time.Parse(secretTime, name)
		if ok && ended && err == nil {
			times = append(times, from)
		}
	}
	if len(times) > mostGenerations {
		return nil, fmt.Errorf("%d ticket secrets in %s: more than %d are not read", len(times), certain.Clip(f.Dir, 200), mostGenerations)
	}
	slices.SortFunc(times, time.Time.Compare)
	return times, nil
}

// rotator is a source that also makes secrets, where the clock is trusted.
type rotator interface {
	rotate(ctx context.Context, p periods, every time.Duration, now time.Time) error
}

// rotate writes the generation that is due, and deletes those that are done.
// If the one fails the other is done all the same: a full disk is no reason to
// keep old secrets.
func (f TicketFolder) rotate(ctx context.Context, p periods, every time.Duration, now time.Time) error {
	if f.Rotate == 0 {
		return nil
	}
	if f.Rotate < p.length {
		return fmt.Errorf("a generation of secrets that lasts %v is shorter than a period of %v", f.Rotate, p.length)
	}
	times, err := f.generations()
	if err != nil {
		return err
	}
	var failed error
	for _, from := range f.due(p, every, now, times) {
		if err := f.write(ctx, from); err != nil {
			failed = err
			break
		}
		times = append(times, from)
	}
	for _, from := range done(p, now, times) {
		if err := os.Remove(filepath.Join(f.Dir, secretFile(from))); err != nil && !errors.Is(err, fs.ErrNotExist) {
			failed = errors.Join(failed, err)
		}
	}
	return failed
}

// due are the generations to be written now. times are those that there are,
// in their order.
func (f TicketFolder) due(p periods, every time.Duration, now time.Time, times []time.Time) (due []time.Time) {
	current := p.number(now)
	if len(times) == 0 || times[0].After(p.start(current)) {
		// None is in force: a new folder, or one that lost its files. Nobody
		// can be waited for. It holds for the period before too, for a node
		// whose clock is behind.
		first := p.start(p.number(now.Add(-p.skew)) - 1)
		due, times = append(due, first), slices.Insert(slices.Clone(times), 0, first)
	}
	// The next follows the last; after a long rest, as soon as all nodes can
	// have read it. Half a generation before is time enough to mend a disk,
	// and no secret lies there longer than it must.
	length := (int64(f.Rotate) + int64(p.length) - 1) / int64(p.length) // in periods
	soonest := p.number(now.Add(2*every+p.skew)) + 1
	next := p.start(max(p.number(times[len(times)-1])+length, soonest))
	if lead := max(f.Rotate/2, 2*every+p.skew+p.length); next.After(now.Add(lead)) {
		return due
	}
	return append(due, next)
}

// done are the generations that no key in use is derived from any more. times
// need no order.
func done(p periods, now time.Time, times []time.Time) (done []time.Time) {
	slices.SortFunc(times, time.Time.Compare)
	// The clock of a node that is behind by the skew still needs more.
	first, _ := p.accepted(now.Add(-p.skew))
	for i := range len(times) - 1 {
		if !times[i+1].After(p.start(first)) {
			done = append(done, times[i])
		}
	}
	return done
}

// write makes a generation, unless another node was faster.
func (f TicketFolder) write(ctx context.Context, from time.Time) error {
	var secret [leastSecret]byte
	rand.Read(secret[:]) // it never fails
	text := append(hex.AppendEncode(nil, secret[:]), '\n')
	defer clear(text)
	clear(secret[:])
	file := newfile.File{Path: filepath.Join(f.Dir, secretFile(from)), Mode: 0o600}
	if err := file.Write(ctx, text); err != nil && !errors.Is(err, newfile.ErrExists) {
		return fmt.Errorf("write a ticket secret to %s: %w", certain.Clip(f.Dir, 200), err)
	}
	return nil
}
