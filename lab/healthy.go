package lab

// healthy are the endpoints and files with nothing wrong.
func healthy() []Scenario {
	return []Scenario{
		{
			ID: "healthy-ecdsa", Expect: Accept,
			About: "The server sends an ECDSA leaf and its intermediate, in order, and the root is trusted.",
			sends: chain{leaf(r11), r11},
		},
		{
			ID: "healthy-rsa", Expect: Accept,
			About: "The server's key is RSA with 2048 bits.",
			sends: chain{leaf(r11, keyed(rsa2048)), r11},
		},
		{
			ID: "healthy-p384", Expect: Accept,
			About: "The server's key is on the curve P-384.",
			sends: chain{leaf(r11, keyed("ecdsa-p384")), r11},
		},
		{
			ID: "healthy-p521", Expect: Either,
			About: "The server's key is on the curve P-521, which some browsers do not accept.",
			sends: chain{leaf(r11, keyed("ecdsa-p521")), r11},
		},
		{
			ID: "healthy-long-chain", Expect: Accept,
			About: "Five intermediates stand between the server's certificate and the root.",
			sends: chain{leaf(storeys[4]), storeys[4], storeys[3], storeys[2], storeys[1], storeys[0]},
		},
		{
			ID: "healthy-weak-root", Expect: Either, // some clients judge a root's own signature
			About: "The root in the client's store is signed over SHA-1, by itself, which proves nothing and harms nobody.",
			sends: chain{leaf(r41), r41},
		},
		{
			ID: "healthy-ed25519", Expect: Either,
			About: "The server's key is Ed25519, which browsers do not accept and most other clients do.",
			sends: chain{leaf(r11, keyed(ed25519Key)), r11},
		},
		{
			ID: "healthy-tls12", Expect: Accept,
			About: "The server speaks no version of TLS above 1.2.",
			sends: chain{leaf(r11), r11},
			tls:   TLS{MaxVersion: "1.2"},
		},
		{
			ID: "healthy-wildcard", Expect: Accept,
			About:      "The certificate's wildcard stands for the first label of the name that is asked for.",
			serverName: "a.wild.example.test",
			sends:      chain{leaf(r11, names("*.wild.example.test")), r11},
		},
		{
			ID: "healthy-ip", Expect: Accept,
			About: "The server is asked for by its IP address, and the certificate carries that address.",
			host:  "127.0.0.1",
			sends: chain{leaf(r11, names("127.0.0.1", "::1")), r11},
		},
		{
			ID: "healthy-sni", Expect: Accept,
			About:      "The server has several certificates and picks the one for the name in the handshake.",
			serverName: "two.sni.example.test",
			sends:      chain{leaf(r11, names("one.sni.example.test")), r11},
			also: []chain{
				{leaf(r11, names("two.sni.example.test")), r11},
				{leaf(r11, names("three.sni.example.test")), r11},
			},
		},
		{
			ID: "healthy-punycode", Expect: Accept,
			About:      "The name is bücher.example.test, which certificates and handshakes carry as an A-label.",
			serverName: "xn--bcher-kva.example.test",
			sends:      chain{leaf(r11, names("xn--bcher-kva.example.test")), r11},
		},
		{
			ID: "healthy-trailing-dot", Expect: Either, // OpenSSL and Python take the dot for a part of the name
			About:      "The name is asked for with a dot at its end, which DNS allows and certificates never carry.",
			serverName: "localhost.",
			sends:      chain{leaf(r11), r11},
		},
		{
			ID: "healthy-cross-sign", Expect: Accept,
			About: "The intermediate's key has two certificates, and the one by the old root has expired; the other one is enough.",
			sends: chain{leaf(r12), r12, r12byX0},
		},
		{
			ID: "healthy-cross-root", Expect: Accept,
			About: "The server still sends the root's expired cross-sign by the old root; clients that have the new root need none.",
			sends: chain{leaf(r11), r11, rootX1byX0},
		},
		{
			ID: "healthy-files", Expect: Accept,
			About: "The files hold a leaf, its intermediate and the leaf's key.",
			write: func(f *folder) {
				f.certificates("fullchain.pem", leaf(r11), r11)
				f.privateKey("privkey.pem", "server")
			},
		},
		{
			ID: "healthy-pkcs7", Expect: Accept,
			About: "The file holds its certificates in PKCS#7, whose certificates have no order.",
			write: func(f *folder) { f.pkcs7("fullchain.p7b", r11, leaf(r11)) },
		},
		{
			ID: "healthy-combined", Expect: Accept,
			About: "One file holds leaf, intermediate and key, as HAProxy wants it, and nobody else may read it.",
			write: func(f *folder) {
				f.put("haproxy.pem", append(f.pem(leaf(r11), r11), block("PRIVATE KEY", f.pkcs8("server"))...), 0o600)
			},
		},
		{
			ID: "healthy-client-cert-optional", Expect: Accept,
			About: "The server asks for a client certificate and lets in those who have none.",
			sends: chain{leaf(r11), r11},
			tls:   TLS{ClientCertificate: "asked"},
		},
		{
			ID: "healthy-proxy", Expect: Accept,
			About:     "The proxy on the way lets the connection through.",
			sends:     chain{leaf(r11), r11},
			behaviour: "proxy",
		},
		{
			ID: "healthy-smtp", Expect: Accept,
			About:     "A mail server that changes to TLS by STARTTLS.",
			sends:     chain{leaf(r11), r11},
			behaviour: "smtp",
		},
	}
}
