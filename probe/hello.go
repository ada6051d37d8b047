package probe

import (
	"crypto/rand"
	"crypto/tls"
	"io"

	certain "github.com/certain-tls/certain"
)

// config is how we greet. Verification is off because verifying is not this
// package's work: crypto/tls gives one error for all that is wrong with a
// chain and hangs up, and then an expired certificate cannot be told from a
// server that is down. The chain is judged afterwards from what was seen, and
// no request goes out before that.
//
// Versions, suites and groups are set explicitly, so that the defaults of a Go
// version or a GODEBUG setting do not decide what is offered: everything
// crypto/tls can do, since a server that does only old things has to be seen
// doing them. Offering them harms nobody: nothing is sent that is worth
// protecting. Two settings reach further than a tls.Config and are left to
// the program: tlsmlkem=0 takes the post-quantum groups away, and without
// tlssha1=1 no SHA-1 handshake signature is offered.
func config(t certain.Target, sni string) *tls.Config {
	c := &tls.Config{
		Rand:               &helloRandom{},
		ServerName:         sni,
		InsecureSkipVerify: true,
		MinVersion:         tls.VersionTLS10,
		MaxVersion:         tls.VersionTLS13,
		CipherSuites:       allSuites(),
		CurvePreferences: []tls.CurveID{
			tls.X25519MLKEM768, tls.SecP256r1MLKEM768, tls.SecP384r1MLKEM1024,
			tls.X25519, tls.CurveP256, tls.CurveP384, tls.CurveP521,
		},
	}
	if t.Scheme == "https" {
		c.NextProtos = []string{"http/1.1"}
	}
	return c
}

// allSuites are those of TLS 1.0 to 1.2, the safe ones and the old ones.
// crypto/tls sorts them by its own preference, the old ones last.
func allSuites() []uint16 {
	var ids []uint16
	for _, suite := range tls.CipherSuites() {
		ids = append(ids, suite.ID)
	}
	for _, suite := range tls.InsecureCipherSuites() {
		ids = append(ids, suite.ID)
	}
	return ids
}

// helloRandom is crypto/rand, but for the first four bytes that are read from
// it: they are two line ends. They become the first four bytes of the
// ClientHello's random, which up to TLS 1.2 held the time of day (RFC 5246
// section 7.4.1.2) and not randomness. So a server that speaks a protocol of
// lines (HTTP, SMTP, FTP, IMAP ...) sees a complete line and answers at once,
// instead of waiting for its end until our time is up; without them it would
// depend on chance. The 28 bytes behind are random.
type helloRandom struct{ used bool }

func (r *helloRandom) Read(p []byte) (int, error) {
	n, err := io.ReadFull(rand.Reader, p)
	if !r.used && n >= 32 {
		copy(p, "\r\n\r\n")
	}
	r.used = true
	return n, err
}
