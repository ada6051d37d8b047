package problem

import "github.com/certain-tls/certain"

// handshake holds the problems of the handshake itself: two sides that talk
// and do not agree.
var handshake = []Problem{
	{
		Code:     "handshake-refused",
		Title:    "the server refuses the handshake and does not say why",
		So:       "no handshake completed; the alert alone does not tell the reason",
		Endpoint: certain.Error,
		Bites:    BitesTLS, About: AboutKey,
		Apart: "protocol-version, sni-unrecognized, client-cert-required: there the alert names the reason; closed-early: there is no alert",
		Fixes: []certain.Fix{
			{For: certain.ForServer, Do: "read the server's log at this moment: only there does the reason stand"},
			{For: certain.ForServer, Do: "see that a certificate with its key is set for this name, and that suites and curves leave something in common"},
			{For: certain.ForYou, Do: "try with the name that the server expects", Command: "certain check {host}:{port} --server-name {name}"},
		},
	},
	{
		Code:     "protocol-version",
		Title:    "server and client share no version of TLS",
		So:       "no handshake completes between this server and current clients",
		Endpoint: certain.Error,
		Bites:    BitesTLS, About: AboutStrength,
		Apart: "legacy-version: there the handshake works, with a version that is too old",
		Fixes: []certain.Fix{
			{For: certain.ForServer, Do: "switch TLS 1.2 and 1.3 on, e.g. \"ssl_protocols TLSv1.2 TLSv1.3;\" in nginx, and update a library that has neither"},
			{For: certain.ForClient, Do: "update a client that knows only TLS 1.0 or 1.1, and take out settings that hold it back"},
		},
	},
	{
		Code:     "sni-unrecognized",
		Title:    "the server knows no site of this name",
		So:       "clients that ask for this name are turned away; other names may work",
		Endpoint: certain.Error,
		Bites:    BitesTLS, About: AboutName,
		Apart: "hostname-mismatch: there the server answers, with a certificate for another name",
		Fixes: []certain.Fix{
			{For: certain.ForServer, Do: "add {name} to the server's configuration, with a certificate for it, and reload"},
			{For: certain.ForServer, Do: "see that {name} points to this machine and not to one that serves other sites", Command: "getent ahosts {name}"},
			{For: certain.ForYou, Do: "connecting by address or alias: say which name is meant", Command: "certain check {host}:{port} --server-name {name}"},
		},
	},
	{
		Code:     "corrupt-record",
		Title:    "a TLS record was damaged on the way",
		So:       "the connection cannot be used; the certificate may be fine",
		Endpoint: certain.Error,
		Bites:    BitesTLS, About: AboutKey,
		Apart: "not-tls: there no TLS was spoken from the start",
		Fixes: []certain.Fix{
			{For: certain.ForNetwork, Do: "try from another network: a proxy, VPN or filter between may change what it passes on"},
			{For: certain.ForServer, Do: "see that nothing writes plain text into the connection, and update the server's TLS library"},
		},
	},
	{
		Code:     "client-cert-required",
		Title:    "the server wants a certificate from the client and got none",
		So:       "clients without a certificate that this server accepts are turned away",
		Endpoint: certain.Error,
		Bites:    BitesTLS, About: AboutPurpose,
		Apart: "handshake-refused: there the server does not say what it misses",
		Fixes: []certain.Fix{
			{For: certain.ForClient, Do: "present a client certificate and its key from an authority that the server names", Command: "curl --cert client.pem --key client.key https://{host}:{port}/"},
			{For: certain.ForYou, Do: "see which authorities the server accepts", Command: "certain inspect {host}:{port}"},
			{For: certain.ForServer, Do: "if this was not meant: ask for client certificates only where they are needed"},
		},
	},
	{
		Code:     "legacy-version",
		Title:    "the handshake works only with TLS 1.0 or 1.1",
		So:       "current clients refuse these versions (RFC 8996); those that connect are badly protected",
		Endpoint: certain.Warning,
		Bites:    BitesTLS, About: AboutStrength,
		Apart: "protocol-version: there no common version is left at all",
		Fixes: []certain.Fix{
			{For: certain.ForServer, Do: "switch TLS 1.2 and 1.3 on, e.g. \"ssl_protocols TLSv1.2 TLSv1.3;\" in nginx, and update a library that has neither"},
		},
	},
}
