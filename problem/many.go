package problem

import "github.com/certain-tls/certain"

// many holds the problems that show only where several addresses of one name
// are looked at.
var many = []Problem{
	{
		Code:     "rollout-incomplete",
		Title:    "another address of this name serves a newer certificate",
		So:       "clients get the old or the new certificate as chance has it; once the old one ends, some of them fail",
		Endpoint: certain.Warning,
		Bites:    BitesTLS, About: AboutDates,
		Apart: "not-reloaded: there the newer certificate lies on the disk and is served nowhere",
		Fixes: []certain.Fix{
			{For: certain.ForServer, Do: "put the new certificate and its key on this address too, and reload"},
			{For: certain.ForServer, Do: "if this machine is no longer in use: take its address out of DNS and out of the balancer", Command: "getent ahosts {name}"},
			{For: certain.ForYou, Do: "if each machine has a certificate of its own on purpose: say so", Command: "certain check --each-address --accept rollout-incomplete {host}:{port}"},
		},
	},
	{
		Code:     "resumption-broken",
		Title:    "this address takes up its own sessions and none of the other addresses'",
		So:       "a client that comes to another address than last time pays for a full handshake",
		Endpoint: certain.Warning,
		Bites:    BitesTLS, About: AboutHygiene,
		Apart: "resumed-after-expiry: there a session is taken up that should have ended",
		Fixes: []certain.Fix{
			{For: certain.ForServer, Do: "give all machines behind the name the same ticket keys, changed daily: ssl_session_ticket_key in nginx, SSLSessionTicketKeyFile in Apache"},
			{For: certain.ForServer, Do: "or have the balancer send a client to the same machine each time"},
			{For: certain.ForYou, Do: "if each address is meant to stand alone: say so", Command: "certain check --each-address --accept resumption-broken {host}:{port}"},
		},
	},
	{
		Code:     "resumed-after-expiry",
		Title:    "the server takes up a session that began with a certificate that has ended",
		So:       "clients that come back are let in on the word of a certificate that no longer counts, and do not see the new one",
		Endpoint: certain.Error,
		Bites:    BitesTLS, About: AboutDates,
		Apart: "expired: there the certificate that is served has ended",
		Fixes: []certain.Fix{
			{For: certain.ForServer, Do: "renew the certificate on every machine that shares the ticket keys, and change the keys with it"},
			{For: certain.ForServer, Do: "let tickets live no longer than the certificate: ssl_session_timeout in nginx, SSL_CTX_set_timeout in OpenSSL"},
			{For: certain.ForClient, Do: "judge the certificate of a session again when it is taken up: VerifyConnection in Go does, VerifyPeerCertificate does not"},
		},
	},
}
