package tlsconfig

import (
	"crypto/tls"
	"errors"
	"time"

	"github.com/certain-tls/certain/keypair"
	"github.com/certain-tls/certain/profile"
	"github.com/certain-tls/certain/trust"
)

// ServerOptions are what a server wants. The zero value is safe.
type ServerOptions struct {
	// Clients are the roots of client certificates. Nil: no certificate is
	// asked for. Otherwise each client must show one that these roots vouch
	// for, of the purpose client.
	Clients trust.Source
	// ClientsOptional lets clients in that show no certificate. One that is
	// shown is verified all the same. The program asks
	// len(ConnectionState.PeerCertificates) who is there.
	ClientsOptional bool
	// MinVersion and MaxVersion bound the version, as the constants of
	// crypto/tls. Zero is TLS 1.2, and the newest.
	MinVersion, MaxVersion uint16
	// CipherSuites are the suites of TLS 1.2 and below, as the constants of
	// crypto/tls. Nil is the choice of crypto/tls. Those of TLS 1.3 are not
	// configurable.
	CipherSuites []uint16
	// ALPN are the protocols above TLS, the preferred first.
	ALPN []string
	// Profile limits versions, suites, groups and certificates. The zero
	// value limits nothing beyond the above.
	Profile profile.Profile
	// Verify is asked about each client whose certificate was found good, and
	// may refuse it. It is asked on resumed connections too.
	Verify func(*Peer) error
	// Tickets are the keys of session tickets; nil leaves them to crypto/tls.
	Tickets TicketKeys
	// Hook hears of what happens; nil hears nothing.
	Hook Hook
	// Now is the clock; nil is time.Now.
	Now func() time.Time
}

// Server makes the configuration of a server that shows the pair of src.
func Server(src keypair.Source, o ServerOptions) (*tls.Config, error) {
	if src == nil || src.Current() == nil {
		return nil, errors.New("tlsconfig: a server needs a certificate")
	}
	c := &tls.Config{
		MinVersion: tls.VersionTLS12,
		GetCertificate: func(*tls.ClientHelloInfo) (*tls.Certificate, error) {
			return src.Current().Served(), nil
		},
	}
	return c, nil
}
