package tlsconfig

import (
	"crypto/tls"
	"errors"
	"fmt"
	"time"

	"github.com/certain-tls/certain/keypair"
	"github.com/certain-tls/certain/profile"
	"github.com/certain-tls/certain/trust"
)

// ServerOptions are what a server wants. The zero value is safe. What they hold
// is used by the goroutines of all handshakes at once: Verify, Now, and the
// sources must be safe for that.
type ServerOptions struct {
	// Clients are the roots of client certificates. Nil: no certificate is
	// asked for. Otherwise each client must show one that these roots vouch
	// for, of the purpose client. The names of the roots are not sent along
	// (RFC 8446 section 4.2.4 leaves that free), so a client that has several
	// certificates is to know which one is meant.
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
	// Tickets are the keys of session tickets. Nil leaves them to crypto/tls,
	// which makes its own and changes them each day: then no other node takes
	// them.
	Tickets *TicketKeys
	// Now is the clock; nil is time.Now.
	Now func() time.Time
}

// Server makes the configuration of a server that shows the pair of src,
// whichever that is at each handshake.
//
// An error says which option makes no sense: no pair, roots that leave trust
// unjudged, versions, suites or protocols that do not exist or contradict one
// another or the profile, or a Verify that would never be asked. With a
// profile, the pair of this moment must be inside it; later ones are not held
// to it, for a certificate that a profile dislikes serves better than none.
func Server(src keypair.Source, o ServerOptions) (*tls.Config, error) {
	if src == nil || src.Current() == nil {
		return nil, errors.New("configure server: there is no certificate to show")
	}
	c := &tls.Config{Time: o.Now}
	c.GetCertificate = func(*tls.ClientHelloInfo) (*tls.Certificate, error) { return shown(src) }
	l := limits{o.MinVersion, o.MaxVersion, o.CipherSuites, o.ALPN, o.Profile}
	for _, err := range []error{l.apply(c), l.holds(src.Current().Leaf()), o.clients(c), resumption(c, o)} {
		if err != nil {
			return nil, fmt.Errorf("configure server: %w", err)
		}
	}
	return c, nil
}

// clients sets up the verification of client certificates.
func (o ServerOptions) clients(c *tls.Config) error {
	if o.Clients == nil {
		switch {
		case o.ClientsOptional:
			return errors.New("the option ClientsOptional without Clients: there are no roots to verify a client by")
		case o.Verify != nil:
			return errors.New("the option Verify without Clients: no client would be asked for a certificate, and so Verify never")
		}
		return nil
	}
	roots, err := newRoots(o.Clients)
	if err != nil {
		return fmt.Errorf("the roots of clients: %w", err)
	}
	v := &verifier{roots: roots, side: clientsSide, profile: o.Profile.Name, ask: o.Verify, now: o.Now}
	// crypto/tls only asks for the certificate. Its own verification is by
	// ClientCAs, which stand still; verify is in its place, see there.
	c.ClientAuth, c.VerifyConnection = tls.RequireAnyClientCert, v.verify
	if o.ClientsOptional {
		c.ClientAuth, c.VerifyConnection = tls.RequestClientCert, v.verifyIfShown
	}
	return nil
}

// verifyIfShown lets a peer pass that shows no certificate at all.
func (v *verifier) verifyIfShown(state tls.ConnectionState) error {
	if len(state.PeerCertificates) == 0 {
		return nil
	}
	return v.verify(state)
}

// shown is the pair of this moment. The source promises that there is one.
func shown(src keypair.Source) (*tls.Certificate, error) {
	if pair := src.Current(); pair != nil {
		return pair.Served(), nil
	}
	return nil, errors.New("the source of certificates gives none")
}
