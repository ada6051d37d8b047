package lab

import (
	"crypto"
	"crypto/rand"
	"crypto/sha256"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"encoding/json"
	"math/big"
	"path/filepath"
	"time"

	"golang.org/x/crypto/cryptobyte"
)

// logRoles are the roles of the lab's logs, each of an operator of its own.
var logRoles = []string{"Lab Log A", "Lab Log B", "Lab Log C"}

// addTimestamps has the logs sign the certificate as it is so far, and puts
// what they signed into it. Nothing else may change after that: the logs' word
// is about these very bytes.
func (m *mint) addTimestamps(p *plan, template, parent *x509.Certificate, key, signer crypto.Signer) error {
	if p.Timestamps == 0 {
		return nil
	}
	serial, err := rand.Int(rand.Reader, new(big.Int).Lsh(big.NewInt(1), 120))
	if err != nil {
		return err
	}
	template.SerialNumber = serial.SetBit(serial, 120, 1)
	before, err := sign(template, parent, key, signer)
	if err != nil {
		return err
	}
	var scts [][]byte
	for _, role := range logRoles[:p.Timestamps] {
		sct, err := m.timestamp(role, p.Forged, before.cert, parent)
		if err != nil {
			return err
		}
		scts = append(scts, sct)
	}
	octets, err := timestampList(scts)
	if err != nil {
		return err
	}
	template.ExtraExtensions = append(template.ExtraExtensions, pkix.Extension{
		Id: asn1.ObjectIdentifier{1, 3, 6, 1, 4, 1, 11129, 2, 4, 2}, Value: octets,
	})
	return nil
}

// timestamp is one log's promise about a certificate that is still without
// it: the precert_entry of RFC 6962 section 3.2.
func (m *mint) timestamp(role string, forged bool, before, parent *x509.Certificate) ([]byte, error) {
	issuer := sha256.Sum256(parent.RawSubjectPublicKeyInfo)
	return m.promise(role, forged, before.NotBefore, func(b *cryptobyte.Builder) {
		b.AddUint16(1)
		b.AddBytes(issuer[:])
		b.AddUint24LengthPrefixed(func(b *cryptobyte.Builder) { b.AddBytes(before.RawTBSCertificate) })
	})
}

// beside are the promises of n logs about a certificate as it is, to be handed
// over beside it: the x509_entry of RFC 6962 section 3.2.
func (m *mint) beside(n int, c *x509.Certificate) (all [][]byte, err error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, role := range logRoles[:n] {
		sct, err := m.promise(role, false, c.NotBefore, func(b *cryptobyte.Builder) {
			b.AddUint16(0)
			b.AddUint24LengthPrefixed(func(b *cryptobyte.Builder) { b.AddBytes(c.Raw) })
		})
		if err != nil {
			return nil, err
		}
		all = append(all, sct)
	}
	return all, nil
}

// handshakeTimestamps are what a server hands over in the TLS extension.
func (l *Lab) handshakeTimestamps(p *plan, n int) ([][]byte, error) {
	c, err := l.mint.make(p)
	if err != nil {
		return nil, err
	}
	return l.mint.beside(n, c.cert)
}

// promise signs an entry, at the moment at which its certificate starts.
func (m *mint) promise(role string, forged bool, start time.Time, entry func(*cryptobyte.Builder)) ([]byte, error) {
	key, err := m.keyLocked(role)
	if err != nil {
		return nil, err
	}
	id, err := logID(key)
	if err != nil {
		return nil, err
	}
	if forged {
		if key, err = m.keyLocked("forger"); err != nil {
			return nil, err
		}
	}
	at := uint64(start.UnixMilli())
	var b cryptobyte.Builder
	b.AddUint16(0) // version 1, certificate_timestamp
	b.AddUint64(at)
	entry(&b)
	b.AddUint16(0) // no extensions
	signed, err := b.Bytes()
	if err != nil {
		return nil, err
	}
	digest := sha256.Sum256(signed)
	signature, err := key.Sign(rand.Reader, digest[:], crypto.SHA256)
	if err != nil {
		return nil, err
	}
	var out cryptobyte.Builder
	out.AddUint8(0)
	out.AddBytes(id)
	out.AddUint64(at)
	out.AddUint16(0)
	out.AddUint16(0x0403) // SHA-256, ECDSA
	out.AddUint16LengthPrefixed(func(b *cryptobyte.Builder) { b.AddBytes(signature) })
	return out.Bytes()
}

// timestampList is the value of the extensions that hold timestamps, RFC 6962
// section 3.3.
func timestampList(scts [][]byte) ([]byte, error) {
	var framed cryptobyte.Builder
	framed.AddUint16LengthPrefixed(func(b *cryptobyte.Builder) {
		for _, sct := range scts {
			b.AddUint16LengthPrefixed(func(b *cryptobyte.Builder) { b.AddBytes(sct) })
		}
	})
	value, err := framed.Bytes()
	if err != nil {
		return nil, err
	}
	return asn1.Marshal(value)
}

func logID(key crypto.Signer) ([]byte, error) {
	spki, err := x509.MarshalPKIXPublicKey(key.Public())
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(spki)
	return sum[:], nil
}

// logList writes the list of the lab's logs in the format log_list v3, once.
func (l *Lab) logList() (string, error) {
	if l.ctLogs != "" {
		return l.ctLogs, nil
	}
	type log struct {
		Description string         `json:"description"`
		ID          []byte         `json:"log_id"`
		Key         []byte         `json:"key"`
		URL         string         `json:"url"`
		MMD         int            `json:"mmd"`
		State       map[string]any `json:"state"`
	}
	type operator struct {
		Name  string   `json:"name"`
		Email []string `json:"email"`
		Logs  []log    `json:"logs"`
	}
	var operators []operator
	for _, role := range logRoles {
		key, err := l.mint.key(role)
		if err != nil {
			return "", err
		}
		spki, err := x509.MarshalPKIXPublicKey(key.Public())
		if err != nil {
			return "", err
		}
		id := sha256.Sum256(spki)
		usable := map[string]any{"usable": map[string]any{"timestamp": l.at.Add(-400 * day).UTC().Format(time.RFC3339)}}
		operators = append(operators, operator{Name: role + " Operator", Email: []string{}, Logs: []log{{
			Description: role, ID: id[:], Key: spki, URL: "https://" + slug(role) + ".example.test/", MMD: 86400, State: usable,
		}}})
	}
	text, err := json.MarshalIndent(map[string]any{"version": "1.0", "operators": operators}, "", "  ")
	if err != nil {
		return "", err
	}
	l.ctLogs = filepath.Join(l.dir, "logs.json")
	return l.ctLogs, l.writeNew(l.ctLogs, text, 0o644)
}
