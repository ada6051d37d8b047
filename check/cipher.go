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
			switch {
			case !p.sharesNothing(s):
			case p.oddKey(s) != "":
				entry, _ := problem.Find("weak-key")
				findings[0].Fixes = problem.Fill(entry.Fixes, p.values())
			case s.Hello.DHBits > 0 && opensslTakes(s.Hello):
				findings[0].So = "Go and browsers cannot connect; OpenSSL and Java still can, if the group is large enough"
			case opensslTakes(s.Hello):
				findings[0].So = "Go and browsers cannot connect; OpenSSL and Java still can"
			}
		}
		return findings
	},
}

func (p *Pass) sharesNothing(s certain.Step) bool {
	return p.chooses(s) != "" && !unoffered(s, "version") && !tiny(s.Hello.DHBits)
}

// opensslTakes tells whether a choice is one that OpenSSL offers unless it is
// told otherwise ("openssl ciphers DEFAULT" of OpenSSL 3), and that differs by
// its suite alone from what Go and browsers offer: AES with DHE, or with CBC
// and SHA-2.
func opensslTakes(h *certain.Hello) bool {
	if !slices.Equal(h.Unoffered, []string{"cipher"}) || wire.SuiteWeakness(h.Cipher) != "" {
		return false
	}
	exchange, suite, _ := strings.Cut(strings.TrimPrefix(h.Cipher, "TLS_"), "_WITH_")
	return slices.Contains([]string{"DHE_RSA", "ECDHE_RSA", "ECDHE_ECDSA", "RSA"}, exchange) &&
		(strings.HasPrefix(suite, "AES_") && !strings.Contains(suite, "CCM") || strings.HasPrefix(suite, "CHACHA20_"))
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
