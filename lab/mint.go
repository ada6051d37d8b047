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
	"encoding/base64"
	"fmt"
	"sync"
	"time"
)

// The roles whose keys are not ECDSA P-256.
const (
	rsa2048    = "rsa-2048"
	p384       = "p-384"
	p521       = "p-521"
	rsa1024    = "rsa-1024"
	ed25519Key = "ed25519"
)

// A mint makes keys and certificates. Keys are shared: one a role.
type mint struct {
	at  time.Time
	lab *Lab // publishes what certificates name

	mu   sync.Mutex
	keys map[string]crypto.Signer
	made map[*plan]*minted
	// counter keeps apart what several certificates of one name publish.
	counter int
}

// minted is a certificate and the key that it certifies.
type minted struct {
	der  []byte // as it is served, which may be broken
	cert *x509.Certificate
	key  crypto.Signer
}

func newMint(l *Lab) *mint {
	return &mint{at: l.at, lab: l, keys: make(map[string]crypto.Signer), made: make(map[*plan]*minted)}
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
	issuer := &minted{cert: template, key: key}
	if p.by != nil {
		if issuer, err = m.makeLocked(p.by); err != nil {
			return nil, err
		}
	}
	slot, err := m.addresses(p, template, issuer)
	if err != nil {
		return nil, err
	}
	parent := issuer.cert
	if p.unlinked {
		stranger := *parent
		stranger.SubjectKeyId = nil // then crypto/x509 writes no authority key identifier
		parent = &stranger
	}
	if err := m.addTimestamps(p, template, parent, key, issuer.key); err != nil {
		return nil, err
	}
	c, err := sign(template, parent, key, issuer.key)
	if err != nil {
		return nil, err
	}
	if p.spoil != nil {
		if c.der, err = resign(c.der, p.spoil(c.cert.RawTBSCertificate, c.cert), issuer.key); err != nil {
			return nil, err
		}
	}
	m.made[p] = c
	return c, m.answers(slot, p.standing, c, issuer)
}

// addresses writes into a certificate where its issuer, its revocation list
// and its responder are found. slot is where the last two begin.
func (m *mint) addresses(p *plan, template *x509.Certificate, issuer *minted) (slot string, err error) {
	if p.aia {
		url, err := m.lab.publishIssuer(p.by.name, issuer.cert.Raw)
		if err != nil {
			return "", err
		}
		template.IssuingCertificateURL = []string{url}
	}
	if p.standing == nil {
		return "", nil
	}
	m.counter++
	slot = fmt.Sprintf("/%s-%d", slug(p.name), m.counter)
	if p.standing.list || p.standing.lost {
		url, err := m.lab.locate(slot + ".crl")
		if err != nil {
			return "", err
		}
		template.CRLDistributionPoints = []string{url}
	}
	if p.standing.responder {
		url, err := m.lab.locate(slot + "/ocsp")
		if err != nil {
			return "", err
		}
		template.OCSPServer = []string{url}
	}
	return slot, nil
}

// pin is what a user would pin of the key of a role.
func (m *mint) pin(role string) (string, error) {
	key, err := m.key(role)
	if err != nil {
		return "", err
	}
	spki, err := x509.MarshalPKIXPublicKey(key.Public())
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(spki)
	return "sha256//" + base64.StdEncoding.EncodeToString(sum[:]), nil
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
	case p384:
		return ecdsa.GenerateKey(elliptic.P384(), rand.Reader)
	case p521:
		return ecdsa.GenerateKey(elliptic.P521(), rand.Reader)
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
