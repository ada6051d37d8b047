package render

import (
	"crypto/x509"
	"slices"
	"strconv"
	"strings"

	"github.com/certain-tls/certain"
)

// healthy draws a result without a finding: what was verified, and plainly
// what was not.
func (p *page) healthy(r certain.Result) {
	says := " " + p.name(address(r)) + " is in order"
	switch {
	case r.Verdict == certain.Unknown:
		says = " " + p.name(address(r)) + " could not be judged in full"
	case r.Kind == certain.Files && len(r.Files) > 1:
		says = " " + plural(len(r.Files), "file") + " in order"
	}
	v := viewOf(r)
	if r.Verdict == certain.Pass && v.partly(r) {
		says += ", as far as was judged"
	}
	p.title(line{{p.name(string(r.Verdict)) + ":", strong(verdictLook(r.Verdict))}, {says, bold}})
	p.healthyBox(r, v)
	p.labelled("name", v.nameText(r))
	p.labelled("key", v.keyText())
	p.labelled("trust", v.trustText(r))
	p.labelled("revoked", v.revokedText())
	p.labelled("until", v.untilText())
	p.labelled("tls", handshakeText(v.o.Handshake))
	p.labelled("http", httpText(v.o.HTTP, p.arrow()))
	if len(r.Unknown) > 0 {
		p.labelled("unknown", p.codes(r.Unknown)+": what they need was not seen")
	}
}

// healthyBox draws the path that holds: what was sent, what was found, and the
// anchor that ends it.
func (p *page) healthyBox(r certain.Result, v view) {
	if r.Kind == certain.Files || len(v.o.Served) == 0 {
		p.where(r, nil, plain)
		return
	}
	rows := links(v.o, nil)
	for _, c := range v.path {
		if !slices.ContainsFunc(rows, func(l link) bool { return l.cert.Equal(c) }) {
			rows = append(rows, link{label: "+", cert: c})
		}
	}
	if v.anchor != nil && !slices.ContainsFunc(rows, func(l link) bool { return l.cert.Equal(v.anchor) }) {
		rows = append(rows, link{label: "*", cert: v.anchor})
	}
	b := p.boxer(len(strconv.Itoa(len(v.o.Served)-1)), plain)
	b.draw([]group{{head: b.name(address(r)), date: stamp(v.o.At), rows: b.chainRows(rows)}})
}

// view is what a healthy screen tells about an observation.
type view struct {
	o      *certain.Observation
	leaf   *certain.Cert
	path   []*certain.Cert // from the leaf up, without the anchor
	anchor *certain.Cert   // nil if the observation does not hold it
}

func viewOf(r certain.Result) view {
	v := view{o: observation(r)}
	pool := v.o.Served
	for _, f := range v.o.Files {
		for _, m := range f.Materials {
			if m.Cert != nil {
				pool = append(pool[:len(pool):len(pool)], m.Cert)
			}
		}
	}
	v.leaf = leafOf(pool, r.Kind)
	if v.leaf == nil {
		return v
	}
	for _, f := range v.o.Fetched {
		pool = append(pool[:len(pool):len(pool)], f.Cert)
	}
	v.walk(pool)
	return v
}

// partly tells whether something that is usually verified was left out by the
// caller's own choice.
func (v view) partly(r certain.Result) bool {
	return v.leaf != nil && (v.o.Store.None() || v.o.Asked.Name == "" && r.Kind == certain.Endpoint)
}

// leafOf is the first certificate that a server sent, or in files the first
// that is no authority.
func leafOf(pool []*certain.Cert, kind certain.Kind) *certain.Cert {
	for _, c := range pool {
		if c.X509 != nil && (kind == certain.Endpoint || !c.X509.IsCA) {
			return c
		}
	}
	return nil
}

// walk finds the shortest way from the leaf to an anchor by names and key
// identifiers. Each certificate is visited once, however many claim the same
// name. It draws what the checks have proven; it proves nothing.
func (v *view) walk(pool []*certain.Cert) {
	from := map[*certain.Cert]*certain.Cert{v.leaf: nil}
	for queue := []*certain.Cert{v.leaf}; len(queue) > 0; queue = queue[1:] {
		c := queue[0]
		if anchor := v.anchorOf(c); anchor != nil {
			v.anchor = anchor
			for ; c != nil; c = from[c] {
				v.path = append(v.path, c)
			}
			slices.Reverse(v.path)
			return
		}
		for _, next := range pool {
			if _, seen := from[next]; !seen && issued(next, c) {
				from[next] = c
				queue = append(queue, next)
			}
		}
	}
	v.path = []*certain.Cert{v.leaf}
}

func (v *view) anchorOf(c *certain.Cert) *certain.Cert {
	for _, a := range v.o.Anchors {
		if a.Refuses == "" && (a.Cert.Equal(c) || issued(a.Cert, c)) {
			return a.Cert
		}
	}
	return nil
}

// revokedText tells by what it is known that nothing is revoked, where that
// was asked: had an answer been missing, there would be a finding.
func (v view) revokedText() string {
	switch v.o.Asked.Revocation {
	case "crl", "ocsp", "all":
	default:
		return ""
	}
	n := map[certain.StatementKind]int{}
	for _, s := range v.o.Statements {
		n[s.Kind]++
	}
	var by []string
	if lists := n[certain.StatementCRL]; lists > 0 {
		by = append(by, plural(lists, "revocation list"))
	}
	if responses := n[certain.StatementOCSP]; responses > 0 {
		by = append(by, plural(responses, "OCSP response"))
	}
	if len(by) == 0 {
		return ""
	}
	return "no, by " + strings.Join(by, " and ") + " of the authorities"
}

func (v view) nameText(r certain.Result) string {
	name := v.o.Asked.Name
	switch {
	case v.leaf == nil || slices.Contains(r.Unknown, "hostname-mismatch"):
		return ""
	case name == "" && r.Kind == certain.Files:
		return "good for " + listed(certNames(v.leaf.X509), 4)
	case name == "":
		return "not judged: no name was asked for"
	case v.leaf.X509.VerifyHostname(strings.TrimSuffix(name, ".")) != nil:
		return ""
	}
	if by := coveredBy(v.leaf.X509, name); by != "" {
		return name + ", covered by " + by
	}
	return name
}

// coveredBy is the wildcard that stands for the name, if it is one.
func coveredBy(x *x509.Certificate, name string) string {
	name = strings.ToLower(strings.TrimSuffix(name, "."))
	_, parent, _ := strings.Cut(name, ".")
	for _, n := range x.DNSNames {
		if strings.ToLower(n) == name {
			return ""
		}
	}
	for _, n := range x.DNSNames {
		if strings.ToLower(n) == "*."+parent {
			return n
		}
	}
	return ""
}

// keyText tells which private key was given that belongs to the leaf.
func (v view) keyText() string {
	if v.leaf == nil || v.leaf.X509 == nil {
		return ""
	}
	for _, f := range v.o.Files {
		for _, m := range f.Materials {
			if m.Form == certain.PrivateKey && string(m.SPKI) == string(v.leaf.X509.RawSubjectPublicKeyInfo) {
				return m.From + " belongs to the certificate"
			}
		}
	}
	return ""
}

func (v view) trustText(r certain.Result) string {
	switch {
	case v.leaf == nil:
		return ""
	case v.o.Store.None():
		return "not judged, because no roots were asked (--roots none)"
	case r.Verdict == certain.Unknown && v.anchor == nil:
		return "not judged"
	case v.anchor == nil:
		return "by " + storeText(v.o.Store)
	case v.anchor.Equal(v.leaf):
		return "the certificate itself is in " + storeText(v.o.Store)
	}
	return "up to " + v.anchor.Name() + ", which is in " + storeText(v.o.Store)
}

func storeText(s certain.Store) string {
	switch s.Name {
	case "system":
		return "the system's store"
	case "lab":
		return "the lab's store"
	case "mozilla":
		return "Mozilla's store"
	case "":
		return "the store"
	}
	return s.Name
}

// untilText is when the first certificate of the path ends.
func (v view) untilText() string {
	if v.leaf == nil {
		return ""
	}
	first := v.leaf
	for _, c := range v.path {
		if c.X509.NotAfter.Before(first.X509.NotAfter) {
			first = c
		}
	}
	text := minute(first.X509.NotAfter)
	if !v.o.At.IsZero() {
		text += ", " + left(daysBetween(v.o.At, first.X509.NotAfter))
	}
	if first != v.leaf {
		text += "; then " + first.Name() + " ends"
	}
	return text
}

func handshakeText(h *certain.Handshake) string {
	if h == nil {
		return ""
	}
	texts := []string{h.Version, h.Cipher, groupText(h)}
	return strings.Join(slices.DeleteFunc(texts, func(s string) bool { return s == "" }), ", ")
}

func groupText(h *certain.Handshake) string {
	if h.PostQuantum {
		return h.Group + " (post-quantum)"
	}
	return h.Group
}

func httpText(h *certain.HTTP, arrow string) string {
	if h == nil {
		return ""
	}
	text := strconv.Itoa(h.Status)
	if h.Server != "" {
		text += " from " + h.Server
	}
	if h.Location != "" {
		text += " " + arrow + " " + h.Location + ", not followed"
	}
	return text
}
