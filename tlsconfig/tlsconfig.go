// Package tlsconfig makes safe configurations of crypto/tls: for servers from
// a certificate that may be renewed, for clients from roots that may change.
//
//	pair, err := keypair.Load("fullchain.pem", "privkey.pem", keypair.Options{})
//	config, err := tlsconfig.Server(pair, tlsconfig.ServerOptions{})
//	server := &http.Server{Addr: ":443", TLSConfig: config}
//
//	config, err := tlsconfig.Client(nil, tlsconfig.ClientOptions{})
//	client := &http.Client{Transport: &http.Transport{TLSClientConfig: config}}
//
// What the zero options mean: the system's roots are trusted, the peer's
// certificate is verified, the name is checked, TLS 1.2 is the least, and
// nobody renegotiates. No option and no combination of options turns
// verification off; what would is an error when the configuration is made.
//
// # How peers are verified
//
// crypto/tls verifies against roots that stand still. Here they may change
// while the program runs, so each handshake asks its [trust.Source] anew, in
// tls.Config.VerifyConnection: name, dates, chain and purpose, by
// crypto/x509. It runs on resumed connections too, so that a root that was
// removed and a certificate that has ended end resumption, and no byte of the
// application is delivered before it returns. The verdict is that of
// crypto/tls for the same roots.
//
// For this, tls.Config.InsecureSkipVerify is true in a client's
// configuration, and ClientAuth is no more than RequireAnyClientCert in a
// server's: they turn off only the verification of crypto/tls, in whose place
// VerifyConnection does all of it. Never replace or remove VerifyConnection in
// a configuration of this package; a check of one's own belongs into the
// Verify option. What follows from it: tls.ConnectionState.VerifiedChains is
// empty, and the Verify option is given the chains instead.
//
// # Names
//
// A client's connection is verified for the name that it asks for: that of
// tls.Config.ServerName, which net/http and tls.Dial fill in. crypto/tls does
// not tell a configuration which IP address it was used for. So a connection
// to an address needs ClientOptions.ServerName, or a [Dialer], and is refused
// without.
//
// # Renegotiation
//
// It stays off on clients (servers in Go have none). A renegotiation within
// TLS 1.2 changes the peer's certificate, and so who it is, in the middle of a
// connection that was verified already, it has been the way of several attacks
// (RFC 5746, triple handshakes), and RFC 8446 has removed it. A server that
// asks for a client certificate by renegotiating is to ask in the first
// handshake, or speak TLS 1.3.
//
// # Concurrency
//
// A configuration may be used by any number of goroutines at once, as any
// tls.Config. Nothing on the path of a handshake takes a lock that another
// holds for long; roots are parsed once for each [trust.Store].
package tlsconfig
