package lab

import "crypto/tls"

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
			ID: "handshake-refused", Code: "handshake-refused", Expect: Reject,
			About: "The server answers every handshake with an alert that does not say why.",
			speak: alerts(tls12, handshakeFailure),
		},
		{
			ID: "client-cert-required", Code: "client-cert-required", Expect: Reject,
			About: "The server lets nobody in without a client certificate, and says so after a TLS 1.3 handshake.",
			sends: chain{leaf(r11), r11},
			tune: func(c *tls.Config) {
				c.MinVersion = tls.VersionTLS13
				c.ClientAuth = tls.RequireAndVerifyClientCert
			},
		},
		{
			ID: "client-cert-required-tls12", Code: "client-cert-required", Expect: Reject,
			About: "The server lets nobody in without a client certificate, and speaks TLS 1.2.",
			sends: chain{leaf(r11), r11},
			tune: func(c *tls.Config) {
				c.MaxVersion = tls.VersionTLS12
				c.ClientAuth = tls.RequireAndVerifyClientCert
			},
		},
		{
			ID: "sni-unrecognized", Code: "sni-unrecognized", Expect: Reject,
			About: "The server serves known.example.test only and refuses handshakes for other names.",
			sends: chain{leaf(r11, names("known.example.test")), r11},
			tune:  onlyKnownNames,
		},
		{
			ID: "corrupt-record", Code: "corrupt-record", Expect: Reject,
			About: "A bit of the server's first encrypted record is flipped on the way.",
			sends: chain{leaf(r11), r11},
			wrap:  corrupts,
		},
		{
			ID: "legacy-version", Code: "legacy-version", Expect: Either,
			About: "The server speaks TLS 1.0 and 1.1 only.",
			sends: chain{leaf(r11), r11},
			tune:  func(c *tls.Config) { c.MinVersion, c.MaxVersion = tls.VersionTLS10, tls.VersionTLS11 },
		},
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
