package problem

import "github.com/certain-tls/certain"

// client holds what no look at a server can show: faults of the client's own
// program and machine, and what a server's log tells of its clients. They are
// recognised in texts and reported by no check, so they have no severity.
var client = []Problem{
	{
		Code:  "ca-file-unreadable",
		Title: "the configured file or folder of roots is missing, empty or unreadable",
		So:    "the program trusts nobody, or does not start; the server is not to blame",
		About: AboutTrust,
		Apart: "no-trust-store: there nothing was configured; file-not-found: there a certificate or key of one's own is missing",
		Fixes: []certain.Fix{
			{For: certain.ForYou, Do: "see what the variables name: a wrong path in one of them overrides good defaults", Command: "env | grep -E 'SSL_CERT|CA_BUNDLE|EXTRA_CA'"},
			{For: certain.ForYou, Do: "see whether the file is there and holds certificates", Command: "certain inspect {file}"},
			{For: certain.ForClient, Do: "name a file that exists and holds certificates as PEM, or unset the setting so that the system's roots count"},
		},
	},
	{
		Code:  "verification-disabled",
		Title: "the client is told not to verify the server's certificate",
		So:    "the connection works, and so does anybody's who stands between",
		About: AboutTrust,
		Apart: "untrusted-root: mostly the reason why somebody switched verification off",
		Fixes: []certain.Fix{
			{For: certain.ForClient, Do: "switch verification on again, and give the client the root that it lacks"},
			{For: certain.ForYou, Do: "see what was wrong with the server in the first place", Command: "certain check {host}:{port}"},
		},
	},
	{
		Code:  "context-misuse",
		Title: "the program sets TLS up in a way that cannot work",
		So:    "the call fails before or apart from any certificate",
		About: AboutHygiene,
		Apart: "openssl-mismatch: there the program is right, for another version of its library",
		Fixes: []certain.Fix{
			{For: certain.ForClient, Do: "use the context that the library makes for this side (client or server), and give it the server's name"},
			{For: certain.ForClient, Do: "set verification and name checking together, before the connection is made"},
		},
	},
	{
		Code:  "tls-not-built",
		Title: "the program or its language was built without TLS",
		So:    "no https address can be reached from this program",
		About: AboutHygiene,
		Apart: "openssl-mismatch: there TLS is built in, and its library does not fit",
		Fixes: []certain.Fix{
			{For: certain.ForYou, Do: "install the program from a package that has TLS"},
			{For: certain.ForYou, Do: "building it yourself: install the headers first, then build again", Command: "apt-get install libssl-dev"},
		},
	},
	{
		Code:  "openssl-mismatch",
		Title: "the program and the TLS library that it finds do not fit together",
		So:    "the program does not start, or fails at its first use of TLS",
		About: AboutHygiene,
		Apart: "tls-not-built: there is no library at all",
		Fixes: []certain.Fix{
			{For: certain.ForYou, Do: "see which library is loaded", Command: "ldd PROGRAM | grep -E 'ssl|crypto'"},
			{For: certain.ForYou, Do: "install program and library from one source, and take other copies off the library path"},
			{For: certain.ForClient, Do: "update what still asks for algorithms that OpenSSL 3 leaves to its legacy provider"},
		},
	},
	{
		Code:  "resource-exhausted",
		Title: "memory or descriptors ran out while TLS was set up",
		So:    "handshakes fail under load, or always on a small device; nothing is wrong with certificates",
		About: AboutHygiene,
		Apart: "oversized-handshake: there a message is larger than what a side takes on purpose",
		Fixes: []certain.Fix{
			{For: certain.ForClient, Do: "close connections that are done with, and keep few at a time"},
			{For: certain.ForYou, Do: "raise the limit of open files for the service", Command: "ulimit -n"},
			{For: certain.ForServer, Do: "for small devices: send a short chain with ECDSA keys, and keep records small"},
		},
	},
	{
		Code:  "server-cert-rejected",
		Title: "a client refused this server's certificate and said so in an alert",
		So:    "this client cannot connect; the mending is on its side, or in the chain that is served",
		About: AboutTrust,
		Apart: "client-cert-rejected: there the server refuses the certificate of a client",
		Fixes: []certain.Fix{
			{For: certain.ForYou, Do: "see whether the certificate is what clients should accept: complete chain, right name, in date", Command: "certain check {host}:{port}"},
			{For: certain.ForClient, Do: "give the client the root of this server's authority"},
			{For: certain.ForYou, Do: "one client among many, from an unknown address: a scanner; leave it"},
		},
	},
}
