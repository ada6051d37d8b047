package probe

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"net"
	"strconv"
	"time"

	certain "github.com/certain-tls/certain"
)

// handshake is one attempt to shake hands, and what the peer let us see.
type handshake struct {
	conn      *tls.Conn
	tap       *wiretap
	address   string
	completed bool
	result    certain.Outcome

	served  [][]byte // the chain as sent, even if the handshake fails later
	ticket  bool     // a session ticket came
	asked   bool     // a CertificateRequest came
	issuers []string // the authorities that it named

	client *tls.Certificate // what is shown if it asks; nil for nothing
	sent   bool             // it was shown
}

// shake does the handshake on conn and makes its step.
func (p *prober) shake(ctx context.Context, conn net.Conn, address string) *handshake {
	h := &handshake{tap: &wiretap{Conn: conn}, address: address, client: p.options.Client}
	h.conn = tls.Client(h.tap, h.listen(config(p.target, p.obs.Asked.SNI)))
	start := time.Now()
	err := h.conn.HandshakeContext(ctx)
	step := certain.Step{Name: certain.StepHandshake, Address: address, Outcome: certain.OK}
	if err != nil {
		h.describe(&step, err)
	}
	h.completed, h.result = err == nil, step.Outcome
	h.keep(p.obs)
	p.step(step, start)
	return h
}

// describe says in the step why the handshake did not complete.
func (h *handshake) describe(step *certain.Step, err error) {
	fail(step, err, handshakeOutcome(err, h.tap.heard))
	step.ClientAsked = h.asked
	if step.Outcome == certain.NotTLS {
		step.Heard = h.tap.greeting()
	}
	if len(h.served) == 0 {
		h.served = plaintextChain(h.tap.heard)
	}
}

// listen has crypto/tls tell what it sees on the way, so that a handshake that
// fails later still shows its chain.
func (h *handshake) listen(c *tls.Config) *tls.Config {
	c.VerifyPeerCertificate = func(raw [][]byte, _ [][]*x509.Certificate) error {
		h.served = raw
		return nil
	}
	c.GetClientCertificate = func(request *tls.CertificateRequestInfo) (*tls.Certificate, error) {
		h.asked, h.issuers = true, issuerNames(request.AcceptableCAs)
		if h.client != nil {
			h.sent = true
			return h.client, nil
		}
		return new(tls.Certificate), nil
	}
	c.ClientSessionCache = ticketBell{h}
	return c
}

// ticketBell is a session cache that remembers only that a ticket came.
type ticketBell struct{ h *handshake }

func (b ticketBell) Get(string) (*tls.ClientSessionState, bool) { return nil, false }

func (b ticketBell) Put(_ string, state *tls.ClientSessionState) {
	if state != nil {
		b.h.ticket = true
	}
}

// keep puts into the Observation what this attempt showed. A completed
// handshake replaces what failed ones showed before it.
func (h *handshake) keep(obs *certain.Observation) {
	if len(h.served) > 0 && (h.completed || len(obs.Served) == 0) {
		obs.Served = parseChain(h.served)
	}
	if !h.completed {
		return
	}
	state := h.conn.ConnectionState()
	obs.Handshake = &certain.Handshake{
		Version:       tls.VersionName(state.Version),
		Cipher:        tls.CipherSuiteName(state.CipherSuite),
		Group:         groupName(state.CurveID),
		PostQuantum:   postQuantum[state.CurveID],
		ALPN:          certain.Clip(state.NegotiatedProtocol, 40),
		SNI:           obs.Asked.SNI,
		Ticket:        h.ticket,
		Resumed:       state.DidResume,
		ClientAsked:   h.asked,
		ClientSent:    h.sent,
		ClientIssuers: h.issuers,
		Staple:        state.OCSPResponse,
		SCTs:          state.SignedCertificateTimestamps,
	}
}

func parseChain(ders [][]byte) []*certain.Cert {
	certs := make([]*certain.Cert, 0, len(ders))
	for _, der := range ders {
		certs = append(certs, certain.ParseCert(der))
	}
	return certs
}

// groupNames are the names of the IANA registry "TLS Supported Groups".
var groupNames = map[tls.CurveID]string{
	tls.CurveP256:          "secp256r1",
	tls.CurveP384:          "secp384r1",
	tls.CurveP521:          "secp521r1",
	tls.X25519:             "x25519",
	tls.X25519MLKEM768:     "X25519MLKEM768",
	tls.SecP256r1MLKEM768:  "SecP256r1MLKEM768",
	tls.SecP384r1MLKEM1024: "SecP384r1MLKEM1024",
}

// postQuantum are the groups with a part that a quantum computer does not
// break.
var postQuantum = map[tls.CurveID]bool{
	tls.X25519MLKEM768: true, tls.SecP256r1MLKEM768: true, tls.SecP384r1MLKEM1024: true,
}

func groupName(id tls.CurveID) string {
	if name, ok := groupNames[id]; ok || id == 0 {
		return name
	}
	return "group " + strconv.Itoa(int(id))
}

const (
	maxIssuers    = 50
	maxIssuerName = 200
)

// issuerNames reads the distinguished names of a CertificateRequest.
func issuerNames(raw [][]byte) []string {
	var names []string
	for _, der := range raw[:min(len(raw), maxIssuers)] {
		var sequence pkix.RDNSequence
		if rest, err := asn1.Unmarshal(der, &sequence); err != nil || len(rest) > 0 {
			names = append(names, "(unreadable name)")
			continue
		}
		names = append(names, certain.Clip(sequence.String(), maxIssuerName))
	}
	return names
}

// lookAgain makes a second connection to a server whose certificate crypto/tls
// could not parse in TLS 1.3, where certificates are encrypted, and offers
// TLS 1.2 at most, where they are not. What the server sends is kept. A server
// that speaks TLS 1.3 only keeps its bytes to itself.
func (p *prober) lookAgain(ctx context.Context, w way) {
	conn := p.reopen(ctx, w)
	if conn == nil {
		return
	}
	defer conn.Close()
	h := &handshake{tap: &wiretap{Conn: conn}}
	c := h.listen(config(p.target, p.obs.Asked.SNI))
	c.MaxVersion = tls.VersionTLS12
	if err := tls.Client(h.tap, c).HandshakeContext(ctx); err == nil {
		h.served = nil // another chain than the one that was to be seen
	} else if len(h.served) == 0 {
		h.served = plaintextChain(h.tap.heard)
	}
	if len(h.served) == 0 {
		return
	}
	p.obs.Served = parseChain(h.served)
	last := &p.obs.Steps[len(p.obs.Steps)-1]
	last.Found = "the chain was read on a second connection, in TLS 1.2"
}
