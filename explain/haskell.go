package explain

// haskell holds the words of the tls and x509-validation packages, as
// http-client, cabal and stack print them with show.
var haskell = table{
	Ecosystem: "haskell",
	Name:      "Haskell",
	Marks:     []string{"HandshakeFailed", "HttpExceptionRequest", "InternalException", "TlsExceptionHostPort", "Error_Protocol", "Error_Packet_unexpected", "cabal:", "stack"},
	Phrases: []Phrase{
		{Code: "untrusted-issuer", Text: "certificate has unknown CA", Tells: Hints, Alternatives: []string{"untrusted-root", "missing-intermediate", "no-trust-store"}, Source: "tls, Network/TLS/Handshake/Common.hs, certificateRejected"},
		{Code: "expired", Text: "certificate has expired", With: []string{"HandshakeFailed|Error_Protocol|CertificateExpired"}, Source: "tls, Network/TLS/Handshake/Common.hs, certificateRejected"},
		{Code: "hostname-mismatch", Text: "certificate rejected: [NameMismatch", Alternatives: []string{"no-san"}, Source: "x509-validation, Data/X509/Validation.hs, FailedReason"},
		{Code: "self-signed", Text: "certificate rejected: [SelfSigned", Alternatives: []string{"untrusted-root"}, Source: "x509-validation, Data/X509/Validation.hs, FailedReason"},
		{Code: "not-yet-valid", Text: "certificate rejected: [InFuture", Alternatives: []string{"wrong-clock"}, Source: "x509-validation, Data/X509/Validation.hs, FailedReason"},
		{Code: "not-a-ca", Text: "certificate rejected: [NotAllowedToSign", Source: "x509-validation, Data/X509/Validation.hs, FailedReason"},
		{Code: "wrong-purpose", Text: "certificate rejected: [LeafKeyPurposeNotAllowed", Source: "x509-validation, Data/X509/Validation.hs, FailedReason"},
		{Code: "no-san", Text: "certificate rejected: [NoCommonName", Alternatives: []string{"hostname-mismatch"}, Source: "x509-validation, Data/X509/Validation.hs, FailedReason"},
		{Code: "untrusted-issuer", Text: "certificate rejected:", With: []string{"HandshakeFailed|Error_Protocol|CertificateUnknown"}, Tells: Wraps, Alternatives: []string{"hostname-mismatch", "expired", "self-signed"}, Source: "tls, Network/TLS/Handshake/Common.hs, certificateRejected"},
		{Code: "closed-early", Text: "HandshakeFailed Error_EOF", Alternatives: []string{"connection-reset", "handshake-refused"}, Source: "tls, Network/TLS/Struct.hs, TLSError"},
		{Code: "not-tls", Text: "HandshakeFailed (Error_Packet_Parsing", Tells: Hints, Alternatives: []string{"protocol-version", "corrupt-record"}, Source: "tls, Network/TLS/Struct.hs, TLSError"},
		{Code: "not-tls", Text: "HandshakeFailed (Error_Packet", Tells: Wraps, Alternatives: []string{"protocol-version", "corrupt-record"}, Source: "tls, Network/TLS/Struct.hs, TLSError"},
		{Code: "handshake-refused", Text: "HandshakeFailed (Error_Protocol * HandshakeFailure", Tells: Hints, Alternatives: []string{"protocol-version", "no-shared-cipher", "client-cert-required"}, Source: "tls, Network/TLS/Struct.hs, AlertDescription"},
		{Code: "protocol-version", Text: "HandshakeFailed (Error_Protocol * ProtocolVersion", Source: "tls, Network/TLS/Struct.hs, AlertDescription"},
		{Code: "handshake-refused", Text: "HandshakeFailed", Tells: Wraps, Alternatives: []string{"untrusted-issuer", "protocol-version"}, Source: "tls, Network/TLS/Struct.hs, TLSException"},
		{Code: "dns-failure", Text: "Network.Socket.getAddrInfo", Source: "network, Network/Socket/Info.hsc"},
		{Code: "connection-refused", Text: "Network.Socket.connect: * does not exist (Connection refused)", Source: "network, Network/Socket/Syscall.hs"},
		{Code: "connection-refused", Text: "Network.Socket.connect", Tells: Wraps, Alternatives: []string{"connect-timeout", "network-unreachable"}, Source: "network, Network/Socket/Syscall.hs"},
		{Code: "connect-timeout", Text: "ConnectionTimeout", With: []string{"HttpExceptionRequest"}, Alternatives: []string{"handshake-timeout"}, Source: "http-client, Network/HTTP/Client/Types.hs"},
		{Code: "connection-refused", Text: "(ConnectionFailure", With: []string{"HttpExceptionRequest"}, Tells: Wraps, Alternatives: []string{"dns-failure", "connect-timeout"}, Source: "http-client, Network/HTTP/Client/Types.hs"},
	},
}
