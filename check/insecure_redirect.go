package check

import (
	"net/url"
	"strconv"
	"strings"

	"github.com/certain-tls/certain"
	"github.com/certain-tls/certain/chain"
)

// A redirect is judged by where it leads: to plain HTTP, or to a server whose
// certificate is for other names. What else may be wrong there is for a look
// of its own.
var insecureRedirect = Check{
	Code: "insecure-redirect", Needs: []Need{Steps},
	Run: func(p *Pass) []certain.Finding {
		h := p.Obs.HTTP
		if h == nil || !h.Leads() {
			return nil
		}
		to, err := url.Parse(h.Location)
		if err != nil {
			return nil // no client can follow it
		}
		says := ""
		switch {
		case strings.EqualFold(to.Scheme, "http"):
			says = "leads to plain HTTP"
		case h.Next != nil && h.Next.Leaf != nil && h.Next.Leaf.X509 != nil && !chain.MatchName(h.Next.Leaf.X509, h.Next.Name).OK:
			says = "leads to " + certain.Clip(h.Next.Name, 120) + ", where the certificate is for " + listNames(h.Next.Leaf, 4)
		default:
			return nil
		}
		f := p.finding("insecure-redirect", "")
		answer := "the answer " + strconv.Itoa(h.Status) + " to " + certain.Clip(h.Location, 120) + " " + says
		f.Summary = answer
		for _, s := range p.Obs.Steps {
			if s.Name == certain.StepHTTP || s.Name == certain.StepRedirect && h.Next != nil && h.Next.Address == s.Address {
				f.Evidence = append(f.Evidence[:0], stepEvidence(s, answer))
			}
		}
		return []certain.Finding{f}
	},
}
