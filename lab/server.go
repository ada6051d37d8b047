package lab

import (
	"bufio"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
)

// serveTLS opens an endpoint that completes the handshake, if its client goes
// along, and answers one HTTP request. All that it needs is minted before it
// listens, RSA keys too: making one can take longer than a client waits.
func (l *Lab) serveTLS(r *Running) error {
	settings, err := l.config(r.Scenario)
	if err != nil {
		return err
	}
	id, wrap, reply := r.ID, r.wrap, r.reply
	return l.listen(r, func(c net.Conn) {
		outer := c
		if wrap != nil {
			outer = wrap(c)
		}
		speakTLS(tls.Server(outer, settings), c, id, reply)
		hangUp(c)
	})
}

// config makes the TLS settings of a scenario, with one certificate for each
// chain. crypto/tls picks the first that fits the name asked for, else the
// first of all.
func (l *Lab) config(s Scenario) (*tls.Config, error) {
	// No tickets: a client that leaves without reading them resets the
	// connection (RFC 9293 section 3.10.4), and with it goes what it sent.
	config := &tls.Config{MinVersion: tls.VersionTLS12, SessionTicketsDisabled: true}
	for _, c := range s.chains() {
		identity, err := l.identity(c)
		if err != nil {
			return nil, err
		}
		if s.timestamps > 0 {
			if identity.SignedCertificateTimestamps, err = l.handshakeTimestamps(c[0], s.timestamps); err != nil {
				return nil, err
			}
		}
		if s.staple != nil {
			if identity.OCSPStaple, err = l.mint.staple(c[0], *s.staple); err != nil {
				return nil, err
			}
		}
		config.Certificates = append(config.Certificates, identity)
	}
	config.ClientCAs = x509.NewCertPool()
	for _, c := range l.roots {
		config.ClientCAs.AddCert(c.X509)
	}
	if s.tune != nil {
		s.tune(config)
	}
	s.tls.apply(config)
	return config, nil
}

func (l *Lab) identity(c chain) (tls.Certificate, error) {
	var identity tls.Certificate
	for i, p := range c {
		made, err := l.mint.make(p)
		if err != nil {
			return identity, fmt.Errorf("mint %s: %w", p.name(), err)
		}
		identity.Certificate = append(identity.Certificate, made.der)
		if i == 0 {
			identity.PrivateKey = made.key
		}
	}
	return identity, nil
}

// speakTLS shakes hands and answers one request.
func speakTLS(c *tls.Conn, below net.Conn, id string, reply func(io.Writer)) {
	if c.Handshake() != nil {
		return // crypto/tls has sent the alert
	}
	answerRequest(shaken(below, c), id, reply)
	c.CloseWrite() // close_notify, RFC 8446 section 6.1
}

// onceShaken makes the opener of a server that shakes hands as every other
// does. What it does after that is for then to say; the connection ends with
// it.
func onceShaken(then func(r *Running, below net.Conn, secure *tls.Conn)) func(*Lab, *Running) error {
	return func(l *Lab, r *Running) error {
		config, err := l.config(r.Scenario)
		if err != nil {
			return err
		}
		return l.listen(r, func(c net.Conn) {
			if secure := tls.Server(c, config); secure.Handshake() == nil {
				then(r, c, secure)
			}
			hangUp(c)
		})
	}
}

// answerRequest reads one HTTP request and answers it, or lets reply do that.
func answerRequest(c io.ReadWriter, id string, reply func(io.Writer)) {
	request, err := http.ReadRequest(bufio.NewReader(io.LimitReader(c, maxBytes)))
	switch {
	case errors.Is(err, io.EOF), errors.Is(err, net.ErrClosed): // looked and left
	case reply != nil:
		reply(c)
	case err != nil:
		answer(c, nil, http.StatusBadRequest, "text/plain", []byte("this is no HTTP request\n"))
	default:
		io.Copy(io.Discard, request.Body) // what it sends is counted, whether or not it is whole
		answer(c, request, http.StatusOK, "text/plain", page(request.URL.Path, id))
	}
}

// page is what the endpoints answer: a sentence, and for git an empty
// repository of the kind that any web server can serve.
func page(path, id string) []byte {
	switch {
	case strings.HasSuffix(path, "/info/refs"):
		return nil
	case strings.HasSuffix(path, "/HEAD"):
		return []byte("ref: refs/heads/main\n")
	}
	return fmt.Appendf(nil, "this is the lab, scenario %s\n", id)
}

// answer writes an HTTP response; the connection ends with it.
func answer(w io.Writer, request *http.Request, status int, kind string, body []byte) {
	response := http.Response{
		StatusCode: status, ProtoMajor: 1, ProtoMinor: 1, Request: request,
		Header:        http.Header{"Content-Type": {kind}, "Server": {"lab"}},
		Body:          io.NopCloser(strings.NewReader(string(body))),
		ContentLength: int64(len(body)),
		Close:         true,
	}
	response.Write(w) // a client that is gone needs no answer
}

// serveByHand opens an endpoint of a server of our own.
func (l *Lab) serveByHand(r *Running) error {
	identity, err := l.identity(r.sends)
	if err != nil {
		return err
	}
	return l.listen(r, r.byHand.serves(identity, r.ID))
}
