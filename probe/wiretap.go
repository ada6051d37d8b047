package probe

import (
	"errors"
	"io"
	"net"
	"time"

	certain "github.com/certain-tls/certain"
)

const (
	// maxHandshake bounds what a peer may send before the handshake is done.
	// crypto/tls takes at most 256 KiB for a certificate message; the rest of
	// an honest handshake is far below the same again.
	maxHandshake = 1 << 20
	heardBytes   = 80                     // of what is no TLS, shown to the user
	heardWait    = 200 * time.Millisecond // for the rest of a greeting
)

var errTooMuch = errors.New("the server sent more than 1 MiB before the handshake was done")

// wiretap is a connection that keeps what the peer sent during the handshake
// and ends it when that is too much. It is used by one goroutine.
type wiretap struct {
	net.Conn
	heard []byte
	off   bool // the handshake is done: keep and limit nothing any more
	ended bool // the peer has ended TCP in order
}

func (w *wiretap) Read(p []byte) (int, error) {
	n, err := w.Conn.Read(p)
	w.ended = w.ended || errors.Is(err, io.EOF)
	if w.off {
		return n, err
	}
	if len(w.heard)+n > maxHandshake {
		return 0, errTooMuch
	}
	w.heard = append(w.heard, p[:n]...)
	return n, err
}

func (w *wiretap) release() {
	w.off, w.heard = true, nil
}

// greeting is the start of what a peer said that speaks no TLS. The first
// record header is all that crypto/tls reads of it, so a little more is
// awaited: enough to know an SSH, SMTP or HTTP server by its words.
func (w *wiretap) greeting() string {
	_ = w.Conn.SetReadDeadline(time.Now().Add(heardWait)) // fails only on a closed connection, and then Read does
	buffer := make([]byte, 512)
	for len(w.heard) < heardBytes {
		n, err := w.Conn.Read(buffer)
		w.heard = append(w.heard, buffer[:n]...)
		if err != nil {
			break
		}
	}
	return certain.Clip(string(w.heard), heardBytes)
}
