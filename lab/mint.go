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
	"strings"
	"sync"
	"time"
)

// Roles that say what kind of key they have. A role is the kind alone, or the
// kind, a slash and more; any other role has a key of the first kind.
const (
	rsa2048    = "rsa-2048"
	rsa1024    = "rsa-1024"
	ed25519Key = "ed25519"
)

// keyKinds are the kinds of keys, and how each is made. RSA with fewer than
// 1024 bits is refused by crypto/rsa, and with more than 4096 it takes too
// long.
var keyKinds = []struct {
	name string
	make func() (crypto.Signer, error)
}{
	{"ecdsa-p256", func() (crypto.Signer, error) { return ecdsa.GenerateKey(elliptic.P256(), rand.Reader) }},
	{"ecdsa-p384", func() (crypto.Signer, error) { return ecdsa.GenerateKey(elliptic.P384(), rand.Reader) }},
	{"ecdsa-p521", func() (crypto.Signer, error) { return ecdsa.GenerateKey(elliptic.P521(), rand.Reader) }},
	{ed25519Key, func() (crypto.Signer, error) {
		_, key, err := ed25519.GenerateKey(rand.Reader)
		return key, err
	}},
	{rsa1024, func() (crypto.Signer, error) { return rsa.GenerateKey(rand.Reader, 1024) }},
	{rsa2048, func() (crypto.Signer, error) { return rsa.GenerateKey(rand.Reader, 2048) }},
	{"rsa-3072", func() (crypto.Signer, error) { return rsa.GenerateKey(rand.Reader, 3072) }},
	{"rsa-4096", func() (crypto.Signer, error) { return rsa.GenerateKey(rand.Reader, 4096) }},
}

// kindOf is the kind of a role's key.
func kindOf(role string) string {
	kind, _, _ := strings.Cut(role, "/")
	for _, k := range keyKinds {
		if k.name == kind {
			return kind
		}
	}
	return keyKinds[0].name
}

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
// concurrent use.
func (m *mint) make(p *plan) (*minted, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.makeLocked(p)
}

func (m *mint) makeLocked(p *plan) (*minted, error) {
	if c, ok := m.made[p]; ok {
		return c, nil
	}
	key, err := m.keyLocked(p.role)
	if err != nil {
		return nil, err
	}
	template, err := p.template(m.at)
	if err != nil {
		return nil, err
	}
	if template.SubjectKeyId, err = keyID(key); err != nil {
		return nil, err
	}
	issuer := &minted{cert: template, key: key}
	if p.by != nil {
		if issuer, err = m.makeLocked(p.by); err != nil {
			return nil, err
		}
	}
	template.SignatureAlgorithm = algorithm(p.Signature, issuer.key)
	slot, err := m.addresses(p, template, issuer)
	if err != nil {
		return nil, err
	}
	parent := issuer.cert
	if p.Unlinked {
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
	return c, m.answers(slot, p.Standing, c, issuer)
}

// addresses writes into a certificate where its issuer, its revocation list
// and its responder are found. slot is where the last two begin.
func (m *mint) addresses(p *plan, template *x509.Certificate, issuer *minted) (slot string, err error) {
	if p.IssuerAddress && p.by != nil {
		url, err := m.lab.publishIssuer(p.by.name(), issuer.cert.Raw)
		if err != nil {
			return "", err
		}
		template.IssuingCertificateURL = []string{url}
	}
	if p.Standing == nil {
		return "", nil
	}
	m.counter++
	slot = fmt.Sprintf("/%s-%d", slug(p.name()), m.counter)
	if p.Standing.List || p.Standing.Lost {
		url, err := m.lab.locate(slot + ".crl")
		if err != nil {
			return "", err
		}
		template.CRLDistributionPoints = []string{url}
	}
	if p.Standing.Responder {
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
	kind := kindOf(role)
	for _, k := range keyKinds {
		if k.name == kind {
			return k.make()
		}
	}
	return nil, fmt.Errorf("no kind of key is called %s", kind) // kindOf knows none but these
}

// algorithms are the signature algorithms by what is hashed, for ECDSA and for
// RSA.
var algorithms = map[string][2]x509.SignatureAlgorithm{
	"sha1":   {x509.ECDSAWithSHA1, x509.SHA1WithRSA},
	"sha256": {x509.ECDSAWithSHA256, x509.SHA256WithRSA},
	"sha384": {x509.ECDSAWithSHA384, x509.SHA384WithRSA},
	"sha512": {x509.ECDSAWithSHA512, x509.SHA512WithRSA},
}

// algorithm is what a key signs a hash with; no hash leaves it to crypto/x509.
func algorithm(hash string, signer crypto.Signer) x509.SignatureAlgorithm {
	switch signer.Public().(type) {
	case *ecdsa.PublicKey:
		return algorithms[hash][0]
	case *rsa.PublicKey:
		return algorithms[hash][1]
	}
	return x509.UnknownSignatureAlgorithm
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
