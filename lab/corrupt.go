package lab

import (
	"bytes"
	"encoding/binary"
	"net"
)

// corrupter stands between a TLS server and the network and flips one bit of
// the first encrypted record, as a broken middlebox or bad memory would.
type corrupter struct {
	net.Conn
	sealed bool // a ChangeCipherSpec went out: what follows is encrypted, below TLS 1.3 too
	done   bool
}

func corrupts(c net.Conn) net.Conn { return &corrupter{Conn: c} }

// Write relies on crypto/tls writing whole records.
func (c *corrupter) Write(p []byte) (int, error) {
	if c.done {
		return c.Conn.Write(p)
	}
	out := bytes.Clone(p)
	for rest := out; len(rest) >= 5 && !c.done; {
		end := 5 + int(binary.BigEndian.Uint16(rest[3:5]))
		if end > len(rest) {
			break
		}
		switch kind := rest[0]; {
		case kind == changeCipherSpec:
			c.sealed = true
		case kind == applicationData || c.sealed:
			rest[end-1] ^= 1
			c.done = true
		}
		rest = rest[end:]
	}
	return c.Conn.Write(out)
}
