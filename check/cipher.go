package check

import (
	"fmt"
	"slices"
	"strings"

	"github.com/certain-tls/certain"
	"github.com/certain-tls/certain/problem"
	"github.com/certain-tls/certain/wire"
)

// Sizes of finite-field Diffie-Hellman groups, in bits.
const (
	leastDH = 2048 // RFC 9325 section 4.1
	badDH   = 1024 // below it every current client refuses (Logjam)
)

// noSharedCipher is claimed only with proof: the server turned down all that
// current clients offer, and then chose something else from an offer of
// everything. Without that it is handshake-refused. A group so small that no
// client takes it is the cause by itself, see weakDH.
var noSharedCipher = Check{
	Code: "no-shared-cipher", Needs: []Need{Steps},
	Hides: []string{"handshake-refused", "connection-reset", "closed-early"},
	Run: func(p *Pass) []certain.Finding {
		findings := onStep("no-shared-cipher", p.sharesNothing, func(s certain.Step) string {
			return "the server chooses " + p.chooses(s) + " in " + s.Hello.Version + ", and turns down what current clients offer"
		})(p)
		if len(findings) == 0 {
			return nil
		}
		for _, s := range p.Obs.Steps {
			if p.sharesNothing(s) {
				p.tellShared(&findings[0], s)
			}
		}
		return findings
	},
}

// tellShared says who can still connect, and mends what has to be mended.
func (p *Pass) tellShared(f *certain.Finding, s certain.Step) {
	if opensslTakes(s.Hello) {
		f.So = "Go and browsers cannot connect; OpenSSL and Java still can"
		if s.Hello.DHBits > 0 {
			f.So += ", if the group is large enough"
		}
	}
	switch {
	case p.keyOfNobody(s):
		entry, _ := problem.Find("weak-key")
		f.Fixes = problem.Fill(entry.Fixes, p.values())
	case unoffered(s, "signature"):
		f.Fixes = []certain.Fix{{For: certain.ForServer, Do: "let the server sign with SHA-256 or better: rsa_pss_rsae_sha256 and ecdsa_secp256r1_sha256 are what every client takes"}}
	}
}

func (p *Pass) sharesNothing(s certain.Step) bool {
	return p.chooses(s) != "" && !unoffered(s, "version") && !tiny(s.Hello.DHBits)
}

// opensslTakes tells whether a choice is one that OpenSSL 3 offers unless it is
// told otherwise (SSL_CTX_set_cipher_list(3), SSL_CTX_set1_groups_list(3),
// SSL_CTX_set1_sigalgs_list(3)) and Java too, although Go and browsers do not.
func opensslTakes(h *certain.Hello) bool {
	for _, what := range h.Unoffered {
		taken := what == "cipher" && opensslSuite(h.Cipher) ||
			what == "group" && (h.Group == "x448" || strings.HasPrefix(h.Group, "ffdhe")) ||
			what == "signature" && (h.Signature == "ed448" || strings.HasPrefix(h.Signature, "rsa_pss_pss_"))
		if !taken {
			return false
		}
	}
	return len(h.Unoffered) > 0
}

// opensslSuite: AES or ChaCha20 with DHE, and AES with CBC and SHA-2.
func opensslSuite(name string) bool {
	exchange, suite, _ := strings.Cut(strings.TrimPrefix(name, "TLS_"), "_WITH_")
	return slices.Contains([]string{"DHE_RSA", "ECDHE_RSA", "ECDHE_ECDSA", "RSA"}, exchange) &&
		(strings.HasPrefix(suite, "AES_") && !strings.Contains(suite, "CCM") || strings.HasPrefix(suite, "CHACHA20_"))
}

// keyOfNobody tells whether it is the certificate's key that clients do not
// take: no setting mends that, another certificate does. Signatures over SHA-1
// and the like are made by keys that could do better.
func (p *Pass) keyOfNobody(s certain.Step) bool {
	if p.oddKey(s) != "" {
		return true
	}
	return unoffered(s, "signature") && !strings.HasSuffix(s.Hello.Signature, "_sha1") &&
		!strings.HasSuffix(s.Hello.Signature, "_sha224") && !strings.HasSuffix(s.Hello.Signature, "_md5") || strings.HasPrefix(s.Hello.Signature, "dsa_")
}

// chooses names what a server chose that current clients do not offer.
func (p *Pass) chooses(s certain.Step) string {
	var parts []string
	if unoffered(s, "cipher") {
		parts = append(parts, s.Hello.Cipher)
	}
	if unoffered(s, "group") {
		parts = append(parts, "the group "+s.Hello.Group)
	}
	if unoffered(s, "signature") {
		parts = append(parts, "signatures by "+s.Hello.Signature)
	}
	if odd := p.oddKey(s); odd != "" && len(parts) == 0 {
		parts = append(parts, odd)
	}
	return strings.Join(parts, " and ")
}

func tiny(bits int) bool { return bits > 0 && bits < badDH }

// weakCipher: it works, or would with a client that takes it.
var weakCipher = Check{
	Code: "weak-cipher", Needs: []Need{Steps},
	Run: func(p *Pass) []certain.Finding {
		if h := p.Obs.Handshake; h != nil && wire.SuiteWeakness(h.Cipher) != "" {
			return p.weakCipher(certain.StepHandshake, p.Obs.Asked.Address, "chose "+h.Cipher+": "+wire.SuiteWeakness(h.Cipher))
		}
		for _, s := range p.Obs.Steps {
			if s.Hello == nil || unoffered(s, "version") || wire.SuiteWeakness(s.Hello.Cipher) == "" {
				continue
			}
			return p.weakCipher(s.Name, s.Address, "would accept "+s.Hello.Cipher+": "+wire.SuiteWeakness(s.Hello.Cipher))
		}
		return nil
	},
}

func (p *Pass) weakCipher(step, address, says string) []certain.Finding {
	f := p.finding("weak-cipher", "")
	f.Summary = p.Obs.Asked.Address + " " + says
	f.Evidence = []certain.Evidence{{At: "step:" + step, Part: address, Says: says}}
	return []certain.Finding{f}
}

// weakDH: the group of finite-field Diffie-Hellman is too small. RFC 9325
// section 4.1 asks for 2048 bits.
var weakDH = Check{
	Code: "weak-dh", Needs: []Need{Steps},
	Hides: []string{"handshake-refused", "connection-reset", "closed-early"},
	Run: func(p *Pass) []certain.Finding {
		findings := onStep("weak-dh", func(s certain.Step) bool {
			return s.Hello != nil && s.Hello.DHBits > 0 && s.Hello.DHBits < leastDH
		}, func(s certain.Step) string {
			return fmt.Sprintf("the server's Diffie-Hellman group has %d bits, with %s", s.Hello.DHBits, s.Hello.Cipher)
		})(p)
		for i := range findings {
			if p.Obs.Handshake == nil && slices.ContainsFunc(p.Obs.Steps, func(s certain.Step) bool { return s.Hello != nil && tiny(s.Hello.DHBits) }) {
				findings[i].Severity = certain.Error
				findings[i].So = "no current client takes a group of this size; those that do can be listened in on"
			}
		}
		return findings
	},
}

// A server without RFC 5746 cannot tell a renegotiation from an injected
// beginning. Nothing is known in TLS 1.3, which has no renegotiation.
var legacyRenegotiation = Check{
	Code: "legacy-renegotiation", Needs: []Need{Steps},
	Run: func(p *Pass) []certain.Finding {
		h := p.Obs.Handshake
		if h == nil || h.SecureRenegotiation == nil || *h.SecureRenegotiation {
			return nil
		}
		f := p.finding("legacy-renegotiation", "")
		says := "answered in " + h.Version + " without the renegotiation_info extension"
		f.Summary = p.Obs.Asked.Address + " " + says
		f.Evidence = []certain.Evidence{{At: "step:" + certain.StepHandshake, Part: p.Obs.Asked.Address, Says: says}}
		return []certain.Finding{f}
	},
}
