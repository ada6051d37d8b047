package lab

import (
	"bytes"
	"crypto"
	"crypto/tls"
	"io"

	"github.com/certain-tls/certain/wire"
)

// Record versions of alerts that are written by hand, and what they say: RFC
// 8446 section 6.
const (
	ssl30 = 0x0300
	tls12 = 0x0303

	handshakeFailure = 40
	protocolVersion  = 70
)

// handshake are the problems of the handshake itself.
func handshake() []Scenario {
	return []Scenario{
		{
			ID: "protocol-version", Code: "protocol-version", Expect: Reject,
			About: "The server speaks SSL 3.0 and nothing later.",
			speak: alerts(ssl30, protocolVersion),
		},
		{
			ID: "protocol-version-ssl3", Code: "protocol-version", Expect: Reject,
			About:  "The server chooses SSL 3.0, whatever is offered to it.",
			sends:  chain{leaf(r11, keyed(rsa2048)), r11},
			byHand: &byHand{version: wire.SSL30, suite: "TLS_RSA_WITH_3DES_EDE_CBC_SHA"},
		},
		{
			ID: "handshake-refused", Code: "handshake-refused", Expect: Reject,
			About: "The server answers every handshake with an alert that does not say why.",
			speak: alerts(tls12, handshakeFailure),
		},
		{
			ID: "client-cert-required", Code: "client-cert-required", Expect: Reject,
			About: "The server lets nobody in without a client certificate, and says so after a TLS 1.3 handshake.",
			sends: chain{leaf(r11), r11},
			tls:   TLS{MinVersion: "1.3", ClientCertificate: "required"},
		},
		{
			ID: "client-cert-required-tls12", Code: "client-cert-required", Expect: Reject,
			About: "The server lets nobody in without a client certificate, and speaks TLS 1.2.",
			sends: chain{leaf(r11), r11},
			tls:   TLS{MaxVersion: "1.2", ClientCertificate: "required"},
		},
		{
			ID: "client-cert-required-http", Code: "client-cert-required", Expect: Either,
			About:     "The server finishes the handshake without a client certificate and turns the request away by HTTP, as nginx does.",
			sends:     chain{leaf(r11), r11},
			tls:       TLS{ClientCertificate: "asked"},
			behaviour: "answers", text: noClientCertificate,
		},
		{
			ID: "sni-unrecognized", Code: "sni-unrecognized", Expect: Reject,
			About: "The server serves known.example.test only and refuses handshakes for other names.",
			sends: chain{leaf(r11, names("known.example.test")), r11},
			tls:   TLS{UnknownNames: "refused"},
		},
		{
			ID: "corrupt-record", Code: "corrupt-record", Expect: Reject,
			About:     "A bit of the server's first encrypted record is flipped on the way.",
			sends:     chain{leaf(r11), r11},
			behaviour: "corrupts",
		},
		{
			ID: "legacy-version", Code: "legacy-version", Expect: Either,
			About: "The server speaks TLS 1.0 and 1.1 only.",
			sends: chain{leaf(r11), r11},
			tls:   TLS{MinVersion: "1.0", MaxVersion: "1.1"},
		},
		{
			ID: "handshake-signature-invalid", Code: "handshake-signature-invalid", Expect: Reject,
			About:     "The server's signature over the handshake fits no key of its certificate, in TLS 1.3.",
			sends:     chain{leaf(r11), r11},
			behaviour: "lies",
		},
		{
			ID: "handshake-signature-invalid-tls12", Code: "handshake-signature-invalid", Expect: Reject,
			About: "The server's signature over its key exchange fits no key of its certificate, in TLS 1.2.",
			sends: chain{leaf(r11), r11},
			tls:   TLS{MaxVersion: "1.2"}, behaviour: "lies",
		},
		{
			ID: "legacy-renegotiation", Code: "legacy-renegotiation", Expect: Either,
			About:  "The server speaks TLS 1.2 and has never heard of secure renegotiation.",
			sends:  chain{leaf(r11), r11},
			byHand: &byHand{suite: "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", noRI: true},
		},
		{
			ID: "downgrade", Code: "downgrade", Expect: Reject,
			About:     "Something on the way takes TLS 1.3 out of the client's offer, and the server's answer is marked for it.",
			sends:     chain{leaf(r11), r11},
			behaviour: "downgraded",
		},
		{
			ID: "alpn-mismatch", Code: "alpn-mismatch", Expect: Either,
			About: "The server speaks MQTT alone and refuses clients that offer HTTP.",
			sends: chain{leaf(r11), r11},
			tls:   TLS{ALPN: []string{"mqtt"}},
		},
		{
			ID: "alpn-mismatch-unnegotiated", Code: "alpn-mismatch", Expect: Either,
			About:     "The server agrees on no protocol in the handshake and then speaks HTTP/2.",
			sends:     chain{leaf(r11), r11},
			behaviour: "answers", text: http2Settings,
		},
	}
}

// noClientCertificate is nginx's answer to a client that showed no
// certificate where ssl_verify_client is on.
const noClientCertificate = "HTTP/1.1 400 Bad Request\r\nServer: lab\r\nContent-Type: text/html\r\nContent-Length: 71\r\nConnection: close\r\n\r\n" +
	"<html><body><h1>No required SSL certificate was sent</h1></body></html>"

// http2Settings is an empty SETTINGS frame, the first thing that an HTTP/2
// server says (RFC 9113 section 3.4).
const http2Settings = "\x00\x00\x00\x04\x00\x00\x00\x00\x00"

// liar signs something else than it is asked to.
type liar struct{ crypto.Signer }

func (l liar) Sign(random io.Reader, digest []byte, o crypto.SignerOpts) ([]byte, error) {
	other := bytes.Clone(digest)
	other[0] ^= 1
	return l.Signer.Sign(random, other, o)
}

func lies(c *tls.Config) {
	id := &c.Certificates[0]
	if key, ok := id.PrivateKey.(crypto.Signer); ok {
		id.PrivateKey = liar{key}
	}
}

// onlyKnownNames makes the server refuse handshakes for other names, as one
// without a default certificate does: crypto/tls then sends unrecognized_name.
func onlyKnownNames(c *tls.Config) {
	known := c.Certificates
	c.Certificates = nil
	c.GetCertificate = func(hello *tls.ClientHelloInfo) (*tls.Certificate, error) {
		for i := range known {
			if hello.ServerName != "" && hello.SupportsCertificate(&known[i]) == nil {
				return &known[i], nil
			}
		}
		return nil, nil
	}
}
