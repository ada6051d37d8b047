package explain

import "fmt"

// numbers holds OpenSSL's errors as bare numbers, which is what is left where a
// program did not load the texts, or where a log was cut off behind them.
var numbers = table{
	Ecosystem: openssl.Ecosystem,
	Name:      openssl.Name,
	Phrases:   reasonNumbers(openssl.Phrases),
}

// sslReasons are the numbers of the reasons SSL_R_*, by include/openssl/sslerr.h.
var sslReasons = map[string]int{
	"SIGNATURE_FOR_NON_SIGNING_CERTIFICATE": 220, "EE_KEY_TOO_SMALL": 399, "CA_KEY_TOO_SMALL": 397, "UNKNOWN_PKEY_TYPE": 251,
	"UNKNOWN_CERTIFICATE_TYPE": 247, "UNSUPPORTED_ELLIPTIC_CURVE": 315, "WRONG_VERSION_NUMBER": 267, "UNKNOWN_PROTOCOL": 252, "HTTP_REQUEST": 156,
	"HTTPS_PROXY_REQUEST": 155, "PACKET_LENGTH_TOO_LONG": 198, "UNEXPECTED_EOF_WHILE_READING": 294, "SSL_HANDSHAKE_FAILURE": 229,
	"TLSV1_ALERT_PROTOCOL_VERSION": 1070, "UNSUPPORTED_PROTOCOL": 258, "NO_PROTOCOLS_AVAILABLE": 191, "VERSION_TOO_LOW": 396, "WRONG_SSL_VERSION": 266,
	"UNSUPPORTED_SSL_VERSION": 259, "LEGACY_SIGALG_DISALLOWED_OR_UNSUPPORTED": 333, "SSLV3_ALERT_HANDSHAKE_FAILURE": 1040,
	"TLSV1_ALERT_INTERNAL_ERROR": 1080, "SSLV3_ALERT_ILLEGAL_PARAMETER": 1047, "TLSV1_ALERT_DECODE_ERROR": 1050,
	"TLSV13_ALERT_CERTIFICATE_REQUIRED": 1116, "TLSV1_UNRECOGNIZED_NAME": 1112, "DECRYPTION_FAILED_OR_BAD_RECORD_MAC": 281,
	"SSLV3_ALERT_BAD_RECORD_MAC": 1020, "TLSV1_ALERT_RECORD_OVERFLOW": 1022, "DIGEST_CHECK_FAILED": 149, "UNEXPECTED_MESSAGE": 244,
	"SSLV3_ALERT_UNEXPECTED_MESSAGE": 1010, "BAD_PACKET_LENGTH": 115, "CERTIFICATE_VERIFY_FAILED": 134, "INVALID_STATUS_RESPONSE": 328,
	"NO_SHARED_CIPHER": 193, "NO_SHARED_SIGNATURE_ALGORITHMS": 376, "NO_SUITABLE_SIGNATURE_ALGORITHM": 118, "NO_SHARED_GROUPS": 410,
	"NO_SUITABLE_KEY_SHARE": 101, "NO_SUITABLE_GROUPS": 295, "NO_CIPHERS_AVAILABLE": 181, "NO_CIPHER_MATCH": 185, "WRONG_CIPHER_RETURNED": 261,
	"UNKNOWN_CIPHER_RETURNED": 248, "TLSV1_ALERT_INSUFFICIENT_SECURITY": 1071, "TLSV1_ALERT_EXPORT_RESTRICTION": 1060,
	"UNSAFE_LEGACY_RENEGOTIATION_DISABLED": 338, "NO_RENEGOTIATION": 339, "TLSV1_ALERT_NO_RENEGOTIATION": 1100, "RENEGOTIATION_MISMATCH": 337,
	"SCSV_RECEIVED_WHEN_RENEGOTIATING": 345, "DH_KEY_TOO_SMALL": 394, "BAD_DH_VALUE": 102, "TLSV1_ALERT_NO_APPLICATION_PROTOCOL": 1120,
	"NO_APPLICATION_PROTOCOL": 235, "INAPPROPRIATE_FALLBACK": 373, "TLSV1_ALERT_INAPPROPRIATE_FALLBACK": 1086, "INCONSISTENT_EXTMS": 104,
	"BAD_SIGNATURE": 123, "WRONG_SIGNATURE_TYPE": 370, "TLSV1_ALERT_DECRYPT_ERROR": 1051, "EXCESSIVE_MESSAGE_SIZE": 152, "LENGTH_TOO_LONG": 404,
	"TLSV1_ALERT_UNKNOWN_CA": 1048, "SSLV3_ALERT_CERTIFICATE_UNKNOWN": 1046, "SSLV3_ALERT_BAD_CERTIFICATE": 1042,
	"SSLV3_ALERT_UNSUPPORTED_CERTIFICATE": 1043, "SSLV3_ALERT_CERTIFICATE_EXPIRED": 1045, "SSLV3_ALERT_CERTIFICATE_REVOKED": 1044,
	"TLSV1_ALERT_ACCESS_DENIED": 1049, "PEER_DID_NOT_RETURN_A_CERTIFICATE": 199, "SSLV3_ALERT_NO_CERTIFICATE": 1041,
	"TLSV1_BAD_CERTIFICATE_STATUS_RESPONSE": 1113, "NO_CERTIFICATE_ASSIGNED": 177, "UNINITIALIZED": 276, "NO_METHOD_SPECIFIED": 188,
	"CONNECTION_TYPE_NOT_SET": 144, "NULL_SSL_CTX": 195, "CA_MD_TOO_WEAK": 398, "NO_PRIVATE_KEY_ASSIGNED": 190, "SHUTDOWN_WHILE_IN_INIT": 407,
	"PROTOCOL_IS_SHUTDOWN": 207, "BLOCK_CIPHER_PAD_IS_WRONG": 129, "DECRYPTION_FAILED": 147, "BAD_RECORD_TYPE": 443,
	"DATA_BETWEEN_CCS_AND_FINISHED": 145, "ENCRYPTED_LENGTH_TOO_LONG": 150, "BAD_EXTENSION": 110, "TLSV1_ALERT_USER_CANCELLED": 1090,
	"BAD_PROTOCOL_VERSION_NUMBER": 116, "LIBRARY_HAS_NO_CIPHERS": 161,
}

// packedNumbers are whole numbers of OpenSSL up to 1.1.1, which hold the function
// too, as they stand in many logs. Their last three digits are the reason.
var packedNumbers = []string{
	"140760FC", "140770FC", "1407609C", "1407609B", "14076102", "14077102", "14077410", "1407742E", "14090086", "1408F10B", "1408F119",
	"1408F09C", "1408F09B", "14094410", "14094412", "14094413", "14094414", "14094415", "14094416", "14094418", "1409441B", "1409442E", "1409442F",
	"14094438", "14094458", "1409445C", "140890B2", "140890C7", "1408A0C1", "1416F086", "1417A0C1", "1417C0C7", "14209102", "141A318A", "14082174",
	"1425F102", "14171102", "1417118C", "141710F8", "14201076", "14200042",
}

// otherNumbers are those of other libraries of OpenSSL, as the function
// ERR_error_string of 3.x and of those before it prints them.
var otherNumbers = []Phrase{
	{Code: "pem-malformed", Text: "error:0480006C", Tells: Hints, Alternatives: []string{"wrong-format"}, Source: "PEM_R_NO_START_LINE", Versions: "3.0 on"},
	{Code: "pem-malformed", Text: "error:0909006C", Tells: Hints, Alternatives: []string{"wrong-format"}, Source: "PEM_R_NO_START_LINE in get_name", Versions: "1.1.1"},
	{Code: "pem-malformed", Text: "error:0906D06C", Tells: Hints, Alternatives: []string{"wrong-format"}, Source: "PEM_R_NO_START_LINE in PEM_read_bio", Versions: "0.9.8 to 1.1.0"},
	{Code: "pem-malformed", Text: "error:0906D066", Tells: Hints, Source: "PEM_R_BAD_END_LINE in PEM_read_bio", Versions: "0.9.8 to 1.1.0"},
	{Code: "pem-malformed", Text: "error:0906D064", Tells: Hints, Source: "PEM_R_BAD_BASE64_DECODE in PEM_read_bio", Versions: "0.9.8 to 1.1.0"},
	{Code: "passphrase-needed", Text: "error:0906A068", Tells: Hints, Source: "PEM_R_BAD_PASSWORD_READ in PEM_do_header", Versions: "0.9.8 to 1.1.1"},
	{Code: "passphrase-needed", Text: "error:04800068", Tells: Hints, Source: "PEM_R_BAD_PASSWORD_READ", Versions: "3.0 on"},
	{Code: "key-mismatch", Text: "error:05800074", Tells: Hints, Source: "X509_R_KEY_VALUES_MISMATCH", Versions: "3.0 on"},
	{Code: "key-mismatch", Text: "error:0B080074", Tells: Hints, Source: "X509_R_KEY_VALUES_MISMATCH in X509_check_private_key", Versions: "0.9.8 to 1.1.1"},
	{Code: "wrong-passphrase", Text: "error:06065064", Tells: Hints, Source: "EVP_R_BAD_DECRYPT in EVP_DecryptFinal_ex", Versions: "0.9.8 to 1.1.1"},
	{Code: "wrong-passphrase", Text: "error:1C800064", Tells: Hints, Source: "PROV_R_BAD_DECRYPT", Versions: "3.0 on"},
	{Code: "wrong-passphrase", Text: "error:23076071", Tells: Hints, Source: "PKCS12_R_MAC_VERIFY_FAILURE in PKCS12_parse", Versions: "0.9.8 to 1.1.1"},
	{Code: "wrong-passphrase", Text: "error:11800071", Tells: Hints, Source: "PKCS12_R_MAC_VERIFY_FAILURE", Versions: "3.0 on"},
	{Code: "wrong-format", Text: "error:1E08010C", Tells: Hints, Alternatives: []string{"pem-malformed", "passphrase-needed", "unsupported-key"}, Source: "ERR_R_UNSUPPORTED of the decoders", Versions: "3.0 on"},
	{Code: "openssl-mismatch", Text: "error:0308010C", Tells: Hints, Source: "EVP_R_UNSUPPORTED", Versions: "3.0 on"},
	{Code: "unsupported-key", Text: "error:0607907F", Tells: Hints, Alternatives: []string{"wrong-format"}, Source: "EVP_R_EXPECTING_AN_RSA_KEY in EVP_PKEY_get0_RSA", Versions: "0.9.8 to 1.1.1"},
}

// reasonNumbers gives the phrases of reasons under their numbers. They only
// hint: the text beside a number knows which side it was.
func reasonNumbers(phrases []Phrase) []Phrase {
	all := otherNumbers
	held := map[int]bool{}
	for _, p := range phrases {
		m := reasonName.FindStringSubmatch(p.Source)
		if m == nil || m[1] != "SSL_R" {
			continue
		}
		n, known := sslReasons[m[2]]
		if !known || held[n] {
			continue
		}
		held[n] = true
		p.Tells, p.With = max(p.Tells, Hints), nil
		texts := []string{fmt.Sprintf("error:%08X", 0x0A000000|n), fmt.Sprintf("TLS_LIB_ERR=%X", 0x0A000000|n)}
		for _, packed := range packedNumbers {
			if packed[5:] == fmt.Sprintf("%03X", n) {
				texts = append(texts, "error:"+packed, "TLS_LIB_ERR="+packed)
			}
		}
		for _, p.Text = range texts {
			all = append(all, p)
		}
	}
	return all
}
