package render

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/certain-tls/certain"
)

// Inspect shows what there is, without a judgement: of an endpoint the
// handshake as it happened, then every piece of material in the order in which
// it was met.
func Inspect(w io.Writer, r certain.InspectReport, s Style) error {
	p := newPage(s)
	for i, one := range r.Results {
		if i > 0 {
			p.blank()
		}
		p.inspection(one)
	}
	return p.write(w)
}

func (p *page) inspection(in certain.Inspection) {
	r := certain.Result{Target: in.Target, Kind: in.Kind, Files: in.Files, Observation: in.Observation}
	o := observation(r)
	if in.Kind == certain.Endpoint {
		p.heading(p.name(address(r)), stamp(o.At))
		p.steps(o.Steps)
		p.handshake(o)
	}
	for i, item := range in.Material {
		if i > 0 || in.Kind == certain.Endpoint {
			p.blank()
		}
		p.item(item, o)
	}
	for i, f := range in.Findings {
		if i > 0 || len(in.Material) > 0 || in.Kind == certain.Endpoint {
			p.blank()
		}
		p.finding(f, r)
	}
}

// heading starts a block with what it is about and a remark.
func (p *page) heading(what, remark string) {
	text := line{{what, bold}}
	if remark != "" {
		text = append(text, span{", " + remark, dim})
	}
	p.title(text)
}

// steps lists what was tried, in the columns of the box.
func (p *page) steps(all []certain.Step) {
	room := p.width - 2
	c := stepColumnsFor(all, room)
	for _, s := range all {
		for _, l := range p.stepRow(s, nil, c, room).lines {
			p.add(append(line{blanks(2)}, l.text...)...)
			for _, m := range l.marks {
				p.hang(line{blanks(2 + m.at)}, line{{m.says, dim}})
			}
		}
	}
}

// factColumn is where the values of an inspection stand: behind the longest
// label, and so that a SHA-256 in hexadecimal still fits into 80 columns.
const factColumn = 13

// fact sets one label and its value; nothing is shown of an empty value.
func (p *page) fact(label, value string) { p.facts(label, []string{value}) }

// facts sets a label and several values, one a line.
func (p *page) facts(label string, values []string) {
	for _, value := range values {
		if value == "" {
			continue
		}
		p.hang(line{blanks(2), {pad(label, factColumn-2), dim}}, line{{p.name(value), plain}})
		label = ""
	}
}

func (p *page) handshake(o *certain.Observation) {
	if h := o.Handshake; h != nil {
		p.blank()
		p.heading("handshake", "")
		p.fact("version", h.Version)
		p.fact("cipher", h.Cipher)
		p.fact("group", groupText(h))
		p.fact("signature", h.Signature)
		p.fact("alpn", orElse(h.ALPN, "none agreed"))
		p.fact("sni", orElse(h.SNI, "none sent"))
		p.fact("staple", stapleText(h.Staple))
		p.fact("ticket", yesNo(h.Ticket))
		if h.Resumed {
			p.fact("resumed", "yes")
		}
		if len(h.SCTs) > 0 {
			p.fact("scts", plural(len(h.SCTs), "timestamp")+" in the handshake")
		}
		p.clientAsked(h)
	}
	if o.HTTP != nil {
		p.fact("http", httpText(o.HTTP, p.arrow()))
	}
}

func (p *page) clientAsked(h *certain.Handshake) {
	if !h.ClientAsked {
		return
	}
	p.fact("asks for", "a client certificate")
	p.facts("  from", some(h.ClientIssuers, 10))
}

func stapleText(der []byte) string {
	if len(der) == 0 {
		return "none"
	}
	return "an OCSP response, " + plural(len(der), "byte")
}

func orElse(text, other string) string {
	if text == "" {
		return other
	}
	return text
}

func yesNo(b bool) string {
	if b {
		return "yes"
	}
	return "no"
}

// some shortens a long list and says by how much.
func some(texts []string, most int) []string {
	if len(texts) <= most {
		return texts
	}
	return append(texts[:most:most], fmt.Sprintf("and %d more", len(texts)-most))
}

// item draws one piece of material.
func (p *page) item(it certain.Item, o *certain.Observation) {
	remark := it.Container
	if it.Label != "" && !strings.EqualFold(it.Label, formText(it.Kind)) {
		remark += ", " + it.Label
	}
	p.heading(p.name(it.From)+": "+p.name(formText(it.Kind)), p.name(strings.TrimPrefix(remark, ", ")))
	p.fact("unreadable", it.Unreadable)
	p.fact("alias", it.Alias)
	switch {
	case it.Encrypted && it.SPKISHA256 != "":
		p.fact("encrypted", "yes; opened for this")
	case it.Encrypted:
		p.fact("encrypted", "a passphrase is needed to read it")
	}
	p.fact("subject", it.Subject)
	issuer := it.Issuer
	if it.SelfIssued {
		issuer += " (the same name)"
	}
	p.fact("issuer", issuer)
	p.facts("names", some(it.Names, 10))
	p.fact("key", itemKey(it.Key))
	p.validity(it, o.At)
	p.fact("signature", it.Signature)
	p.fact("serial", it.Serial)
	p.rights(it)
	p.addresses(it)
	p.prints(it)
}

func itemKey(k *certain.KeyInfo) string {
	if k == nil {
		return ""
	}
	text := k.Algorithm
	if k.Curve != "" {
		text += ", " + k.Curve
	}
	if k.Bits > 0 && k.Curve == "" {
		text += ", " + strconv.Itoa(k.Bits) + " bits"
	}
	if k.Exponent != 0 && k.Exponent != 65537 {
		text += ", exponent " + strconv.Itoa(k.Exponent)
	}
	return text
}

// validity shows from when to when, and what is left of it.
func (p *page) validity(it certain.Item, at time.Time) {
	if it.NotBefore == nil || it.NotAfter == nil {
		return
	}
	remains := ""
	if it.Remaining != nil {
		remains = left(*it.Remaining)
	}
	if !at.IsZero() && it.NotBefore.After(at) {
		remains = "begins in " + daysText(daysBetween(at, *it.NotBefore))
	}
	p.fact("valid", minute(*it.NotBefore)+" "+p.arrow()+" "+minute(*it.NotAfter))
	p.fact("", remains)
}

// rights shows what the certificate may be used for.
func (p *page) rights(it certain.Item) {
	if it.CA != nil {
		text := "no"
		if *it.CA {
			text = "yes"
		}
		if it.PathLen != nil {
			text += ", at most " + strconv.Itoa(*it.PathLen) + " more below it"
		}
		p.fact("authority", text)
	}
	p.fact("usage", strings.Join(it.KeyUsage, ", "))
	p.fact("purpose", strings.Join(it.ExtUsage, ", "))
	p.facts("permitted", some(it.Permitted, 10))
	p.facts("excluded", some(it.Excluded, 10))
	p.fact("policies", strings.Join(it.Policies, ", "))
	if it.MustStaple {
		p.fact("demands", "a stapled OCSP response")
	}
	p.fact("also", strings.Join(it.Extensions, ", "))
	if it.Revoked != nil {
		p.fact("revokes", plural(*it.Revoked, "certificate"))
	}
}

// addresses shows where more can be had, and which logs know the certificate.
func (p *page) addresses(it certain.Item) {
	p.facts("issuer at", some(it.IssuerURLs, 10))
	p.facts("ocsp at", some(it.OCSPURLs, 10))
	p.facts("crl at", some(it.CRLURLs, 10))
	var scts []string
	for _, sct := range it.SCTs {
		scts = append(scts, minute(sct.Time)+", "+sct.Log)
	}
	p.facts("scts", some(scts, 10))
}

func (p *page) prints(it certain.Item) {
	p.fact("key id", it.SubjectKey)
	p.fact("issuer id", it.IssuerKey)
	p.fact("sha-256", it.SHA256)
	p.fact("sha-1", it.SHA1)
	p.fact("pin", it.Pin)
}
