package check

import (
	"path/filepath"
	"slices"

	"github.com/certain-tls/certain"
)

// A certificate alone is what most people look at, and lacks nothing. A folder
// is where a server finds its pair: there a leaf without its key is worth a
// word. A key at hand that belongs to nobody is for key-mismatch, and one that
// cannot be read is told by its file. Where a key was demanded by --key, and
// nothing else says why there is none, it is an error.
var keyMissing = Check{
	Code: "key-missing", Needs: []Need{Read},
	Run: func(p *Pass) (findings []certain.Finding) {
		demanded := len(p.Obs.Asked.Pair) > 0
		for _, s := range p.Subjects {
			if p.Obs.Kind != certain.Files || s.Leaf.X509 == nil || s.Leaf.X509.IsCA || p.hasKeyOf(s.Leaf) || p.suspectKey() {
				continue
			}
			if !demanded && !p.inFolder(s.At) {
				continue
			}
			f := p.finding("key-missing", s.At)
			says := "no file beside it holds its private key"
			if demanded {
				f.Severity = certain.Error
				says = "a key was given for it, and no file holds one"
			}
			f.Summary = "the certificate of " + s.Leaf.Name() + ": " + says
			f.Evidence = []certain.Evidence{{At: s.At, Part: certain.PartKey, Says: says}}
			findings = append(findings, f)
		}
		return findings
	},
}

// suspectKey tells whether there may be a key after all: one that is encrypted
// or unreadable, one without an owner, or a file for keys that another finding
// speaks of.
func (p *Pass) suspectKey() bool {
	for _, f := range p.Obs.Files {
		if f.Role == certain.RoleKey && (f.Outcome != certain.OK || !holdsKey(f)) {
			return true
		}
		for _, m := range f.Materials {
			if m.Form == certain.PrivateKey && (len(m.SPKI) == 0 || p.ownerOf(m) == nil) {
				return true
			}
		}
	}
	return false
}

// inFolder tells whether a place, FILE:LINE, is in a folder that was looked at
// as a whole: the loader's step names the folder then, and no file.
func (p *Pass) inFolder(at string) bool {
	for _, f := range p.Obs.Files {
		if f.Name == "-" || !slices.ContainsFunc(f.Materials, func(m certain.Material) bool { return m.From == at }) {
			continue
		}
		folder := filepath.Dir(f.Name)
		return slices.ContainsFunc(p.Obs.Steps, func(s certain.Step) bool {
			return s.Name == certain.StepFile && filepath.Clean(s.Address) == folder
		})
	}
	return false
}
