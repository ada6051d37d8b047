package wire

import (
	"fmt"

	"golang.org/x/crypto/cryptobyte"
)

// readChain reads the body of a Certificate message up to TLS 1.2: one list of
// certificates, each behind its length (RFC 5246 section 7.4.2). What stands
// before a fault is given all the same.
func readChain(body cryptobyte.String, most int) ([][]byte, error) {
	var list cryptobyte.String
	if !body.ReadUint24LengthPrefixed(&list) || !body.Empty() {
		return nil, fmt.Errorf("certificate message: %w", ErrSyntax)
	}
	return readCertificates(list, most, false)
}

// readChain13 reads the same of TLS 1.3, RFC 8446 section 4.4.2: a request
// context stands before the list, and extensions behind each certificate.
func readChain13(body cryptobyte.String, most int) ([][]byte, error) {
	var context, list cryptobyte.String
	if !body.ReadUint8LengthPrefixed(&context) || !body.ReadUint24LengthPrefixed(&list) || !body.Empty() {
		return nil, fmt.Errorf("certificate message: %w", ErrSyntax)
	}
	return readCertificates(list, most, true)
}

func readCertificates(list cryptobyte.String, most int, extensions bool) ([][]byte, error) {
	var chain [][]byte
	for !list.Empty() {
		var der, extra cryptobyte.String
		if !list.ReadUint24LengthPrefixed(&der) || extensions && !list.ReadUint16LengthPrefixed(&extra) {
			return chain, fmt.Errorf("certificate message: %w", ErrSyntax)
		}
		if len(chain) == most {
			return chain, fmt.Errorf("more than %d certificates: %w", most, ErrTooLarge)
		}
		chain = append(chain, der)
	}
	return chain, nil
}

// CertificateMessage makes the Certificate message of TLS 1.2 and earlier,
// with its header.
func CertificateMessage(chain [][]byte) ([]byte, error) {
	return message(TypeCertificate, func(b *cryptobyte.Builder) {
		b.AddUint24LengthPrefixed(func(b *cryptobyte.Builder) {
			for _, der := range chain {
				b.AddUint24LengthPrefixed(func(b *cryptobyte.Builder) { b.AddBytes(der) })
			}
		})
	})
}

// Message makes any handshake message of a type and a body.
func Message(kind byte, body []byte) ([]byte, error) {
	return message(kind, func(b *cryptobyte.Builder) { b.AddBytes(body) })
}

// Request is a CertificateRequest: the server asks for the client's
// certificate.
type Request struct {
	Authorities [][]byte // the distinguished names of authorities that it accepts, DER; none: any
}

// maxAuthorities bounds how many names of a CertificateRequest are kept.
const maxAuthorities = 1000

// readRequest reads the body of TLS 1.2 (RFC 5246 section 7.4.4) or, without
// the signature algorithms, of earlier versions.
func readRequest(body cryptobyte.String, version uint16) (*Request, error) {
	var types, schemes, names cryptobyte.String
	if !body.ReadUint8LengthPrefixed(&types) || version >= TLS12 && !body.ReadUint16LengthPrefixed(&schemes) ||
		!body.ReadUint16LengthPrefixed(&names) || !body.Empty() {
		return nil, fmt.Errorf("certificate request: %w", ErrSyntax)
	}
	return readAuthorities(names)
}

// extCertificateAuthorities is where TLS 1.3 keeps the names, RFC 8446 section
// 4.2.4.
const extCertificateAuthorities uint16 = 47

func readRequest13(body cryptobyte.String) (*Request, error) {
	var context cryptobyte.String
	if !body.ReadUint8LengthPrefixed(&context) {
		return nil, fmt.Errorf("certificate request: %w", ErrSyntax)
	}
	extensions, err := readExtensions(body)
	if err != nil {
		return nil, fmt.Errorf("certificate request: %w", err)
	}
	data, ok := Find(extensions, extCertificateAuthorities)
	if !ok {
		return &Request{}, nil
	}
	s := cryptobyte.String(data)
	var names cryptobyte.String
	if !s.ReadUint16LengthPrefixed(&names) || !s.Empty() {
		return nil, fmt.Errorf("certificate request: %w", ErrSyntax)
	}
	return readAuthorities(names)
}

func readAuthorities(names cryptobyte.String) (*Request, error) {
	r := new(Request)
	for !names.Empty() && len(r.Authorities) < maxAuthorities {
		var name cryptobyte.String
		if !names.ReadUint16LengthPrefixed(&name) {
			return nil, fmt.Errorf("certificate request: names: %w", ErrSyntax)
		}
		r.Authorities = append(r.Authorities, name)
	}
	return r, nil
}
