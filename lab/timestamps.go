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

// timestamps says which logs have signed a certificate (RFC 6962).
type timestamps struct {
	logs   int  // how many
	forged bool // by a key that is not the log's
}

// logged has n logs sign the certificate.
func logged(n int) edit { return func(p *plan) { p.timestamps.logs = n } }

// forgedTimestamps puts timestamps in that no log has signed.
func forgedTimestamps(n int) edit {
	return func(p *plan) { p.timestamps = timestamps{logs: n, forged: true} }
}

// logRoles are the roles of the lab's logs, each of an operator of its own.
var logRoles = []string{"Lab Log A", "Lab Log B", "Lab Log C"}

// addTimestamps has the logs sign the certificate as it is so far, and puts
// what they signed into it. Nothing else may change after that: the logs' word
// is about these very bytes.
func (m *mint) addTimestamps(p *plan, template, parent *x509.Certificate, key, signer crypto.Signer) error {
	if p.timestamps.logs == 0 {
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
	var list cryptobyte.Builder
	for _, role := range logRoles[:p.timestamps.logs] {
		sct, err := m.timestamp(role, p.timestamps.forged, before.cert, parent)
		if err != nil {
			return err
		}
		list.AddUint16LengthPrefixed(func(b *cryptobyte.Builder) { b.AddBytes(sct) })
	}
	entries, err := list.Bytes()
	if err != nil {
		return err
	}
	var framed cryptobyte.Builder
	framed.AddUint16LengthPrefixed(func(b *cryptobyte.Builder) { b.AddBytes(entries) })
	value, err := framed.Bytes()
	if err != nil {
		return err
	}
	octets, err := asn1.Marshal(value)
	if err != nil {
		return err
	}
	template.ExtraExtensions = append(template.ExtraExtensions, pkix.Extension{
		Id: asn1.ObjectIdentifier{1, 3, 6, 1, 4, 1, 11129, 2, 4, 2}, Value: octets,
	})
	return nil
}

// timestamp is one log's promise, RFC 6962 section 3.2, made at the moment at
// which the certificate starts.
func (m *mint) timestamp(role string, forged bool, before, parent *x509.Certificate) ([]byte, error) {
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
	at := uint64(before.NotBefore.UnixMilli())
	issuer := sha256.Sum256(parent.RawSubjectPublicKeyInfo)
	var b cryptobyte.Builder
	b.AddUint16(0) // version 1, certificate_timestamp
	b.AddUint64(at)
	b.AddUint16(1) // precert_entry
	b.AddBytes(issuer[:])
	b.AddUint24LengthPrefixed(func(b *cryptobyte.Builder) { b.AddBytes(before.RawTBSCertificate) })
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
