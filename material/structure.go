package material

import (
	"slices"
	"strings"

	"github.com/certain-tls/certain"
)

// labelled reads a PEM block whose base64 was in order.
func (r *reader) labelled(p piece, der []byte) {
	known, ok := labels[strings.ToUpper(p.label)]
	kind, _ := kindOf(der)
	switch strings.ToUpper(p.label) {
	case "OPENSSH PRIVATE KEY":
		r.openSSH(p, der)
		return
	case "SSH2 PUBLIC KEY":
		r.sshPublic(p, der, "")
		return
	}
	switch {
	case ok && slices.Contains(known.kinds, kind):
		r.take(p, der)
	case ok && len(known.kinds) > 0 && kind == unknown:
		r.damaged(p, known, der)
	case ok && len(known.kinds) > 0:
		r.fault(p.place, certain.FaultFormat, "the block is labelled %s and holds %s", p.label, article(kind.String()))
		r.take(p, der)
	case isForeign(kind):
		what := "the block is labelled %s and holds %s"
		if !ok {
			what = "the label %s is unknown; the block holds %s"
		}
		r.fault(p.place, certain.FaultArmour, what, p.label, article(kind.String()))
		r.take(p, der)
	case ok:
		r.add(p.place, certain.Material{Form: known.form, Container: p.container, Label: p.label, Algorithm: curveOf(der)})
	default:
		r.add(p.place, certain.Material{
			Form: certain.Other, Container: p.container, Label: p.label,
			Unreadable: "the label is unknown, and so is what the block holds",
		})
	}
}

// isForeign tells whether a structure is of a kind that has labels of its own
// which make programs read it.
func isForeign(k kind) bool {
	switch k {
	case unknown, ecParameters, dhParameters, ocspResponse, attributeCertificate, rsaPublicKey, dsaKey:
		return false
	}
	return true
}

// damaged reads a block that does not hold what its label promises, nor
// anything else that is known.
func (r *reader) damaged(p piece, known label, der []byte) {
	e, rest, ok := readElement(der)
	noun, what := strings.ReplaceAll(string(known.form), "-", " "), certain.FaultDER
	if known.form == certain.PrivateKey || known.form == certain.Other {
		noun, what = known.kinds[0].String(), certain.FaultDamaged
	}
	switch {
	case !ok, e.tag != tagSequence:
		r.lost(p.place, what, "the block is labelled %s, and its bytes are no DER of %s", p.label, article(noun))
		return
	case e.cut:
		r.lost(p.place, what, "the DER is cut off: %s promised, %s there", count(promised(der), "byte"), count(len(der), "byte"))
	case len(rest) > 0:
		r.fault(p.place, what, "%s follow the end of the structure", count(len(rest), "byte"))
	case known.form != certain.Certificate || !looksSigned(der):
		r.lost(p.place, what, "the block is labelled %s, and its DER has not the shape of %s", p.label, article(noun))
	}
	if known.form == certain.Certificate && looksSigned(der) {
		if cert, ok := r.certificate(p.place, e.whole); ok {
			r.add(p.place, certain.Material{Form: certain.Certificate, Container: p.container, Label: p.label, Cert: cert})
		}
	}
}

// promised is the length that the header of a structure tells, header
// included.
func promised(der []byte) int {
	head, size := 2, int(der[1])
	if n := size - 0x80; n > 0 && n <= 4 && len(der) >= 2+n {
		head, size = 2+n, 0
		for _, c := range der[2:head] {
			size = size<<8 | int(c)
		}
	}
	return head + size
}

// structure reads one DER structure of a known kind, and tells whether it is
// kept as material.
func (r *reader) structure(p piece, k kind, der []byte) bool {
	e, _, ok := readElement(der)
	if !ok || k == unknown {
		return false
	}
	if e.cut {
		what := certain.FaultDER
		if p.container == "der" {
			what = certain.FaultCutOff
		}
		r.lost(p.place, what, "the %s is cut off: %s promised, %s there", k, count(promised(der), "byte"), count(len(der), "byte"))
	}
	if e.indefinite && k != pkcs7 && k != pkcs12 {
		r.lost(p.place, certain.FaultDER, "the %s is BER with an open length, where DER is required", k)
	}
	if e.cut && k != certificate || e.indefinite && k != certificate && k != pkcs7 && k != pkcs12 {
		return e.cut && (k == pkcs7 || k == pkcs12)
	}
	m := certain.Material{Container: p.container, Label: p.label}
	switch k {
	case certificate:
		cert, ok := r.certificate(p.place, der)
		if !ok {
			return true
		}
		m.Form, m.Cert = certain.Certificate, cert
	case request:
		readRequest(&m, slices.Clone(der))
	case revocationList:
		m.Form, m.DER = certain.CRL, slices.Clone(der)
	case publicKey, rsaPublicKey:
		readPublicKey(&m, k, slices.Clone(der))
	case ecParameters, dhParameters:
		m.Form, m.Algorithm = certain.Parameters, curveOf(der)
	case pkcs8, pkcs1, sec1, dsaKey, encryptedKey:
		m.From = r.from(p)
		r.privateKey(p.place, m, k, der)
		return true
	case pkcs7:
		r.readPKCS7(p, der)
		return true
	case pkcs12:
		r.readPKCS12(p, der)
		return true
	default:
		m.Form = certain.Other
		if m.Label == "" {
			m.Unreadable = article(k.String())
		}
	}
	r.add(p.place, m)
	return true
}

// closed keeps a block of a label that is recognised and not opened.
func (r *reader) closed(at place, name string, known label) {
	says := article(known.closed) + "; what is inside is not read"
	r.lost(at, certain.FaultFormat, "%s", says)
	r.add(at, certain.Material{Form: known.form, Container: "pem", Label: name, Unreadable: says})
}
