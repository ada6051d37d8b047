// Package convert writes certificates, keys and what belongs to them in
// another container: PEM, DER, PKCS#7, PKCS#12, Java key store.
//
// Nothing is left out in silence. A container that cannot hold a piece refuses
// all of it, and says which piece. The bytes of certificates, requests and
// CRLs are those that were read; a private key becomes PKCS#8.
//
// PKCS#12 files and key stores are written by libraries: writing is where they
// are safe. Reading is the business of package material.
package convert

import (
	"cmp"
	"crypto/x509"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/certain-tls/certain"
	"github.com/certain-tls/certain/chain"
	"github.com/certain-tls/certain/material"
)

// Format is a container.
type Format string

// The formats.
const (
	PEM    Format = "pem"
	DER    Format = "der"
	PKCS7  Format = "pkcs7"  // in PEM armour, as openssl pkcs7 reads it by default
	PKCS12 Format = "pkcs12" // AES-256, PBKDF2 and an HMAC with SHA-256
	JKS    Format = "jks"
)

// Formats lists them.
func Formats() []Format { return []Format{PEM, DER, PKCS7, PKCS12, JKS} }

// Text tells whether a format can be shown on a terminal.
func (f Format) Text() bool { return f == PEM || f == PKCS7 }

// Locks tells whether a format is always locked by a passphrase.
func (f Format) Locks() bool { return f == PKCS12 || f == JKS }

// Goods are what is to be written. The zero value is nothing.
type Goods struct {
	Pieces []Piece // in the order in which they were met
}

// Piece is a certificate, a private key, a request, a CRL or a public key.
type Piece struct {
	certain.Material
	key *material.Key // of a private key
}

// Options say how to write.
type Options struct {
	// Passphrase locks private keys in PEM and DER, and the whole of a PKCS#12
	// file or key store. Nil leaves PEM and DER open.
	Passphrase *string
	// Alias is the name of the pair in a key store, if there is one pair. By
	// default it is the name that it had, or that of its certificate.
	Alias string
}

// Add takes what the file of a name holds. A certificate or key that was met
// before is not taken again. The error names a piece that cannot be taken
// along: one that was not understood or not opened.
func (g *Goods) Add(name string, c material.Contents) error {
	for _, f := range c.Faults {
		if f.Lost || len(c.Materials) == 0 {
			return fmt.Errorf("%s: %s", place(name, f.Line), f.Says)
		}
	}
	for i, m := range c.Materials {
		p := Piece{Material: m}
		if k := slices.IndexFunc(c.Keys, func(k material.Key) bool { return k.Index == i }); k >= 0 {
			p.key = &c.Keys[k]
		}
		if err := p.movable(); err != nil {
			return fmt.Errorf("%s: %w", m.From, err)
		}
		if !p.redundant() && !g.has(p) {
			g.Pieces = append(g.Pieces, p)
		}
	}
	return nil
}

func place(name string, line int) string {
	if line == 0 {
		return name
	}
	return fmt.Sprintf("%s:%d", name, line)
}

// movable tells why a piece cannot be written anywhere.
func (p Piece) movable() error {
	switch {
	case p.Form == certain.PrivateKey && p.key != nil:
		return nil
	case p.Encrypted && p.Unreadable == "":
		return errors.New("it is encrypted, and no passphrase was given (--passphrase-file)")
	case p.Unreadable != "":
		return errors.New(p.Unreadable)
	case p.Form == certain.Certificate && p.Cert.X509 == nil:
		return fmt.Errorf("this certificate cannot be read: %s", certain.Clip(p.Cert.Err.Error(), 160))
	case p.redundant():
		return nil
	case p.Form == certain.PrivateKey, p.Form == certain.Parameters, p.Form == certain.Other:
		return errors.New("it is nothing that can be written in another form")
	}
	return nil
}

// redundant tells of the curve that OpenSSL writes in front of a key, which
// names it again.
func (p Piece) redundant() bool { return p.Form == certain.Parameters && p.Label == "EC PARAMETERS" }

func (g *Goods) has(p Piece) bool {
	return slices.ContainsFunc(g.Pieces, func(have Piece) bool {
		if have.Form != p.Form {
			return false
		}
		switch p.Form {
		case certain.Certificate:
			return have.Cert.Equal(p.Cert)
		case certain.PrivateKey:
			return string(have.SPKI) == string(p.SPKI)
		}
		return string(have.DER) == string(p.DER)
	})
}

// HoldsKey tells whether a private key is among the goods.
func (g *Goods) HoldsKey() bool { return len(g.of(certain.PrivateKey)) > 0 }

func (g *Goods) of(form certain.Form) (found []Piece) {
	for _, p := range g.Pieces {
		if p.Form == form {
			found = append(found, p)
		}
	}
	return found
}

// String counts what is there: "1 private key, 2 certificates".
func (g *Goods) String() string {
	var texts []string
	for _, kind := range []struct {
		form certain.Form
		noun string
	}{
		{certain.PrivateKey, "private key"}, {certain.Certificate, "certificate"}, {certain.Request, "request"},
		{certain.CRL, "CRL"}, {certain.PublicKey, "public key"},
	} {
		switch n := len(g.of(kind.form)); n {
		case 0:
		case 1:
			texts = append(texts, "1 "+kind.noun)
		default:
			texts = append(texts, fmt.Sprintf("%d %ss", n, kind.noun))
		}
	}
	return strings.Join(texts, ", ")
}

// Write gives the goods in a format.
func Write(to Format, g Goods, o Options) ([]byte, error) {
	if len(g.Pieces) == 0 {
		return nil, errors.New("there is nothing to write")
	}
	if to.Locks() && o.Passphrase == nil {
		return nil, fmt.Errorf("%s needs a passphrase", to)
	}
	switch to {
	case PEM:
		return g.pem(o)
	case DER:
		return g.der(o)
	case PKCS7:
		return g.pkcs7()
	case PKCS12:
		return g.pkcs12(o)
	case JKS:
		return g.jks(o)
	}
	return nil, fmt.Errorf("there is no format %s", certain.Clip(string(to), 40))
}

// only refuses goods that a format cannot hold.
func (g *Goods) only(to Format, forms ...certain.Form) error {
	for _, p := range g.Pieces {
		if !slices.Contains(forms, p.Form) {
			return fmt.Errorf("%s cannot hold the %s at %s", to, strings.ReplaceAll(string(p.Form), "-", " "), p.From)
		}
	}
	return nil
}

// pair is a private key with its certificate and what leads on from it.
type pair struct {
	key   Piece
	chain []*x509.Certificate // leaf first
	alias string
}

// pairs finds the certificate of each key, and gives besides the certificates
// that stand on no chain of theirs.
func (g *Goods) pairs() (pairs []pair, rest []Piece, err error) {
	certs := g.of(certain.Certificate)
	used := map[string]bool{}
	for _, k := range g.of(certain.PrivateKey) {
		at := slices.IndexFunc(certs, func(c Piece) bool { return string(c.Cert.X509.RawSubjectPublicKeyInfo) == string(k.SPKI) })
		if at < 0 {
			return nil, nil, fmt.Errorf("no certificate belongs to the private key at %s", k.From)
		}
		p := pair{key: k, alias: cmp.Or(k.Alias, certs[at].Alias, certs[at].Cert.Name())}
		for _, l := range pathOf(certs[at].Cert, certs) {
			p.chain = append(p.chain, l.Cert.X509)
			used[string(l.Cert.Raw)] = true
		}
		pairs = append(pairs, p)
	}
	for _, c := range certs {
		if !used[string(c.Cert.Raw)] {
			rest = append(rest, c)
		}
	}
	return pairs, rest, nil
}

func pathOf(leaf *certain.Cert, certs []Piece) []chain.Link {
	var pool []*certain.Cert
	for _, c := range certs {
		pool = append(pool, c.Cert)
	}
	return chain.Build(chain.Query{Leaf: leaf, Pool: pool, Purpose: chain.Any}).Best().Links
}
