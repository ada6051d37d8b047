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

// ClientOptions are what a client wants. The zero value is safe. What they hold
// is used by the goroutines of all handshakes at once: Verify, Now, and the
// sources must be safe for that.
type ClientOptions struct {
	// ServerName is the DNS name or IP address that servers are verified for.
	// Empty: the name that each connection asks for, which net/http and
	// tls.Dial fill in. It is needed for IP addresses, see the package
	// comment, and where the configuration is given to tls.Client as it is.
	ServerName string
	// Certificate is what the client shows to servers that ask. Nil is
	// nothing.
	Certificate keypair.Source
	// MinVersion and MaxVersion bound the version, as the constants of
	// crypto/tls. Zero is TLS 1.2, and the newest.
	MinVersion, MaxVersion uint16
	// CipherSuites are the suites of TLS 1.2 and below, as the constants of
	// crypto/tls. Nil is the choice of crypto/tls.
	CipherSuites []uint16
	// ALPN are the protocols above TLS, the preferred first.
	ALPN []string
	// Profile limits versions, suites, groups and certificates. The zero
	// value limits nothing beyond the above.
	Profile profile.Profile
	// Verify is asked about each server that was found good, and may refuse
	// it. It is asked on resumed connections too.
	Verify func(*Peer) error
	// Sessions keeps sessions for resumption, see [SessionCache]; nil resumes
	// none. It must not be shared with configurations that trust others or
	// show another certificate, see [SessionCache.Scope].
	Sessions tls.ClientSessionCache
	// Now is the clock; nil is time.Now.
	Now func() time.Time
}

// Client makes the configuration of a client that trusts roots, whichever
// these are at each handshake. Nil is the system's trust. One's own authority
// alone, or added to the system's, is a store: trust.Load([]string{"ca.pem"}),
// trust.Load([]string{trust.System, "ca.pem"}).
//
// An http.Transport that is given a TLSClientConfig speaks HTTP/1.1 alone, unless
// its ForceAttemptHTTP2 is set; a [Transport] speaks both.
//
// An error says which option makes no sense: roots that leave trust unjudged,
// a source without a certificate, versions, suites or protocols that do not
// exist or contradict one another or the profile. A refused server is a
// [*VerifyError] of the handshake.
func Client(roots trust.Source, o ClientOptions) (*tls.Config, error) {
	c, _, err := client(roots, o)
	return c, err
}

// client gives the verifier too, of which a Dialer makes others.
func client(src trust.Source, o ClientOptions) (*tls.Config, *verifier, error) {
	roots, err := newRoots(src)
	if err != nil {
		return nil, nil, fmt.Errorf("configure client: %w", err)
	}
	v := &verifier{roots: roots, side: serversSide, name: o.ServerName, profile: o.Profile.Name, ask: o.Verify, now: o.Now}
	c := &tls.Config{
		ServerName: o.ServerName, Time: o.Now, ClientSessionCache: o.Sessions,
		// THIS TURNS OFF ONLY WHAT verify DOES INSTEAD, AND MORE OFTEN:
		// crypto/tls would verify by RootCAs, which stand still, and not on
		// resumed connections. Without VerifyConnection nothing is verified.
		InsecureSkipVerify: true,
		VerifyConnection:   v.verify,
	}
	l := limits{o.MinVersion, o.MaxVersion, o.CipherSuites, o.ALPN, o.Profile}
	for _, err := range []error{l.apply(c), o.certificate(c)} {
		if err != nil {
			return nil, nil, fmt.Errorf("configure client: %w", err)
		}
	}
	return c, v, nil
}

// certificate sets up what is shown to servers that ask.
func (o ClientOptions) certificate(c *tls.Config) error {
	if o.Certificate == nil {
		return nil
	}
	if o.Certificate.Current() == nil {
		return errors.New("there is no certificate to show")
	}
	c.GetClientCertificate = func(asked *tls.CertificateRequestInfo) (*tls.Certificate, error) {
		pair, err := shown(o.Certificate)
		if err != nil {
			return nil, err
		}
		// The authorities that the server names are a hint, which is often
		// stale or lists roots where the certificate names an intermediate.
		// Who sets a certificate wants it shown, as OpenSSL does; the server
		// says by a clear alert if it does not take it.
		able := *asked
		able.AcceptableCAs = nil
		if able.SupportsCertificate(pair) != nil {
			return new(tls.Certificate), nil // RFC 8446 section 4.4.2: an empty list
		}
		return pair, nil
	}
	return nil
}
