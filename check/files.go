package check

import (
	"fmt"
	"slices"
	"strings"

	"github.com/certain-tls/certain"
	"github.com/certain-tls/certain/problem"
)

// faultPlace is FILE:LINE, or the file alone for a fault of the whole.
func faultPlace(f certain.File, fault certain.Fault) string {
	if fault.Line == 0 {
		return f.Name
	}
	return fmt.Sprintf("%s:%d", f.Name, fault.Line)
}

// damage are the faults of a file that is meant to be PEM and is damaged.
var damage = []certain.FaultWhat{
	certain.FaultEmpty, certain.FaultNoMaterial, certain.FaultArmour, certain.FaultCutOff,
	certain.FaultBase64, certain.FaultBOM, certain.FaultUTF16, certain.FaultDamaged,
}

var pemMalformed = Check{
	Code: "pem-malformed", Needs: []Need{Read},
	Run: func(p *Pass) []certain.Finding { return p.faults("pem-malformed", damage...) },
}

var wrongFormat = Check{
	Code: "wrong-format", Needs: []Need{Read},
	Run: func(p *Pass) []certain.Finding {
		return slices.Concat(p.faults("wrong-format", certain.FaultFormat, certain.FaultCost), p.notACertificate(), p.notItsRole(), p.notPEM(), p.tooLarge(), p.noFile())
	},
}

// faults makes one finding for each file that has faults of the given kinds.
func (p *Pass) faults(code string, kinds ...certain.FaultWhat) (findings []certain.Finding) {
	for _, file := range p.Obs.Files {
		f := p.finding(code, file.Name)
		p.raiseForRole(&f, file)
		for _, fault := range file.Faults {
			if !slices.Contains(kinds, fault.What) {
				continue
			}
			at := faultPlace(file, fault)
			if f.Summary == "" {
				f.Summary = at + ": " + fault.Says
			}
			f.Evidence = append(f.Evidence, certain.Evidence{At: at, Part: certain.PartBytes, Says: fault.Says})
		}
		if len(f.Evidence) > 0 {
			f.Fixes = p.fixesFor(code, file)
			findings = append(findings, f)
		}
	}
	return findings
}

// raiseForRole: what was handed over as a key by a flag must be one, and what
// stands beside a key must be its certificate.
func (p *Pass) raiseForRole(f *certain.Finding, file certain.File) {
	given := slices.ContainsFunc(p.Obs.Files, func(f certain.File) bool { return f.Role == certain.RoleKey })
	if file.Role != certain.RoleAny || given && f.Code == "wrong-format" || p.besideKey() {
		f.Severity = certain.Error
	}
}

// besideKey tells whether the files are a pair that lacks its certificate.
func (p *Pass) besideKey() bool {
	return p.Obs.Kind == certain.Files && len(p.keys()) > 0 && len(fileCerts(p.Obs)) == 0
}

// notACertificate speaks where all files of the call together hold a request
// or a public key, and nothing that could be checked as a certificate.
func (p *Pass) notACertificate() (findings []certain.Finding) {
	if p.Obs.Kind != certain.Files || len(fileCerts(p.Obs)) > 0 {
		return nil
	}
	names := map[certain.Form]string{
		certain.Request:   "a certificate request, which an authority turns into a certificate",
		certain.PublicKey: "a public key without a certificate around it",
	}
	for _, file := range p.Obs.Files {
		for _, m := range file.Materials {
			if is := names[m.Form]; is != "" {
				findings = append(findings, p.isInstead(file, m.From, "this is "+is))
			}
		}
	}
	return findings
}

// notItsRole: a file given as a key or as a certificate that holds something
// else.
func (p *Pass) notItsRole() (findings []certain.Finding) {
	for _, file := range p.Obs.Files {
		wanted, noun := certain.PrivateKey, "a private key"
		if file.Role == certain.RoleCertificate {
			wanted, noun = certain.Certificate, "a certificate"
		}
		there := slices.ContainsFunc(file.Materials, func(m certain.Material) bool { return m.Form == wanted })
		if file.Role == certain.RoleAny || there || file.Outcome != certain.OK || len(file.Materials) == 0 {
			continue
		}
		m := file.Materials[0]
		findings = append(findings, p.isInstead(file, m.From, "given as "+noun+", and holds "+formWords(m)))
	}
	return findings
}

// notPEM: beside a key that a flag names, both are wanted as most servers want
// them, in PEM. OpenSSH's format no TLS program takes at all.
func (p *Pass) notPEM() (findings []certain.Finding) {
	for _, file := range p.Obs.Files {
		i := slices.IndexFunc(file.Materials, p.inTheWrongContainer)
		if i < 0 {
			continue
		}
		m := file.Materials[i]
		noun := containers[m.Container]
		f := p.isInstead(file, m.From, "this is "+noun+", where servers want PEM")
		if m.Container == "der" || m.Container == "pkcs12" || m.Container == "jks" || m.Container == "jceks" {
			f.Severity = certain.Warning // there are servers that take these
		}
		findings = append(findings, f)
	}
	return findings
}

func (p *Pass) inTheWrongContainer(m certain.Material) bool {
	switch {
	case m.Form != certain.Certificate && m.Form != certain.PrivateKey, m.Container == "pem", m.Container == "kubernetes-secret":
		return false
	case m.Container == "openssh":
		return true
	}
	return slices.ContainsFunc(p.Obs.Files, func(f certain.File) bool { return f.Role == certain.RoleKey && len(f.Materials) > 0 })
}

// formWords names what a piece of material is.
func formWords(m certain.Material) string {
	switch m.Form {
	case certain.Certificate:
		return "a certificate"
	case certain.Request:
		return "a certificate request"
	case certain.CRL:
		return "a list of revoked certificates (CRL)"
	case certain.Parameters:
		return "parameters alone"
	case certain.PrivateKey:
		return "a private key"
	case certain.PublicKey:
		if m.Container == "openssh" {
			return "an SSH public key"
		}
		return "a public key"
	}
	if noun, ok := containers[m.Container]; ok {
		return noun
	}
	return "something else"
}

// containers are the names of containers.
var containers = map[string]string{
	"der":   "DER",
	"pkcs7": "a PKCS#7 container", "pkcs12": "a PKCS#12 file", "jks": "a Java key store", "jceks": "a Java key store",
	"openssh": "a private key in OpenSSH's own format", "kubernetes-secret": "a Kubernetes Secret",
}

func (p *Pass) tooLarge() (findings []certain.Finding) {
	for _, file := range p.Obs.Files {
		if file.Outcome == certain.TooLarge {
			findings = append(findings, p.isInstead(file, file.Name, "larger than any file of certificates: "+file.Error))
		}
	}
	return findings
}

// noFile: what was named is no file (a device, a socket), or did not come to
// its end. Nothing of it was looked at, so nothing of it is in order.
func (p *Pass) noFile() (findings []certain.Finding) {
	for _, file := range p.Obs.Files {
		if file.Outcome == certain.Failed || file.Outcome == certain.Timeout {
			f := p.isInstead(file, file.Name, "could not be read: "+file.Error)
			f.Severity, f.Title, f.So = certain.Error, "the file cannot be read", "nothing of it was judged; a program that is given it fails or waits"
			f.Fixes = problem.Fill([]certain.Fix{{For: certain.ForYou, Do: "see what lies at this path", Command: "ls -lL {file}"}},
				map[string]string{"file": file.Name})
			findings = append(findings, f)
		}
	}
	return findings
}

func (p *Pass) isInstead(file certain.File, at, says string) certain.Finding {
	f := p.finding("wrong-format", file.Name)
	p.raiseForRole(&f, file)
	f.Summary = at + ": " + says
	f.Evidence = []certain.Evidence{{At: at, Part: certain.PartWhole, Says: says}}
	f.Fixes = p.fixesFor("wrong-format", file)
	return f
}

var fileNotFound = Check{
	Code: "file-not-found", Needs: []Need{Read},
	Run: func(p *Pass) []certain.Finding {
		return p.unopened("file-not-found", certain.NotFound, "there is no such file")
	},
}

var permissionDenied = Check{
	Code: "permission-denied", Needs: []Need{Read},
	Run: func(p *Pass) []certain.Finding {
		return p.unopened("permission-denied", certain.Denied, "this user may not read it")
	},
}

func (p *Pass) unopened(code string, outcome certain.Outcome, says string) (findings []certain.Finding) {
	for _, file := range p.Obs.Files {
		if file.Outcome != outcome {
			continue
		}
		f := p.finding(code, file.Name)
		f.Severity = certain.Error
		f.Summary = certain.Clip(file.Name, 200) + ": " + says
		f.Evidence = []certain.Evidence{{At: file.Name, Part: certain.PartWhole, Says: says}}
		f.Fixes = p.fixesFor(code, file)
		findings = append(findings, f)
	}
	return findings
}

var passphraseNeeded = Check{
	Code: "passphrase-needed", Needs: []Need{Read},
	Run: func(p *Pass) []certain.Finding {
		found := p.piecesThat("passphrase-needed", func(m certain.Material) string {
			switch {
			case !locked(m) || m.Unreadable != "":
				return ""
			case m.Form == certain.PrivateKey:
				return "this private key is encrypted"
			}
			return "this is " + formWords(m) + " that needs a passphrase"
		})
		if len(found) > 0 {
			p.declareUnknown("key-mismatch")
		}
		return found
	},
}

// locked tells whether a piece is encrypted and was not opened.
func locked(m certain.Material) bool { return m.Encrypted && len(m.SPKI) == 0 }

var unsupportedKey = Check{
	Code: "unsupported-key", Needs: []Need{Read},
	Run: func(p *Pass) []certain.Finding {
		return slices.Concat(p.faults("unsupported-key", certain.FaultUnsupported), p.unsupportedKeys())
	},
}

// unsupportedKeys are those that were read and that nobody can use. One that
// is damaged, or was not opened, has a fault of its own.
func (p *Pass) unsupportedKeys() []certain.Finding {
	damaged := map[string]bool{}
	for _, file := range p.Obs.Files {
		for _, fault := range file.Faults {
			damaged[faultPlace(file, fault)] = damaged[faultPlace(file, fault)] || fault.Lost
		}
	}
	return p.piecesThat("unsupported-key", func(m certain.Material) string {
		place, _, _ := strings.Cut(m.From, "#")
		if m.Form != certain.PrivateKey || damaged[place] || locked(m) && m.Algorithm == "" {
			return ""
		}
		return m.Unreadable
	})
}

func (p *Pass) piecesThat(code string, says func(certain.Material) string) (findings []certain.Finding) {
	for _, file := range p.Obs.Files {
		for _, m := range file.Materials {
			text := says(m)
			if text == "" {
				continue
			}
			f := p.finding(code, m.From)
			f.Summary = m.From + ": " + text
			f.Evidence = []certain.Evidence{{At: m.From, Part: certain.PartKey, Says: text}}
			f.Fixes = p.fixesFor(code, file)
			findings = append(findings, f)
		}
	}
	return findings
}
