package explain

import (
	"slices"
	"strings"
	"testing"

	"github.com/certain-tls/certain/problem"
)

// TestSentences: what programs that no table knows say in words of their own.
func TestSentences(t *testing.T) {
	for _, c := range []struct{ text, code string }{
		{"gadget: pairing stopped, pinned key of the TLS peer is of wrong fingerprint: mismatch", "pin-mismatch"},
		{"frobnicator[12]: the CRL of the certificate's issuer is unreachable", "revocation-unknown"},
		{"the gateway demands OCSP stapling, and the answer is missing", "staple-missing"},
		{"upload stopped: cert of partner 17 was found to be revoked", "revoked"},
		{"device cert 9c:11 is not valid yet according to the meter's clock", "not-yet-valid"},
		{"widget-sync: partner's cert is outdated, giving up", "expired"},
		{"chain check: path length of the issuing cert exceeded", "path-too-long"},
		{"name constraints of 'Widget CA' violated by the cert", "name-constraint"},
		{"the cert of node 4 has an inappropriate extended key usage", "wrong-purpose"},
		{"server key exchange: bad signature from the TLS peer", "handshake-signature-invalid"},
		{"policy 7: SHA1 as signature of a certificate is disallowed", "weak-signature"},
		{"TLS policy: the DH group of the peer is too small", "weak-dh"},
		{"TLS policy: the modulus is too short for an RSA cert", "weak-key"},
		{"hostname meter.example and that in the certificate do not match", "hostname-mismatch"},
		{"bundle 3: private key does not belong to the cert: mismatch", "key-mismatch"},
		{"/etc/widget/tls.key is readable by others, refusing this private key", "key-exposed"},
		{"could not open /etc/widget/store.pfx: the passphrase is not correct", "wrong-passphrase"},
		{"the TLS module found no private keys beside the certificate", "key-missing"},
		{"widget: the PEM block of the certificate is garbled", "pem-malformed"},
		{"the keystore is in an unknown format, expected a PKCS12 file", "wrong-format"},
		{"widget failed to parse the certificate of the peer", "malformed-certificate"},
		{"the certificate has a public key of a curve that is not supported here", "unsupported-key"},
		{"widget TLS: no trusted roots were loaded", "no-trust-store"},
		{"widget: failed to read the CA bundle given in the settings", "ca-file-unreadable"},
		{"widget: /srv/widget/tls.pem: access is denied", "permission-denied"},
		{"widget: certificate file /srv/widget/tls.pem does not exist", "file-not-found"},
		{"the broker says: a client certificate must be sent: it was not presented", "client-cert-required"},
		{"widget: the certificate of the peer is not issued by a trusted party", "untrusted-issuer"},
		{"relay says STARTTLS is not implemented", "starttls-unavailable"},
		{"TLS: application protocol not negotiated: expected widget/2", "alpn-mismatch"},
		{"TLS front end: unknown SNI widget.example", "sni-unrecognized"},
		{"widget expected a TLS record and received plain text on the HTTPS port", "not-tls"},
		{"TLS session ended: a record with a bad MAC came", "corrupt-record"},
		{"peer wants a TLS version that is too old", "protocol-version"},
		{"peer and widget have no common cipher suites", "no-shared-cipher"},
		{"this widget was built without TLS", "tls-not-built"},
		{"widget: undefined symbol in libcrypto.so.3", "openssl-mismatch"},
		{"widget: the proxy denied the tunnel to https://widget.example", "proxy-refused"},
		{"widget: TLS certificate verification is turned off", "verification-disabled"},
		{"widget: TLS handshaking took too long", "handshake-timeout"},
		{"widget: TLS stream was truncated", "truncated-close"},
		{"widget: TLS socket: ECONNRESET, connection reset", "connection-reset"},
		{"widget: the peer hung up during the TLS negotiation", "closed-early"},
		{"widget: no secure channel to the TLS peer, it failed", "handshake-refused"},
	} {
		if a := Text(c.text); a.Code != c.code {
			t.Errorf("%s: %q by %q, want %s", c.text, a.Code, a.Matched, c.code)
		} else if a.Confidence > 0.6 {
			t.Errorf("%s: surer than a guess: %v", c.text, a.Confidence)
		}
	}
}

// TestSentenceBesideWrapper: a sentence answers before a phrase that stands
// around any cause, which stays among the answers.
func TestSentenceBesideWrapper(t *testing.T) {
	a := Text("TLS handshake failed. The partner's cert was found to be outdated")
	if a.Code != "expired" || !slices.Contains(a.Alternatives, "handshake-refused") {
		t.Errorf("%s, or %v", a.Code, a.Alternatives)
	}
}

// TestNoSentence: the same words where nothing failed, or nothing of TLS did.
func TestNoSentence(t *testing.T) {
	for _, text := range []string{
		"widget: the certificate of the peer was verified successfully",
		"widget: verification of the certificate: OK; hostname checked",
		"tells whether a cert was revoked, and if its hostname does not match",
		"certificate 7 is not due for renewal; 0 expired",
		"ssl.cipher.suites = [] ssl.client.auth = none ssl.protocol = TLSv1.2",
		"INFO listener on port 8443, tls on, client certificate optional",
		"Renegotiation IS NOT supported, ALPN: h2, handshake done, Verification: OK",
		"install -c -m 644 ./certdata/leaf-missing-key.pem /usr/lib/certdata",
		"the user's password is wrong",
		"ssh: the host key of widget does not match the one in known_hosts",
		"the DNS zone expired and the resolver failed",
		"OCSP response: good, certificate status: not revoked",
	} {
		if a := Text(text); a.Code != "" {
			t.Errorf("%s: %s by %q", text, a.Code, a.Matched)
		}
	}
}

// TestSentencesForm holds the rules to their form.
func TestSentencesForm(t *testing.T) {
	for _, s := range sentences {
		if _, ok := problem.Find(s.Code); !ok {
			t.Errorf("%s is no code", s.Code)
		}
		if len(s.Words) < 2 {
			t.Errorf("%s: one word is no sentence", s.Code)
		}
		for _, any := range append(slices.Clone(s.Words), s.Without, reads) {
			if any != strings.ToLower(any) || strings.Contains(any, "||") || strings.HasPrefix(any, "|") || strings.HasSuffix(any, "|") {
				t.Errorf("%s: %q", s.Code, any)
			}
		}
	}
}
