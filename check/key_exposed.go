package check

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/certain-tls/certain"
)

// The bits of a mode that let others read.
const (
	groupReads = 0o040
	worldReads = 0o004
)

// An encrypted key is left out: who reads the file does not have it yet. So is
// standard input, and a file whose system does not tell who owns it.
var keyExposed = Check{
	Code: "key-exposed", Needs: []Need{Read},
	Run: func(p *Pass) (findings []certain.Finding) {
		for _, file := range p.Obs.Files {
			key := bareKey(file)
			if key == nil || file.Owner == nil {
				continue
			}
			open, public := Readers(file), handedOut(file)
			if open == "" && public == "" {
				continue
			}
			f := p.finding("key-exposed", file.Name)
			f.Fixes = p.fixesFor("key-exposed", file)
			f.Evidence = append(f.Evidence, certain.Evidence{At: key.From, Part: certain.PartKey, Says: "a private key, not encrypted"})
			if open != "" {
				f.Summary = certain.Clip(file.Name, 200) + " holds a private key, and " + open
				f.Evidence = append(f.Evidence, certain.Evidence{At: file.Name, Part: certain.PartWhole, Says: open})
			}
			if public != "" {
				f.Severity = certain.Error
				f.Summary = certain.Clip(file.Name, 200) + " holds a private key, and " + public
				f.Evidence = append(f.Evidence, certain.Evidence{At: file.Name, Part: certain.PartWhole, Says: public})
			}
			findings = append(findings, f)
		}
		return findings
	},
}

// bareKey is the first private key of a file that needs no passphrase.
func bareKey(file certain.File) *certain.Material {
	for i, m := range file.Materials {
		if m.Form == certain.PrivateKey && !m.Encrypted && m.Unreadable == "" {
			return &file.Materials[i]
		}
	}
	return nil
}

// Readers says who else may read a file that holds a secret, as the end of a
// sentence, or nothing where nobody else may. A group may where root owns the file:
// that is how a service without root's rights is given its key. A secret that
// was mounted into a container has no others near it.
func Readers(file certain.File) string {
	mode := fmt.Sprintf(" may read it (mode %04o)", file.Mode)
	switch {
	case file.Mounted:
		return ""
	case file.Mode&worldReads != 0:
		return "every user of this machine" + mode
	case file.Mode&groupReads != 0 && *file.Owner != 0:
		return "its group" + mode
	}
	return ""
}

// publicEndings are those of files that are made to be handed out.
var publicEndings = []string{".crt", ".cer", ".csr", ".p7b", ".p7c", ".pub"}

// handedOut says why a file is meant to be public. A certificate together with
// its own key in one file is what HAProxy and others want; the key of none of
// the certificates around it has slipped in.
func handedOut(file certain.File) string {
	certs, own := 0, false
	for _, m := range file.Materials {
		if m.Cert == nil || m.Cert.X509 == nil {
			continue
		}
		certs++
		own = own || slices.ContainsFunc(file.Materials, func(k certain.Material) bool {
			return k.Form == certain.PrivateKey && string(k.SPKI) == string(m.Cert.X509.RawSubjectPublicKeyInfo)
		})
	}
	switch {
	case own, file.Mounted:
		return ""
	case certs > 0:
		return "the certificates around it are meant to be public, and it is the key of none of them"
	case slices.Contains(publicEndings, strings.ToLower(filepath.Ext(file.Name))):
		return "files with the ending " + certain.Clip(filepath.Ext(file.Name), 10) + " are meant to be handed out"
	}
	return ""
}
