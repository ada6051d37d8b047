package problem

import "github.com/certain-tls/certain"

// loading holds the problems of files: what keeps a certificate or a key from
// being read and put to use.
var loading = []Problem{
	{
		Code:       "key-mismatch",
		Title:      "the private key belongs to another certificate than the one served",
		FilesTitle: "the private key belongs to another certificate",
		So:         "a server refuses to start with this pair, or fails every handshake",
		Endpoint:   certain.Error, Files: certain.Error,
		Bites: BitesFile, About: AboutKey,
		Apart: "wrong-format: there the file is no private key at all",
		Fixes: []certain.Fix{
			{For: certain.ForServer, Do: "use the key from which this certificate was requested"},
			{For: certain.ForServer, Do: "if that key is lost: make a new request with the key you have, and have it signed", Command: "openssl req -new -key {key} -subj / -addext subjectAltName=DNS:{name} -out new.csr"},
			{For: certain.ForYou, Do: "compare public keys: certificate and key belong together if spki_sha256 is the same", Command: "certain inspect {file} {key}"},
		},
	},
	{
		Code:  "pem-malformed",
		Title: "the file is damaged, or holds no certificate or key",
		So:    "programs that load this file stop at the damage, or silently skip what follows it",
		Files: certain.Error,
		Bites: BitesFile, About: AboutKey,
		Apart: "wrong-format: there the file is whole, and of another kind; malformed-certificate: there the text is fine and the certificate in it is not",
		Fixes: []certain.Fix{
			{For: certain.ForYou, Do: "copy the file again from where it came from, as a file rather than through a mail or a form"},
			{For: certain.ForYou, Do: "look at the line with its invisible characters: BEGIN, base64 and END each need lines of their own", Command: "cat -A {file}"},
		},
	},
	{
		Code:  "file-not-found",
		Title: "the file does not exist",
		So:    "a program that is given this path does not start, or goes on without the certificate",
		Files: certain.Error,
		Bites: BitesFile, About: AboutKey,
		Apart: "permission-denied: there the file exists and may not be read",
		Fixes: []certain.Fix{
			{For: certain.ForYou, Do: "see at which folder or link the path breaks off", Command: "namei -l {file}"},
			{For: certain.ForYou, Do: "write the path from the root: a relative path starts where the program was started"},
		},
	},
	{
		Code:  "permission-denied",
		Title: "the file may not be read by this user",
		So:    "a program that runs as this user cannot load it",
		Files: certain.Error,
		Bites: BitesFile, About: AboutKey,
		Apart: "file-not-found: there the path leads nowhere",
		Fixes: []certain.Fix{
			{For: certain.ForYou, Do: "see which folder or file on the path refuses: a folder needs x, the file r", Command: "namei -l {file}"},
			{For: certain.ForServer, Do: "let the group of the service read a key, and nobody else: owner root, mode 0640"},
		},
	},
	{
		Code:  "key-exposed",
		Title: "a private key can be read by others",
		So:    "whoever reads it can pose as the owner of its certificate until that is revoked or ends",
		Files: certain.Warning,
		Bites: BitesFile, About: AboutKey,
		Apart: "permission-denied: there the one who should read the key may not",
		Fixes: []certain.Fix{
			{For: certain.ForServer, Do: "let the owner alone read it; a service that reads it by its group gets owner root and mode 0640", Command: "chmod 600 {key}"},
			{For: certain.ForServer, Do: "if anybody else may have read it: make a new key, get a new certificate for it, and have the old one revoked"},
			{For: certain.ForYou, Do: "keep keys out of files that are handed out: certificates and chains are public, keys are not"},
		},
	},
	{
		Code:  "key-missing",
		Title: "a certificate lies here without its private key",
		So:    "no server can use it from here; who wants only to look at it or to trust it needs no key",
		Files: certain.Note,
		Bites: BitesFile, About: AboutKey,
		Apart: "key-mismatch: there a key is at hand, and it belongs to another certificate",
		Fixes: []certain.Fix{
			{For: certain.ForYou, Do: "name the key, if it lies elsewhere", Command: "certain check {file} --key privkey.pem"},
			{For: certain.ForServer, Do: "if the key is lost: make a new one and get a new certificate for it; no authority has a copy"},
		},
	},
	{
		Code:  "wrong-format",
		Title: "the file holds something else than what is needed here",
		So:    "a program that is given this file refuses it, often with an error that names no format",
		Files: certain.Warning,
		Bites: BitesFile, About: AboutKey,
		Apart: "pem-malformed: there the kind is right and the text damaged",
		Fixes: []certain.Fix{
			{For: certain.ForYou, Do: "see what the file really holds", Command: "certain inspect {file}"},
			{For: certain.ForYou, Do: "convert a PKCS#12 file (.p12, .pfx) to the PEM certificates in it", Command: "openssl pkcs12 -in {file} -nokeys -out certificates.pem"},
			{For: certain.ForYou, Do: "convert a DER certificate to PEM", Command: "openssl x509 -inform der -in {file} -out certificate.pem"},
		},
	},
	{
		Code:  "passphrase-needed",
		Title: "the private key is encrypted and needs its passphrase",
		So:    "a server waits for the passphrase at its start, or does not start; here the key was not judged",
		Files: certain.Note,
		Bites: BitesFile, About: AboutKey,
		Apart: "unsupported-key: there the key can be read and is of a kind that is not known",
		Fixes: []certain.Fix{
			{For: certain.ForServer, Do: "hand the server the passphrase: ssl_password_file in nginx, SSLPassPhraseDialog in Apache"},
			{For: certain.ForYou, Do: "try the passphrase that you have, without writing the key anywhere", Command: "openssl pkey -in {key} -noout -check"},
		},
	},
	{
		Code:  "unsupported-key",
		Title: "the key is of a kind that TLS programs cannot use",
		So:    "a program that is given this key refuses it",
		Files: certain.Error,
		Bites: BitesFile, About: AboutKey,
		Apart: "weak-key: there the kind is known and the key too small; wrong-format: there the file is no key",
		Fixes: []certain.Fix{
			{For: certain.ForServer, Do: "make a new key of a kind that every client knows, and have a certificate issued for it", Command: "openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out new.key"},
		},
	},
}
