package prove

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/certain-tls/certain"
	"github.com/certain-tls/certain/chain"
	"github.com/certain-tls/certain/diagnose"
	"github.com/certain-tls/certain/problem"
)

// codes are what the text may stand for, in its order.
func (l *look) codes() []string {
	if l.answer.Code == "" {
		return nil
	}
	return append([]string{l.answer.Code}, l.answer.Alternatives...)
}

// candidates says of each code of the text what the look told, and then what
// else is wrong with the endpoint.
func (l *look) candidates() {
	environmentTold := map[string]bool{}
	for code := range l.told {
		environmentTold[code] = true
	}
	unfetched := l.unfetched()
	for _, code := range l.codes() {
		verdict, says := l.judge(code, unfetched)
		if verdict != Found && environmentTold[code] {
			continue
		}
		l.say(code, verdict, says)
		if f, hidden := l.hiding(code); verdict == Found && hidden {
			l.say(f.Code, Found, summary(f))
			l.causes = append(l.causes, cause{code: f.Code, sure: true, says: summary(f)})
		} else if verdict == Found {
			l.causes = append(l.causes, cause{code: code, sure: true, says: says})
		}
	}
	if l.dated() && !l.told["wrong-clock"] {
		verdict, says := l.judgeClock()
		l.say("wrong-clock", verdict, says)
	}
	if unfetched.where != "" && !l.told["missing-intermediate"] {
		l.say("missing-intermediate", Open, unfetched.says)
	}
	for _, f := range l.judged.Findings {
		if f.Severity != certain.Error && !l.keepsOut(f) || l.told[f.Code] || f.Code == "untrusted-issuer" && unfetched.where != "" {
			continue
		}
		l.say(f.Code, Found, summary(f)+"; the text does not say so")
		l.causes = append(l.causes, cause{code: f.Code, says: summary(f)})
	}
}

// refusedBySome are what this look takes, with a warning, and other clients do
// not: the codes are those of the words in which they refuse it.
var refusedBySome = map[string][]string{
	"weak-cipher":      {"handshake-refused", "no-shared-cipher", "closed-early", "connection-reset"},
	"legacy-version":   {"protocol-version", "handshake-refused", "closed-early", "connection-reset"},
	"weak-dh":          {"handshake-refused", "no-shared-cipher"},
	"chain-disordered": {"untrusted-issuer", "missing-intermediate", "untrusted-root"},
	"staple-invalid":   {"untrusted-issuer", "untrusted-root"}, // GnuTLS minds every staple
}

// keepsOut tells whether a warning may be what the text is about.
func (l *look) keepsOut(f certain.Finding) bool {
	return f.Severity == certain.Warning && slices.ContainsFunc(l.codes(), func(code string) bool { return slices.Contains(refusedBySome[f.Code], code) })
}

// hiding is the finding of which a code is a mere symptom here.
func (l *look) hiding(code string) (certain.Finding, bool) {
	for _, f := range l.judged.Findings {
		if slices.Contains(f.Hides, code) {
			return f, true
		}
	}
	return certain.Finding{}, false
}

// summary is a finding in one sentence.
func summary(f certain.Finding) string { return cmp.Or(f.Summary, f.Title) }

// beyond are the problems that the handshake with one address does not show,
// each with the reason. Nothing more is asked, so they stay open.
var beyond = map[string]string{
	"truncated-close":      "it shows at the end of an answer, and a look sends no request",
	"idle-timeout":         "it shows after a pause, and a look does not wait",
	"insecure-redirect":    "it shows in an answer, and a look sends no request",
	"starttls-injection":   "it shows where something is said in the clear, and a look says nothing",
	"pin-mismatch":         "what was pinned is not known here",
	"revoked":              "the endpoint staples no proof of it, and nobody else is asked",
	"revocation-unknown":   "nobody but the endpoint is asked",
	"rollout-incomplete":   "it shows at several addresses of the name, and the look ended with one",
	"resumption-broken":    "it shows at several addresses of the name, and the look ended with one",
	"client-cert-rejected": "a look shows no certificate of a client",
}

// judge says of one code what the look told.
func (l *look) judge(code string, gap gap) (verdict, says string) {
	if verdict, says = l.judgeTrust(code, gap); verdict != "" {
		return verdict, says
	}
	for _, f := range l.judged.Findings {
		if f.Code == code {
			return Found, summary(f)
		}
	}
	if f, hidden := l.hiding(code); hidden {
		return Found, "as a symptom of [" + f.Code + "]"
	}
	p, _ := problem.Find(code)
	switch {
	case code == "proxy-refused":
		return Open, "no variable of this environment names a proxy for this endpoint; the program may have a setting of its own"
	case p.Endpoint == "":
		return Open, "a look at the endpoint does not tell"
	case beyond[code] != "":
		return Open, beyond[code]
	case code == "connection-reset" && l.seen.Observation.Handshake != nil:
		return Open, "not in the handshake; what comes after it was not seen"
	case code == "wrong-clock":
		return l.judgeClock()
	case code == "lifetime-too-long" || code == "ct-missing":
		return l.judgePolicy(code)
	case code == "client-cert-required" && l.asked():
		return Open, "the endpoint asks for a certificate, and what it says to a request without one was not seen"
	case l.seen.Observation.Handshake == nil && !l.served() && p.Bites == problem.BitesTLS, slices.Contains(l.judged.Unknown, code):
		return Open, "the look did not get so far" + l.endedBy()
	}
	return RuledOut, "not so at " + l.name + ", seen from here, now"
}

func (l *look) asked() bool {
	h := l.seen.Observation.Handshake
	return h != nil && h.ClientAsked
}

// endedBy names what a look ended with.
func (l *look) endedBy() string {
	for _, f := range l.seen.Findings {
		if f.Severity == certain.Error {
			return ": [" + f.Code + "]"
		}
	}
	return ""
}

// gap is an issuer that was not sent, and which the certificate itself says
// where to find.
type gap struct {
	says  string // what is known of it
	leaf  bool   // the server sent nothing but its leaf
	where string // the address, which was not asked; empty if none is named
	open  bool   // the path breaks off, so its end was not seen
}

// unfetched looks for the issuer that was not sent. Wherever one is missing, the
// chain was not seen to its end.
func (l *look) unfetched() (g gap) {
	path, ok := best(l.judged)
	if !ok || path.End != chain.NoIssuer || path.Top().X509 == nil {
		return g
	}
	last := path.Top()
	g.open, g.leaf = true, len(path.Links) == 1
	g.says = fmt.Sprintf("the endpoint does not send %s, which issued %s", last.IssuerName(), last.Name())
	for _, url := range last.X509.IssuingCertificateURL {
		if strings.HasPrefix(strings.ToLower(url), "http://") && len(path.Strangers) == 0 {
			g.where = url
			g.says += "; it is said to lie at " + certain.Clip(url, 120) + ", which was not asked"
			break
		}
	}
	return g
}

// judgeTrust says what is known of the questions of trust where the chain breaks
// off: whether the missing issuer would complete it was not seen.
func (l *look) judgeTrust(code string, g gap) (verdict, says string) {
	switch {
	case code == "no-trust-store":
		if store := l.seen.Observation.Store; store.Size > 0 {
			return RuledOut, fmt.Sprintf("this machine's store holds %d roots; a program may have its own", store.Size)
		}
	case !g.open:
	case code == "missing-intermediate":
		return Open, g.says
	case code == "untrusted-issuer" && g.where != "":
		return Open, "the issuer was not sent; whether it can be found was not tried"
	case code == "untrusted-root" || code == "self-signed" && !g.leaf:
		return Open, "the chain breaks off, so its root was not seen"
	}
	return "", ""
}

// judgeClock is about this machine's clock, where the check has no proof that it
// is off. A clock that is right says no less than when this program was written.
func (l *look) judgeClock() (verdict, says string) {
	obs := l.seen.Observation
	now := obs.At.UTC().Format(time.DateTime) + " UTC"
	if !l.served() {
		return Open, "this machine's clock says " + now + "; no certificate was seen"
	}
	for _, f := range l.judged.Findings {
		if f.Code == "expired" || f.Code == "not-yet-valid" {
			says = "this machine's clock says " + now + ", and nobody else was asked"
			if obs.Clock != nil && !obs.Clock.Built.IsZero() {
				says += "; it is no earlier than the source of this program, of " + obs.Clock.Built.UTC().Format(time.DateOnly)
			}
			return Open, says
		}
	}
	return RuledOut, "by this machine's clock, " + now + ", every certificate of the chain is in date"
}

// judgePolicy judges what was seen by the rules of browsers.
func (l *look) judgePolicy(code string) (verdict, says string) {
	if !l.served() {
		return Open, "no certificate was seen"
	}
	browsers := diagnose.Again(l.judged.Observation, diagnose.Options{Policy: "webpki"})
	for _, f := range browsers.Findings {
		if f.Code == code {
			return Found, summary(f)
		}
	}
	if slices.Contains(browsers.Unknown, code) {
		return Open, "the look did not get so far"
	}
	return RuledOut, "not so by the rules of browsers"
}
