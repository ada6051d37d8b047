package problem

import "github.com/certain-tls/certain"

// policy holds what only some clients demand, or only who asks for it: the
// strict profile, the rules of browsers, a pin.
var policy = []Problem{
	{
		Code:     "strict-profile",
		Title:    "a certificate breaks the profile that strict clients demand",
		So:       "programs on Python 3.13 and later refuse it by default; most other clients say nothing",
		Endpoint: certain.Warning, Files: certain.Warning,
		Bites: BitesTLS, About: AboutHygiene,
		Apart: "not-a-ca and malformed-certificate: those stop every careful client",
		Fixes: []certain.Fix{
			{For: certain.ForCA, Do: "issue the certificate again by the profile of RFC 5280: key identifiers present, basic constraints critical"},
			{For: certain.ForYou, Do: "see which extensions are there", Command: "certain inspect {host}:{port}"},
		},
	},
	{
		Code:     "lifetime-too-long",
		Title:    "the certificate lives longer than browsers allow",
		So:       "browsers refuse it if a public authority issued it; other clients do not mind",
		Endpoint: certain.Error, Files: certain.Error,
		Bites: BitesTLS, About: AboutDates,
		Apart: "expired, ends-soon: there it is the end that is near or past, not the span",
		Fixes: []certain.Fix{
			{For: certain.ForCA, Do: "issue for a shorter time, and let a program renew: from 2029 on 47 days are the most"},
			{For: certain.ForServer, Do: "renew by ACME, whose certificates are short enough", Command: "certbot certonly -d {name}"},
		},
	},
	{
		Code:     "ct-missing",
		Title:    "the certificate is not logged as browsers demand",
		So:       "browsers refuse it if a public authority issued it; other clients do not mind",
		Endpoint: certain.Error, Files: certain.Error,
		Bites: BitesTLS, About: AboutTrust,
		Apart: "untrusted-root: there no authority is known; here the public record is missing",
		Fixes: []certain.Fix{
			{For: certain.ForCA, Do: "log the certificate and put the timestamps of two or three logs into it"},
			{For: certain.ForServer, Do: "have it issued again by a public authority: all of them put timestamps in by default"},
		},
	},
	{
		Code:       "outside-profile",
		Title:      "what was negotiated is outside the profile that was asked for",
		FilesTitle: "a certificate is outside the profile that was asked for",
		So:         "it works; whoever holds servers to this profile counts it as a deviation",
		Endpoint:   certain.Warning, Files: certain.Warning,
		Bites: BitesTLS, About: AboutStrength,
		Apart: "legacy-version, weak-cipher, weak-key: those are found whatever the profile",
		Fixes: []certain.Fix{
			{For: certain.ForServer, Do: "set the versions, suites and groups that the profile allows, and have the certificate issued by it", Command: "certain profile"},
			{For: certain.ForYou, Do: "if clients need what is outside: ask for the profile that is meant for them"},
		},
	},
	{
		Code:     "pin-mismatch",
		Title:    "the key is not one that was pinned",
		So:       "clients that pin the key refuse this server, however trusted its certificate is",
		Endpoint: certain.Error, Files: certain.Error,
		Bites: BitesTLS, About: AboutKey,
		Apart: "untrusted-root: there nobody trusts the authority; here it may well be trusted",
		Fixes: []certain.Fix{
			{For: certain.ForClient, Do: "if the key was changed on purpose: take the new pin over a safe way, and pin the next key beside it"},
			{For: certain.ForServer, Do: "if it was not: serve the certificate of the pinned key again, and find out who changed it"},
			{For: certain.ForYou, Do: "see the pin of the key that is served", Command: "certain inspect {host}:{port}"},
		},
	},
}
