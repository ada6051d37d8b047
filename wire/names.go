package wire

import "fmt"

// VersionName gives a version as people write it: "TLS 1.2", "SSL 3.0".
func VersionName(v uint16) string {
	switch v {
	case 0x0002:
		return "SSL 2.0"
	case SSL30:
		return "SSL 3.0"
	case TLS10, TLS11, TLS12, TLS13:
		return fmt.Sprintf("TLS 1.%d", v-TLS10)
	}
	return fmt.Sprintf("version 0x%04x", v)
}

// AlertName gives an alert's name in the IANA registry "TLS Alerts", or its
// number.
func AlertName(n uint8) string {
	if name := alertNames[n]; name != "" {
		return name
	}
	return fmt.Sprintf("alert %d", n)
}

// AlertText is number and name together: "alert 40, handshake_failure".
func AlertText(n uint8) string {
	if name := alertNames[n]; name != "" {
		return fmt.Sprintf("alert %d, %s", n, name)
	}
	return fmt.Sprintf("alert %d", n)
}

var alertNames = map[uint8]string{
	0: "close_notify", 10: "unexpected_message", 20: "bad_record_mac", 21: "decryption_failed",
	22: "record_overflow", 30: "decompression_failure", 40: "handshake_failure", 41: "no_certificate",
	42: "bad_certificate", 43: "unsupported_certificate", 44: "certificate_revoked", 45: "certificate_expired",
	46: "certificate_unknown", 47: "illegal_parameter", 48: "unknown_ca", 49: "access_denied",
	50: "decode_error", 51: "decrypt_error", 52: "too_many_cids_requested", 60: "export_restriction",
	70: "protocol_version", 71: "insufficient_security", 80: "internal_error", 86: "inappropriate_fallback",
	90: "user_canceled", 100: "no_renegotiation", 109: "missing_extension", 110: "unsupported_extension",
	111: "certificate_unobtainable", 112: "unrecognized_name", 113: "bad_certificate_status_response",
	114: "bad_certificate_hash_value", 115: "unknown_psk_identity", 116: "certificate_required",
	117: "general_error", 120: "no_application_protocol", 121: "ech_required",
}

// GroupName gives a key exchange group's name in the IANA registry "TLS
// Supported Groups", or its number; "" for 0, which stands for none.
func GroupName(g uint16) string {
	if name, ok := groupNames[g]; ok || g == 0 {
		return name
	}
	return fmt.Sprintf("group %d", g)
}

// Groups lists the groups that [GroupName] knows, those in use first.
func Groups() []uint16 {
	all := append([]uint16(nil), commonGroups...)
	for g := range uint16(1 << 13) {
		if _, ok := groupNames[g]; ok && !has(commonGroups, g) {
			all = append(all, g)
		}
	}
	return all
}

func has(list []uint16, n uint16) bool {
	for _, m := range list {
		if m == n {
			return true
		}
	}
	return false
}

var commonGroups = []uint16{4588, 4587, 4589, 29, 23, 24, 25, 30, 256, 257, 258}

var groupNames = map[uint16]string{
	1: "sect163k1", 2: "sect163r1", 3: "sect163r2", 4: "sect193r1", 5: "sect193r2", 6: "sect233k1",
	7: "sect233r1", 8: "sect239k1", 9: "sect283k1", 10: "sect283r1", 11: "sect409k1", 12: "sect409r1",
	13: "sect571k1", 14: "sect571r1", 15: "secp160k1", 16: "secp160r1", 17: "secp160r2", 18: "secp192k1",
	19: "secp192r1", 20: "secp224k1", 21: "secp224r1", 22: "secp256k1", 23: "secp256r1", 24: "secp384r1",
	25: "secp521r1", 26: "brainpoolP256r1", 27: "brainpoolP384r1", 28: "brainpoolP512r1", 29: "x25519",
	30: "x448", 31: "brainpoolP256r1tls13", 32: "brainpoolP384r1tls13", 33: "brainpoolP512r1tls13",
	34: "GC256A", 35: "GC256B", 36: "GC256C", 37: "GC256D", 38: "GC512A", 39: "GC512B", 40: "GC512C",
	41: "curveSM2", 256: "ffdhe2048", 257: "ffdhe3072", 258: "ffdhe4096", 259: "ffdhe6144", 260: "ffdhe8192",
	512: "MLKEM512", 513: "MLKEM768", 514: "MLKEM1024",
	4587: "SecP256r1MLKEM768", 4588: "X25519MLKEM768", 4589: "SecP384r1MLKEM1024", 4590: "curveSM2MLKEM768",
}

// SchemeName gives a signature scheme's name in the IANA registry "TLS
// SignatureScheme", or its number; "" for 0. Up to TLS 1.2 the same numbers
// are a hash and a signature algorithm (RFC 5246 section 7.4.1.4.1).
func SchemeName(s uint16) string {
	for _, known := range schemes {
		if known.id == s {
			return known.name
		}
	}
	if s == 0 {
		return ""
	}
	return fmt.Sprintf("signature scheme 0x%04x", s)
}

// Schemes lists the signature schemes that [SchemeName] knows, strong ones
// first.
func Schemes() []uint16 {
	ids := make([]uint16, len(schemes))
	for i, s := range schemes {
		ids[i] = s.id
	}
	return ids
}

var schemes = []struct {
	id   uint16
	name string
}{
	{0x0804, "rsa_pss_rsae_sha256"}, {0x0403, "ecdsa_secp256r1_sha256"}, {0x0807, "ed25519"},
	{0x0805, "rsa_pss_rsae_sha384"}, {0x0806, "rsa_pss_rsae_sha512"},
	{0x0401, "rsa_pkcs1_sha256"}, {0x0501, "rsa_pkcs1_sha384"}, {0x0601, "rsa_pkcs1_sha512"},
	{0x0503, "ecdsa_secp384r1_sha384"}, {0x0603, "ecdsa_secp521r1_sha512"}, {0x0808, "ed448"},
	{0x0809, "rsa_pss_pss_sha256"}, {0x080a, "rsa_pss_pss_sha384"}, {0x080b, "rsa_pss_pss_sha512"},
	{0x081a, "ecdsa_brainpoolP256r1tls13_sha256"}, {0x081b, "ecdsa_brainpoolP384r1tls13_sha384"},
	{0x081c, "ecdsa_brainpoolP512r1tls13_sha512"}, {0x0708, "sm2sig_sm3"},
	{0x0904, "mldsa44"}, {0x0905, "mldsa65"}, {0x0906, "mldsa87"},
	{0x0402, "dsa_sha256"}, {0x0502, "dsa_sha384"}, {0x0602, "dsa_sha512"},
	{0x0301, "rsa_sha224"}, {0x0302, "dsa_sha224"}, {0x0303, "ecdsa_sha224"},
	{0x0201, "rsa_pkcs1_sha1"}, {0x0203, "ecdsa_sha1"}, {0x0202, "dsa_sha1"},
	{0x0101, "rsa_md5"},
}
