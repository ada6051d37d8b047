package lab

import "bytes"

// loading are the problems of files.
func loading() []Scenario {
	return []Scenario{
		{
			ID: "expired-file", Code: "expired", Expect: Reject,
			About: "The certificate in the file ended three days ago.",
			write: func(f *folder) {
				f.certificates("fullchain.pem", leaf(r11, ended), r11)
				f.privateKey("privkey.pem", "server")
			},
		},
		{
			ID: "hostname-mismatch-file", Code: "hostname-mismatch", Expect: Reject,
			About: "The certificate in the file is not for the name that it is wanted for.",
			write: func(f *folder) {
				f.name = "shop.example.test"
				f.certificates("fullchain.pem", leaf(r11), r11)
			},
		},
		{
			ID: "file-not-found", Code: "file-not-found", Expect: Reject,
			About: "The path leads to no file.",
			write: func(f *folder) { f.absent("fullchain.pem") },
		},
		{
			ID: "key-mismatch", Code: "key-mismatch", Expect: Reject,
			About: "The key in the one file does not belong to the certificate in the other.",
			write: func(f *folder) {
				f.certificates("fullchain.pem", leaf(r11), r11)
				f.asKeys(func() { f.privateKey("privkey.pem", "another server") })
			},
		},
		{
			ID: "key-exposed", Code: "key-exposed", Expect: Either,
			About: "Every user of the machine may read the private key.",
			write: func(f *folder) {
				f.certificates("fullchain.pem", leaf(r11), r11)
				f.openKey("privkey.pem", "server")
			},
		},
		{
			ID: "key-exposed-public", Code: "key-exposed", Expect: Reject,
			About: "The private key lies in the file of the request, which is sent to an authority.",
			write: func(f *folder) {
				f.certificates("fullchain.pem", leaf(r11), r11)
				f.put("server.csr", append(f.requestFor("server"), block("PRIVATE KEY", f.pkcs8("server"))...), 0o600)
			},
		},
		{
			ID: "key-missing", Code: "key-missing", Expect: Either,
			About: "The folder of the server has its certificate and not its key.",
			write: func(f *folder) {
				f.whole = true
				f.certificates("fullchain.pem", leaf(r11), r11)
			},
		},
		{
			ID: "key-mismatch-issuer", Code: "key-mismatch", Expect: Reject,
			About: "The key belongs to the issuer's certificate, which stands behind the leaf in the same file.",
			write: func(f *folder) {
				f.certificates("fullchain.pem", leaf(r11), r11)
				f.asKeys(func() { f.privateKey("privkey.pem", r11.role) })
			},
		},
		{
			ID: "pem-malformed", Code: "pem-malformed", Expect: Reject,
			About: "The file is cut off inside its second certificate, which another file has whole.",
			write: func(f *folder) {
				f.put("fullchain.pem", cutOff(f.pem(leaf(r11), r11)), 0o644)
				f.certificates("chain.pem", r11)
			},
		},
		{
			ID: "pem-malformed-base64", Code: "pem-malformed", Expect: Reject,
			About: "The file's second certificate has characters that are no base64; another file has it whole.",
			write: func(f *folder) {
				f.put("fullchain.pem", scribble(f.pem(leaf(r11), r11)), 0o644)
				f.certificates("chain.pem", r11)
			},
		},
		{
			ID: "wrong-format", Code: "wrong-format", Expect: Reject,
			About: "The file that stands beside the key holds its certificates wrapped in PKCS#7, which servers do not read.",
			write: func(f *folder) {
				f.pkcs7("fullchain.p7b", leaf(r11), r11)
				f.asKeys(func() { f.privateKey("privkey.pem", "server") })
			},
		},
		{
			ID: "wrong-format-request", Code: "wrong-format", Expect: Reject,
			About: "The file that stands beside the key holds a certificate request in place of a certificate.",
			write: func(f *folder) {
				f.request("server.crt", "server")
				f.asKeys(func() { f.privateKey("privkey.pem", "server") })
			},
		},
		{
			ID: "passphrase-needed", Code: "passphrase-needed", Expect: Either,
			About: "The key in the file is encrypted, and its passphrase is not known.",
			write: func(f *folder) {
				f.certificates("fullchain.pem", leaf(r11), r11)
				f.encryptedKey("privkey.pem", "server")
			},
		},
		{
			ID: "wrong-passphrase", Code: "wrong-passphrase", Expect: Reject,
			About: "The key in the file is encrypted, and the passphrase given is another.",
			write: func(f *folder) {
				f.certificates("fullchain.pem", leaf(r11), r11)
				f.encryptedKey("privkey.pem", "server")
				f.passphrase("passphrase.txt")
			},
		},
		{
			ID: "unsupported-key", Code: "unsupported-key", Expect: Reject,
			About: "The key in the file is an Ed448 key, which few programs can use.",
			write: func(f *folder) { f.ed448Key("privkey.pem") },
		},
	}
}

// cutOff ends a file in the middle of its last block.
func cutOff(text []byte) []byte {
	last := bytes.LastIndex(text, []byte("-----BEGIN"))
	return text[:last+(len(text)-last)/2]
}

// scribble puts characters into the last block that are no base64.
func scribble(text []byte) []byte {
	last := bytes.LastIndex(text, []byte("-----BEGIN"))
	out := bytes.Clone(text)
	copy(out[last+(len(text)-last)/2:], "%%%%")
	return out
}
