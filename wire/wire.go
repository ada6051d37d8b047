// Package wire speaks TLS as bytes: it writes ClientHellos for any version and
// cipher suite by number, and reads the flight that a server answers with, up
// to the point where both sides need keys. It sees what crypto/tls refuses to
// show: SSL 3.0, export and anonymous suites, the size of a Diffie-Hellman
// group, chains that do not parse.
//
// It does no input or output of its own, reads no clock and keeps no state.
// What is read comes from strangers: every length is bounded, see [Options],
// and nothing is trusted. Functions are safe for concurrent use.
//
// The terms are those of RFC 8446 and, up to TLS 1.2, RFC 5246.
package wire

import "errors"

// The versions, as they stand in records and hellos.
const (
	SSL30 uint16 = 0x0300
	TLS10 uint16 = 0x0301
	TLS11 uint16 = 0x0302
	TLS12 uint16 = 0x0303
	TLS13 uint16 = 0x0304
)

// Content types of records, RFC 8446 section 5.1.
const (
	RecordChangeCipherSpec byte = 20
	RecordAlert            byte = 21
	RecordHandshake        byte = 22
	RecordApplicationData  byte = 23
)

// Types of handshake messages, RFC 8446 section 4 and RFC 5246 section 7.4.
const (
	TypeClientHello           byte = 1
	TypeServerHello           byte = 2
	TypeEncryptedExtensions   byte = 8
	TypeCertificate           byte = 11
	TypeServerKeyExchange     byte = 12
	TypeCertificateRequest    byte = 13
	TypeServerHelloDone       byte = 14
	TypeCertificateVerify     byte = 15
	TypeClientKeyExchange     byte = 16
	TypeFinished              byte = 20
	TypeCertificateStatus     byte = 22
	TypeCompressedCertificate byte = 25
)

// Alerts that programs branch on, RFC 8446 section 6. [AlertName] knows all.
const (
	AlertBadRecordMAC          uint8 = 20
	AlertDecryptionFailed      uint8 = 21
	AlertRecordOverflow        uint8 = 22
	AlertDecompressionFailure  uint8 = 30
	AlertHandshakeFailure      uint8 = 40
	AlertBadCertificate        uint8 = 42
	AlertUnsupportedCert       uint8 = 43
	AlertCertificateRevoked    uint8 = 44
	AlertCertificateExpired    uint8 = 45
	AlertCertificateUnknown    uint8 = 46
	AlertIllegalParameter      uint8 = 47
	AlertUnknownCA             uint8 = 48
	AlertAccessDenied          uint8 = 49
	AlertDecodeError           uint8 = 50
	AlertDecryptError          uint8 = 51
	AlertExportRestriction     uint8 = 60
	AlertProtocolVersion       uint8 = 70
	AlertInsufficientSecurity  uint8 = 71
	AlertInternalError         uint8 = 80
	AlertInappropriateFallback uint8 = 86
	AlertUnrecognizedName      uint8 = 112
	AlertCertificateRequired   uint8 = 116
	AlertNoApplicationProtocol uint8 = 120
)

// What can be wrong with bytes. Errors of this package wrap one of these or
// the error of the reader.
var (
	ErrNotTLS   = errors.New("no TLS record")
	ErrSyntax   = errors.New("malformed TLS")
	ErrTooLarge = errors.New("more than the limit allows")
)
