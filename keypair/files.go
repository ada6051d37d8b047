package keypair

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"hash"
	"strings"

	"github.com/certain-tls/certain/internal/reload"
)

// rereads is how often files are read that change while they are read.
const rereads = 3

// files are the files of a watched pair.
type files struct {
	names []string // the certificate's, then the key's
	o     Options

	sum  [sha256.Size]byte // of the last state; the bytes are not kept
	made *Pair             // what became of it, nil if it was refused
}

// read reads the files as one state. What lies there unchanged and is in use is
// not judged again; what is not in use is, for time may have mended it.
func (f *files) read(ctx context.Context, old *Pair) (*Pair, error) {
	sources, err := f.settled(ctx, old)
	if err != nil || sources == nil {
		return old, err
	}
	f.made = nil
	pair, err := f.o.pair(sources)
	if err != nil {
		return nil, err
	}
	if old != nil && same(old, pair) {
		pair = old
	}
	f.made = pair
	return pair, nil
}

// settled gives the files of one state: two readings, one after the other, that
// are the same. It gives nothing if they are those of the pair in use.
func (f *files) settled(ctx context.Context, old *Pair) ([]source, error) {
	sources := f.sources(ctx)
	sum := digest(sources)
	if old != nil && f.made == old && sum == f.sum {
		return nil, nil
	}
	for range rereads {
		again := f.sources(ctx)
		f.sum = digest(again)
		if f.sum == sum {
			return again, nil
		}
		sum = f.sum
	}
	f.sum = [sha256.Size]byte{}
	return nil, fmt.Errorf("load %s: %w", strings.Join(f.names, " and "), reload.ErrUnsettled)
}

func (f *files) sources(ctx context.Context) []source {
	sources := []source{read(ctx, f.names[0])}
	for _, name := range f.names[1:] {
		sources = append(sources, read(ctx, name).asKey())
	}
	return sources
}

// digest is over what was read and what is known of it: that a key was exposed,
// or may no longer be read, is another state too.
func digest(sources []source) (sum [sha256.Size]byte) {
	h := sha256.New()
	for _, s := range sources {
		known, _ := json.Marshal(s.file) // without material: it was not opened
		write(h, known)
		write(h, s.data)
	}
	h.Sum(sum[:0])
	return sum
}

func write(h hash.Hash, data []byte) {
	h.Write(binary.BigEndian.AppendUint64(nil, uint64(len(data))))
	h.Write(data)
}
