package tlsconfig

import (
	"crypto/tls"
	"crypto/x509"

	"github.com/certain-tls/certain"
)

// Peer is the other side of a handshake, found good.
type Peer struct {
	Leaf   *x509.Certificate
	Chains [][]*x509.Certificate
	Name   string
	State  tls.ConnectionState
}

// Findings are what is worth knowing of a peer that was found good.
func (p *Peer) Findings() []certain.Finding { return nil }

// VerifyError is why a peer was refused.
type VerifyError struct {
	Code     string
	Findings []certain.Finding
	Err      error
}

func (e *VerifyError) Error() string { return e.Err.Error() }

// Unwrap gives what crypto/x509 said.
func (e *VerifyError) Unwrap() error { return e.Err }
