package prove

import (
	"fmt"
	"slices"
	"strings"

	"github.com/certain-tls/certain"
	"github.com/certain-tls/certain/check"
	"github.com/certain-tls/certain/explain"
)

// conclude draws the conclusion: what was found of what the text may stand for;
// else what was found besides; else what the missing certificate suggests; else
// what alone is left; else nothing.
func (l *look) conclude() Conclusion {
	for _, code := range l.codes() {
		if f, hidden := l.hiding(code); hidden {
			code = f.Code // the cause, and not its symptom
		}
		if c, ok := l.found(code); ok {
			return l.concluded(c)
		}
	}
	if c, ok := l.besides(); ok {
		return l.concluded(c)
	}
	if g := l.unfetched(); g.where != "" && g.leaf && l.trustAsked() {
		return l.concluded(cause{code: "missing-intermediate", says: g.says})
	}
	if c, ok := l.left(); ok {
		return l.concluded(c)
	}
	return l.undecided()
}

// found is the surest cause of a code.
func (l *look) found(code string) (best cause, ok bool) {
	for _, c := range l.causes {
		if c.code == code && (!ok || c.sure && !best.sure) {
			best, ok = c, true
		}
	}
	return best, ok
}

// besides is the first thing found of which the text does not speak. Who speaks
// of a certificate has seen one, and who was refused in the handshake has not:
// what is wrong with the other is not the cause. And that verification is off
// makes nothing fail.
func (l *look) besides() (cause, bool) {
	for _, c := range l.causes {
		switch {
		case c.code == "verification-disabled":
		case c.here && !l.trustAsked():
		case !c.here && l.answer.Code != "" && !slices.ContainsFunc(l.codes(), func(code string) bool { return related(code, c.code) }):
			if l.openSays == "" && certified(c.code) {
				l.openSays = "what was found, [" + c.code + "], has no part in what the text says"
			} else if l.openSays == "" {
				l.openSays = "the look did not get so far: [" + c.code + "] " + c.says
			}
		default:
			c.sure = false
			return c, true
		}
	}
	return cause{}, false
}

// related tells whether one problem may be behind words for the other. A
// handshake that is too large may be so by its certificates.
func related(a, b string) bool { return certified(a) == certified(b) || b == "oversized-handshake" }

// certified tells whether a problem is one of certificates: it takes one to see
// it.
func certified(code string) bool {
	return slices.ContainsFunc(check.All(), func(c check.Check) bool { return c.Code == code && slices.Contains(c.Needs, check.Leaf) }) ||
		code == "wrong-clock" || code == "no-trust-store" || code == "ca-file-unreadable"
}

// trustAsked tells whether the text may speak of trust.
func (l *look) trustAsked() bool {
	return l.answer.Code == "" || slices.ContainsFunc(l.codes(), func(code string) bool {
		switch code {
		case "untrusted-issuer", "untrusted-root", "self-signed", "missing-intermediate", "no-trust-store", "ca-file-unreadable":
			return true
		}
		return false
	})
}

// left is the one cause that was not ruled out, where there is but one.
func (l *look) left() (cause, bool) {
	if l.openSays != "" {
		return cause{}, false
	}
	var open []Proof
	for _, code := range l.codes() {
		i := slices.IndexFunc(l.proofs, func(p Proof) bool { return p.Code == code && p.Verdict == Open })
		if i >= 0 {
			open = append(open, l.proofs[i])
		}
	}
	if len(open) != 1 {
		return cause{}, false
	}
	says := open[0].Says
	if len(l.codes()) > 1 {
		says = "everything else that the text may stand for was ruled out; " + says
	} else {
		says = fmt.Sprintf("the text alone says so (%.0f %%); %s", 100*l.answer.Confidence, says)
	}
	return cause{code: open[0].Code, says: says}, true
}

// concluded tells of one cause.
func (l *look) concluded(c cause) Conclusion {
	out := Conclusion{Code: &c.code, Sure: c.sure, Says: certain.Clip(c.says, 300)}
	if !c.sure {
		decides := explain.Decides(c.code, l.name)
		out.Ask, out.Command = decides.Ask, decides.Command
	}
	out.Fixes = append(append([]certain.Fix{}, c.fixes...), l.answer.FixesFor(c.code, l.name)...)
	return out
}

// undecided tells what would decide, where nothing does.
func (l *look) undecided() Conclusion {
	out := Conclusion{Says: l.openSays, Fixes: []certain.Fix{}}
	ask := func(code string) {
		decides := explain.Decides(code, l.name)
		out.Ask, out.Command = decides.Ask, decides.Command
	}
	open := slices.IndexFunc(l.codes(), func(code string) bool {
		return slices.ContainsFunc(l.proofs, func(p Proof) bool { return p.Code == code && p.Verdict == Open })
	})
	g := l.unfetched()
	switch {
	case out.Says != "":
		out.Ask = "does the same happen where the text was printed?"
		out.Command = explain.Decides("connection-refused", l.name).Command
	case g.where != "":
		out.Says = g.says
		ask("missing-intermediate")
	case l.env.proxy != "" && l.trustAsked():
		out.Says = l.env.proxy + "; past it, nothing of what the text says is so. It may show certificates of its own"
		out.Ask, out.Command = "what does the endpoint look like through the proxy?", strings.Replace(explain.Decides("untrusted-root", l.name).Command, "check ", "check --proxy env ", 1)
	case open >= 0:
		out.Says = "several causes are left"
		ask(l.codes()[open])
	case l.dated():
		out.Says = "every certificate is in date now, by this machine's clock: it was renewed since, or the clock of the machine that printed the text is off"
		ask("wrong-clock")
	default:
		out.Says = "nothing of what the text says is so, seen from here, now: it may have been mended, or the program runs elsewhere, with other roots or through something that intercepts"
		out.Ask, out.Command = "what does a look from where the text was printed tell?", explain.Decides("untrusted-root", l.name).Command
	}
	return out
}

// dated tells whether the text speaks of dates.
func (l *look) dated() bool {
	return slices.ContainsFunc(l.codes(), func(code string) bool { return code == "expired" || code == "not-yet-valid" || code == "wrong-clock" })
}
