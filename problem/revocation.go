package problem

import "github.com/certain-tls/certain"

// revocation holds what authorities say of certificates that they have taken
// back, and what is wrong with the ways of saying it.
var revocation = []Problem{
	{
		Code:     "revoked",
		Title:    "the authority has taken a certificate back",
		So:       "clients that ask refuse this server; others go on trusting a key that may be stolen",
		Endpoint: certain.Error, Files: certain.Error,
		Bites: BitesTLS, About: AboutTrust,
		Apart: "staple-invalid: there the answer itself is worth nothing; expired: there nobody took anything back",
		Fixes: []certain.Fix{
			{For: certain.ForServer, Do: "make a new key, have a new certificate issued for it, and serve that", Command: "openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out new.key"},
			{For: certain.ForYou, Do: "ask the authority why: if the key was stolen, everything that it protected is to be looked at"},
		},
	},
	{
		Code:     "revocation-unknown",
		Title:    "whether a certificate is revoked could not be found out",
		So:       "nobody can say that it still holds; most clients go on regardless, strict ones refuse",
		Endpoint: certain.Note, Files: certain.Note,
		Bites: BitesTLS, About: AboutTrust,
		Apart: "revoked: there the answer is known, and it is bad",
		Fixes: []certain.Fix{
			{For: certain.ForCA, Do: "publish a fresh list and keep the addresses that are in the certificates answering over plain HTTP"},
			{For: certain.ForNetwork, Do: "let this machine reach the authority's addresses over plain HTTP"},
			{For: certain.ForYou, Do: "see which addresses the certificates name", Command: "certain inspect {host}:{port}"},
		},
	},
	{
		Code:     "staple-invalid",
		Title:    "the server staples an OCSP response that proves nothing",
		So:       "clients that read it ignore it or refuse this server",
		Endpoint: certain.Warning,
		Bites:    BitesTLS, About: AboutTrust,
		Apart: "staple-missing: there is none at all; revoked: there it is sound, and says that the certificate is revoked",
		Fixes: []certain.Fix{
			{For: certain.ForServer, Do: "have the server fetch a fresh response: reload it, and see that it may reach the responder and knows the issuer's certificate", Command: "nginx -s reload"},
			{For: certain.ForYou, Do: "see what the server staples", Command: "openssl s_client -connect {host}:{port} -servername {name} -status"},
		},
	},
	{
		Code:     "staple-missing",
		Title:    "the certificate demands a stapled OCSP response, and the server sends none",
		So:       "clients that honour the demand, Firefox among them, refuse this server",
		Endpoint: certain.Error,
		Bites:    BitesTLS, About: AboutTrust,
		Apart: "staple-invalid: there a response is stapled, and it is worth nothing",
		Fixes: []certain.Fix{
			{For: certain.ForServer, Do: "switch stapling on (nginx: ssl_stapling on; Apache: SSLUseStapling on) and reload"},
			{For: certain.ForServer, Do: "or have a certificate issued without the demand: most authorities no longer serve OCSP"},
		},
	},
}
