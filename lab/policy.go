package lab

// policy are what only some clients demand, or only who asks for it.
func policy() []Scenario {
	return []Scenario{
		{
			ID: "healthy-webpki", Expect: Accept, Policy: "webpki", logs: true,
			About: "Two logs have signed the certificate, as browsers demand of public ones.",
			sends: chain{leaf(r11, logged(2)), r11},
		},
		{
			ID: "healthy-webpki-handshake", Expect: Accept, Policy: "webpki", logs: true,
			About:      "The timestamps of two logs come in the handshake, beside the certificate.",
			sends:      chain{leaf(r11), r11},
			timestamps: 2,
		},
		{
			ID: "healthy-webpki-staple", Expect: Accept, Policy: "webpki", logs: true,
			About:  "The timestamps of two logs come in the stapled OCSP response.",
			sends:  chain{leaf(r11), r11},
			staple: &Staple{Timestamps: 2},
		},
		{
			ID: "healthy-strict", Expect: Accept, Policy: "strict",
			About: "The certificates hold to the profile that strict clients demand.",
			sends: chain{leaf(r11), r11},
		},
		{
			ID: "healthy-pinned", Expect: Accept, pinned: "server",
			About: "The user has pinned the server's key, and the server uses it.",
			sends: chain{leaf(r11), r11},
		},
		{
			ID: "strict-profile", Code: "strict-profile", Expect: Either,
			About: "The certificate does not say which key of its issuer signed it (no authority key identifier).",
			sends: chain{leaf(r11, unlinked), r11},
		},
		{
			ID: "strict-profile-ca", Code: "strict-profile", Expect: Either,
			About: "The intermediate's basic constraints are not marked critical.",
			sends: chain{leaf(r33), r33},
		},
		{
			ID: "strict-profile-public-suffix", Code: "strict-profile", Expect: Either, Policy: "webpki", logs: true,
			About:      "The certificate's wildcard stands for every name below a public suffix.",
			serverName: "example.test",
			sends:      chain{leaf(r11, names("*.test"), logged(2)), r11},
		},
		{
			ID: "wrong-purpose-policy", Code: "wrong-purpose", Expect: Either, // OpenSSL looks at policies only if told to
			About: "The intermediate demands a certificate policy of all below it, and the certificate has none.",
			sends: chain{leaf(r34), r34},
		},
		{
			ID: "lifetime-too-long", Code: "lifetime-too-long", Expect: Either, Policy: "webpki", logs: true,
			About: "The certificate lives 400 days, and browsers allow fewer.",
			sends: chain{leaf(r11, logged(3), lasts(-30*day, 370*day)), r11},
		},
		{
			ID: "ct-missing", Code: "ct-missing", Expect: Either, Policy: "webpki",
			About: "No log has signed the certificate.",
			sends: chain{leaf(r11), r11},
		},
		{
			ID: "ct-missing-forged", Code: "ct-missing", Expect: Either, Policy: "webpki", logs: true,
			About: "The certificate carries timestamps that the logs they name have not signed.",
			sends: chain{leaf(r11, forgedTimestamps(2)), r11},
		},
		{
			ID: "healthy-modern", Expect: Accept, Profile: "modern",
			About: "What is negotiated is what the modern profile of Mozilla's guideline allows.",
			sends: chain{leaf(r11), r11},
		},
		{
			ID: "healthy-intermediate", Expect: Accept, Profile: "intermediate",
			About: "The server speaks TLS 1.2 with an RSA key, which the intermediate profile of Mozilla's guideline allows.",
			sends: chain{leaf(r11, keyed(rsa2048)), r11},
			tls:   onlySuite("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"),
		},
		{
			ID: "outside-profile", Code: "outside-profile", Expect: Accept, Profile: "modern",
			About: "The modern profile of Mozilla's guideline is asked for, and the server speaks TLS 1.2 with an RSA key.",
			sends: chain{leaf(r11, keyed(rsa2048)), r11},
			tls:   onlySuite("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"),
		},
		{
			ID: "outside-profile-suite", Code: "outside-profile", Expect: Either, Profile: "intermediate",
			About: "The intermediate profile of Mozilla's guideline is asked for, and the server has no suite but one with CBC.",
			sends: chain{leaf(r11), r11},
			tls:   onlySuite("TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA"),
		},
		{
			ID: "outside-profile-lifetime", Code: "outside-profile", Expect: Accept, Profile: "modern",
			About: "The modern profile of Mozilla's guideline is asked for, and the certificate lives 380 days.",
			sends: chain{leaf(r11, lasts(-30*day, 350*day)), r11},
		},
		{
			ID: "pin-mismatch", Code: "pin-mismatch", Expect: Either, pinned: "server of last year",
			About: "The user has pinned the server's key of last year, and the server has another one.",
			sends: chain{leaf(r11), r11},
		},
	}
}

// r33 leaves its basic constraints uncritical, against RFC 5280 section
// 4.2.1.9: cA TRUE, pathLenConstraint 0.
var r33 = authority("Lab R33", rootX1, extended(Extension{OID: "2.5.29.19", Value: "30060101ff020100"}))

// r34 demands that what stands below it is valid for a certificate policy, RFC
// 5280 section 4.2.1.11: requireExplicitPolicy 0.
var r34 = authority("Lab R34", rootX1, extended(Extension{OID: "2.5.29.36", Critical: true, Value: "3003800100"}))
