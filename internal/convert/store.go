package convert

import (
	"bytes"
	"cmp"
	"crypto/x509"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/pavlo-v-chernykh/keystore-go/v4"
	"software.sslmate.com/src/go-pkcs12"

	"github.com/certain-tls/certain"
)

// modern is what OpenSSL 1.1, Java 8u301, Windows Server 2019 and all later
// ones read. Its own 2048 iterations are few; this is ten times what Java
// takes, and no reader refuses it.
var modern = pkcs12.Modern.WithIterations(100_000)

// pkcs12 writes one pair with its chain, or certificates alone: a trust store
// as Java reads it.
func (g *Goods) pkcs12(o Options) ([]byte, error) {
	if err := g.only(PKCS12, certain.Certificate, certain.PrivateKey); err != nil {
		return nil, err
	}
	pairs, rest, err := g.pairs()
	if err != nil {
		return nil, err
	}
	var data []byte
	switch len(pairs) {
	case 0:
		data, err = trustStore(rest, *o.Passphrase)
	case 1:
		others := pairs[0].chain[1:]
		for _, c := range rest {
			others = append(others[:len(others):len(others)], c.Cert.X509)
		}
		data, err = modern.Encode(pairs[0].key.key.Private(), pairs[0].chain[0], others, *o.Passphrase)
	default:
		return nil, fmt.Errorf("a PKCS#12 file holds one private key here, and there are %d: use jks, or convert them one by one", len(pairs))
	}
	if err != nil {
		return nil, fmt.Errorf("write PKCS#12: %w", err)
	}
	return data, nil
}

func trustStore(certs []Piece, passphrase string) ([]byte, error) {
	names := namer{}
	var entries []pkcs12.TrustStoreEntry
	for _, c := range certs {
		entries = append(entries, pkcs12.TrustStoreEntry{Cert: c.Cert.X509, FriendlyName: names.take(cmp.Or(c.Alias, c.Cert.Name()))})
	}
	return modern.EncodeTrustStoreEntries(entries, passphrase)
}

// keytoolLeast is the shortest passphrase with which keytool works.
const keytoolLeast = 6

// jks writes each pair as an entry with its chain, and each certificate that
// belongs to none as a trusted one.
func (g *Goods) jks(o Options) ([]byte, error) {
	if err := g.only(JKS, certain.Certificate, certain.PrivateKey); err != nil {
		return nil, err
	}
	if len(*o.Passphrase) < keytoolLeast {
		return nil, fmt.Errorf("a Java key store needs a passphrase of %d characters or more", keytoolLeast)
	}
	pairs, rest, err := g.pairs()
	if err != nil {
		return nil, err
	}
	if o.Alias != "" && len(pairs) != 1 {
		return nil, fmt.Errorf("one alias names one pair, and there are %d", len(pairs))
	}
	ks, names := keystore.New(keystore.WithOrderedAliases()), namer{}
	for _, p := range pairs {
		if err := addPair(ks, names.take(cmp.Or(o.Alias, p.alias)), p, *o.Passphrase); err != nil {
			return nil, err
		}
	}
	for _, c := range rest {
		entry := keystore.TrustedCertificateEntry{CreationTime: time.Now(), Certificate: javaCert(c.Cert.X509)}
		if err := ks.SetTrustedCertificateEntry(names.take(cmp.Or(c.Alias, c.Cert.Name())), entry); err != nil {
			return nil, fmt.Errorf("write the key store: %w", err)
		}
	}
	var b bytes.Buffer
	if err := ks.Store(&b, []byte(*o.Passphrase)); err != nil {
		return nil, fmt.Errorf("write the key store: %w", err)
	}
	return b.Bytes(), nil
}

func addPair(ks keystore.KeyStore, alias string, p pair, passphrase string) error {
	der, err := p.key.pkcs8()
	if err != nil {
		return err
	}
	entry := keystore.PrivateKeyEntry{CreationTime: time.Now(), PrivateKey: der}
	for _, c := range p.chain {
		entry.CertificateChain = append(entry.CertificateChain, javaCert(c))
	}
	if ks.SetPrivateKeyEntry(alias, entry, []byte(passphrase)) != nil {
		return errors.New("write the key store: an entry was refused")
	}
	return nil
}

func javaCert(c *x509.Certificate) keystore.Certificate {
	return keystore.Certificate{Type: "X.509", Content: c.Raw}
}

// namer gives each entry a name of its own. Java compares them in lower case.
type namer map[string]bool

func (n namer) take(name string) string {
	name = strings.ToLower(certain.Clip(name, 100))
	free := name
	for i := 2; n[free]; i++ {
		free = fmt.Sprintf("%s-%d", name, i)
	}
	n[free] = true
	return free
}
