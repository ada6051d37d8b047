package check

import (
	"encoding/binary"
	"fmt"
	"slices"
	"time"

	"golang.org/x/crypto/ocsp"

	"github.com/certain-tls/certain"
	"github.com/certain-tls/certain/chain"
	"github.com/certain-tls/certain/material"
)

// How far the clock may be from what others say. Authorities and logs keep
// good time; the machine on which a program's source was written may not.
const (
	clockSlack = 5 * time.Minute
	buildSlack = 24 * time.Hour
)

// A clock that is off makes valid certificates look expired or not yet valid.
// So it is asked about only where one does, and only by what cannot be
// otherwise: time that has passed already, as far as this clock knows, lies
// ahead of it; or a server that was asked for an issuer in plain HTTP says
// another date, and by that date all is well. With --at the clock was not
// used, and nothing is said.
var wrongClock = Check{
	Code: "wrong-clock", Hides: []string{"expired", "not-yet-valid", "ends-soon"},
	Run: func(p *Pass) (findings []certain.Finding) {
		if p.Obs.Clock == nil || !p.Obs.Clock.Now.Equal(p.Obs.At) {
			return nil
		}
		for _, s := range p.Subjects {
			signs := p.clockSigns(s)
			if len(signs) == 0 {
				continue
			}
			f := p.finding("wrong-clock", s.At)
			s.lowerForCA(p, &f)
			f.Evidence = signs
			f.Summary = fmt.Sprintf("this machine's clock says %s; %s", stamp(p.Obs.At), signs[0].Says)
			findings = append(findings, f)
		}
		return findings
	},
}

// lowerForCA: a CA in a file, with no leaf under it, harms nobody.
func (s *Subject) lowerForCA(p *Pass, f *certain.Finding) {
	if p.Obs.Kind == certain.Files && s.Leaf.X509 != nil && s.Leaf.X509.IsCA {
		f.Severity = certain.Warning
	}
}

// clockSigns are the facts about one leaf that show the clock to be off.
func (p *Pass) clockSigns(s *Subject) (signs []certain.Evidence) {
	early, late := dateFaults(s.Path())
	if early {
		signs = append(signs, p.ahead(s)...)
	}
	if early || late {
		signs = append(signs, p.dated(s)...)
	}
	return signs
}

// dateFaults tells whether a certificate of the path is not yet valid, and
// whether one has ended.
func dateFaults(path chain.Path) (early, late bool) {
	for _, l := range path.Links {
		for _, fault := range l.Faults {
			early = early || fault.Kind == chain.NotYetValid
			late = late || fault.Kind == chain.Expired
		}
	}
	return early, late
}

// ahead are moments that have passed, and lie ahead of the clock.
func (p *Pass) ahead(s *Subject) (signs []certain.Evidence) {
	now := p.Obs.At
	if built := p.Obs.Clock.Built; built.After(now.Add(buildSlack)) {
		signs = append(signs, certain.Evidence{At: s.At, Part: certain.PartStart, Says: "the source of this very program was written later, on " + stamp(built)})
	}
	// The rest comes from the server. It is believed where an authority that
	// is trusted vouches for the server: then nothing is won by lying.
	if s.Path().End != chain.Anchored {
		return signs
	}
	if last := latest(p.sctTimes(s.Leaf)); last.After(now.Add(clockSlack)) {
		signs = append(signs, certain.Evidence{At: s.At, Part: certain.PartExtension, Says: "a log of certificates has noted this one already, on " + stamp(last)})
	}
	if produced := p.stapled(s); produced.After(now.Add(clockSlack)) {
		signs = append(signs, certain.Evidence{At: s.At, Part: certain.PartExtension, Says: "its authority has confirmed it already, on " + stamp(produced)})
	}
	return signs
}

// dated are Date headers that differ from the clock, if by them the path is
// within its dates.
func (p *Pass) dated(s *Subject) (signs []certain.Evidence) {
	for _, d := range p.Obs.Clock.Dates {
		off := d.Date.Sub(d.Seen)
		if off.Abs() <= clockSlack || !holdsAt(s.Path(), d.Date) {
			continue
		}
		signs = append(signs, certain.Evidence{
			At: "step:" + certain.StepFetch, Part: d.From,
			Says: fmt.Sprintf("the server of %s says that it is %s, and then every certificate of the path is valid", certain.Clip(d.From, 120), stamp(d.Date)),
		})
	}
	return signs
}

func holdsAt(path chain.Path, at time.Time) bool {
	return !slices.ContainsFunc(path.Links, func(l chain.Link) bool {
		return l.Cert.X509 == nil || at.Before(l.Cert.X509.NotBefore) || at.After(l.Cert.X509.NotAfter)
	})
}

// sctTimes are when logs have seen a certificate, by the timestamps inside it
// and those of the handshake (RFC 6962 section 3.2).
func (p *Pass) sctTimes(leaf *certain.Cert) (times []time.Time) {
	item := material.Describe(certain.Material{Form: certain.Certificate, Cert: leaf}, p.Obs.At)
	for _, sct := range item.SCTs {
		times = append(times, sct.Time)
	}
	if p.Obs.Handshake == nil || len(p.Obs.Served) == 0 || !leaf.Equal(p.Obs.Served[0]) {
		return times
	}
	for _, raw := range p.Obs.Handshake.SCTs {
		const at, size = 1 + 32, 8 // behind the version and the log's name
		if len(raw) < at+size || raw[0] != 0 {
			continue
		}
		times = append(times, time.UnixMilli(int64(binary.BigEndian.Uint64(raw[at:])&(1<<47-1))).UTC())
	}
	return times
}

func latest(times []time.Time) (last time.Time) {
	for _, t := range times {
		if t.After(last) {
			last = t
		}
	}
	return last
}

// stapled is when the stapled answer about the leaf was made, if its signature
// holds under the leaf's issuer.
func (p *Pass) stapled(s *Subject) time.Time {
	links := s.Path().Links
	if p.Obs.Handshake == nil || len(p.Obs.Handshake.Staple) == 0 || len(links) < 2 || links[0].Cert.X509 == nil || links[1].Cert.X509 == nil {
		return time.Time{}
	}
	answer, err := ocsp.ParseResponseForCert(p.Obs.Handshake.Staple, links[0].Cert.X509, links[1].Cert.X509)
	if err != nil {
		return time.Time{}
	}
	return answer.ProducedAt
}
