package probe

import (
	"bytes"
	"encoding/hex"
	"slices"

	certain "github.com/certain-tls/certain"
	"github.com/certain-tls/certain/wire"
)

// maxChain bounds how many certificates of one server are kept. OpenSSL
// follows a chain for 100, and nobody needs ten.
const maxChain = 100

// flight reads again what the server sent. crypto/tls shows little of a
// handshake that it breaks off, and nothing of a chain that it cannot parse.
func (h *handshake) flight() (*wire.Flight, error) {
	return wire.ReadFlight(bytes.NewReader(h.tap.heard), wire.Options{Secret: h.secret, Certificates: maxChain})
}

// secretBell takes from the key log the one secret by which the server's part
// of a TLS 1.3 handshake can be read again: its certificates are encrypted, and
// crypto/tls keeps a chain that does not parse to itself. The secret protects
// nothing that is sent after the handshake, and is forgotten with it.
type secretBell struct{ h *handshake }

var secretLabel = []byte("SERVER_HANDSHAKE_TRAFFIC_SECRET ")

// Write is called with one line, "LABEL CLIENT_RANDOM SECRET" in hexadecimal.
func (b secretBell) Write(line []byte) (int, error) {
	if words := bytes.Fields(line); bytes.HasPrefix(line, secretLabel) && len(words) == 3 {
		b.h.secret = make([]byte, hex.DecodedLen(len(words[2])))
		if _, err := hex.Decode(b.h.secret, words[2]); err != nil {
			b.h.secret = nil // crypto/tls writes no such line
		}
	}
	return len(line), nil
}

// hello says what the server chose, measured by what we offered. It is nil if
// it chose nothing.
func (h *handshake) hello(flight *wire.Flight) *certain.Hello {
	offered, _, err := wire.ReadClientHello(bytes.NewReader(h.tap.said))
	if err != nil {
		return nil // the connection broke before the hello was out
	}
	return helloOf(flight, offered)
}

// helloOf says what the server chose. offered is the ClientHello of crypto/tls:
// choices that it does not hold are named.
func helloOf(flight *wire.Flight, offered *wire.ClientHello) *certain.Hello {
	choice := flight.Choice()
	if choice == nil {
		return nil
	}
	h := &certain.Hello{
		Version:             wire.VersionName(choice.Version()),
		Cipher:              wire.SuiteName(choice.Suite),
		SecureRenegotiation: choice.SecureRenegotiation(),
		ClientAsked:         flight.Request != nil,
	}
	if newer := choice.Downgrade(); newer > choice.Version() {
		h.Downgrade = wire.VersionName(newer)
	}
	group, scheme := choice.Group(), flight.Scheme
	if kx := flight.KeyExchange; kx != nil {
		h.DHBits, h.RSABits = kx.DHBits, kx.RSABits
		group, scheme = kx.Group, kx.Scheme
	}
	h.Group, h.Signature = wire.GroupName(group), wire.SchemeName(scheme)
	for _, c := range []struct {
		what   string
		chosen uint16
		from   []uint16
	}{
		{"version", choice.Version(), offered.Versions()},
		{"cipher", choice.Suite, offered.Suites},
		{"group", group, offered.Groups()},
		{"signature", scheme, offered.Schemes()},
	} {
		if c.chosen != 0 && !slices.Contains(c.from, c.chosen) {
			h.Unoffered = append(h.Unoffered, c.what)
		}
	}
	return h
}
