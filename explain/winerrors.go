package explain

import (
	"fmt"
	"strings"
)

// winErrors holds the errors of Windows' SSPI, CryptoAPI and WinHTTP
// (winerror.h, winhttp.h, wininet.h, wincrypt.h) in every notation that the
// tables windows, dotnet and curl do not hold: name, HRESULT in hex, signed
// decimal, and WinHTTP's own numbers.
var winErrors = table{
	Ecosystem: windows.Ecosystem,
	Name:      windows.Name,
	Made:      func() []Phrase { return winForms(windows, dotnet, powershell, curl) },
}

type winError struct {
	number       uint32 // HRESULT; WinHTTP's own number; 0 for a flag
	name         string
	code         string
	tells        Tells
	alternatives []string
}

const aboutWinHTTP = "WinHTTP|WinINet|WinHttpSendRequest|WinHttpReceiveResponse|HttpSendRequest|InternetOpenUrl|ERROR_WINHTTP|BITS|wininet|winhttp"

func winForms(others ...table) []Phrase {
	m := makerBesideTables(others...)
	add := func(e winError, source, text string, with ...string) {
		m.add(Phrase{Code: e.code, Tells: e.tells, Alternatives: e.alternatives, Source: source}, text, with...)
	}
	for _, e := range hresults {
		source := fmt.Sprintf("winerror.h, %s (0x%08X)", e.name, e.number)
		add(e, source, e.name)
		add(e, source, fmt.Sprintf("0x%08x", e.number))
		add(e, source, fmt.Sprint(int32(e.number)))
	}
	for _, e := range winHTTP {
		source := fmt.Sprintf("winhttp.h and wininet.h, %s (%d)", e.name, e.number)
		if e.number != 12031 { // which winhttp.h does not have
			add(e, source, "ERROR_WINHTTP_"+e.name)
		}
		if name := winINetName(e); name != "" {
			add(e, source, "ERROR_INTERNET_"+name)
		}
		add(e, source, fmt.Sprintf("0x%08x", 0x80070000|e.number))
		add(e, source, fmt.Sprint(int32(0x80070000|e.number)))
		add(e, source, fmt.Sprint(e.number), aboutWinHTTP)
	}
	for _, e := range winFlags {
		add(e, "wincrypt.h and winhttp.h, "+e.name, e.name)
	}
	return m.made
}

// winINetName is what wininet.h calls an error of winhttp.h; "" where it has
// none of that number.
func winINetName(e winError) string {
	switch e.number {
	case 12030:
		return "CONNECTION_ABORTED"
	case 12175, 12179, 12185, 12186:
		return ""
	}
	return strings.NewReplacer("SECURE_CERT", "SEC_CERT", "SECURE_INVALID_CERT", "SEC_INVALID_CERT", "SECURE_INVALID_CA", "INVALID_CA", "SECURE_CHANNEL", "SECURITY_CHANNEL").Replace(e.name)
}

var hresults = []winError{
	{0x80090300, "SEC_E_INSUFFICIENT_MEMORY", "resource-exhausted", Hints, nil},
	{0x80090301, "SEC_E_INVALID_HANDLE", "context-misuse", Hints, nil},
	{0x80090302, "SEC_E_UNSUPPORTED_FUNCTION", "protocol-version", Hints, nil},
	{0x80090304, "SEC_E_INTERNAL_ERROR", "context-misuse", Hints, []string{"handshake-refused"}},
	{0x80090308, "SEC_E_INVALID_TOKEN", "not-tls", Hints, []string{"protocol-version", "handshake-refused"}},
	{0x8009030D, "SEC_E_UNKNOWN_CREDENTIALS", "permission-denied", Hints, []string{"key-missing"}},
	{0x8009030E, "SEC_E_NO_CREDENTIALS", "key-missing", Hints, []string{"context-misuse", "permission-denied"}},
	{0x8009030F, "SEC_E_MESSAGE_ALTERED", "corrupt-record", Says, nil},
	{0x80090310, "SEC_E_OUT_OF_SEQUENCE", "corrupt-record", Hints, nil},
	{0x80090317, "SEC_E_CONTEXT_EXPIRED", "closed-early", Hints, []string{"truncated-close"}},
	{0x80090318, "SEC_E_INCOMPLETE_MESSAGE", "closed-early", Hints, []string{"corrupt-record"}},
	{0x80090320, "SEC_E_INCOMPLETE_CREDENTIALS", "client-cert-required", Says, nil},
	{0x80090321, "SEC_E_BUFFER_TOO_SMALL", "oversized-handshake", Hints, nil},
	{0x80090322, "SEC_E_WRONG_PRINCIPAL", "hostname-mismatch", Says, []string{"no-san"}},
	{0x80090324, "SEC_E_TIME_SKEW", "wrong-clock", Says, nil},
	{0x80090325, "SEC_E_UNTRUSTED_ROOT", "untrusted-root", Hints, []string{"missing-intermediate", "untrusted-issuer", "self-signed"}},
	{0x80090326, "SEC_E_ILLEGAL_MESSAGE", "handshake-refused", Hints, []string{"not-tls", "protocol-version"}},
	{0x80090327, "SEC_E_CERT_UNKNOWN", "untrusted-root", Hints, []string{"hostname-mismatch", "expired"}},
	{0x80090328, "SEC_E_CERT_EXPIRED", "expired", Says, []string{"wrong-clock"}},
	{0x80090329, "SEC_E_ENCRYPT_FAILURE", "corrupt-record", Hints, nil},
	{0x80090330, "SEC_E_DECRYPT_FAILURE", "corrupt-record", Says, nil},
	{0x80090331, "SEC_E_ALGORITHM_MISMATCH", "protocol-version", Says, []string{"no-shared-cipher"}},
	{0x80090346, "SEC_E_BAD_BINDINGS", "handshake-refused", Hints, nil},
	{0x80090349, "SEC_E_CERT_WRONG_USAGE", "wrong-purpose", Says, nil},
	{0x80090350, "SEC_E_DOWNGRADE_DETECTED", "downgrade", Hints, nil},
	{0x80090352, "SEC_E_ISSUING_CA_UNTRUSTED", "untrusted-issuer", Hints, []string{"untrusted-root"}},
	{0x80090367, "SEC_E_APPLICATION_PROTOCOL_MISMATCH", "alpn-mismatch", Says, nil},
	{0x80092002, "CRYPT_E_BAD_ENCODE", "malformed-certificate", Hints, []string{"pem-malformed"}},
	{0x80092003, "CRYPT_E_FILE_ERROR", "file-not-found", Hints, []string{"permission-denied"}},
	{0x80092006, "CRYPT_E_NO_PROVIDER", "key-missing", Hints, nil},
	{0x80092007, "CRYPT_E_SELF_SIGNED", "self-signed", Says, nil},
	{0x80092009, "CRYPT_E_NO_MATCH", "wrong-format", Hints, nil},
	{0x8009200B, "CRYPT_E_NO_KEY_PROPERTY", "key-missing", Says, nil},
	{0x8009200C, "CRYPT_E_NO_DECRYPT_CERT", "key-missing", Hints, nil},
	{0x80092010, "CRYPT_E_REVOKED", "revoked", Says, nil},
	{0x80092011, "CRYPT_E_NO_REVOCATION_DLL", "revocation-unknown", Says, nil},
	{0x80092012, "CRYPT_E_NO_REVOCATION_CHECK", "revocation-unknown", Says, nil},
	{0x80092013, "CRYPT_E_REVOCATION_OFFLINE", "revocation-unknown", Says, nil},
	{0x80092014, "CRYPT_E_NOT_IN_REVOCATION_DATABASE", "revocation-unknown", Says, nil},
	{0x80092026, "CRYPT_E_SECURITY_SETTINGS", "weak-signature", Hints, nil},
	{0x80093100, "CRYPT_E_ASN1_ERROR", "malformed-certificate", Hints, []string{"wrong-format"}},
	{0x80093101, "CRYPT_E_ASN1_INTERNAL", "malformed-certificate", Hints, nil},
	{0x80093102, "CRYPT_E_ASN1_EOD", "malformed-certificate", Hints, []string{"wrong-format", "pem-malformed"}},
	{0x80093103, "CRYPT_E_ASN1_CORRUPT", "malformed-certificate", Hints, nil},
	{0x80093108, "CRYPT_E_ASN1_BADPDU", "malformed-certificate", Hints, nil},
	{0x8009310B, "CRYPT_E_ASN1_BADTAG", "malformed-certificate", Hints, []string{"wrong-format", "pem-malformed"}},
	{0x800B0101, "CERT_E_EXPIRED", "expired", Says, []string{"wrong-clock", "not-yet-valid"}},
	{0x800B0102, "CERT_E_VALIDITYPERIODNESTING", "expired", Hints, []string{"wrong-clock"}},
	{0x800B0103, "CERT_E_ROLE", "not-a-ca", Says, nil},
	{0x800B0104, "CERT_E_PATHLENCONST", "path-too-long", Says, nil},
	{0x800B0105, "CERT_E_CRITICAL", "unknown-critical-extension", Says, nil},
	{0x800B0106, "CERT_E_PURPOSE", "wrong-purpose", Says, nil},
	{0x800B0107, "CERT_E_ISSUERCHAINING", "untrusted-issuer", Says, nil},
	{0x800B0108, "CERT_E_MALFORMED", "malformed-certificate", Says, nil},
	{0x800B0109, "CERT_E_UNTRUSTEDROOT", "untrusted-root", Hints, []string{"missing-intermediate", "untrusted-issuer", "self-signed"}},
	{0x800B010A, "CERT_E_CHAINING", "untrusted-issuer", Hints, []string{"missing-intermediate", "untrusted-root"}},
	{0x800B010B, "TRUST_E_FAIL", "untrusted-issuer", Hints, nil},
	{0x800B010C, "CERT_E_REVOKED", "revoked", Says, nil},
	{0x800B010D, "CERT_E_UNTRUSTEDTESTROOT", "untrusted-root", Says, nil},
	{0x800B010E, "CERT_E_REVOCATION_FAILURE", "revocation-unknown", Says, nil},
	{0x800B010F, "CERT_E_CN_NO_MATCH", "hostname-mismatch", Says, []string{"no-san"}},
	{0x800B0110, "CERT_E_WRONG_USAGE", "wrong-purpose", Says, nil},
	{0x800B0111, "TRUST_E_EXPLICIT_DISTRUST", "untrusted-root", Hints, []string{"revoked"}},
	{0x800B0112, "CERT_E_UNTRUSTEDCA", "untrusted-issuer", Hints, []string{"untrusted-root"}},
	{0x800B0113, "CERT_E_INVALID_POLICY", "wrong-purpose", Hints, nil},
	{0x800B0114, "CERT_E_INVALID_NAME", "name-constraint", Says, nil},
	{0x80096004, "TRUST_E_CERT_SIGNATURE", "untrusted-issuer", Hints, []string{"malformed-certificate"}},
	{0x80096019, "TRUST_E_BASIC_CONSTRAINTS", "not-a-ca", Says, nil},
	{0x80090003, "NTE_BAD_KEY", "wrong-format", Hints, []string{"key-mismatch"}},
	{0x80090006, "NTE_BAD_SIGNATURE", "handshake-signature-invalid", Hints, []string{"untrusted-issuer"}},
	{0x8009000B, "NTE_BAD_KEY_STATE", "key-missing", Hints, []string{"permission-denied"}},
	{0x80090010, "NTE_PERM", "permission-denied", Says, nil},
	{0x80090016, "NTE_BAD_KEYSET", "key-missing", Says, []string{"permission-denied"}},
	{0x80090019, "NTE_KEYSET_NOT_DEF", "key-missing", Hints, nil},
	{0x80090029, "NTE_NOT_SUPPORTED", "unsupported-key", Hints, nil},
}

var winHTTP = []winError{
	{12002, "TIMEOUT", "connect-timeout", Hints, []string{"handshake-timeout", "idle-timeout"}},
	{12007, "NAME_NOT_RESOLVED", "dns-failure", Says, nil},
	{12029, "CANNOT_CONNECT", "connection-refused", Hints, []string{"connect-timeout", "network-unreachable", "handshake-refused"}},
	{12030, "CONNECTION_ERROR", "connection-reset", Hints, []string{"closed-early", "protocol-version"}},
	{12031, "CONNECTION_RESET", "connection-reset", Says, []string{"closed-early"}},
	{12037, "SECURE_CERT_DATE_INVALID", "expired", Says, []string{"not-yet-valid", "wrong-clock"}},
	{12038, "SECURE_CERT_CN_INVALID", "hostname-mismatch", Says, []string{"no-san"}},
	{12044, "CLIENT_AUTH_CERT_NEEDED", "client-cert-required", Says, nil},
	{12045, "SECURE_INVALID_CA", "untrusted-root", Hints, []string{"untrusted-issuer", "missing-intermediate", "self-signed"}},
	{12057, "SECURE_CERT_REV_FAILED", "revocation-unknown", Says, nil},
	{12157, "SECURE_CHANNEL_ERROR", "handshake-refused", Hints, []string{"protocol-version", "no-shared-cipher"}},
	{12169, "SECURE_INVALID_CERT", "untrusted-issuer", Hints, []string{"malformed-certificate", "expired", "hostname-mismatch"}},
	{12170, "SECURE_CERT_REVOKED", "revoked", Says, nil},
	{12175, "SECURE_FAILURE", "handshake-refused", Hints, []string{"protocol-version", "untrusted-root", "hostname-mismatch", "expired"}},
	{12179, "SECURE_CERT_WRONG_USAGE", "wrong-purpose", Says, nil},
	{12185, "CLIENT_CERT_NO_PRIVATE_KEY", "key-missing", Says, nil},
	{12186, "CLIENT_CERT_NO_ACCESS_PRIVATE_KEY", "permission-denied", Says, []string{"key-missing"}},
}

var winFlags = []winError{
	{0, "CERT_TRUST_IS_NOT_TIME_VALID", "expired", Says, []string{"not-yet-valid", "wrong-clock"}},
	{0, "CERT_TRUST_IS_REVOKED", "revoked", Says, nil},
	{0, "CERT_TRUST_IS_NOT_SIGNATURE_VALID", "untrusted-issuer", Hints, []string{"malformed-certificate"}},
	{0, "CERT_TRUST_IS_NOT_VALID_FOR_USAGE", "wrong-purpose", Says, nil},
	{0, "CERT_TRUST_IS_UNTRUSTED_ROOT", "untrusted-root", Hints, []string{"self-signed", "missing-intermediate"}},
	{0, "CERT_TRUST_REVOCATION_STATUS_UNKNOWN", "revocation-unknown", Says, nil},
	{0, "CERT_TRUST_IS_OFFLINE_REVOCATION", "revocation-unknown", Says, nil},
	{0, "CERT_TRUST_IS_CYCLIC", "untrusted-issuer", Hints, nil},
	{0, "CERT_TRUST_INVALID_EXTENSION", "malformed-certificate", Hints, []string{"unknown-critical-extension"}},
	{0, "CERT_TRUST_INVALID_BASIC_CONSTRAINTS", "not-a-ca", Says, []string{"path-too-long"}},
	{0, "CERT_TRUST_INVALID_NAME_CONSTRAINTS", "name-constraint", Says, nil},
	{0, "CERT_TRUST_HAS_NOT_SUPPORTED_NAME_CONSTRAINT", "name-constraint", Says, nil},
	{0, "CERT_TRUST_HAS_EXCLUDED_NAME_CONSTRAINT", "name-constraint", Says, nil},
	{0, "CERT_TRUST_HAS_NOT_PERMITTED_NAME_CONSTRAINT", "name-constraint", Says, nil},
	{0, "CERT_TRUST_IS_PARTIAL_CHAIN", "untrusted-issuer", Hints, []string{"missing-intermediate", "untrusted-root"}},
	{0, "CERT_TRUST_IS_EXPLICIT_DISTRUST", "untrusted-root", Hints, []string{"revoked"}},
	{0, "CERT_TRUST_HAS_WEAK_SIGNATURE", "weak-signature", Says, nil},
	{0, "CERT_TRUST_HAS_NOT_SUPPORTED_CRITICAL_EXT", "unknown-critical-extension", Says, nil},
	{0, "WINHTTP_CALLBACK_STATUS_FLAG_CERT_REV_FAILED", "revocation-unknown", Says, nil},
	{0, "WINHTTP_CALLBACK_STATUS_FLAG_INVALID_CERT", "untrusted-issuer", Hints, []string{"malformed-certificate"}},
	{0, "WINHTTP_CALLBACK_STATUS_FLAG_CERT_REVOKED", "revoked", Says, nil},
	{0, "WINHTTP_CALLBACK_STATUS_FLAG_INVALID_CA", "untrusted-root", Hints, []string{"untrusted-issuer", "self-signed"}},
	{0, "WINHTTP_CALLBACK_STATUS_FLAG_CERT_CN_INVALID", "hostname-mismatch", Says, []string{"no-san"}},
	{0, "WINHTTP_CALLBACK_STATUS_FLAG_CERT_DATE_INVALID", "expired", Says, []string{"not-yet-valid", "wrong-clock"}},
	{0, "WINHTTP_CALLBACK_STATUS_FLAG_CERT_WRONG_USAGE", "wrong-purpose", Says, nil},
	{0, "WINHTTP_CALLBACK_STATUS_FLAG_SECURITY_CHANNEL_ERROR", "handshake-refused", Hints, []string{"protocol-version"}},
}
