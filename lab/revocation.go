package lab

// r31 is an authority about which its root publishes a list, as authorities
// of the web must.
var r31 = authority("Lab R31", rootX1, told(Standing{List: true}))

// revocation are what authorities say of certificates later on, and what may
// be wrong with how they say it.
func revocation() []Scenario {
	return append(stapling(), []Scenario{
		{
			ID: "healthy-listed", Expect: Accept, Revocation: "all",
			About: "The authority's list and its responder both say that the certificate is good.",
			sends: chain{leaf(r31, told(Standing{List: true, Responder: true})), r31},
		},
		{
			ID: "healthy-responder", Expect: Accept, Revocation: "ocsp",
			About: "The authority's responder says that the certificate is good.",
			sends: chain{leaf(r31, told(Standing{Responder: true})), r31},
		},
		{
			ID: "revoked", Code: "revoked", Expect: Either, Revocation: "crl", // most clients never fetch a list
			About: "The authority's list says that the certificate is revoked, for its key was stolen.",
			sends: chain{leaf(r31, told(Standing{List: true, Revoked: true})), r31},
		},
		{
			ID: "revoked-responder", Code: "revoked", Expect: Either, Revocation: "ocsp",
			About: "The authority's responder says that the certificate is revoked.",
			sends: chain{leaf(r31, told(Standing{Responder: true, Revoked: true})), r31},
		},
		{
			ID: "revoked-intermediate", Code: "revoked", Expect: Either, Revocation: "crl",
			About: "The root's list says that the intermediate is revoked.",
			sends: chain{leaf(r32, told(Standing{List: true})), r32},
		},
		{
			ID: "revoked-file", Code: "revoked",
			Expect: Reject,
			About:  "The files hold a certificate, its intermediate, and a list that says that the certificate is revoked.",
			write: func(f *folder) {
				p := leaf(r11)
				f.certificates("fullchain.pem", p, r11)
				f.list("revoked.crl", p, Standing{Revoked: true})
			},
		},
		{
			ID: "revocation-unknown", Code: "revocation-unknown", Expect: Either, Revocation: "crl",
			About: "The authority's list ended three days ago, and no newer one is published.",
			sends: chain{leaf(r31, told(Standing{List: true, Stale: true})), r31},
		},
		{
			ID: "revocation-unknown-responder", Code: "revocation-unknown", Expect: Either, Revocation: "ocsp",
			About: "The authority's responder answers nothing but that one should try later.",
			sends: chain{leaf(r31, told(Standing{Responder: true, Busy: true})), r31},
		},
		{
			ID: "revocation-unknown-address", Code: "revocation-unknown", Expect: Either, Revocation: "crl",
			About: "The list is not where the certificate says that it is.",
			sends: chain{leaf(r31, told(Standing{Lost: true})), r31},
		},
	}...)
}

func stapling() []Scenario {
	return []Scenario{
		{
			ID: "healthy-staple", Expect: Accept,
			About:  "The certificate demands a stapled OCSP response, and the server staples a good one.",
			sends:  chain{leaf(r11, mustStaple), r11},
			staple: &Staple{},
		},
		{
			ID: "revoked-staple", Code: "revoked", Expect: Either, // not every client reads the staple
			About:  "The server staples a response that says that its certificate is revoked.",
			sends:  chain{leaf(r11), r11},
			staple: &Staple{Revoked: true},
		},
		{
			ID: "staple-invalid", Code: "staple-invalid", Expect: Either,
			About:  "The stapled response ended three days ago.",
			sends:  chain{leaf(r11), r11},
			staple: &Staple{Stale: true},
		},
		{
			ID: "staple-invalid-foreign", Code: "staple-invalid", Expect: Either,
			About:  "The stapled response is about another certificate.",
			sends:  chain{leaf(r11), r11},
			staple: &Staple{Other: true},
		},
		{
			ID: "staple-invalid-forged", Code: "staple-invalid", Expect: Either,
			About:  "The certificate demands a stapled response, and the one that is stapled is signed by a stranger.",
			sends:  chain{leaf(r11, mustStaple), r11},
			staple: &Staple{Forged: true},
		},
		{
			ID: "staple-missing", Code: "staple-missing", Expect: Either, // Firefox refuses; most do not look
			About: "The certificate demands a stapled OCSP response, and the server sends none.",
			sends: chain{leaf(r11, mustStaple), r11},
		},
	}
}

// r32 is an authority that its root has taken back.
var r32 = authority("Lab R32", rootX1, told(Standing{List: true, Revoked: true}))
