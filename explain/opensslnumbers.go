package explain

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// numbers holds OpenSSL's errors by number alone, as a line that is cut off or
// a program that does not load the strings prints them. Words beside a number
// tell as much or more, so that these only wrap.
var numbers = table{
	Ecosystem: openssl.Ecosystem,
	Name:      openssl.Name,
	Made: func() []Phrase {
		return slices.Concat(packedNumbers(openssl.all()), oldNumbers(), verifyNumbers(openssl.all()))
	},
}

// libraries are the numbers of OpenSSL's libraries (include/openssl/err.h), by
// the prefix of their reasons.
var libraries = map[string]int{"RSA": 4, "EVP": 6, "PEM": 9, "X509": 11, "ASN1": 13, "EC": 16, "SSL": 20, "PKCS12": 35, "OCSP": 39}

// packedNumbers gives the numbers of OpenSSL 3, which are made of the library
// and the reason alone: in hex, as ERR_error_string writes them, and in
// decimal, as programs print an unsigned long.
func packedNumbers(phrases []Phrase) (all []Phrase) {
	held := map[string]bool{}
	for _, p := range phrases {
		m := reasonName.FindStringSubmatch(p.Source)
		if m == nil {
			continue
		}
		reason := reasonNumbers[m[1]+"_"+m[2]]
		library := libraries[strings.TrimSuffix(m[1], "_R")]
		if reason == 0 || library == 0 {
			continue
		}
		n := library<<23 | reason
		text := fmt.Sprintf("error:%08X", n)
		if held[text] {
			continue
		}
		held[text] = true
		p = Phrase{Code: p.Code, Text: text, Tells: Wraps, Alternatives: p.Alternatives, Source: fmt.Sprintf("include/openssl/err.h, ERR_PACK: %s_%s", m[1], m[2]), Versions: "3.0 on"}
		all = append(all, p)
		p.With = []string{aboutNumbers}
		for _, text := range []string{fmt.Sprintf("%08X", n), fmt.Sprintf("0x%X", n), strconv.Itoa(n)} {
			p.Text = text
			all = append(all, p)
		}
	}
	return all
}

const aboutNumbers = aboutTLS + "|openssl|ERR_get_error|SSL_connect|SSL_accept|SSL_do_handshake|handshake|SSLError"

// oldNumbers are those of OpenSSL up to 1.1.1 that are met most: they hold the
// function too, and so are many for one reason.
func oldNumbers() (all []Phrase) {
	for _, n := range []struct {
		code         string
		alternatives []string
		packed       []int
	}{
		{"untrusted-issuer", []string{"untrusted-root", "missing-intermediate", "self-signed", "expired"}, []int{0x14090086, 0x1416F086, 0x1409F086, 0x14007086}},
		{"not-tls", []string{"protocol-version"}, []int{0x1408F10B, 0x140770FC, 0x140760FC, 0x1407609C, 0x1409210B, 0x1404A10B, 0x1408A10B, 0x140AB10B}},
		{"handshake-refused", []string{"protocol-version", "no-shared-cipher", "client-cert-required"}, []int{0x14077410, 0x14094410, 0x1404B410, 0x14004410, 0x1409E0E5, 0x140790E5}},
		{"protocol-version", nil, []int{0x1409442E, 0x1407742E, 0x1404B42E, 0x1425F102, 0x14209102, 0x14171102, 0x142090FC, 0x1417118C}},
		{"no-shared-cipher", []string{"protocol-version"}, []int{0x1408A0C1, 0x1417A0C1, 0x140920F8}},
		{"client-cert-rejected", []string{"server-cert-rejected"}, []int{0x14094412, 0x14094416, 0x14094418, 0x14094413}},
		{"expired", []string{"client-cert-rejected"}, []int{0x14094415}},
		{"client-cert-required", nil, []int{0x1417C0C7, 0x140890C7, 0x1409445C}},
		{"corrupt-record", nil, []int{0x1408F119, 0x140943FC, 0x1408F081}},
		{"weak-dh", nil, []int{0x14082174, 0x141A318A, 0x1408D18A}},
		{"weak-key", nil, []int{0x140AB18F}},
		{"weak-signature", nil, []int{0x140AB18E}},
		{"sni-unrecognized", nil, []int{0x14094458, 0x14077458}},
		{"pem-malformed", []string{"wrong-format"}, []int{0x0906D06C, 0x0906D064, 0x0906D066, 0x0909006C}},
		{"key-mismatch", nil, []int{0x0B080074, 0x0B080073}},
		{"wrong-passphrase", nil, []int{0x06065064, 0x0906A065, 0x23077074, 0x23076071}},
		{"passphrase-needed", nil, []int{0x0906A068, 0x0906406D}},
		{"legacy-renegotiation", nil, []int{0x141E3152}},
	} {
		for _, packed := range n.packed {
			p := Phrase{Code: n.code, Text: fmt.Sprintf("error:%08X", packed), Tells: Wraps, Alternatives: n.alternatives, Source: "include/openssl/err.h, ERR_PACK: library, function, reason", Versions: "up to 1.1.1"}
			all = append(all, p)
			p.With = []string{aboutNumbers}
			for _, text := range []string{fmt.Sprintf("%08X", packed), strconv.Itoa(packed)} {
				p.Text = text
				all = append(all, p)
			}
		}
	}
	return all
}

// verifyNumbers gives the verifier's results by number: the tables' sources
// hold it in brackets behind the name.
func verifyNumbers(phrases []Phrase) []Phrase {
	m := makerBeside()
	for _, p := range phrases {
		_, rest, ok := strings.Cut(p.Source, "X509_V_ERR_")
		_, number, found := strings.Cut(rest, " (")
		number, _, _ = strings.Cut(number, ")")
		if _, err := strconv.Atoi(number); !ok || !found || err != nil || len(p.With) > 0 {
			continue
		}
		for _, form := range []string{"verify error:num=%s", "verify error num=%s", "verify return code: %s", "verify result: %s", "verify_result=%s", "certificate verify error: (%s:", "verify error code %s", "X509_V_ERR %s"} {
			m.add(Phrase{Code: p.Code, Tells: Wraps, Alternatives: p.Alternatives, Source: p.Source}, fmt.Sprintf(form, number))
		}
	}
	return m.made
}

// reasonNumbers are the numbers of the reasons that the tables name
// (include/openssl/sslerr.h and its neighbours).
var reasonNumbers = map[string]int{
	"ASN1_R_BAD_OBJECT_HEADER":                            102,
	"ASN1_R_BAD_TEMPLATE":                                 230,
	"ASN1_R_DECODE_ERROR":                                 110,
	"ASN1_R_EXPECTING_AN_OBJECT":                          116,
	"ASN1_R_FIELD_MISSING":                                121,
	"ASN1_R_HEADER_TOO_LONG":                              123,
	"ASN1_R_ILLEGAL_PADDING":                              221,
	"ASN1_R_ILLEGAL_ZERO_CONTENT":                         222,
	"ASN1_R_INVALID_OBJECT_ENCODING":                      216,
	"ASN1_R_INVALID_VALUE":                                219,
	"ASN1_R_MISSING_EOC":                                  137,
	"ASN1_R_NOT_ENOUGH_DATA":                              142,
	"ASN1_R_NO_MATCHING_CHOICE_TYPE":                      143,
	"ASN1_R_SEQUENCE_LENGTH_MISMATCH":                     148,
	"ASN1_R_SEQUENCE_NOT_CONSTRUCTED":                     149,
	"ASN1_R_TIME_NOT_ASCII_FORMAT":                        193,
	"ASN1_R_TOO_LONG":                                     155,
	"ASN1_R_UNEXPECTED_EOC":                               159,
	"ASN1_R_UNKNOWN_MESSAGE_DIGEST_ALGORITHM":             161,
	"ASN1_R_UNKNOWN_PUBLIC_KEY_TYPE":                      163,
	"ASN1_R_UNKNOWN_SIGNATURE_ALGORITHM":                  199,
	"ASN1_R_UNSUPPORTED_PUBLIC_KEY_TYPE":                  167,
	"ASN1_R_WRONG_PUBLIC_KEY_TYPE":                        200,
	"ASN1_R_WRONG_TAG":                                    168,
	"EC_R_INVALID_CURVE":                                  141,
	"EC_R_INVALID_ENCODING":                               102,
	"EC_R_INVALID_PRIVATE_KEY":                            123,
	"EC_R_MISSING_PRIVATE_KEY":                            125,
	"EC_R_POINT_IS_NOT_ON_CURVE":                          107,
	"EC_R_UNKNOWN_GROUP":                                  129,
	"EC_R_UNSUPPORTED_FIELD":                              131,
	"EVP_R_DATA_NOT_MULTIPLE_OF_BLOCK_LENGTH":             138,
	"EVP_R_DECODE_ERROR":                                  114,
	"EVP_R_DIFFERENT_KEY_TYPES":                           101,
	"EVP_R_DIFFERENT_PARAMETERS":                          153,
	"EVP_R_EXPECTING_AN_RSA_KEY":                          127,
	"EVP_R_EXPECTING_A_DH_KEY":                            128,
	"EVP_R_EXPECTING_A_DSA_KEY":                           129,
	"EVP_R_INVALID_DIGEST":                                152,
	"EVP_R_NO_KEY_SET":                                    154,
	"EVP_R_PRIVATE_KEY_DECODE_ERROR":                      145,
	"EVP_R_PUBLIC_KEY_NOT_RSA":                            106,
	"EVP_R_UNKNOWN_CIPHER":                                160,
	"EVP_R_UNKNOWN_DIGEST":                                161,
	"EVP_R_UNKNOWN_PBE_ALGORITHM":                         121,
	"EVP_R_UNSUPPORTED_ALGORITHM":                         156,
	"EVP_R_UNSUPPORTED_CIPHER":                            107,
	"EVP_R_UNSUPPORTED_KEY_DERIVATION_FUNCTION":           124,
	"EVP_R_UNSUPPORTED_KEY_TYPE":                          224,
	"EVP_R_UNSUPPORTED_PRF":                               125,
	"EVP_R_UNSUPPORTED_PRIVATE_KEY_ALGORITHM":             118,
	"EVP_R_WRONG_FINAL_BLOCK_LENGTH":                      109,
	"OCSP_R_CERTIFICATE_VERIFY_ERROR":                     101,
	"OCSP_R_DIGEST_ERR":                                   102,
	"OCSP_R_ERROR_IN_NEXTUPDATE_FIELD":                    122,
	"OCSP_R_ERROR_IN_THISUPDATE_FIELD":                    123,
	"OCSP_R_MISSING_OCSPSIGNING_USAGE":                    103,
	"OCSP_R_NEXTUPDATE_BEFORE_THISUPDATE":                 124,
	"OCSP_R_NOT_BASIC_RESPONSE":                           104,
	"OCSP_R_NO_CERTIFICATES_IN_CHAIN":                     105,
	"OCSP_R_NO_RESPONSE_DATA":                             108,
	"OCSP_R_REQUEST_NOT_SIGNED":                           128,
	"OCSP_R_RESPONSE_CONTAINS_NO_REVOCATION_DATA":         111,
	"OCSP_R_ROOT_CA_NOT_TRUSTED":                          112,
	"OCSP_R_SIGNATURE_FAILURE":                            117,
	"OCSP_R_SIGNER_CERTIFICATE_NOT_FOUND":                 118,
	"OCSP_R_STATUS_EXPIRED":                               125,
	"OCSP_R_STATUS_NOT_YET_VALID":                         126,
	"OCSP_R_STATUS_TOO_OLD":                               127,
	"OCSP_R_UNKNOWN_MESSAGE_DIGEST":                       119,
	"PEM_R_BAD_BASE64_DECODE":                             100,
	"PEM_R_BAD_DECRYPT":                                   101,
	"PEM_R_BAD_END_LINE":                                  102,
	"PEM_R_BAD_IV_CHARS":                                  103,
	"PEM_R_BAD_MAGIC_NUMBER":                              116,
	"PEM_R_BAD_PASSWORD_READ":                             104,
	"PEM_R_ERROR_CONVERTING_PRIVATE_KEY":                  115,
	"PEM_R_EXPECTING_PRIVATE_KEY_BLOB":                    119,
	"PEM_R_EXPECTING_PUBLIC_KEY_BLOB":                     120,
	"PEM_R_HEADER_TOO_LONG":                               128,
	"PEM_R_NOT_DEK_INFO":                                  105,
	"PEM_R_NOT_ENCRYPTED":                                 106,
	"PEM_R_NOT_PROC_TYPE":                                 107,
	"PEM_R_NO_START_LINE":                                 108,
	"PEM_R_PROBLEMS_GETTING_PASSWORD":                     109,
	"PEM_R_READ_KEY":                                      111,
	"PEM_R_SHORT_HEADER":                                  112,
	"PEM_R_UNSUPPORTED_CIPHER":                            113,
	"PEM_R_UNSUPPORTED_ENCRYPTION":                        114,
	"PEM_R_UNSUPPORTED_PUBLIC_KEY_TYPE":                   110,
	"PKCS12_R_CANT_PACK_STRUCTURE":                        100,
	"PKCS12_R_CONTENT_TYPE_NOT_DATA":                      121,
	"PKCS12_R_DECODE_ERROR":                               101,
	"PKCS12_R_ENCRYPT_ERROR":                              103,
	"PKCS12_R_INVALID_NULL_PKCS12_POINTER":                105,
	"PKCS12_R_MAC_ABSENT":                                 108,
	"PKCS12_R_MAC_GENERATION_ERROR":                       109,
	"PKCS12_R_MAC_VERIFY_FAILURE":                         113,
	"PKCS12_R_PARSE_ERROR":                                114,
	"PKCS12_R_PKCS12_CIPHERFINAL_ERROR":                   116,
	"PKCS12_R_UNKNOWN_DIGEST_ALGORITHM":                   118,
	"PKCS12_R_UNSUPPORTED_PKCS12_MODE":                    119,
	"RSA_R_BAD_SIGNATURE":                                 104,
	"RSA_R_BLOCK_TYPE_IS_NOT_01":                          106,
	"RSA_R_DATA_TOO_LARGE_FOR_MODULUS":                    132,
	"RSA_R_DIGEST_TOO_BIG_FOR_RSA_KEY":                    112,
	"RSA_R_KEY_SIZE_TOO_SMALL":                            120,
	"RSA_R_MODULUS_TOO_LARGE":                             105,
	"RSA_R_PADDING_CHECK_FAILED":                          114,
	"RSA_R_WRONG_SIGNATURE_LENGTH":                        119,
	"SSL_R_APP_DATA_IN_HANDSHAKE":                         100,
	"SSL_R_ATTEMPT_TO_REUSE_SESSION_IN_DIFFERENT_CONTEXT": 272,
	"SSL_R_BAD_CIPHER":                                    186,
	"SSL_R_BAD_DH_VALUE":                                  102,
	"SSL_R_BAD_DIGEST_LENGTH":                             111,
	"SSL_R_BAD_ECC_CERT":                                  304,
	"SSL_R_BAD_ECPOINT":                                   306,
	"SSL_R_BAD_EXTENSION":                                 110,
	"SSL_R_BAD_HANDSHAKE_LENGTH":                          332,
	"SSL_R_BAD_HRR_VERSION":                               263,
	"SSL_R_BAD_LEGACY_VERSION":                            292,
	"SSL_R_BAD_LENGTH":                                    271,
	"SSL_R_BAD_PACKET":                                    240,
	"SSL_R_BAD_PACKET_LENGTH":                             115,
	"SSL_R_BAD_PROTOCOL_VERSION_NUMBER":                   116,
	"SSL_R_BAD_PSK":                                       219,
	"SSL_R_BAD_RECORD_TYPE":                               443,
	"SSL_R_BAD_RSA_ENCRYPT":                               119,
	"SSL_R_BAD_SIGNATURE":                                 123,
	"SSL_R_BAD_VALUE":                                     384,
	"SSL_R_BINDER_DOES_NOT_VERIFY":                        253,
	"SSL_R_BLOCK_CIPHER_PAD_IS_WRONG":                     129,
	"SSL_R_CA_KEY_TOO_SMALL":                              397,
	"SSL_R_CA_MD_TOO_WEAK":                                398,
	"SSL_R_CCS_RECEIVED_EARLY":                            133,
	"SSL_R_CERTIFICATE_VERIFY_FAILED":                     134,
	"SSL_R_CERT_CB_ERROR":                                 377,
	"SSL_R_CIPHERSUITE_DIGEST_HAS_CHANGED":                218,
	"SSL_R_CLIENTHELLO_TLSEXT":                            226,
	"SSL_R_CONNECTION_TYPE_NOT_SET":                       144,
	"SSL_R_DATA_BETWEEN_CCS_AND_FINISHED":                 145,
	"SSL_R_DATA_LENGTH_TOO_LONG":                          146,
	"SSL_R_DECRYPTION_FAILED":                             147,
	"SSL_R_DECRYPTION_FAILED_OR_BAD_RECORD_MAC":           281,
	"SSL_R_DH_KEY_TOO_SMALL":                              394,
	"SSL_R_DH_PUBLIC_VALUE_LENGTH_IS_WRONG":               148,
	"SSL_R_DIGEST_CHECK_FAILED":                           149,
	"SSL_R_DTLS_MESSAGE_TOO_BIG":                          334,
	"SSL_R_ECC_CERT_NOT_FOR_SIGNING":                      318,
	"SSL_R_ECDH_REQUIRED_FOR_SUITEB_MODE":                 374,
	"SSL_R_EE_KEY_TOO_SMALL":                              399,
	"SSL_R_ENCRYPTED_LENGTH_TOO_LONG":                     150,
	"SSL_R_EXCESSIVE_MESSAGE_SIZE":                        152,
	"SSL_R_FRAGMENTED_CLIENT_HELLO":                       401,
	"SSL_R_GOT_A_FIN_BEFORE_A_CCS":                        154,
	"SSL_R_HTTPS_PROXY_REQUEST":                           155,
	"SSL_R_HTTP_REQUEST":                                  156,
	"SSL_R_INAPPROPRIATE_FALLBACK":                        373,
	"SSL_R_INCONSISTENT_EXTMS":                            104,
	"SSL_R_INSUFFICIENT_SECURITY":                         241,
	"SSL_R_INVALID_ALERT":                                 205,
	"SSL_R_INVALID_CCS_MESSAGE":                           260,
	"SSL_R_INVALID_COMMAND":                               280,
	"SSL_R_INVALID_CONFIGURATION_NAME":                    113,
	"SSL_R_INVALID_NULL_CMD_NAME":                         385,
	"SSL_R_INVALID_STATUS_RESPONSE":                       328,
	"SSL_R_INVALID_TICKET_KEYS_LENGTH":                    325,
	"SSL_R_LEGACY_SIGALG_DISALLOWED_OR_UNSUPPORTED":       333,
	"SSL_R_LENGTH_MISMATCH":                               159,
	"SSL_R_LENGTH_TOO_LONG":                               404,
	"SSL_R_LENGTH_TOO_SHORT":                              160,
	"SSL_R_LIBRARY_BUG":                                   274,
	"SSL_R_LIBRARY_HAS_NO_CIPHERS":                        161,
	"SSL_R_MISSING_ECDSA_SIGNING_CERT":                    381,
	"SSL_R_MISSING_RSA_CERTIFICATE":                       168,
	"SSL_R_MISSING_RSA_SIGNING_CERT":                      170,
	"SSL_R_MISSING_SIGALGS_EXTENSION":                     112,
	"SSL_R_MISSING_SIGNING_CERT":                          221,
	"SSL_R_MISSING_SUPPORTED_GROUPS_EXTENSION":            209,
	"SSL_R_MISSING_TMP_DH_KEY":                            171,
	"SSL_R_MISSING_TMP_ECDH_KEY":                          311,
	"SSL_R_MIXED_HANDSHAKE_AND_NON_HANDSHAKE_DATA":        293,
	"SSL_R_NOT_ON_RECORD_BOUNDARY":                        182,
	"SSL_R_NO_APPLICATION_PROTOCOL":                       235,
	"SSL_R_NO_CERTIFICATE_ASSIGNED":                       177,
	"SSL_R_NO_CIPHERS_AVAILABLE":                          181,
	"SSL_R_NO_CIPHERS_SPECIFIED":                          183,
	"SSL_R_NO_CIPHER_MATCH":                               185,
	"SSL_R_NO_CLIENT_CERT_METHOD":                         331,
	"SSL_R_NO_METHOD_SPECIFIED":                           188,
	"SSL_R_NO_PRIVATE_KEY_ASSIGNED":                       190,
	"SSL_R_NO_PROTOCOLS_AVAILABLE":                        191,
	"SSL_R_NO_RENEGOTIATION":                              339,
	"SSL_R_NO_SHARED_CIPHER":                              193,
	"SSL_R_NO_SHARED_GROUPS":                              410,
	"SSL_R_NO_SHARED_SIGNATURE_ALGORITHMS":                376,
	"SSL_R_NO_SUITABLE_DIGEST_ALGORITHM":                  297,
	"SSL_R_NO_SUITABLE_GROUPS":                            295,
	"SSL_R_NO_SUITABLE_KEY_SHARE":                         101,
	"SSL_R_NO_SUITABLE_SIGNATURE_ALGORITHM":               118,
	"SSL_R_NO_VALID_SCTS":                                 216,
	"SSL_R_NULL_SSL_CTX":                                  195,
	"SSL_R_OCSP_CALLBACK_FAILURE":                         305,
	"SSL_R_OLD_SESSION_CIPHER_NOT_RETURNED":               197,
	"SSL_R_PACKET_LENGTH_TOO_LONG":                        198,
	"SSL_R_PARSE_TLSEXT":                                  227,
	"SSL_R_PATH_TOO_LONG":                                 270,
	"SSL_R_PEER_DID_NOT_RETURN_A_CERTIFICATE":             199,
	"SSL_R_PRIVATE_KEY_MISMATCH":                          288,
	"SSL_R_PROTOCOL_IS_SHUTDOWN":                          207,
	"SSL_R_PSK_IDENTITY_NOT_FOUND":                        223,
	"SSL_R_READ_TIMEOUT_EXPIRED":                          312,
	"SSL_R_RECORD_LENGTH_MISMATCH":                        213,
	"SSL_R_RECORD_TOO_SMALL":                              298,
	"SSL_R_RENEGOTIATE_EXT_TOO_LONG":                      335,
	"SSL_R_RENEGOTIATION_ENCODING_ERR":                    336,
	"SSL_R_RENEGOTIATION_MISMATCH":                        337,
	"SSL_R_REQUIRED_CIPHER_MISSING":                       215,
	"SSL_R_SCSV_RECEIVED_WHEN_RENEGOTIATING":              345,
	"SSL_R_SCT_VERIFICATION_FAILED":                       208,
	"SSL_R_SERVERHELLO_TLSEXT":                            275,
	"SSL_R_SESSION_ID_CONTEXT_UNINITIALIZED":              277,
	"SSL_R_SHUTDOWN_WHILE_IN_INIT":                        407,
	"SSL_R_SIGNATURE_ALGORITHMS_ERROR":                    360,
	"SSL_R_SIGNATURE_FOR_NON_SIGNING_CERTIFICATE":         220,
	"SSL_R_SSLV3_ALERT_BAD_CERTIFICATE":                   1042,
	"SSL_R_SSLV3_ALERT_BAD_RECORD_MAC":                    1020,
	"SSL_R_SSLV3_ALERT_CERTIFICATE_EXPIRED":               1045,
	"SSL_R_SSLV3_ALERT_CERTIFICATE_REVOKED":               1044,
	"SSL_R_SSLV3_ALERT_CERTIFICATE_UNKNOWN":               1046,
	"SSL_R_SSLV3_ALERT_HANDSHAKE_FAILURE":                 1040,
	"SSL_R_SSLV3_ALERT_ILLEGAL_PARAMETER":                 1047,
	"SSL_R_SSLV3_ALERT_NO_CERTIFICATE":                    1041,
	"SSL_R_SSLV3_ALERT_UNEXPECTED_MESSAGE":                1010,
	"SSL_R_SSLV3_ALERT_UNSUPPORTED_CERTIFICATE":           1043,
	"SSL_R_SSL_HANDSHAKE_FAILURE":                         229,
	"SSL_R_SSL_SESSION_VERSION_MISMATCH":                  210,
	"SSL_R_TLSV13_ALERT_CERTIFICATE_REQUIRED":             1116,
	"SSL_R_TLSV1_ALERT_ACCESS_DENIED":                     1049,
	"SSL_R_TLSV1_ALERT_DECODE_ERROR":                      1050,
	"SSL_R_TLSV1_ALERT_DECRYPT_ERROR":                     1051,
	"SSL_R_TLSV1_ALERT_EXPORT_RESTRICTION":                1060,
	"SSL_R_TLSV1_ALERT_INAPPROPRIATE_FALLBACK":            1086,
	"SSL_R_TLSV1_ALERT_INSUFFICIENT_SECURITY":             1071,
	"SSL_R_TLSV1_ALERT_INTERNAL_ERROR":                    1080,
	"SSL_R_TLSV1_ALERT_NO_APPLICATION_PROTOCOL":           1120,
	"SSL_R_TLSV1_ALERT_NO_RENEGOTIATION":                  1100,
	"SSL_R_TLSV1_ALERT_PROTOCOL_VERSION":                  1070,
	"SSL_R_TLSV1_ALERT_RECORD_OVERFLOW":                   1022,
	"SSL_R_TLSV1_ALERT_UNKNOWN_CA":                        1048,
	"SSL_R_TLSV1_ALERT_UNKNOWN_PSK_IDENTITY":              1115,
	"SSL_R_TLSV1_ALERT_USER_CANCELLED":                    1090,
	"SSL_R_TLSV1_BAD_CERTIFICATE_HASH_VALUE":              1114,
	"SSL_R_TLSV1_BAD_CERTIFICATE_STATUS_RESPONSE":         1113,
	"SSL_R_TLSV1_CERTIFICATE_UNOBTAINABLE":                1111,
	"SSL_R_TLSV1_UNRECOGNIZED_NAME":                       1112,
	"SSL_R_TLSV1_UNSUPPORTED_EXTENSION":                   1110,
	"SSL_R_TOO_MANY_WARN_ALERTS":                          409,
	"SSL_R_UNEXPECTED_CCS_MESSAGE":                        262,
	"SSL_R_UNEXPECTED_EOF_WHILE_READING":                  294,
	"SSL_R_UNEXPECTED_MESSAGE":                            244,
	"SSL_R_UNEXPECTED_RECORD":                             245,
	"SSL_R_UNINITIALIZED":                                 276,
	"SSL_R_UNKNOWN_ALERT_TYPE":                            246,
	"SSL_R_UNKNOWN_CERTIFICATE_TYPE":                      247,
	"SSL_R_UNKNOWN_CIPHER_RETURNED":                       248,
	"SSL_R_UNKNOWN_CMD_NAME":                              386,
	"SSL_R_UNKNOWN_DIGEST":                                368,
	"SSL_R_UNKNOWN_KEY_EXCHANGE_TYPE":                     250,
	"SSL_R_UNKNOWN_PKEY_TYPE":                             251,
	"SSL_R_UNKNOWN_PROTOCOL":                              252,
	"SSL_R_UNKNOWN_SSL_VERSION":                           254,
	"SSL_R_UNSAFE_LEGACY_RENEGOTIATION_DISABLED":          338,
	"SSL_R_UNSUPPORTED_ELLIPTIC_CURVE":                    315,
	"SSL_R_UNSUPPORTED_PROTOCOL":                          258,
	"SSL_R_UNSUPPORTED_SSL_VERSION":                       259,
	"SSL_R_UNSUPPORTED_STATUS_TYPE":                       329,
	"SSL_R_VERSION_TOO_HIGH":                              166,
	"SSL_R_VERSION_TOO_LOW":                               396,
	"SSL_R_WRONG_CERTIFICATE_TYPE":                        383,
	"SSL_R_WRONG_CIPHER_RETURNED":                         261,
	"SSL_R_WRONG_CURVE":                                   378,
	"SSL_R_WRONG_SIGNATURE_LENGTH":                        264,
	"SSL_R_WRONG_SIGNATURE_SIZE":                          265,
	"SSL_R_WRONG_SIGNATURE_TYPE":                          370,
	"SSL_R_WRONG_SSL_VERSION":                             266,
	"SSL_R_WRONG_VERSION_NUMBER":                          267,
	"SSL_R_X509_VERIFICATION_SETUP_PROBLEMS":              269,
	"X509_R_AKID_MISMATCH":                                110,
	"X509_R_BAD_X509_FILETYPE":                            100,
	"X509_R_BASE64_DECODE_ERROR":                          118,
	"X509_R_CERTIFICATE_VERIFICATION_FAILED":              139,
	"X509_R_CRL_VERIFY_FAILURE":                           131,
	"X509_R_INVALID_DIRECTORY":                            113,
	"X509_R_ISSUER_MISMATCH":                              129,
	"X509_R_KEY_TYPE_MISMATCH":                            115,
	"X509_R_KEY_VALUES_MISMATCH":                          116,
	"X509_R_LOADING_CERT_DIR":                             103,
	"X509_R_LOADING_DEFAULTS":                             104,
	"X509_R_NO_CERTIFICATE_FOUND":                         135,
	"X509_R_NO_CERTIFICATE_OR_CRL_FOUND":                  136,
	"X509_R_NO_CRL_FOUND":                                 137,
	"X509_R_PUBLIC_KEY_DECODE_ERROR":                      125,
	"X509_R_UNABLE_TO_GET_CERTS_PUBLIC_KEY":               108,
	"X509_R_UNKNOWN_KEY_TYPE":                             117,
	"X509_R_UNSUPPORTED_ALGORITHM":                        111,
}
