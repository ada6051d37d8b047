package trust

import (
	"bytes"
	"crypto/x509"
	"encoding/base64"
	"fmt"
	"strings"

	certain "github.com/certain-tls/certain"
)

const (
	beginMark = "-----BEGIN "
	endMark   = "-----END "
	markTail  = "-----"
)

func hasArmour(data []byte) bool { return bytes.Contains(data, []byte(beginMark)) }

// pemCertificates reads the certificate blocks of PEM text (RFC 7468). It
// does what pem.Decode does not: it minds a block that is broken, and names
// its line. Blocks of other kinds, keys for example, are passed over.
func pemCertificates(data []byte) ([][]byte, error) {
	var ders [][]byte
	b := block{}
	number := 0
	for line := range bytes.Lines(data) {
		number++
		text := strings.TrimSpace(string(bytes.TrimPrefix(line, []byte("\ufeff"))))
		switch {
		case strings.HasPrefix(text, beginMark):
			if b.isCertificate() {
				return nil, fmt.Errorf("the certificate that begins in line %d has no end line", b.line)
			}
			b = block{line: number, label: label(text, beginMark)}
			if b.label == "TRUSTED CERTIFICATE" {
				return nil, fmt.Errorf("line %d begins a TRUSTED CERTIFICATE, OpenSSL's own form with rules that would be lost; openssl x509 turns it into a plain one", number)
			}
		case strings.HasPrefix(text, endMark) && b.isCertificate():
			if end := label(text, endMark); end != b.label {
				return nil, fmt.Errorf("the certificate that begins in line %d is ended by END %s in line %d", b.line, certain.Clip(end, 40), number)
			}
			der, err := b.certificate()
			if err != nil {
				return nil, err
			}
			ders = append(ders, der)
			b = block{}
		case strings.HasPrefix(text, endMark):
			b = block{}
		case b.isCertificate() && !strings.Contains(text, ":"): // RFC 1421 headers hold a colon
			b.body.WriteString(text)
		}
	}
	if b.isCertificate() {
		return nil, fmt.Errorf("the certificate that begins in line %d has no end line", b.line)
	}
	if len(ders) == 0 {
		return nil, errNoCertificate
	}
	return ders, nil
}

// label is the text between the marks of a BEGIN or END line.
func label(line, mark string) string {
	return strings.TrimSpace(strings.TrimRight(strings.TrimPrefix(line, mark), "-"))
}

// block is one PEM block as it is read.
type block struct {
	line  int // of its BEGIN line, counted from 1
	label string
	body  strings.Builder
}

func (b *block) isCertificate() bool {
	return b.label == "CERTIFICATE" || b.label == "X509 CERTIFICATE"
}

func (b *block) certificate() ([]byte, error) {
	body := strings.Join(strings.Fields(b.body.String()), "")
	der, err := base64.StdEncoding.DecodeString(body)
	if err != nil {
		return nil, fmt.Errorf("the certificate that begins in line %d is no base64", b.line)
	}
	if _, err := x509.ParseCertificate(der); err != nil {
		return nil, fmt.Errorf("the certificate that begins in line %d does not parse: %s", b.line, certain.Clip(err.Error(), 120))
	}
	return der, nil
}
