package tlsconfig

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"time"

	"github.com/certain-tls/certain"
)

// Peer is the other side of a handshake whose certificate was found good.
// Nothing in it may be changed. Each handshake has its own; it may be kept, and
// read by many goroutines at once.
type Peer struct {
	// Name is what the server was verified for; empty for clients, whose
	// certificates are for no host.
	Name string
	// Leaf is the peer's own certificate.
	Leaf *x509.Certificate
	// Chains are the valid paths from the leaf to a trusted root, as
	// crypto/x509 found them. There is at least one.
	Chains [][]*x509.Certificate
	// State is the connection, with version, suite, and whether a session was
	// resumed. Its VerifiedChains are empty: see Chains.
	State tls.ConnectionState

	findings func() []certain.Finding
}

// Findings are what is worth knowing of a peer that is good: that its
// certificate ends soon, that what was negotiated is outside the profile. They
// are drawn when asked for, which costs about as much as verifying did.
func (p *Peer) Findings() []certain.Finding { return p.findings() }

// verifier is what VerifyConnection of a configuration does.
type verifier struct {
	roots   *roots
	side    side
	name    string // that of the options: what a connection without a name of its own is verified for
	profile string
	ask     func(*Peer) error
	now     func() time.Time
}

// side is whose certificates are verified.
type side struct {
	purpose string
	usage   x509.ExtKeyUsage
	named   bool // certificates are for a name
}

var (
	serversSide = side{purpose: "server", usage: x509.ExtKeyUsageServerAuth, named: true}
	clientsSide = side{purpose: "client", usage: x509.ExtKeyUsageClientAuth}
)

// verify is the whole verification of a peer: chain, dates, purpose, name, and
// what the program asks for. crypto/tls runs it on full and on resumed
// handshakes, before any byte of the application is delivered.
//
// THE VERIFICATION OF CRYPTO/TLS ITSELF IS OFF in these configurations
// (InsecureSkipVerify, RequireAnyClientCert). Every way out of this function
// that returns nil must have gone through x509.Certificate.Verify.
func (v *verifier) verify(state tls.ConnectionState) error {
	name, err := v.nameOf(state)
	if err != nil {
		return v.misused(state, "context-misuse", err)
	}
	if len(state.PeerCertificates) == 0 {
		return v.misused(state, "", errors.New("the peer showed no certificate"))
	}
	roots, err := v.roots.pool()
	if err != nil {
		return v.misused(state, "no-trust-store", err)
	}
	leaf := state.PeerCertificates[0]
	intermediates := x509.NewCertPool()
	for _, c := range state.PeerCertificates[1:] {
		intermediates.AddCert(c)
	}
	chains, err := leaf.Verify(x509.VerifyOptions{
		Roots: roots, Intermediates: intermediates,
		DNSName: name, CurrentTime: v.time(), KeyUsages: []x509.ExtKeyUsage{v.side.usage},
	})
	if err == nil {
		chains, err = allowedChains(chains)
	}
	if err != nil {
		return v.refused(state, name, err)
	}
	if v.ask == nil {
		return nil
	}
	peer := &Peer{Name: name, Leaf: leaf, Chains: chains, State: state}
	peer.findings = func() []certain.Finding { return v.conclude(state, name) }
	if err := v.ask(peer); err != nil {
		return v.declined(state, err)
	}
	return nil
}

func (v *verifier) time() time.Time {
	if v.now == nil {
		return time.Now()
	}
	return v.now()
}

// errNameless: see the package comment about names.
var errNameless = errors.New("no name to verify the server for: the connection asks for an address or for nothing; set ClientOptions.ServerName, or connect by a tlsconfig.Dialer")

// nameOf is what the server is to be verified for. crypto/tls tells the name
// that was asked for (SNI), which is that of the configuration in use, were
// it a copy with another name; but an IP address is never asked for so, RFC
// 6066 section 3. Then only the address that the options name can be meant.
func (v *verifier) nameOf(state tls.ConnectionState) (string, error) {
	switch {
	case !v.side.named:
		return "", nil
	case state.ServerName != "":
		return state.ServerName, nil
	case isAddress(v.name):
		return v.name, nil
	}
	return "", errNameless
}

// isAddress tells what crypto/tls does not send as a name.
func isAddress(name string) bool {
	if len(name) > 1 && name[0] == '[' && name[len(name)-1] == ']' {
		name = name[1 : len(name)-1]
	}
	return net.ParseIP(name) != nil
}
