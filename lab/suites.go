package lab

// suites are the endpoints whose suites or groups clients do not share, or
// should not use.
func suites() []Scenario {
	rsa := chain{leaf(r11, keyed(rsa2048)), r11}
	ec := chain{leaf(r11), r11}
	return []Scenario{
		{
			ID: "no-shared-cipher", Code: "no-shared-cipher", Expect: Reject,
			About: "The server has no suite but one with Camellia.",
			sends: ec, byHand: &byHand{suite: "TLS_ECDHE_ECDSA_WITH_CAMELLIA_128_GCM_SHA256"},
		},
		{
			ID: "no-shared-cipher-dhe", Code: "no-shared-cipher", Expect: Either,
			About: "The server has no suite but one with finite-field Diffie-Hellman, with a group of 2048 bits.",
			sends: rsa, byHand: &byHand{suite: "TLS_DHE_RSA_WITH_AES_128_GCM_SHA256", dhBits: 2048},
		},
		{
			ID: "no-shared-cipher-anonymous", Code: "no-shared-cipher", Codes: []string{"no-shared-cipher", "weak-cipher"}, Expect: Reject,
			About: "The server shows no certificate, and agrees on keys with whoever comes.",
			sends: ec, byHand: &byHand{suite: "TLS_DH_anon_WITH_AES_128_GCM_SHA256", dhBits: 2048},
		},
		{
			ID: "no-shared-cipher-null", Code: "no-shared-cipher", Codes: []string{"no-shared-cipher", "weak-cipher"}, Expect: Reject,
			About: "The server does not encrypt: its only suite has a NULL cipher.",
			sends: ec, byHand: &byHand{suite: "TLS_ECDHE_ECDSA_WITH_NULL_SHA"},
		},
		{
			ID: "no-shared-cipher-export", Code: "no-shared-cipher", Codes: []string{"no-shared-cipher", "weak-cipher"}, Expect: Reject,
			About: "The server has no suite but an export one, with a temporary RSA key of 512 bits.",
			sends: rsa, byHand: &byHand{suite: "TLS_RSA_EXPORT_WITH_RC4_40_MD5"},
		},
		{
			ID: "weak-dh", Code: "weak-dh", Expect: Reject,
			About: "The server's only key exchange is Diffie-Hellman in a group of 512 bits.",
			sends: rsa, byHand: &byHand{suite: "TLS_DHE_RSA_WITH_AES_128_GCM_SHA256", dhBits: 512},
		},
		{
			ID: "no-shared-cipher-dhe-1024", Code: "no-shared-cipher", Codes: []string{"no-shared-cipher", "weak-dh"}, Expect: Either,
			About: "The server's only key exchange is Diffie-Hellman in a group of 1024 bits.",
			sends: rsa, byHand: &byHand{suite: "TLS_DHE_RSA_WITH_AES_128_GCM_SHA256", dhBits: 1024},
		},
		{
			ID: "weak-cipher", Code: "weak-cipher", Expect: Either,
			About: "The server has no suite but one with 3DES.",
			sends: rsa, tls: onlySuite("TLS_RSA_WITH_3DES_EDE_CBC_SHA"),
		},
		{
			ID: "weak-cipher-rc4", Code: "weak-cipher", Expect: Either,
			About: "The server has no suite but one with RC4.",
			sends: ec, tls: onlySuite("TLS_ECDHE_ECDSA_WITH_RC4_128_SHA"),
		},
	}
}

func onlySuite(name string) TLS { return TLS{MaxVersion: "1.2", Suites: []string{name}} }
