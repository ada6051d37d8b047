package ct

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/asn1"
	"errors"

	"golang.org/x/crypto/cryptobyte"
	cbasn1 "golang.org/x/crypto/cryptobyte/asn1"

	"github.com/certain-tls/certain"
)

// What a log can sign, RFC 6962 section 3.1.
const (
	wholeEntry = 0 // x509_entry
	preEntry   = 1 // precert_entry
)

// The pairs of hash and signature that logs use, RFC 6962 section 2.1.4.
const (
	rsaSHA256   = 0x0401
	ecdsaSHA256 = 0x0403
)

// VerifyWhole tells whether the log made a timestamp of the certificate as it
// is: one of the handshake or of a staple.
func (s SCT) VerifyWhole(log certain.Log, leaf *x509.Certificate) error {
	return s.verify(log, func(b *cryptobyte.Builder) {
		b.AddUint16(wholeEntry)
		b.AddUint24LengthPrefixed(func(b *cryptobyte.Builder) { b.AddBytes(leaf.Raw) })
	})
}

// VerifyEmbedded tells whether the log made a timestamp that stands inside the
// certificate. It signs the certificate without its timestamps, and the key of
// the issuer.
func (s SCT) VerifyEmbedded(log certain.Log, leaf, issuer *x509.Certificate) error {
	tbs, err := withoutTimestamps(leaf.RawTBSCertificate)
	if err != nil {
		return err
	}
	keyHash := sha256.Sum256(issuer.RawSubjectPublicKeyInfo)
	return s.verify(log, func(b *cryptobyte.Builder) {
		b.AddUint16(preEntry)
		b.AddBytes(keyHash[:])
		b.AddUint24LengthPrefixed(func(b *cryptobyte.Builder) { b.AddBytes(tbs) })
	})
}

var (
	errOtherLog  = errors.New("another log's")
	errSignature = errors.New("the log's signature is wrong")
	errAlgorithm = errors.New("the signature is of a kind that logs do not use")
)

func (s SCT) verify(log certain.Log, entry func(*cryptobyte.Builder)) error {
	if ID(log) != s.Log {
		return errOtherLog
	}
	key, err := x509.ParsePKIXPublicKey(log.Key)
	if err != nil {
		return err
	}
	var b cryptobyte.Builder
	b.AddUint8(0) // version 1
	b.AddUint8(0) // certificate_timestamp
	b.AddUint64(s.Millis)
	entry(&b)
	b.AddUint16LengthPrefixed(func(b *cryptobyte.Builder) { b.AddBytes(s.Extensions) })
	signed, err := b.Bytes()
	if err != nil {
		return err
	}
	digest := sha256.Sum256(signed)
	switch key := key.(type) {
	case *ecdsa.PublicKey:
		if s.Algorithm != ecdsaSHA256 {
			return errAlgorithm
		}
		if !ecdsa.VerifyASN1(key, digest[:], s.Signature) {
			return errSignature
		}
		return nil
	case *rsa.PublicKey:
		if s.Algorithm != rsaSHA256 {
			return errAlgorithm
		}
		if rsa.VerifyPKCS1v15(key, crypto.SHA256, digest[:], s.Signature) != nil {
			return errSignature
		}
		return nil
	}
	return errAlgorithm
}

// ID is how timestamps name a log: the SHA-256 of its public key.
func ID(log certain.Log) [32]byte { return sha256.Sum256(log.Key) }

var extensionsTag = cbasn1.Tag(3).ContextSpecific().Constructed()

// withoutTimestamps is the TBSCertificate that the log saw: every byte as it
// is, the extension with the timestamps left out, the lengths around it
// shorter (RFC 6962 section 3.2).
func withoutTimestamps(tbs []byte) ([]byte, error) {
	bad := errors.New("the certificate's body cannot be taken apart")
	in := cryptobyte.String(tbs)
	var body cryptobyte.String
	if !in.ReadASN1(&body, cbasn1.SEQUENCE) || !in.Empty() {
		return nil, bad
	}
	var b cryptobyte.Builder
	var failed error
	b.AddASN1(cbasn1.SEQUENCE, func(b *cryptobyte.Builder) {
		for !body.Empty() {
			var element cryptobyte.String
			var tag cbasn1.Tag
			if !body.ReadAnyASN1Element(&element, &tag) {
				failed = bad
				return
			}
			if tag != extensionsTag {
				b.AddBytes(element)
				continue
			}
			if err := addOthers(b, element); err != nil {
				failed = err
			}
		}
	})
	out, err := b.Bytes()
	return out, errors.Join(failed, err)
}

// addOthers copies all extensions but the timestamps.
func addOthers(b *cryptobyte.Builder, element cryptobyte.String) error {
	bad := errors.New("the certificate's extensions cannot be taken apart")
	var outer, list cryptobyte.String
	if !element.ReadASN1(&outer, extensionsTag) || !outer.ReadASN1(&list, cbasn1.SEQUENCE) || !outer.Empty() {
		return bad
	}
	var kept []byte
	for !list.Empty() {
		var one cryptobyte.String
		if !list.ReadASN1Element(&one, cbasn1.SEQUENCE) {
			return bad
		}
		inside, content, id := one, cryptobyte.String(nil), asn1.ObjectIdentifier(nil)
		if !inside.ReadASN1(&content, cbasn1.SEQUENCE) || !content.ReadASN1ObjectIdentifier(&id) {
			return bad
		}
		if !id.Equal(inCertificate) {
			kept = append(kept, one...)
		}
	}
	b.AddASN1(extensionsTag, func(b *cryptobyte.Builder) {
		b.AddASN1(cbasn1.SEQUENCE, func(b *cryptobyte.Builder) { b.AddBytes(kept) })
	})
	return nil
}
