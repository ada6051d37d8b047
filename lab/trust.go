package lab

import "time"

// trust are the problems of trust and validity.
func trust() []Scenario {
	return join(dates(), identity(), paths(), strength(), usage())
}

// ended is the validity of a leaf that nobody renewed.
var ended = lasts(-93*day-4*time.Hour, -3*day-4*time.Hour)

func dates() []Scenario {
	return []Scenario{
		{
			ID: "expired", Code: "expired", Expect: Reject,
			About: "The server's certificate ended three days ago.",
			sends: chain{leaf(r11, ended), r11},
		},
		{
			ID: "expired-intermediate", Code: "expired", Expect: Reject,
			About: "The intermediate ended three days ago; the server's certificate is still valid.",
			sends: chain{leaf(r20), r20},
		},
		{
			ID: "expired-root", Code: "expired", Expect: Either,
			About: "The root in the client's store ended twenty days ago; clients differ on whether that matters.",
			sends: chain{leaf(r10), r10},
		},
		{
			ID: "expired-and-hostname-mismatch", Code: "expired", Codes: []string{"expired", "hostname-mismatch"}, Expect: Reject,
			About: "The server's certificate ended three days ago and is for another name.",
			sends: chain{leaf(r11, ended, names("other.example.test")), r11},
		},
		{
			ID: "not-yet-valid", Code: "not-yet-valid", Expect: Reject,
			About: "The server's certificate starts in two days.",
			sends: chain{leaf(r11, lasts(2*day, 92*day)), r11},
		},
		{
			ID: "not-yet-valid-intermediate", Code: "not-yet-valid", Expect: Reject,
			About: "The intermediate starts in two days; the server's certificate is valid already.",
			sends: chain{leaf(r21), r21},
		},
		{
			ID: "not-yet-valid-root", Code: "not-yet-valid", Expect: Either,
			About: "The root in the client's store starts in two days; clients differ on whether that matters.",
			sends: chain{leaf(r42), r42},
		},
		{
			ID: "wrong-clock", Code: "wrong-clock", Expect: Reject,
			About: "Logs noted the server's certificate in three days' time: the clock of this machine is behind.",
			sends: chain{leaf(r11, lasts(3*day, 93*day), logged(1)), r11},
		},
		{
			ID: "ends-soon", Code: "ends-soon", Expect: Accept,
			About: "The server's certificate has ten of its ninety days left.",
			sends: chain{leaf(r11, lasts(-80*day, 10*day)), r11},
		},
		{
			ID: "ends-soon-intermediate", Code: "ends-soon", Expect: Accept,
			About: "The intermediate has ten days left; the server's certificate has more.",
			sends: chain{leaf(r25), r25},
		},
	}
}

func identity() []Scenario {
	return []Scenario{
		{
			ID: "hostname-mismatch", Code: "hostname-mismatch", Expect: Reject,
			About: "The server's certificate is for other.example.test.",
			sends: chain{leaf(r11, names("other.example.test", "www.other.example.test")), r11},
		},
		{
			ID: "hostname-mismatch-wildcard", Code: "hostname-mismatch", Expect: Reject,
			About:      "The certificate's wildcard stands for one label, and the name that is asked for has two there.",
			serverName: "b.a.wild.example.test",
			sends:      chain{leaf(r11, names("*.wild.example.test")), r11},
		},
		{
			ID: "hostname-mismatch-ip", Code: "hostname-mismatch", Expect: Reject,
			About: "The server is asked for by its IP address, and the certificate carries DNS names only.",
			host:  "127.0.0.1",
			sends: chain{leaf(r11), r11},
		},
		{
			ID: "hostname-mismatch-partial-wildcard", Code: "hostname-mismatch", Expect: Reject,
			About:      "The certificate's wildcard is a part of a label, which stands for nothing any more.",
			serverName: "www.wild.example.test",
			sends:      chain{leaf(r11, names("w*.wild.example.test")), r11},
		},
		{
			ID: "hostname-mismatch-ip-as-name", Code: "hostname-mismatch", Expect: Reject,
			About: "The certificate carries the server's address as if it were a DNS name.",
			host:  "127.0.0.1",
			sends: chain{leaf(r11, names(asDNS+"127.0.0.1")), r11},
		},
		{
			ID: "no-san", Code: "no-san", Expect: Either, // curl with OpenSSL still reads the common name
			About: "The certificate has its name in the common name only, which most clients no longer read.",
			sends: chain{leaf(r11, noNames), r11},
		},
	}
}

func paths() []Scenario {
	return []Scenario{
		{
			ID: "self-signed", Code: "self-signed", Expect: Reject,
			About: "The server's certificate is signed by its own key, and nobody trusts it.",
			sends: chain{leaf(nil, keyed("self-signed"))},
		},
		{
			ID: "self-signed-and-expired", Code: "self-signed", Codes: []string{"self-signed", "expired"}, Expect: Reject,
			About: "The server's certificate is signed by its own key, and ended three days ago.",
			sends: chain{leaf(nil, keyed("self-signed"), ended)},
		},
		{
			ID: "untrusted-root", Code: "untrusted-root", Expect: Reject,
			About: "The chain is complete and ends in a private root that the client does not have.",
			sends: chain{leaf(privateR1), privateR1, rootY1},
		},
		{
			ID: "untrusted-issuer", Code: "untrusted-issuer", Expect: Reject,
			About: "The server sends its leaf alone, and the issuer's certificate is nowhere to be found.",
			sends: chain{leaf(vanishedR1)},
		},
		{
			ID: "missing-intermediate", Code: "missing-intermediate", Expect: Reject,
			About: "The server sends its leaf alone; the intermediate can be fetched from the address in it.",
			sends: chain{leaf(r11, withAIA)},
		},
		{
			ID: "chain-disordered", Code: "chain-disordered", Expect: Either,
			About: "The leaf comes first, and its two intermediates come in the wrong order.",
			sends: chain{leaf(r13), policyR1, r13},
		},
		{
			ID: "chain-surplus", Code: "chain-surplus", Expect: Accept,
			About: "The server sends the root too, which clients have already.",
			sends: chain{leaf(r11), r11, rootX1},
		},
		{
			ID: "chain-surplus-stranger", Code: "chain-surplus", Expect: Accept,
			About: "The server sends an intermediate of another authority too.",
			sends: chain{leaf(r11), r11, privateR1},
		},
		{
			ID: "chain-surplus-duplicate", Code: "chain-surplus", Expect: Accept,
			About: "The server sends its intermediate twice.",
			sends: chain{leaf(r11), r11, r11},
		},
	}
}

func strength() []Scenario {
	return []Scenario{
		{
			ID: "weak-signature", Code: "weak-signature", Expect: Reject,
			About: "The server's certificate is signed over SHA-1, for which collisions can be bought.",
			sends: chain{leaf(r11, signedWith("sha1")), r11},
		},
		{
			ID: "weak-signature-intermediate", Code: "weak-signature", Expect: Reject,
			About: "The intermediate's certificate is signed over SHA-1.",
			sends: chain{leaf(r26), r26},
		},
		{
			ID: "weak-key-intermediate", Code: "weak-key", Expect: Either,
			About: "The intermediate's key is RSA with 1024 bits.",
			sends: chain{leaf(r27), r27},
		},
		{
			ID: "weak-key", Code: "weak-key", Expect: Either,
			About: "The server's key is RSA with 1024 bits, which some clients still take.",
			sends: chain{leaf(r11, keyed(rsa1024)), r11},
		},
	}
}

func usage() []Scenario {
	return []Scenario{
		{
			ID: "wrong-purpose", Code: "wrong-purpose", Expect: Reject,
			About: "The certificate may be used by clients only.",
			sends: chain{leaf(r11, purposes("client")), r11},
		},
		{
			ID: "wrong-purpose-intermediate", Code: "wrong-purpose", Expect: Reject,
			About: "The intermediate may vouch for clients only.",
			sends: chain{leaf(r28), r28},
		},
		{
			ID: "not-a-ca-usage", Code: "not-a-ca", Expect: Reject,
			About: "The issuer is marked as an authority, and its key may sign revocation lists alone.",
			sends: chain{leaf(r37), r37},
		},
		{
			ID: "not-a-ca", Code: "not-a-ca", Expect: Reject,
			About: "The issuer's certificate does not allow it to sign others, and its signature is right.",
			sends: chain{leaf(r22), r22},
		},
		{
			ID: "name-constraint", Code: "name-constraint", Expect: Reject,
			About: "The intermediate may vouch for example.test only, and vouches for localhost.",
			sends: chain{leaf(r23), r23},
		},
		{
			ID: "name-constraint-excluded", Code: "name-constraint", Expect: Reject,
			About: "The intermediate may vouch for everything but localhost, and vouches for it.",
			sends: chain{leaf(r36), r36},
		},
		{
			ID: "path-too-long", Code: "path-too-long", Expect: Reject,
			About: "An intermediate that may have leaves only has another intermediate below it.",
			sends: chain{leaf(r24), r24, policyR2},
		},
		{
			ID: "unknown-critical-extension", Code: "unknown-critical-extension", Expect: Reject,
			About: "The certificate has an extension that is marked critical and that no client knows.",
			sends: chain{leaf(r11, criticalStranger), r11},
		},
		{
			ID: "malformed-certificate", Code: "malformed-certificate", Expect: Reject,
			About: "The certificate ends in the thirteenth month of its year.",
			sends: chain{leaf(r11, impossibleEnd), r11},
		},
		{
			ID: "malformed-certificate-intermediate", Code: "malformed-certificate", Expect: Reject,
			About: "The intermediate ends in the thirteenth month of its year.",
			sends: chain{leaf(r35), r35},
		},
		{
			ID: "unknown-critical-extension-intermediate", Code: "unknown-critical-extension", Expect: Reject,
			About: "The intermediate has an extension that is marked critical and that no client knows.",
			sends: chain{leaf(r29), r29},
		},
	}
}
