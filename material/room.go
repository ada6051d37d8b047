package material

import (
	"bytes"
	"fmt"
	"slices"

	"github.com/certain-tls/certain"
)

// The bounds of a Room.
const (
	// maxPieces bounds materials and faults together: a block can be 60 bytes
	// and cost many times that once it is described.
	maxPieces = 2500
	// maxWeight bounds what is kept of them, in bytes.
	maxWeight = 32 << 20
	// certWeight is what a byte of a certificate counts: it is kept parsed too.
	certWeight = 8
)

// Room bounds what is kept of files that are looked at together: 2500
// materials and faults, and 32 MiB, of which the bytes of a certificate count
// eight times. Files within any bound of their own can hold more than memory
// and patience have room for once it is parsed and judged. What is beyond is
// not read, and a fault says from where on.
//
// The zero value is empty. A Room is used by one goroutine at a time.
type Room struct{ pieces, weight int }

// Full tells whether nothing more is kept.
func (r *Room) Full() bool { return r.pieces >= maxPieces }

// Take takes the room of one piece, for what the caller keeps besides.
func (r *Room) Take() { r.pieces++ }

// fits takes the room of one piece, and says once where there is none left.
func (r *reader) fits(at place, weight int) bool {
	switch {
	case r.full:
	case r.room.Full():
		r.stop(at, fmt.Sprintf("more than %d pieces", maxPieces))
	case r.room.weight+weight > maxWeight:
		r.room.pieces = maxPieces
		r.stop(at, fmt.Sprintf("more than %d MiB of certificates, or %d MiB of other pieces", maxWeight/certWeight>>20, maxWeight>>20))
	default:
		r.room.pieces++
		r.room.weight += weight
		return true
	}
	return false
}

// stop says what is too much, and how much is left out where that can be told
// without reading it.
func (r *reader) stop(at place, tooMuch string) {
	r.full = true
	says := tooMuch + "; what stands here and behind is not read"
	if r.text != nil {
		if n := bytes.Count(r.text[min(at.offset, len(r.text)):], []byte("-----BEGIN ")); n > 0 {
			says += ": " + count(n, "block")
		}
	}
	r.faults = append(r.faults, certain.Fault{
		Line: r.line(at), Offset: r.offset(at), What: certain.FaultFormat, Lost: true, Says: says,
	})
}

// certificate parses a certificate if there is room for it. Its bytes are its
// own, so that those of the file can go.
func (r *reader) certificate(at place, der []byte) (*certain.Cert, bool) {
	weight := certWeight * len(der)
	if r.full || r.room.Full() || r.room.weight+weight > maxWeight {
		return nil, r.fits(at, weight) // it says why not
	}
	r.room.weight += weight // put takes the place of the piece
	return certain.ParseCert(slices.Clone(der)), true
}
