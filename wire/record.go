package wire

import (
	"encoding/binary"
	"fmt"
	"io"
)

// maxRecord is the longest body of a record: 2^14 bytes and what encryption
// may add to them, RFC 5246 section 6.2.3.
const maxRecord = 1<<14 + 2048

// Record is a unit of transport, RFC 8446 section 5.1.
type Record struct {
	Type    byte
	Version uint16
	Body    []byte
}

// ReadRecord reads one record. Bytes that cannot be the start of one give
// ErrNotTLS, as soon as that is certain; an orderly end before the first byte
// gives io.EOF alone.
func ReadRecord(r io.Reader) (Record, error) {
	var header [5]byte
	for i := range header { // byte by byte, for a peer that is no TLS may never send a fifth
		if _, err := io.ReadFull(r, header[i:i+1]); err != nil {
			if i > 0 && err == io.EOF {
				err = io.ErrUnexpectedEOF
			}
			return Record{}, err
		}
		if !LooksLikeTLS(header[:i+1]) {
			return Record{}, ErrNotTLS
		}
	}
	rec := Record{Type: header[0], Version: binary.BigEndian.Uint16(header[1:])}
	length := int(binary.BigEndian.Uint16(header[3:]))
	if length > maxRecord {
		return rec, fmt.Errorf("a record of %d bytes: %w", length, ErrSyntax)
	}
	rec.Body = make([]byte, length)
	if _, err := io.ReadFull(r, rec.Body); err != nil {
		return rec, fmt.Errorf("record: %w", noEOF(err))
	}
	return rec, nil
}

// noEOF: an end inside of something is never in order.
func noEOF(err error) error {
	if err == io.EOF {
		return io.ErrUnexpectedEOF
	}
	return err
}

// LooksLikeTLS tells whether bytes, one at least, can be the start of a
// record: a content type of RFC 8446 section 5.1 or RFC 6520, and a version
// 3.0 to 3.4.
func LooksLikeTLS(start []byte) bool {
	if len(start) == 0 || start[0] < 20 || start[0] > 24 {
		return false
	}
	return (len(start) < 2 || start[1] == 3) && (len(start) < 3 || start[2] <= 4)
}

// WriteRecord writes data in as many plaintext records as it needs, RFC 8446
// section 5.1, with one call of Write.
func WriteRecord(w io.Writer, kind byte, version uint16, data []byte) error {
	var out []byte
	for first := true; first || len(data) > 0; first = false {
		n := min(len(data), 1<<14)
		out = append(out, kind, byte(version>>8), byte(version), byte(n>>8), byte(n))
		out = append(out, data[:n]...)
		data = data[n:]
	}
	_, err := w.Write(out)
	return err
}
