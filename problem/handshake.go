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
		Title:    "a TLS record was damaged on the way, or breaks the rules of the protocol",
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
		Apart: "handshake-refused: there the server does not say what it misses; client-cert-rejected: there it got one and turned it down",
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
	{
		Code:     "no-shared-cipher",
		Title:    "server and clients share no cipher suite, group or signature scheme",
		So:       "current clients cannot connect: Go and browsers at least, and mostly the others too",
		Endpoint: certain.Error,
		Bites:    BitesTLS, About: AboutStrength,
		Apart: "handshake-refused: there the server turns down everything, so that nothing is proven; protocol-version: there no version is shared",
		Fixes: []certain.Fix{
			{For: certain.ForServer, Do: "allow TLS 1.3, or in TLS 1.2 suites with ECDHE and AES-GCM or ChaCha20, for the kind of key that the certificate has"},
			{For: certain.ForServer, Do: "allow the groups x25519 and secp256r1, e.g. \"ssl_ecdh_curve X25519:prime256v1;\" in nginx"},
		},
	},
	{
		Code:     "weak-cipher",
		Title:    "the server accepts a cipher suite that nobody should use",
		So:       "it works, and what is sent is badly protected or not at all",
		Endpoint: certain.Warning,
		Bites:    BitesTLS, About: AboutStrength,
		Apart: "weak-dh: there the suite is fine and the group too small; legacy-version: there the version is too old",
		Fixes: []certain.Fix{
			{For: certain.ForServer, Do: "allow suites with ECDHE and AES-GCM or ChaCha20, and take RC4, 3DES, NULL, export and anonymous suites out"},
			{For: certain.ForServer, Do: "if the server has no better suite: update its TLS library"},
		},
	},
	{
		Code:     "weak-dh",
		Title:    "the server's Diffie-Hellman group is too small",
		So:       "many clients refuse small groups, OpenSSL and Java among them, and what is sent may be listened in on",
		Endpoint: certain.Warning,
		Bites:    BitesTLS, About: AboutStrength,
		Apart: "weak-key: there the key of the certificate is too small; no-shared-cipher: there clients have no such suite at all",
		Fixes: []certain.Fix{
			{For: certain.ForServer, Do: "prefer ECDHE suites; they need no parameters"},
			{For: certain.ForServer, Do: "keep DHE only with a group of 2048 bits or more", Command: "openssl dhparam -out dhparam.pem 2048"},
		},
	},
	{
		Code:     "handshake-signature-invalid",
		Title:    "the server cannot prove that it holds the certificate's key",
		So:       "every client refuses this server: anybody can send a certificate, only its owner can sign with it",
		Endpoint: certain.Error,
		Bites:    BitesTLS, About: AboutKey,
		Apart: "key-mismatch: there key and certificate lie in files; corrupt-record: there the bytes were damaged",
		Fixes: []certain.Fix{
			{For: certain.ForServer, Do: "serve the key that belongs to the certificate: compare the two", Command: "certain check {file} {key}"},
			{For: certain.ForServer, Do: "where the key lies in an HSM, a TPM or a key service: see that it signs with the right key and scheme"},
			{For: certain.ForNetwork, Do: "if it happens on one network only: something between may answer in the server's place"},
		},
	},
	{
		Code:     "legacy-renegotiation",
		Title:    "the server does not know secure renegotiation",
		So:       "clients with OpenSSL 3 refuse it: unsafe legacy renegotiation disabled (RFC 5746)",
		Endpoint: certain.Error,
		Bites:    BitesTLS, About: AboutStrength,
		Apart: "legacy-version: there the version is too old; a server with TLS 1.3 is not concerned",
		Fixes: []certain.Fix{
			{For: certain.ForServer, Do: "update the server's TLS library: every one has known RFC 5746 since 2010"},
			{For: certain.ForNetwork, Do: "if a load balancer or a filter ends TLS in front of the server: update that"},
		},
	},
	{
		Code:     "downgrade",
		Title:    "something on the way holds the TLS version down",
		So:       "clients that look at the mark refuse: this is how an attack on the version looks",
		Endpoint: certain.Error,
		Bites:    BitesTLS, About: AboutKey,
		Apart: "legacy-version: there the server itself knows nothing newer; protocol-version: there no version is shared",
		Fixes: []certain.Fix{
			{For: certain.ForNetwork, Do: "try from another network; then update or take out the proxy, filter or firewall that rewrites handshakes"},
			{For: certain.ForServer, Do: "see whether a load balancer in front of the server changes the handshake before it passes it on"},
		},
	},
	{
		Code:     "alpn-mismatch",
		Title:    "server and client agree on no application protocol",
		So:       "the connection cannot be used for what it was made for",
		Endpoint: certain.Error,
		Bites:    BitesTLS, About: AboutName,
		Apart: "handshake-refused: there the alert names no reason; a server without ALPN is no fault",
		Fixes: []certain.Fix{
			{For: certain.ForServer, Do: "let the server offer http/1.1 beside h2"},
			{For: certain.ForClient, Do: "if the server is meant for HTTP/2 alone, as with gRPC: use a client that speaks it", Command: "curl --http2 https://{host}:{port}/"},
		},
	},
	{
		Code:     "oversized-handshake",
		Title:    "the server sends more in the handshake than clients take",
		So:       "the handshake ends before the chain is judged: clients bound what they read",
		Endpoint: certain.Error,
		Bites:    BitesTLS, About: AboutKey,
		Apart: "chain-surplus: there the chain is longer than it need be, and every client takes it",
		Fixes: []certain.Fix{
			{For: certain.ForServer, Do: "serve leaf and intermediates alone: a whole bundle of authorities in the chain file is the usual reason"},
			{For: certain.ForServer, Do: "see what the chain file holds", Command: "certain inspect fullchain.pem"},
		},
	},
	{
		Code:     "client-cert-rejected",
		Title:    "the server turns the client's certificate down",
		So:       "the client is not let in with this certificate",
		Endpoint: certain.Error,
		Bites:    BitesTLS, About: AboutPurpose,
		Apart: "client-cert-required: there the client showed none",
		Fixes: []certain.Fix{
			{For: certain.ForClient, Do: "see that the certificate is in date, is meant for clients, and is sent with its intermediates", Command: "certain check {file} --purpose client"},
			{For: certain.ForServer, Do: "see that the server trusts the authority that issued it: the log says why it was turned down"},
			{For: certain.ForYou, Do: "see which authorities the server accepts", Command: "certain inspect {host}:{port}"},
		},
	},
}
