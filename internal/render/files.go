package render

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/certain-tls/certain"
)

// sheet is a file as it is drawn: what lies at which line, and the evidence.
type sheet struct {
	name  string
	items []item
}

// spot is a place in a file: a line, an entry of the container at that line,
// or both. Its zero value is the file as a whole.
type spot struct{ line, entry int }

func (s spot) String() string {
	switch {
	case s.entry > 0 && s.line > 0:
		return fmt.Sprintf("%d#%d", s.line, s.entry)
	case s.entry > 0:
		return fmt.Sprintf("#%d", s.entry)
	case s.line > 0:
		return strconv.Itoa(s.line)
	}
	return ""
}

// item is what a sheet has at one spot: a piece of material, or nothing but
// what the evidence says.
type item struct {
	spot
	material *certain.Material
	evidence []certain.Evidence
}

// sheets gives the files that the evidence points at, or all of them if it
// points at none. Evidence on files that nobody knows still gets a sheet: no
// fact is dropped.
func sheets(files []certain.File, evidence []certain.Evidence) []sheet {
	named := map[string]bool{}
	for _, e := range evidence {
		name, _ := splitPlace(e.At, files)
		named[name] = true
	}
	var all []sheet
	for i := range files {
		if len(evidence) > 0 && !named[files[i].Name] {
			continue // thousands of files may have a finding each
		}
		s := sheet{name: files[i].Name}
		for j := range files[i].Materials {
			m := &files[i].Materials[j]
			_, at := splitPlace(m.From, files[i:i+1])
			s.items = append(s.items, item{spot: at, material: m})
		}
		all = append(all, s)
	}
	for _, e := range evidence {
		name, at := splitPlace(e.At, files)
		i := slices.IndexFunc(all, func(s sheet) bool { return s.name == name })
		if i < 0 {
			i = len(all)
			all = append(all, sheet{name: name})
		}
		all[i].note(at, e)
	}
	if len(evidence) > 0 {
		all = slices.DeleteFunc(all, func(s sheet) bool { return s.first() == nil })
	}
	return all
}

func (s *sheet) note(at spot, e certain.Evidence) {
	for i := range s.items {
		if s.items[i].spot == at {
			s.items[i].evidence = append(s.items[i].evidence, e)
			return
		}
	}
	s.items = append(s.items, item{spot: at, evidence: []certain.Evidence{e}})
	slices.SortStableFunc(s.items, func(a, b item) int { return cmp.Or(cmp.Compare(a.line, b.line), cmp.Compare(a.entry, b.entry)) })
}

// first is the first item with evidence.
func (s *sheet) first() *item {
	for i := range s.items {
		if len(s.items[i].evidence) > 0 {
			return &s.items[i]
		}
	}
	return nil
}

// splitPlace splits FILE:LINE, FILE#ENTRY and FILE:LINE#ENTRY. The names of
// the files decide, because a name may itself end in a mark and digits.
func splitPlace(at string, files []certain.File) (name string, where spot) {
	for _, f := range files {
		rest, found := strings.CutPrefix(at, f.Name)
		if s, ok := parseSpot(rest); found && ok {
			return f.Name, s
		}
	}
	if i := strings.LastIndexByte(at, ':'); i > 0 {
		if s, ok := parseSpot(at[i:]); ok {
			return at[:i], s
		}
	}
	if i := strings.LastIndexByte(at, '#'); i > 0 {
		if s, ok := parseSpot(at[i:]); ok {
			return at[:i], s
		}
	}
	return at, spot{}
}

func parseSpot(text string) (s spot, ok bool) {
	if text == "" {
		return s, true
	}
	before, after, entry := strings.Cut(text, "#")
	if line, found := strings.CutPrefix(before, ":"); found {
		n, err := strconv.ParseUint(line, 10, 31)
		if err != nil {
			return s, false
		}
		s.line = int(n)
	} else if before != "" {
		return s, false
	}
	if entry {
		n, err := strconv.ParseUint(after, 10, 31)
		if err != nil {
			return s, false
		}
		s.entry = int(n)
	}
	return s, true
}

// sheetsGutter is the width that the line numbers need.
func sheetsGutter(all []sheet) int {
	most := 1
	for _, s := range all {
		for _, it := range s.items {
			most = max(most, len(it.spot.String()))
		}
	}
	return most
}

// sheetGroups draws the sheets, all certificates in the same columns.
func (b boxer) sheetGroups(all []sheet) []group {
	var certs []link
	for _, s := range all {
		for i, it := range s.items {
			if s.near(i) && it.material != nil && it.material.Cert != nil {
				certs = append(certs, link{cert: it.material.Cert})
			}
		}
	}
	c := b.columnsFor(certs, b.room)
	var groups []group
	for _, s := range all {
		g := group{head: b.name(s.name)}
		if it := s.first(); it != nil && it.line > 0 {
			g.head += ":"
		}
		if it := s.first(); it != nil {
			g.head += it.spot.String()
		}
		for i, it := range s.items {
			r := row{}
			if s.near(i) {
				r = b.itemRow(it, c)
			}
			g.rows = append(g.rows, r)
		}
		g.rows = few(g.rows, "piece")
		groups = append(groups, g)
	}
	return groups
}

// near tells whether few may keep the row of an item. The others need not be
// drawn: a file can have thousands, for each of its findings anew.
func (s *sheet) near(i int) bool {
	if i < 2 || i >= len(s.items)-2 || len(s.items) <= fewest {
		return true
	}
	return slices.ContainsFunc(s.items[i-2:i+3], func(it item) bool { return len(it.evidence) > 0 })
}

func (b boxer) itemRow(it item, c columns) row {
	switch m := it.material; {
	case m == nil:
		return b.bareRow(it.spot.String(), it.evidence)
	case m.Cert != nil:
		return b.certRow(link{label: it.spot.String(), cert: m.Cert, evidence: it.evidence}, c, b.room)
	}
	text := b.elide(b.name(materialText(it.material)), b.room)
	r := row{label: it.spot.String(), lines: []rowLine{{
		text:  line{{text, plain}},
		parts: map[string]extent{certain.PartWhole: {0, cells(text)}},
	}}}
	for _, e := range it.evidence {
		b.place(&r, e, func() (rowLine, bool) { return rowLine{}, false })
	}
	return r
}

// bareRow shows evidence where there is nothing to draw carets under: the
// place itself is in the gutter or in the head.
func (b boxer) bareRow(label string, evidence []certain.Evidence) row {
	r := row{label: label}
	for _, e := range evidence {
		for _, l := range wrapText(b.prose(e.Says), b.loud, b.room, b.room) {
			r.lines = append(r.lines, rowLine{text: l})
		}
	}
	if len(r.lines) == 0 {
		r.lines = []rowLine{{}}
	}
	return r
}

var formTexts = map[certain.Form]string{
	certain.Certificate: "certificate",
	certain.PrivateKey:  "private key",
	certain.PublicKey:   "public key",
	certain.Request:     "certificate request",
	certain.CRL:         "certificate revocation list",
	certain.Parameters:  "key parameters",
	certain.Other:       "something else",
}

var containerTexts = map[string]string{
	"pkcs7": "PKCS#7 container", "pkcs12": "PKCS#12 file", "jks": "Java key store", "jceks": "Java key store",
}

func formText(f certain.Form) string {
	if text, ok := formTexts[f]; ok {
		return text
	}
	return string(f)
}

func materialText(m *certain.Material) string {
	text := formText(m.Form)
	switch {
	case m.Form == certain.Other && m.Label != "":
		text = m.Label
	case m.Form == certain.Other && containerTexts[m.Container] != "":
		text = containerTexts[m.Container]
	}
	if m.Algorithm != "" {
		text += ", " + m.Algorithm
		if m.Bits > 0 && !strings.Contains(m.Algorithm, "-") {
			text += " " + strconv.Itoa(m.Bits) + " bits"
		}
	}
	if m.Alias != "" {
		text += ", " + m.Alias
	}
	if m.Encrypted && len(m.SPKI) == 0 {
		text += ", encrypted"
	}
	if m.Unreadable != "" {
		text += ", unreadable"
	}
	return text
}
