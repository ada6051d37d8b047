package tlsconfig

import (
	"crypto/tls"
	"time"

	"github.com/certain-tls/certain/keypair"
	"github.com/certain-tls/certain/profile"
	"github.com/certain-tls/certain/trust"
)

// ClientOptions are what a client wants. The zero value is safe.
type ClientOptions struct {
	// ServerName is the DNS name or IP address that servers are verified for.
	// Empty: the name that each connection asks for.
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
	// Sessions keeps sessions for resumption; nil resumes none.
	Sessions tls.ClientSessionCache
	// Hook hears of what happens; nil hears nothing.
	Hook Hook
	// Now is the clock; nil is time.Now.
	Now func() time.Time
}

// Client makes the configuration of a client that trusts roots. Nil is the
// system's trust.
func Client(roots trust.Source, o ClientOptions) (*tls.Config, error) {
	panic("skeleton")
}
