package chain

import (
	"bytes"
	"crypto"
	_ "crypto/sha1" // certificate identifiers are made with it
	_ "crypto/sha256"
	_ "crypto/sha512"
	"crypto/x509"
	"fmt"
	"slices"
	"time"

	"golang.org/x/crypto/cryptobyte"
	"golang.org/x/crypto/cryptobyte/asn1"
	"golang.org/x/crypto/ocsp"

	"github.com/certain-tls/certain"
)

// lasting is for how long a response counts that does not say when the next
// one comes: the longest that the Baseline Requirements section 4.9.10 allow.
const lasting = 10 * 24 * time.Hour

// OCSPStatus asks one OCSP response about one certificate: whether it is
// about this certificate, signed by the issuer or by a responder that the
// issuer appointed, and fresh at the time asked (RFC 6960 section 3.2). It is
// safe for concurrent use.
func OCSPStatus(der []byte, cert, issuer *certain.Cert, at time.Time) Status {
	s := Status{State: StatusUnknown, From: "OCSP"}
	if cert.X509 == nil || issuer.X509 == nil {
		s.Says = "the certificate cannot be read"
		return s
	}
	r, err := ocsp.ParseResponseForCert(der, cert.X509, nil)
	if err != nil {
		s.Says = "the OCSP response does not help: " + certain.Clip(err.Error(), 120)
		return s
	}
	s.Update, s.Next = r.ThisUpdate, r.NextUpdate
	until := r.NextUpdate
	if until.IsZero() {
		until = r.ThisUpdate.Add(lasting)
	}
	for _, why := range []string{
		about(r, issuer.X509), responder(r, issuer.X509, at), fresh("OCSP response", r.ThisUpdate, until, at),
	} {
		if why != "" {
			s.Says = why
			return s
		}
	}
	switch r.Status {
	case ocsp.Good:
		s.State, s.Says = Good, "the OCSP response of "+r.ThisUpdate.UTC().Format(time.RFC3339)+" says good"
	case ocsp.Revoked:
		s.State, s.At, s.Says = IsRevoked, r.RevokedAt, revokedWords(r.RevokedAt, r.RevocationReason)
	default:
		s.Says = "the OCSP responder does not know the certificate"
	}
	return s
}

// about: a serial number means nothing without the issuer's name and key.
func about(r *ocsp.Response, issuer *x509.Certificate) string {
	names, keys := digest(r.IssuerHash, issuer.RawSubject), digest(r.IssuerHash, subjectKey(issuer))
	for _, id := range certIDs(r.TBSResponseData) {
		if bytes.Equal(id.serial, r.SerialNumber.Bytes()) && bytes.Equal(id.name, names) && bytes.Equal(id.key, keys) {
			return ""
		}
	}
	return "the OCSP response is about a certificate of another issuer"
}

func digest(h crypto.Hash, data []byte) []byte {
	if !h.Available() {
		return nil
	}
	w := h.New()
	w.Write(data)
	return w.Sum(nil)
}

// subjectKey is the content of the subjectPublicKey bit string.
func subjectKey(c *x509.Certificate) []byte {
	spki := cryptobyte.String(c.RawSubjectPublicKeyInfo)
	var seq, algorithm cryptobyte.String
	var key []byte
	if !spki.ReadASN1(&seq, asn1.SEQUENCE) || !seq.ReadASN1(&algorithm, asn1.SEQUENCE) || !seq.ReadASN1BitStringAsBytes(&key) {
		return nil
	}
	return key
}

type certID struct{ name, key, serial []byte }

// certIDs are the certificates that a response is about, which the parser of
// golang.org/x/crypto tells by serial number only.
func certIDs(tbs []byte) (ids []certID) {
	input := cryptobyte.String(tbs)
	var data, responder, responses cryptobyte.String
	var tag asn1.Tag
	if !input.ReadASN1(&data, asn1.SEQUENCE) ||
		!data.SkipOptionalASN1(asn1.Tag(0).ContextSpecific().Constructed()) ||
		!data.ReadAnyASN1(&responder, &tag) || !data.SkipASN1(asn1.GeneralizedTime) ||
		!data.ReadASN1(&responses, asn1.SEQUENCE) {
		return nil
	}
	for !responses.Empty() {
		var single, id, name, key, serial cryptobyte.String
		if !responses.ReadASN1(&single, asn1.SEQUENCE) || !single.ReadASN1(&id, asn1.SEQUENCE) || !id.SkipASN1(asn1.SEQUENCE) ||
			!id.ReadASN1(&name, asn1.OCTET_STRING) || !id.ReadASN1(&key, asn1.OCTET_STRING) || !id.ReadASN1(&serial, asn1.INTEGER) {
			return ids
		}
		ids = append(ids, certID{name, key, bytes.TrimLeft(serial, "\x00")})
	}
	return ids
}

// responder says why the signer may not speak for the issuer; empty if it may
// (RFC 6960 section 4.2.2.2). The parser has verified the signature of an
// embedded certificate's key over the response, and nothing else.
func responder(r *ocsp.Response, issuer *x509.Certificate, at time.Time) string {
	c := r.Certificate
	if weakDigest(r.SignatureAlgorithm) {
		return "the OCSP response is signed with " + r.SignatureAlgorithm.String()
	}
	if c == nil || bytes.Equal(c.RawSubjectPublicKeyInfo, issuer.RawSubjectPublicKeyInfo) {
		if r.CheckSignatureFrom(issuer) != nil {
			return "the OCSP response is not signed by the issuer, and names no responder that the issuer appointed"
		}
		return ""
	}
	switch {
	case !sameName(c.RawIssuer, issuer.RawSubject) || issuer.CheckSignature(c.SignatureAlgorithm, c.RawTBSCertificate, c.Signature) != nil:
		return "the responder's certificate was not issued by the issuer of the certificate"
	case weakDigest(c.SignatureAlgorithm):
		return "the responder's certificate is signed with " + c.SignatureAlgorithm.String()
	case !slices.Contains(c.ExtKeyUsage, x509.ExtKeyUsageOCSPSigning):
		return "the responder's certificate may not sign OCSP responses (its extended key usage lacks OCSPSigning)"
	case at.Before(c.NotBefore) || at.After(c.NotAfter):
		return fmt.Sprintf("the responder's certificate is valid only from %s to %s", c.NotBefore.UTC().Format(time.DateOnly), c.NotAfter.UTC().Format(time.DateOnly))
	}
	return ""
}

// revocation asks every source at hand about one certificate of a path.
// Revoked by one is revoked; otherwise one that knows is enough.
func (b *builder) revocation(cert, issuer *certain.Cert, p *Path) *Status {
	question := asked{edge{cert, issuer}, p.Anchor}
	if s := b.statuses[question]; s != nil {
		return s
	}
	if b.statuses == nil {
		b.statuses = map[asked]*Status{}
	}
	s := b.ask(cert, issuer, p)
	b.statuses[question] = &s
	return &s
}

func (b *builder) ask(cert, issuer *certain.Cert, p *Path) Status {
	best := Status{State: StatusUnknown, Says: "no CRL or OCSP response about it is at hand"}
	for _, der := range b.Revocation.OCSP {
		if !b.spendSignature() {
			break
		}
		s := OCSPStatus(der, cert, issuer, b.At)
		if s.better(best) {
			best = s
		}
	}
	var covered uint16
	for _, c := range b.crls() {
		if c.RevocationList != nil && !sameName(c.RawIssuer, cert.X509.RawIssuer) {
			continue
		}
		s, reasons := b.byCRL(c, cert, issuer, p)
		covered |= reasons
		if s.State == Good && covered != allReasons {
			s.State, s.Says = StatusUnknown, "the CRLs at hand are about some reasons of revocation only"
		}
		if s.better(best) {
			best = s
		}
	}
	return best
}

func (s Status) better(than Status) bool {
	rank := map[State]int{StatusUnknown: 1, Good: 2, IsRevoked: 3}
	return rank[s.State] > rank[than.State] || than.From == ""
}

func (b *builder) crls() []*crl {
	if b.lists == nil {
		for _, der := range b.Revocation.CRLs {
			b.lists = append(b.lists, readCRL(der))
		}
	}
	return b.lists
}
