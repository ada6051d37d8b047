package explain

import "fmt"

// appleErrors holds the results of SecureTransport and of Security by name and
// number (SecureTransport.h, SecBase.h), and the checks of a policy that
// SecTrust names when it refuses: "Trust evaluate failure: [leaf AnchorTrusted]"
// (Security, SecTrust.c and SecPolicyInternal.h).
var appleErrors = table{
	Ecosystem: apple.Ecosystem,
	Name:      apple.Name,
	Made:      func() []Phrase { return appleForms(apple) },
}

type appleError struct {
	number       int // without its sign; 0 where it stands in no text
	name         string
	code         string
	tells        Tells
	alternatives []string
}

func appleForms(others ...table) []Phrase {
	m := makerBesideTables(others...)
	add := func(e appleError, source, text string, with ...string) {
		m.add(Phrase{Code: e.code, Tells: e.tells, Alternatives: e.alternatives, Source: source}, text, with...)
	}
	for _, e := range secureTransport {
		source := fmt.Sprintf("SecureTransport.h, errSSL%s (-%d)", e.name, e.number)
		add(e, source, "errSSL"+e.name)
		add(e, source, fmt.Sprintf("-%d", e.number), aboutApple)
		add(e, source, fmt.Sprintf("OSStatus %d", -e.number))
	}
	for _, e := range secBase {
		source := "SecBase.h, errSec" + e.name
		add(e, source, "errSec"+e.name)
		if e.number > 0 {
			add(e, source, fmt.Sprintf("-%d", e.number), aboutApple)
		}
	}
	for _, e := range trustChecks {
		add(e, "Security, SecPolicyInternal.h, kSecPolicyCheck"+e.name, e.name, "Trust evaluate failure")
		add(e, "Security, SecPolicyInternal.h", "kSecPolicyCheck"+e.name)
	}
	return m.made
}

var secureTransport = []appleError{
	{9800, "Protocol", "handshake-refused", Hints, []string{"protocol-version", "not-tls"}},
	{9801, "Negotiation", "no-shared-cipher", Hints, []string{"protocol-version"}},
	{9802, "FatalAlert", "handshake-refused", Hints, []string{"protocol-version", "client-cert-rejected"}},
	{9805, "ClosedGraceful", "closed-early", Hints, []string{"truncated-close"}},
	{9806, "ClosedAbort", "closed-early", Hints, []string{"connection-reset"}},
	{9807, "XCertChainInvalid", "untrusted-issuer", Hints, []string{"untrusted-root", "hostname-mismatch", "expired"}},
	{9808, "BadCert", "untrusted-root", Hints, []string{"malformed-certificate"}},
	{9809, "Crypto", "handshake-signature-invalid", Hints, []string{"handshake-refused"}},
	{9810, "Internal", "handshake-refused", Hints, nil},
	{9812, "UnknownRootCert", "untrusted-root", Hints, []string{"missing-intermediate", "self-signed"}},
	{9813, "NoRootCert", "untrusted-issuer", Hints, []string{"untrusted-root", "missing-intermediate"}},
	{9814, "CertExpired", "expired", Says, []string{"wrong-clock"}},
	{9815, "CertNotYetValid", "not-yet-valid", Says, []string{"wrong-clock"}},
	{9816, "ClosedNoNotify", "closed-early", Hints, []string{"truncated-close", "connection-reset"}},
	{9817, "BufferOverflow", "oversized-handshake", Hints, nil},
	{9818, "BadCipherSuite", "no-shared-cipher", Says, nil},
	{9819, "PeerUnexpectedMsg", "handshake-refused", Hints, []string{"corrupt-record"}},
	{9820, "PeerBadRecordMac", "corrupt-record", Says, nil},
	{9821, "PeerDecryptionFail", "corrupt-record", Says, nil},
	{9822, "PeerRecordOverflow", "corrupt-record", Says, nil},
	{9824, "PeerHandshakeFail", "handshake-refused", Hints, []string{"no-shared-cipher", "client-cert-required", "protocol-version"}},
	{9825, "PeerBadCert", "client-cert-rejected", Hints, []string{"client-cert-required"}},
	{9826, "PeerUnsupportedCert", "client-cert-rejected", Hints, nil},
	{9827, "PeerCertRevoked", "client-cert-rejected", Hints, []string{"revoked"}},
	{9828, "PeerCertExpired", "client-cert-rejected", Hints, []string{"expired"}},
	{9829, "PeerCertUnknown", "client-cert-rejected", Hints, nil},
	{9830, "IllegalParam", "handshake-refused", Hints, nil},
	{9831, "PeerUnknownCA", "client-cert-rejected", Hints, nil},
	{9832, "PeerAccessDenied", "client-cert-rejected", Hints, nil},
	{9833, "PeerDecodeError", "handshake-refused", Hints, []string{"corrupt-record"}},
	{9834, "PeerDecryptError", "handshake-signature-invalid", Hints, []string{"corrupt-record"}},
	{9835, "PeerExportRestriction", "no-shared-cipher", Hints, nil},
	{9836, "PeerProtocolVersion", "protocol-version", Says, nil},
	{9837, "PeerInsufficientSecurity", "no-shared-cipher", Says, []string{"protocol-version"}},
	{9838, "PeerInternalError", "handshake-refused", Hints, []string{"sni-unrecognized"}},
	{9840, "PeerNoRenegotiation", "legacy-renegotiation", Says, nil},
	{9842, "ClientCertRequested", "client-cert-required", Hints, nil},
	{9843, "HostNameMismatch", "hostname-mismatch", Says, []string{"no-san"}},
	{9844, "ConnectionRefused", "connection-refused", Says, nil},
	{9845, "DecryptionFail", "corrupt-record", Says, nil},
	{9846, "BadRecordMac", "corrupt-record", Says, nil},
	{9847, "RecordOverflow", "corrupt-record", Says, []string{"not-tls"}},
	{9848, "BadConfiguration", "context-misuse", Says, nil},
	{9849, "UnexpectedRecord", "corrupt-record", Hints, []string{"not-tls"}},
	{9850, "WeakPeerEphemeralDHKey", "weak-dh", Says, nil},
	{9852, "TransportReset", "connection-reset", Says, nil},
	{9853, "NetworkTimeout", "connect-timeout", Hints, []string{"handshake-timeout"}},
	{9854, "ConfigurationFailed", "context-misuse", Says, nil},
	{9855, "UnsupportedExtension", "handshake-refused", Hints, nil},
	{9856, "UnexpectedMessage", "corrupt-record", Hints, []string{"not-tls"}},
	{9858, "HandshakeFail", "handshake-refused", Hints, nil},
	{9859, "DecodeError", "corrupt-record", Hints, []string{"not-tls"}},
	{9860, "InappropriateFallback", "downgrade", Says, []string{"protocol-version"}},
	{9861, "MissingExtension", "handshake-refused", Hints, nil},
	{9862, "BadCertificateStatusResponse", "staple-invalid", Says, nil},
	{9863, "CertificateRequired", "client-cert-required", Says, nil},
	{9865, "UnrecognizedName", "sni-unrecognized", Says, nil},
}

var secBase = []appleError{
	{67602, "HostNameMismatch", "hostname-mismatch", Says, []string{"no-san"}},
	{0, "UnknownCriticalExtensionFlag", "unknown-critical-extension", Says, nil},
	{0, "NoBasicConstraints", "not-a-ca", Hints, []string{"strict-profile"}},
	{0, "NoBasicConstraintsCA", "not-a-ca", Says, nil},
	{67609, "InvalidExtendedKeyUsage", "wrong-purpose", Says, nil},
	{0, "InvalidKeyUsageForPolicy", "wrong-purpose", Says, nil},
	{0, "PathLengthConstraintExceeded", "path-too-long", Says, nil},
	{0, "IDPFailure", "revocation-unknown", Hints, nil},
	{67654, "TrustSettingDeny", "untrusted-root", Hints, nil},
	{0, "MissingRequiredExtension", "strict-profile", Hints, nil},
	{0, "UnsupportedKeySize", "weak-key", Says, nil},
	{67818, "CertificateExpired", "expired", Says, []string{"wrong-clock"}},
	{67819, "CertificateNotValidYet", "not-yet-valid", Says, []string{"wrong-clock"}},
	{67820, "CertificateRevoked", "revoked", Says, nil},
	{67821, "CertificateSuspended", "revoked", Hints, nil},
	{67843, "NotTrusted", "untrusted-root", Hints, []string{"untrusted-issuer", "self-signed"}},
	{25318, "CreateChainFailed", "untrusted-issuer", Hints, []string{"missing-intermediate", "untrusted-root"}},
	{0, "CertificateNameNotAllowed", "name-constraint", Says, nil},
	{0, "CertificatePolicyNotAllowed", "wrong-purpose", Hints, nil},
	{0, "CertificateValidityPeriodTooLong", "lifetime-too-long", Says, nil},
	{0, "CertificateIsCA", "not-a-ca", Hints, nil},
	{0, "IncompleteCertRevocationCheck", "revocation-unknown", Says, nil},
	{0, "CRLExpired", "revocation-unknown", Says, nil},
	{0, "CRLNotValidYet", "revocation-unknown", Says, nil},
	{0, "CRLServerDown", "revocation-unknown", Says, nil},
	{0, "CRLNotFound", "revocation-unknown", Says, nil},
	{0, "OCSPUnavailable", "revocation-unknown", Says, nil},
	{0, "OCSPStatusUnrecognized", "revocation-unknown", Says, nil},
	{0, "OCSPBadResponse", "staple-invalid", Says, nil},
	{0, "OCSPBadRequest", "revocation-unknown", Says, nil},
	{0, "SMIMEEmailAddressesNotFound", "hostname-mismatch", Hints, nil},
	{0, "UnknownFormat", "wrong-format", Says, nil},
	{25260, "PassphraseRequired", "passphrase-needed", Says, nil},
	{25264, "Pkcs12VerifyFailure", "wrong-passphrase", Says, nil},
}

var trustChecks = []appleError{
	{0, "AnchorTrusted", "untrusted-root", Says, []string{"self-signed", "untrusted-issuer", "missing-intermediate"}},
	{0, "MissingIntermediate", "missing-intermediate", Says, []string{"untrusted-issuer"}},
	{0, "TemporalValidity", "expired", Says, []string{"not-yet-valid", "wrong-clock"}},
	{0, "SSLHostname", "hostname-mismatch", Says, []string{"no-san"}},
	{0, "EAPTrustedServerNames", "hostname-mismatch", Says, nil},
	{0, "Email", "hostname-mismatch", Says, nil},
	{0, "BasicConstraints", "not-a-ca", Says, nil},
	{0, "BasicConstraintsCA", "not-a-ca", Says, nil},
	{0, "BasicConstraintsPathLen", "path-too-long", Says, nil},
	{0, "NameConstraints", "name-constraint", Says, nil},
	{0, "CriticalExtensions", "unknown-critical-extension", Says, nil},
	{0, "UnknownCriticalExtension", "unknown-critical-extension", Says, nil},
	{0, "ExtendedKeyUsage", "wrong-purpose", Says, nil},
	{0, "ServerAuthEKU", "wrong-purpose", Says, nil},
	{0, "KeyUsage", "wrong-purpose", Says, nil},
	{0, "KeyUsageReportOnly", "wrong-purpose", Says, nil},
	{0, "KeySize", "weak-key", Says, nil},
	{0, "WeakKeySize", "weak-key", Says, nil},
	{0, "SystemTrustedWeakKey", "weak-key", Says, nil},
	{0, "SignatureHashAlgorithms", "weak-signature", Says, nil},
	{0, "WeakSignature", "weak-signature", Says, nil},
	{0, "SystemTrustedWeakHash", "weak-signature", Says, nil},
	{0, "SystemTrustedCTRequired", "ct-missing", Says, nil},
	{0, "NoNetworkCTRequired", "ct-missing", Says, nil},
	{0, "OtherTrustValidityPeriod", "lifetime-too-long", Says, nil},
	{0, "SystemTrustValidityPeriod", "lifetime-too-long", Says, nil},
	{0, "ValidityPeriodMaximums", "lifetime-too-long", Says, nil},
	{0, "Revocation", "revoked", Says, nil},
	{0, "RevocationResponseRequired", "revocation-unknown", Says, nil},
	{0, "RevocationOnline", "revocation-unknown", Says, nil},
	{0, "BlackListedLeaf", "revoked", Says, nil},
	{0, "BlackListedKey", "revoked", Says, nil},
	{0, "BlockedLeaf", "revoked", Says, nil},
	{0, "GrayListedLeaf", "untrusted-root", Says, nil},
	{0, "GrayListedKey", "untrusted-root", Says, nil},
	{0, "PinningRequired", "pin-mismatch", Says, nil},
	{0, "CAspkiSHA256", "pin-mismatch", Says, nil},
	{0, "LeafSPKISHA256", "pin-mismatch", Says, nil},
	{0, "NotCA", "not-a-ca", Says, nil},
	{0, "DuplicateExtension", "malformed-certificate", Says, nil},
	{0, "UnparseableExtension", "malformed-certificate", Says, nil},
	{0, "UsageConstraints", "untrusted-root", Says, nil},
	{0, "ValidRoot", "expired", Says, nil},
}
