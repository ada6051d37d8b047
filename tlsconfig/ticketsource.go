package tlsconfig

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"time"

	"github.com/certain-tls/certain"
	"github.com/certain-tls/certain/check"
	"github.com/certain-tls/certain/load"
)

// The length of a secret, in bytes.
const (
	leastSecret = 32
	mostSecret  = 4096
)

// TicketSecret is what keys of session tickets are derived from, from one time
// on until another takes its place. Its text does not show it. It must not be
// changed, and may be used concurrently.
type TicketSecret struct {
	// From is when it comes into force: for the first period that begins at
	// this time or later. The zero time is always.
	From time.Time

	secret []byte
}

// NewTicketSecret makes a secret of 32 to 4096 random bytes, or of their text,
// such as `openssl rand -hex 32` writes it. Line ends after a text do not
// count. All nodes must be given the same. The bytes are copied.
func NewTicketSecret(from time.Time, secret []byte) (TicketSecret, error) {
	if line := bytes.TrimRight(secret, "\r\n"); !bytes.ContainsFunc(line, func(r rune) bool { return r < ' ' || r > '~' }) {
		secret = line
	}
	secret = bytes.Clone(secret)
	if len(secret) < leastSecret || len(secret) > mostSecret {
		return TicketSecret{}, fmt.Errorf("a secret of %d bytes: it needs %d to %d random ones", len(secret), leastSecret, mostSecret)
	}
	// Not a measure of chance, which there is none of: it finds a file of
	// zeros, and a line of dashes.
	seen := map[byte]bool{}
	for _, b := range secret {
		seen[b] = true
	}
	if len(seen) < 8 {
		return TicketSecret{}, errors.New("a secret that repeats itself is not random")
	}
	return TicketSecret{From: from, secret: secret}, nil
}

// String names the time, and not the secret.
func (s TicketSecret) String() string {
	if s.From.IsZero() {
		return "ticket secret (not shown)"
	}
	return "ticket secret from " + s.From.UTC().Format("2006-01-02 15:04:05 UTC") + " (not shown)"
}

// Format writes what String gives, whatever the verb.
func (s TicketSecret) Format(f fmt.State, _ rune) { fmt.Fprint(f, s.String()) }

// LogValue is what slog writes.
func (s TicketSecret) LogValue() slog.Value { return slog.StringValue(s.String()) }

// MarshalJSON refuses: a secret is not written as JSON.
func (s TicketSecret) MarshalJSON() ([]byte, error) {
	return nil, errors.New("a ticket secret is not written as JSON")
}

// TicketSource gives the secrets of session tickets: those whose tickets may
// still be good, the one in force, and those to come. Which secrets it gives
// is the same on all nodes. Secrets is called from one goroutine at a time,
// returns soon after its context ends, and on failure gives an error whose
// text holds no secret; then the old state is kept.
type TicketSource interface {
	Secrets(context.Context) ([]TicketSecret, error)
}

// TicketFunc is a source that is a function, for instance one that asks a
// secret store. It is called from one goroutine at a time, see [TicketSource].
type TicketFunc func(context.Context) ([]TicketSecret, error)

// Secrets calls the function.
func (f TicketFunc) Secrets(ctx context.Context) ([]TicketSecret, error) { return f(ctx) }

// TicketFile is a source that is one file with one secret, which nobody but its
// owner may read (or root's group, or the container that it was mounted into).
// If another file takes its place, all tickets made before are refused, and
// handshakes are full ones; a [TicketFolder] rotates without that. It may be
// used concurrently.
type TicketFile string

// Secrets reads the file.
func (name TicketFile) Secrets(ctx context.Context) ([]TicketSecret, error) {
	s, err := readSecret(ctx, string(name), time.Time{})
	if err != nil {
		return nil, err
	}
	return []TicketSecret{s}, nil
}

// exposedError is a secret that others can read, or change.
type exposedError struct{ says string }

func (e *exposedError) Error() string { return e.says }

// cannotRead makes an error of how reading a file went.
func cannotRead(file certain.File) error {
	switch file.Outcome {
	case certain.NotFound:
		return fmt.Errorf("read %s: %w", certain.Clip(file.Name, 200), fs.ErrNotExist)
	case certain.Denied:
		return fmt.Errorf("read %s: %w", certain.Clip(file.Name, 200), fs.ErrPermission)
	}
	return fmt.Errorf("read %s: %s", certain.Clip(file.Name, 200), file.Error)
}

func readSecret(ctx context.Context, name string, from time.Time) (TicketSecret, error) {
	if name == "-" {
		name = "./-" // load means standard input by it
	}
	data, file := load.One(ctx, name, load.Options{})
	defer clear(data)
	if file.Outcome != certain.OK {
		return TicketSecret{}, cannotRead(file)
	}
	if file.Owner != nil {
		if says := check.Readers(file); says != "" {
			return TicketSecret{}, &exposedError{fmt.Sprintf("%s holds a ticket secret, and %s", certain.Clip(name, 200), says)}
		}
	}
	s, err := NewTicketSecret(from, data)
	if err != nil {
		return TicketSecret{}, fmt.Errorf("%s: %w", certain.Clip(name, 200), err)
	}
	return s, nil
}
