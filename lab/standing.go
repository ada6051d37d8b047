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

const keyCompromise = 1 // RFC 5280 section 5.3.1

// update is when an authority last spoke, and until when that holds.
func (s Standing) update(at time.Time) (this, next time.Time) {
	if s.Stale {
		at = at.Add(-10 * day)
	}
	return at.Add(-time.Hour).UTC().Truncate(time.Second), at.Add(7 * day).UTC().Truncate(time.Second)
}

// answers publishes what the authority has to say about a certificate.
func (m *mint) answers(slot string, s *Standing, c, issuer *minted) error {
	if s == nil {
		return nil
	}
	if s.List {
		der, err := m.revocationList(*s, c.cert.SerialNumber, issuer)
		if err != nil {
			return err
		}
		m.lab.publish(slot+".crl", func([]byte) (string, []byte) { return "application/pkix-crl", der })
	}
	if s.Responder {
		der, err := m.response(*s, c.cert.SerialNumber, issuer, issuer, nil)
		if err != nil {
			return err
		}
		m.lab.publish(slot+"/ocsp", responder(*s, c.cert.SerialNumber, der))
	}
	return nil
}

// revocationList is a full list of the issuer, RFC 5280 section 5.
func (m *mint) revocationList(s Standing, serial *big.Int, issuer *minted) ([]byte, error) {
	this, next := s.update(m.at)
	list := &x509.RevocationList{
		Number: big.NewInt(7), ThisUpdate: this, NextUpdate: next,
		RevokedCertificateEntries: []x509.RevocationListEntry{
			{SerialNumber: big.NewInt(4711), RevocationTime: this.Add(-30 * day)}, // somebody else
		},
	}
	if s.Revoked {
		list.RevokedCertificateEntries = append(list.RevokedCertificateEntries, x509.RevocationListEntry{
			SerialNumber: serial, RevocationTime: this.Add(-2 * day), ReasonCode: keyCompromise,
		})
	}
	return x509.CreateRevocationList(rand.Reader, list, issuer.cert, issuer.key)
}

// response is an OCSP response of the issuer, RFC 6960 section 4.2, signed by
// signer's key.
func (m *mint) response(s Standing, serial *big.Int, issuer, signer *minted, extra []pkix.Extension) ([]byte, error) {
	this, next := s.update(m.at)
	r := ocsp.Response{SerialNumber: serial, Status: ocsp.Good, ThisUpdate: this, NextUpdate: next, ExtraExtensions: extra}
	if s.Revoked {
		r.Status, r.RevokedAt, r.RevocationReason = ocsp.Revoked, this.Add(-2*day), keyCompromise
	}
	return ocsp.CreateResponse(issuer.cert, issuer.cert, r, signer.key)
}

// responder answers questions about one certificate.
func responder(s Standing, serial *big.Int, der []byte) reply {
	return func(question []byte) (string, []byte) {
		const kind = "application/ocsp-response"
		asked, err := ocsp.ParseRequest(question)
		switch {
		case err != nil:
			return kind, ocsp.MalformedRequestErrorResponse
		case s.Busy:
			return kind, ocsp.TryLaterErrorResponse
		case asked.SerialNumber.Cmp(serial) != 0:
			return kind, ocsp.UnauthorizedErrorResponse
		}
		return kind, der
	}
}

// staple is the response that a server sends along with a certificate.
func (m *mint) staple(p *plan, s Staple) ([]byte, error) {
	c, err := m.make(p)
	if err != nil {
		return nil, err
	}
	issuer, err := m.make(p.by)
	if err != nil {
		return nil, err
	}
	signer, serial := issuer, c.cert.SerialNumber
	if s.Other {
		serial = new(big.Int).Add(serial, big.NewInt(1))
	}
	if s.Forged {
		signer = &minted{cert: issuer.cert}
		if signer.key, err = m.key("forger"); err != nil {
			return nil, err
		}
	}
	var extra []pkix.Extension
	if s.Timestamps > 0 {
		scts, err := m.beside(s.Timestamps, c.cert)
		if err != nil {
			return nil, err
		}
		value, err := timestampList(scts)
		if err != nil {
			return nil, err
		}
		extra = []pkix.Extension{{Id: asn1.ObjectIdentifier{1, 3, 6, 1, 4, 1, 11129, 2, 4, 5}, Value: value}}
	}
	return m.response(Standing{Revoked: s.Revoked, Stale: s.Stale}, serial, issuer, signer, extra)
}
