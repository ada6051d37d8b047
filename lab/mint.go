package lab

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"sync"
	"time"
)

// The roles whose keys are not ECDSA P-256.
const (
	rsa2048    = "rsa-2048"
	rsa1024    = "rsa-1024"
	ed25519Key = "ed25519"
)

// A mint makes keys and certificates. Keys are shared: one a role.
type mint struct {
	at      time.Time
	publish func(name string, der []byte) (url string, err error)

	mu   sync.Mutex
	keys map[string]crypto.Signer
	made map[*plan]*minted
}

// minted is a certificate and the key that it certifies.
type minted struct {
	der  []byte // as it is served, which may be broken
	cert *x509.Certificate
	key  crypto.Signer
}

func newMint(at time.Time, publish func(string, []byte) (string, error)) *mint {
	return &mint{at: at, publish: publish, keys: make(map[string]crypto.Signer), made: make(map[*plan]*minted)}
}

// make mints a certificate and, before it, its issuers. It is safe for
// concurrent use, since slow ones are minted when their first client comes.
func (m *mint) make(p *plan) (*minted, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.makeLocked(p)
}

func (m *mint) makeLocked(p *plan) (*minted, error) {
	if c, ok := m.made[p]; ok {
		return c, nil
	}
	key, err := m.keyLocked(p.key)
	if err != nil {
		return nil, err
	}
	template := p.template(m.at)
	if template.SubjectKeyId, err = keyID(key); err != nil {
		return nil, err
	}
	parent, signer := template, key
	if p.by != nil {
		issuer, err := m.makeLocked(p.by)
		if err != nil {
			return nil, err
		}
		parent, signer = issuer.cert, issuer.key
	}
	if p.aia {
		url, err := m.publish(p.by.name, parent.Raw)
		if err != nil {
			return nil, err
		}
		template.IssuingCertificateURL = []string{url}
	}
	c, err := sign(template, parent, key, signer)
	if err != nil {
		return nil, err
	}
	if p.spoil != nil {
		if c.der, err = resign(c.der, p.spoil(c.cert.RawTBSCertificate, c.cert), signer); err != nil {
			return nil, err
		}
	}
	m.made[p] = c
	return c, nil
}

func sign(template, parent *x509.Certificate, key, signer crypto.Signer) (*minted, error) {
	der, err := x509.CreateCertificate(rand.Reader, template, parent, key.Public(), signer)
	if err != nil {
		return nil, err
	}
	cert, err := x509.ParseCertificate(der)
	if err != nil {
		return nil, err
	}
	return &minted{der: der, cert: cert, key: key}, nil
}

// key gives the key of a role, made on first use.
func (m *mint) key(role string) (crypto.Signer, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.keyLocked(role)
}

func (m *mint) keyLocked(role string) (crypto.Signer, error) {
	if key, ok := m.keys[role]; ok {
		return key, nil
	}
	key, err := newKey(role)
	if err == nil {
		m.keys[role] = key
	}
	return key, err
}

func newKey(role string) (crypto.Signer, error) {
	switch role {
	case rsa2048:
		return rsa.GenerateKey(rand.Reader, 2048)
	case rsa1024:
		return rsa.GenerateKey(rand.Reader, 1024)
	case ed25519Key:
		_, key, err := ed25519.GenerateKey(rand.Reader)
		return key, err
	}
	return ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
}

// keyID is a subject key identifier by the first method of RFC 7093, over the
// whole SubjectPublicKeyInfo.
func keyID(key crypto.Signer) ([]byte, error) {
	spki, err := x509.MarshalPKIXPublicKey(key.Public())
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(spki)
	return sum[:20], nil
}

// resign puts other contents into a certificate, under a signature that fits
// them. The issuer's key must be ECDSA, as all of the lab's are.
func resign(der, tbs []byte, signer crypto.Signer) ([]byte, error) {
	var c struct {
		TBS       asn1.RawValue
		Algorithm pkix.AlgorithmIdentifier
		Signature asn1.BitString
	}
	if _, err := asn1.Unmarshal(der, &c); err != nil {
		return nil, err
	}
	digest := sha256.Sum256(tbs)
	signature, err := signer.Sign(rand.Reader, digest[:], crypto.SHA256)
	if err != nil {
		return nil, err
	}
	c.TBS = asn1.RawValue{FullBytes: tbs}
	c.Signature = asn1.BitString{Bytes: signature, BitLength: 8 * len(signature)}
	return asn1.Marshal(c)
}
