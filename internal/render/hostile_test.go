package render

import (
	"crypto/x509"
	"crypto/x509/pkix"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/certain-tls/certain"
	"github.com/certain-tls/certain/chain"
	"github.com/certain-tls/certain/explain"
)

// pieces are what hostile texts are made of.
var pieces = []string{
	"shop.example.test", "a", " ", "  ", "\x1b[31m", "\x1b]0;title\x07", "\n", "\r", "\t", "\x00", "\x7f", "\u009b2J",
	"\u202e", "\u2066", "\u200b", "\u200d", "\ufeff", "\xff", "\xc3", "ü", "→", "│", "見本", "認証局", "e\u0301", "\u0301",
	"\u0300\u0301\u0302\u0303\u0304", "\ufe0f", "\U0001f600", "\U000e0041", "\U0010ffff", "\u3164", "\u2028", "\\", "\\n", "'", `"`, "`",
	"#", "-x", "|", "…", "--verify", strings.Repeat("x", 90), strings.Repeat("label.", 50), strings.Repeat("見", 45), "$(id)", "^^^", "╰─",
}

func text(r *rand.Rand) string {
	var b strings.Builder
	for range r.IntN(12) {
		b.WriteString(pieces[r.IntN(len(pieces))])
	}
	return b.String()
}

func texts(r *rand.Rand, most int) (out []string) {
	for range r.IntN(most + 1) {
		out = append(out, text(r))
	}
	return out
}

func pick[T any](r *rand.Rand, all ...T) T { return all[r.IntN(len(all))] }

// hostileCert is no certificate that anybody minted: names may be any bytes,
// which no encoder lets through and a decoder might.
func hostileCert(r *rand.Rand) *certain.Cert {
	if r.IntN(8) == 0 {
		return certain.ParseCert([]byte(text(r)))
	}
	x := &x509.Certificate{
		Raw: []byte(text(r)), Subject: pkix.Name{CommonName: text(r), Organization: texts(r, 1)}, Issuer: pkix.Name{CommonName: text(r)},
		DNSNames: texts(r, 5), NotBefore: time.Unix(r.Int64N(1<<33), 0), NotAfter: time.Unix(r.Int64N(1<<33), 0),
		IsCA: r.IntN(2) == 0, BasicConstraintsValid: r.IntN(2) == 0, MaxPathLen: r.IntN(9),
		ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsage(r.IntN(20))}, KeyUsage: x509.KeyUsage(r.IntN(1 << 10)),
		PermittedDNSDomains: texts(r, 3), RawSubject: []byte{byte(r.IntN(4))}, RawIssuer: []byte{byte(r.IntN(4))},
		IPAddresses: []net.IP{net.IPv6loopback},
	}
	return certain.NewCert(x)
}

func hostileResult(r *rand.Rand, commands bool) certain.Result {
	o := &certain.Observation{
		Kind: pick(r, certain.Endpoint, certain.Files), At: pick(r, time.Time{}, at),
		Asked: certain.Asked{Name: text(r), Address: text(r)}, Store: certain.Store{Name: pick(r, "system", "none", text(r))},
		HTTP: &certain.HTTP{Status: r.IntN(600), Server: text(r), Location: text(r)},
		Handshake: &certain.Handshake{
			Version: text(r), Cipher: text(r), Group: text(r), PostQuantum: r.IntN(2) == 0, ALPN: text(r), SNI: text(r),
			ClientAsked: true, ClientIssuers: texts(r, 12),
		},
	}
	for range r.IntN(20) {
		o.Served = append(o.Served, hostileCert(r))
	}
	for range r.IntN(3) {
		o.Fetched = append(o.Fetched, certain.Fetched{From: text(r), Cert: hostileCert(r)})
		o.Anchors = append(o.Anchors, certain.Anchor{From: text(r), Cert: hostileCert(r)})
	}
	for range r.IntN(12) {
		o.Steps = append(o.Steps, certain.Step{
			Name:    pick(r, certain.StepTCP, certain.StepHandshake, certain.StepAfter, text(r)),
			Address: text(r), MS: r.ExpFloat64() * 1e4, Outcome: pick(r, certain.OK, certain.Refused, certain.BadCert, certain.Outcome(text(r))),
			Error: text(r), Heard: text(r), Found: text(r), Alert: pick(r, nil, new(uint8)),
		})
	}
	for range r.IntN(3) {
		o.Files = append(o.Files, hostileFile(r))
	}
	out := certain.Result{
		Target: text(r), Kind: o.Kind, Files: texts(r, 3), Unknown: texts(r, 2), Hidden: texts(r, 2),
		Verdict: pick(r, certain.Pass, certain.Fail, certain.Unknown, certain.Verdict(text(r))), Observation: pick(r, o, o, o, nil),
	}
	for range r.IntN(4) {
		out.Findings = append(out.Findings, hostileFinding(r, o, commands))
	}
	return out
}

func hostileFile(r *rand.Rand) certain.File {
	f := certain.File{Name: text(r)}
	for range r.IntN(4) {
		m := certain.Material{
			Form: pick(r, certain.Certificate, certain.PrivateKey, certain.Other), From: fmt.Sprintf("%s:%d", f.Name, r.Int32()>>r.IntN(32)),
			Label: text(r), Algorithm: text(r), Bits: r.IntN(9000), Encrypted: r.IntN(2) == 0,
		}
		if m.Form == certain.Certificate {
			m.Cert = hostileCert(r)
		}
		f.Materials = append(f.Materials, m)
	}
	return f
}

func hostileFinding(r *rand.Rand, o *certain.Observation, commands bool) certain.Finding {
	f := certain.Finding{
		Code: text(r), Severity: pick(r, certain.Error, certain.Warning, certain.Note, certain.Severity(text(r))),
		Title: text(r), So: text(r), Likely: text(r), Hides: texts(r, 2), Accepted: r.IntN(4) == 0,
	}
	for range r.IntN(6) {
		place := pick(r, fmt.Sprintf("served[%d]", r.IntN(20)), "fetched[0]", "root[1]", "step:tcp", "step:"+text(r), text(r))
		if len(o.Files) > 0 && r.IntN(2) == 0 {
			name := o.Files[r.IntN(len(o.Files))].Name
			place = pick(r, name, fmt.Sprintf("%s:%d", name, r.Int32()>>r.IntN(32)))
		}
		f.Evidence = append(f.Evidence, certain.Evidence{
			At: place, Says: text(r),
			Part: pick(r, certain.PartStart, certain.PartEnd, certain.PartNames, certain.PartSubject, certain.PartIssuer, certain.PartKey,
				certain.PartSignature, certain.PartUsage, certain.PartCA, certain.PartConstraint, certain.PartWhole, text(r)),
		})
	}
	for range r.IntN(3) {
		fix := certain.Fix{For: pick(r, certain.ForServer, certain.ForYou, certain.Hands(text(r))), Do: text(r)}
		if commands {
			fix.Command = text(r)
		}
		f.Fixes = append(f.Fixes, fix)
	}
	return f
}

func hostileTrace(r *rand.Rand) (t chain.Trace) {
	t.GaveUp = text(r)
	for range 1 + r.IntN(6) {
		p := chain.Path{End: pick(r, chain.Anchored, chain.NoIssuer, chain.SelfSigned, chain.Loop, chain.End(text(r)))}
		for range 1 + r.IntN(14) {
			l := chain.Link{Cert: hostileCert(r)}
			for range r.IntN(3) {
				l.Faults = append(l.Faults, chain.Fault{Kind: chain.FaultKind(text(r)), Says: text(r), Rule: text(r)})
			}
			p.Links = append(p.Links, l)
		}
		t.Paths = append(t.Paths, p)
	}
	return t
}

// Whatever strangers write, a screen stays a screen.
func TestHostileScreens(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for i := range 400 {
		s := Style{Width: 30 + r.IntN(100), Color: true, ASCII: i%3 == 0}
		one := hostileResult(r, i%2 == 0)
		proper(t, drawResult(one), s, i%2 == 0)
		proper(t, func(w io.Writer, s Style) error { return Table(w, []certain.Result{one, one}, s) }, s, false)
		inspection := certain.Inspection{Target: text(r), Kind: one.Kind, Observation: one.Observation, Material: []certain.Item{{
			Kind: certain.Form(text(r)), From: text(r), Container: text(r), Label: text(r), Subject: text(r), Issuer: text(r), Names: texts(r, 14),
			IssuerURLs: texts(r, 3), Serial: text(r), Extensions: texts(r, 3), Unreadable: text(r),
		}}}
		proper(t, func(w io.Writer, s Style) error {
			return Inspect(w, certain.InspectReport{Results: []certain.Inspection{inspection}}, s)
		}, s, false)
		trace, seen := hostileTrace(r), &certain.Observation{Asked: certain.Asked{Target: text(r)}}
		proper(t, func(w io.Writer, s Style) error { return Paths(w, seen, []chain.Trace{trace, trace}, s) }, s, false)
		answer := explain.Answer{Code: text(r), Confidence: r.Float64(), Ecosystem: text(r), Matched: text(r), Alternatives: texts(r, 3), Line: r.IntN(1e6)}
		answer.Candidates = []explain.Candidate{{Code: text(r), Ask: text(r)}}
		if i%2 == 0 {
			answer.Candidates[0].Command = text(r)
		}
		proper(t, func(w io.Writer, s Style) error { return Answer(w, answer, s) }, s, i%2 == 0)
		looked := Looked{
			Answer: answer, Endpoint: text(r), Lines: [][2]string{{"found", text(r)}, {"not", text(r)}}, Code: text(r), Sure: i%2 == 0,
			Says: text(r), Ask: text(r), Command: text(r), Fixes: []certain.Fix{{For: certain.ForClient, Do: text(r)}},
		}
		proper(t, func(w io.Writer, s Style) error { return Proof(w, looked, s) }, s, true)
		rows := []LabRow{{text(r), text(r), text(r)}, {text(r), text(r), text(r)}}
		proper(t, func(w io.Writer, s Style) error { return Lab(w, rows, s) }, s, false)
		if t.Failed() {
			t.Fatalf("in round %d, style %+v", i, s)
		}
	}
}

// No fact is dropped, wherever the evidence points.
func TestEvidenceIsNeverDropped(t *testing.T) {
	for _, at := range []string{"served[0]", "served[99]", "fetched[3]", "root[7]", "step:tcp", "step:starttls", "x.pem:3", "x.pem", "", "served[x]"} {
		for _, kind := range []certain.Kind{certain.Endpoint, certain.Files} {
			r := refused()
			r.Kind = kind
			r.Findings[0].Evidence = []certain.Evidence{{At: at, Part: certain.PartEnd, Says: "telltale"}}
			if got := render(t, drawResult(r), Style{}); !strings.Contains(got, "telltale") {
				t.Errorf("evidence at %q of %s is not shown:\n%s", at, kind, got)
			}
		}
	}
}

func FuzzName(f *testing.F) {
	for _, piece := range pieces {
		f.Add(piece, uint8(20))
	}
	f.Fuzz(func(t *testing.T, s string, limit uint8) {
		for _, ascii := range []bool{false, true} {
			p := &page{ascii: ascii}
			name := p.name(s)
			if p.name(name) != name {
				t.Errorf("cleaning %q twice changes it again", s)
			}
			if certain.Clean(name) != name || !utf8.ValidString(name) {
				t.Errorf("%q is not clean", name)
			}
			if n := cells(p.elide(name, int(limit))); n > int(limit) {
				t.Errorf("%q elided to %d cells takes %d", name, limit, n)
			}
			for _, l := range wrapText(name, plain, int(limit), int(limit)) {
				if l.cells() > max(2, int(limit)) {
					t.Errorf("%q wrapped to %d cells takes %d", name, limit, l.cells())
				}
			}
			if got := strings.Join(shellWords(name), " "); strings.Join(strings.Fields(got), "") != strings.Join(strings.Fields(name), "") {
				t.Errorf("the words of %q are %q", name, got)
			}
		}
	})
}

func FuzzArticle(f *testing.F) {
	f.Add(article1, uint8(40), true)
	f.Add("```\n`` ` ``\n", uint8(80), false)
	f.Add("| a | b\n|-|\n|`|`|c|d|\n- x\n  > y\n<!-- -->z<!--", uint8(60), false)
	f.Fuzz(func(t *testing.T, markdown string, width uint8, ascii bool) {
		draw := func(w io.Writer, s Style) error { return Article(w, markdown, s) }
		proper(t, draw, Style{Width: max(40, int(width)), Color: true, ASCII: ascii}, true)
	})
}

// Evidence that says nothing still points.
func TestSilentEvidenceHasCarets(t *testing.T) {
	r := expired(t)
	r.Findings[0].Evidence[0].Says = ""
	if got := render(t, drawResult(r), Style{}); !strings.Contains(got, "\n  │                                  ^^^^^^^^^^\n") {
		t.Errorf("no carets:\n%s", got)
	}
}
