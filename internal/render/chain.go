package render

import (
	"bytes"
	"strconv"

	"github.com/certain-tls/certain"
)

// link is one certificate as it is drawn, and the evidence on it.
type link struct {
	label    string
	cert     *certain.Cert
	evidence []certain.Evidence
}

// links lists the certificates of an endpoint in the order in which they are
// drawn: as sent, fetched ones behind the certificate that they vouch for, and
// roots last. Fetched ones and roots are drawn only if there is evidence on
// them, because they are not what the server sends.
func links(o *certain.Observation, evidence []certain.Evidence) []link {
	at := map[string][]certain.Evidence{}
	for _, e := range evidence {
		at[e.At] = append(at[e.At], e)
	}
	var all []link
	for i, c := range o.Served {
		place := "served[" + strconv.Itoa(i) + "]"
		all = append(all, link{label: strconv.Itoa(i), cert: c, evidence: at[place]})
	}
	for i, f := range o.Fetched {
		place := "fetched[" + strconv.Itoa(i) + "]"
		if len(at[place]) > 0 {
			l := link{label: "+", cert: f.Cert, evidence: at[place]}
			all = insert(all, behindIssued(all, f.Cert), l)
		}
	}
	for i, a := range o.Anchors {
		place := "root[" + strconv.Itoa(i) + "]"
		if len(at[place]) > 0 {
			all = append(all, link{label: "*", cert: a.Cert, evidence: at[place]})
		}
	}
	return all
}

func insert(all []link, i int, l link) []link {
	return append(all[:i:i], append([]link{l}, all[i:]...)...)
}

// behindIssued is the position behind the last certificate that names c as its
// issuer, or else the end.
func behindIssued(all []link, c *certain.Cert) int {
	for i := len(all) - 1; i >= 0; i-- {
		if issued(c, all[i].cert) && !c.Equal(all[i].cert) {
			return i + 1
		}
	}
	return len(all)
}

// issued tells whether the names and key identifiers allow that issuer signed
// c (RFC 5280, sections 4.1.2.4 and 4.2.1.1). It is enough to draw by: what is
// proven was proven by the checks.
func issued(issuer, c *certain.Cert) bool {
	if issuer.X509 == nil || c.X509 == nil {
		return false
	}
	want, have := c.X509.AuthorityKeyId, issuer.X509.SubjectKeyId
	return bytes.Equal(issuer.X509.RawSubject, c.X509.RawIssuer) &&
		(len(want) == 0 || len(have) == 0 || bytes.Equal(want, have))
}

// columns are the widths of a table of certificates: name, dates, issuer.
type columns struct {
	name, dates, issuer int
	stacked             bool // the screen is too narrow for one line a certificate
	beside              bool // stacked, and the issuers fit beside the names
}

const (
	nameColumn  = 18 // as short names are common, the same width on most screens
	fewestCells = 34 // for name and issuer together; below, rows are stacked
)

// columnsFor finds widths at which all of the rows fit into room.
func (p *page) columnsFor(all []link, room int) columns {
	c := columns{dates: cells("2006-01-02  2006-01-02") + cells(p.arrow())}
	for _, l := range all {
		c.name = max(c.name, cells(p.name(l.cert.Name())))
		c.issuer = max(c.issuer, cells(p.name(l.cert.IssuerName())))
	}
	free := room - len("  ") - c.dates - len("  by ")
	switch {
	case max(c.name, nameColumn)+c.issuer <= free:
		c.name = max(c.name, nameColumn)
	case c.name+c.issuer <= free:
	case free < fewestCells:
		c.stacked = true
		c.beside = c.name+len("  by ")+c.issuer <= room
		c.name = min(c.name, room)
		c.issuer = min(c.issuer, room-len("  by "))
	default:
		half := free / 2
		c.name = min(c.name, max(half, free-c.issuer))
		c.issuer = min(c.issuer, free-c.name)
	}
	return c
}

// certRow draws one certificate, its evidence under the parts it points at. A
// part that the row does not show (key, usage …) gets a line of its own.
func (p *page) certRow(l link, c columns, room int) row {
	r := row{label: l.label, lines: p.certLines(l.cert, c)}
	for _, e := range l.evidence {
		p.place(&r, e, func() (rowLine, bool) { return p.detail(l.cert, e, room) })
	}
	return r
}

// place puts evidence under its part. more makes the line of a part that is
// not shown yet.
func (p *page) place(r *row, e certain.Evidence, more func() (rowLine, bool)) {
	says := p.prose(e.Says)
	for i, l := range r.lines {
		if at, ok := l.parts[e.Part]; ok {
			r.lines[i].marks = append(r.lines[i].marks, mark{extent: at, says: says})
			return
		}
	}
	if l, ok := more(); ok {
		l.marks = []mark{{extent: l.parts[e.Part], says: says}}
		r.lines = append(r.lines, l)
		return
	}
	r.lines[0].marks = append(r.lines[0].marks, mark{extent: r.lines[0].parts[certain.PartWhole], says: says})
}

func (p *page) certLines(cert *certain.Cert, c columns) []rowLine {
	name := p.elide(p.name(cert.Name()), c.name)
	parts := map[string]extent{
		certain.PartSubject: {0, cells(name)},
		certain.PartWhole:   {0, cells(name)},
		certain.PartPlace:   {0, cells(name)},
		certain.PartBytes:   {0, cells(name)},
	}
	first := rowLine{text: line{{name, plain}}, parts: parts}
	if cert.X509 == nil {
		return []rowLine{first}
	}
	if names := certNames(cert.X509); len(names) == 1 && names[0] == cert.Name() {
		parts[certain.PartNames] = extent{0, cells(name)}
	}
	if c.stacked {
		return p.stackedLines(cert, c, first)
	}
	first.text = line{{pad(name, c.name), plain}, {"  ", plain}}
	p.addDates(&first, cert)
	p.addIssuer(&first, cert, c)
	return []rowLine{first}
}

// stackedLines draws what does not fit on one line: the name, the dates, and
// the issuer behind the name if there is room for all of them.
func (p *page) stackedLines(cert *certain.Cert, c columns, first rowLine) []rowLine {
	dates := rowLine{text: line{blanks(2)}, parts: map[string]extent{}}
	p.addDates(&dates, cert)
	if c.beside {
		p.addIssuer(&first, cert, c)
		return []rowLine{first, dates}
	}
	by := rowLine{parts: map[string]extent{}}
	p.addIssuer(&by, cert, c)
	return []rowLine{first, dates, by}
}

func (p *page) addDates(l *rowLine, cert *certain.Cert) {
	from, until := day(cert.X509.NotBefore), day(cert.X509.NotAfter)
	arrow := " " + p.arrow() + " "
	at := l.text.cells()
	l.parts[certain.PartStart] = extent{at, cells(from)}
	l.parts[certain.PartEnd] = extent{at + cells(from+arrow), cells(until)}
	l.text = append(l.text, span{from + arrow + until, plain})
}

func (p *page) addIssuer(l *rowLine, cert *certain.Cert, c columns) {
	issuer := p.elide(p.name(cert.IssuerName()), c.issuer)
	l.text = append(l.text, span{"  by ", dim}, span{issuer, plain})
	l.parts[certain.PartIssuer] = extent{l.text.cells() - cells(issuer), cells(issuer)}
}

func (b boxer) chainRows(all []link) []row {
	c := b.columnsFor(all, b.room)
	rows := make([]row, 0, len(all))
	for _, l := range all {
		rows = append(rows, b.certRow(l, c, b.room))
	}
	return few(rows, "certificate")
}
