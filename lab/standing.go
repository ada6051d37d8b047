package lab

import (
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"math/big"
	"time"

	"golang.org/x/crypto/ocsp"
)

// standing is what an authority says about a certificate that it has issued,
// and where.
type standing struct {
	list      bool // in a revocation list whose address the certificate names
	lost      bool // in a list that is not where the certificate says
	responder bool // by OCSP, at an address that the certificate names
	revoked   bool // since two days
	stale     bool // what it says was true until three days ago
	busy      bool // its responder answers "try later"
}

// told makes the authority say something about the certificate.
func told(s standing) edit { return func(p *plan) { p.standing = &s } }

// staple is an OCSP response that a server sends along.
type staple struct {
	standing
	other  bool // about another certificate
	forged bool // signed by a key that is not the authority's
}

const keyCompromise = 1 // RFC 5280 section 5.3.1

// update is when an authority last spoke, and until when that holds.
func (s standing) update(at time.Time) (this, next time.Time) {
	if s.stale {
		at = at.Add(-10 * day)
	}
	return at.Add(-time.Hour).UTC().Truncate(time.Second), at.Add(7 * day).UTC().Truncate(time.Second)
}

// answers publishes what the authority has to say about a certificate.
func (m *mint) answers(slot string, s *standing, c, issuer *minted) error {
	if s == nil {
		return nil
	}
	if s.list {
		der, err := m.revocationList(*s, c.cert.SerialNumber, issuer)
		if err != nil {
			return err
		}
		m.lab.publish(slot+".crl", func([]byte) (string, []byte) { return "application/pkix-crl", der })
	}
	if s.responder {
		der, err := m.response(*s, c.cert.SerialNumber, issuer, issuer)
		if err != nil {
			return err
		}
		m.lab.publish(slot+"/ocsp", responder(*s, c.cert.SerialNumber, der))
	}
	return nil
}

// revocationList is a full list of the issuer, RFC 5280 section 5.
func (m *mint) revocationList(s standing, serial *big.Int, issuer *minted) ([]byte, error) {
	this, next := s.update(m.at)
	list := &x509.RevocationList{
		Number: big.NewInt(7), ThisUpdate: this, NextUpdate: next,
		RevokedCertificateEntries: []x509.RevocationListEntry{
			{SerialNumber: big.NewInt(4711), RevocationTime: this.Add(-30 * day)}, // somebody else
		},
	}
	if s.revoked {
		list.RevokedCertificateEntries = append(list.RevokedCertificateEntries, x509.RevocationListEntry{
			SerialNumber: serial, RevocationTime: this.Add(-2 * day), ReasonCode: keyCompromise,
		})
	}
	return x509.CreateRevocationList(rand.Reader, list, issuer.cert, issuer.key)
}

// response is an OCSP response of the issuer, RFC 6960 section 4.2, signed by
// signer's key.
func (m *mint) response(s standing, serial *big.Int, issuer, signer *minted) ([]byte, error) {
	this, next := s.update(m.at)
	r := ocsp.Response{SerialNumber: serial, Status: ocsp.Good, ThisUpdate: this, NextUpdate: next}
	if s.revoked {
		r.Status, r.RevokedAt, r.RevocationReason = ocsp.Revoked, this.Add(-2*day), keyCompromise
	}
	return ocsp.CreateResponse(issuer.cert, issuer.cert, r, signer.key)
}

// responder answers questions about one certificate.
func responder(s standing, serial *big.Int, der []byte) reply {
	return func(question []byte) (string, []byte) {
		const kind = "application/ocsp-response"
		asked, err := ocsp.ParseRequest(question)
		switch {
		case err != nil:
			return kind, ocsp.MalformedRequestErrorResponse
		case s.busy:
			return kind, ocsp.TryLaterErrorResponse
		case asked.SerialNumber.Cmp(serial) != 0:
			return kind, ocsp.UnauthorizedErrorResponse
		}
		return kind, der
	}
}

// staple is the response that a server sends along with a certificate.
func (m *mint) staple(p *plan, s staple) ([]byte, error) {
	c, err := m.make(p)
	if err != nil {
		return nil, err
	}
	issuer, err := m.make(p.by)
	if err != nil {
		return nil, err
	}
	signer, serial := issuer, c.cert.SerialNumber
	if s.other {
		serial = new(big.Int).Add(serial, big.NewInt(1))
	}
	if s.forged {
		signer = &minted{cert: issuer.cert}
		if signer.key, err = m.key("forger"); err != nil {
			return nil, err
		}
	}
	return m.response(s.standing, serial, issuer, signer)
}

// mustStaple demands a staple: the TLS feature status_request, RFC 7633.
func mustStaple(p *plan) {
	shaped(func(t *x509.Certificate) {
		t.ExtraExtensions = append(t.ExtraExtensions, pkix.Extension{
			Id: asn1.ObjectIdentifier{1, 3, 6, 1, 5, 5, 7, 1, 24}, Value: []byte{0x30, 3, 2, 1, 5},
		})
	})(p)
}
