package tlsconfig_test

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httputil"
	"net/smtp"
	"net/url"
	"strconv"

	"github.com/certain-tls/certain/explain"
	"github.com/certain-tls/certain/keypair"
	"github.com/certain-tls/certain/lab"
	"github.com/certain-tls/certain/profile"
	"github.com/certain-tls/certain/tlsconfig"
	"github.com/certain-tls/certain/trust"
)

// The system's trust by default, the server's certificate required, its name
// checked, TLS 1.2 at least: nothing has to be asked for.
func ExampleClient() {
	config, err := tlsconfig.Client(nil, tlsconfig.ClientOptions{})
	check(err)
	client := &http.Client{Transport: &http.Transport{TLSClientConfig: config, ForceAttemptHTTP2: true}}

	// A server of the lab, which the system does not know.
	l, err := lab.Open(lab.Options{}, "healthy-ecdsa")
	check(err)
	defer l.Close()
	_, err = client.Get(l.Running()[0].URL)

	var refused *tlsconfig.VerifyError
	fmt.Println(errors.As(err, &refused), refused.Code)
	// Output: true untrusted-issuer
}

// One's own authority alone, as verify="ca.pem" in requests and
// create_default_context(cafile=…) in Python.
func ExampleClient_ownAuthority() {
	l, err := lab.Open(lab.Options{}, "healthy-ecdsa")
	check(err)
	defer l.Close()

	roots, err := trust.Load([]string{l.CAFile()})
	check(err)
	config, err := tlsconfig.Client(roots, tlsconfig.ClientOptions{})
	check(err)
	transport := &http.Transport{TLSClientConfig: config, ForceAttemptHTTP2: true}
	defer transport.CloseIdleConnections()

	answer, err := (&http.Client{Transport: transport}).Get(l.Running()[0].URL)
	check(err)
	defer answer.Body.Close()
	fmt.Println(answer.StatusCode)
	// Output: 200
}

// One's own authority beside the system's, as load_verify_locations after
// load_default_certs in Python.
func ExampleClient_ownAuthorityAdded() {
	l, err := lab.Open(lab.Options{}, "healthy-ecdsa")
	check(err)
	defer l.Close()
	r := l.Running()[0]

	roots, err := trust.Load([]string{trust.System, l.CAFile()})
	check(err)
	config, err := tlsconfig.Client(roots, tlsconfig.ClientOptions{})
	check(err)
	conn, err := tls.Dial("tcp", net.JoinHostPort(r.Host, strconv.Itoa(r.Port)), config)
	check(err)
	defer conn.Close()
	fmt.Println(tls.VersionName(conn.ConnectionState().Version))
	// Output: TLS 1.3
}

// The host name is always checked, and so is the certificate. There is no
// check_hostname to forget, and no CERT_NONE.
func ExampleClient_refused() {
	l, err := lab.Open(lab.Options{}, "hostname-mismatch", "expired", "untrusted-root")
	check(err)
	defer l.Close()
	roots, err := trust.Load([]string{l.CAFile()})
	check(err)
	config, err := tlsconfig.Client(roots, tlsconfig.ClientOptions{})
	check(err)
	for _, r := range l.Running() {
		_, err := tls.Dial("tcp", net.JoinHostPort(r.Host, strconv.Itoa(r.Port)), config)
		fmt.Println(explain.Error(err).Code)
	}
	// Output:
	// hostname-mismatch
	// expired
	// untrusted-root
}

// Versions, suites and protocols, as minimum_version, set_ciphers and
// set_alpn_protocols in Python. Suites of TLS 1.3 need no choice.
func ExampleClient_versionsAndSuites() {
	config, err := tlsconfig.Client(nil, tlsconfig.ClientOptions{
		MinVersion:   tls.VersionTLS12,
		MaxVersion:   tls.VersionTLS13,
		CipherSuites: []uint16{tls.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256},
		ALPN:         []string{"h2", "http/1.1"},
	})
	check(err)
	fmt.Println(tls.VersionName(config.MinVersion), tls.VersionName(config.MaxVersion), config.NextProtos)

	_, err = tlsconfig.Client(nil, tlsconfig.ClientOptions{MaxVersion: tls.VersionTLS11})
	fmt.Println(err)
	// Output:
	// TLS 1.2 TLS 1.3 [h2 http/1.1]
	// configure client: the maximum version, TLS 1.1, is below the minimum, TLS 1.2
}

// A profile sets versions, suites and groups by a guideline.
func ExampleClient_profile() {
	config, err := tlsconfig.Client(nil, tlsconfig.ClientOptions{Profile: profile.Modern()})
	check(err)
	fmt.Println(tls.VersionName(config.MinVersion), config.CurvePreferences)
	// Output: TLS 1.3 [X25519MLKEM768 X25519 CurveP256 CurveP384]
}

// Verify is asked about each server that was found good. It can refuse more,
// never accept more: here, whoever has a certificate that ends soon.
func ExampleClient_callback() {
	l, err := lab.Open(lab.Options{}, "healthy-ecdsa", "ends-soon")
	check(err)
	defer l.Close()
	roots, err := trust.Load([]string{l.CAFile()})
	check(err)
	config, err := tlsconfig.Client(roots, tlsconfig.ClientOptions{Verify: func(p *tlsconfig.Peer) error {
		fmt.Println(p.Name, "is", p.Leaf.DNSNames, "by", p.Leaf.Issuer.CommonName)
		for _, f := range p.Findings() {
			if f.Code == "ends-soon" {
				return errors.New(f.Title)
			}
		}
		return nil
	}})
	check(err)
	for _, r := range l.Running() {
		conn, err := tls.Dial("tcp", net.JoinHostPort(r.Host, strconv.Itoa(r.Port)), config)
		if err == nil {
			conn.Close()
		}
		fmt.Println(err)
	}
	// Output:
	// localhost is [localhost] by Lab R11
	// <nil>
	// localhost is [localhost] by Lab R11
	// verify server localhost: refused by the Verify option: a served certificate ends soon
}

// Three lines to a safe server, and as many to its client.
func ExampleServer() {
	files := newFolder()
	defer files.remove()

	pair, err := keypair.Load(files.file("server.pem"), files.file("server.key"), keypair.Options{})
	check(err)
	config, err := tlsconfig.Server(pair, tlsconfig.ServerOptions{})
	check(err)
	server := &http.Server{Handler: http.HandlerFunc(hello), TLSConfig: config}

	listener, err := net.Listen("tcp", "localhost:0")
	check(err)
	defer server.Close()
	go server.ServeTLS(listener, "", "") // the certificate is in TLSConfig

	roots, err := trust.Load([]string{files.file("ca.pem")})
	check(err)
	clientConfig, err := tlsconfig.Client(roots, tlsconfig.ClientOptions{})
	check(err)
	client := &http.Client{Transport: &http.Transport{TLSClientConfig: clientConfig, ForceAttemptHTTP2: true}}

	defer client.CloseIdleConnections()
	say(client.Get("https://" + named(listener)))
	// Output: HTTP/2.0 hello, nobody
}

// Mutual TLS: the server asks every client for a certificate of its own
// authority, and tells by it who is there.
func ExampleServer_mutualTLS() {
	files := newFolder()
	defer files.remove()
	roots, err := trust.Load([]string{files.file("ca.pem")})
	check(err)

	pair, err := keypair.Load(files.file("server.pem"), files.file("server.key"), keypair.Options{})
	check(err)
	config, err := tlsconfig.Server(pair, tlsconfig.ServerOptions{Clients: roots, ALPN: []string{"http/1.1"}})
	check(err)
	server := &http.Server{Handler: http.HandlerFunc(hello), TLSConfig: config, ErrorLog: quiet}
	listener, err := net.Listen("tcp", "localhost:0")
	check(err)
	defer server.Close()
	go server.ServeTLS(listener, "", "")

	own, err := keypair.Load(files.file("client.pem"), files.file("client.key"), keypair.Options{Purpose: "client"})
	check(err)
	for _, o := range []tlsconfig.ClientOptions{{Certificate: own}, {}} {
		clientConfig, err := tlsconfig.Client(roots, o)
		check(err)
		client := &http.Client{Transport: &http.Transport{TLSClientConfig: clientConfig}}
		say(client.Get("https://" + named(listener)))
		client.CloseIdleConnections()
	}
	// Output:
	// HTTP/1.1 hello, alice
	// refused: client-cert-required
}

// Raw TCP: what tls.Listen and tls.Dial take.
func ExampleServer_tcp() {
	files := newFolder()
	defer files.remove()

	pair, err := keypair.Load(files.file("server.pem"), files.file("server.key"), keypair.Options{})
	check(err)
	config, err := tlsconfig.Server(pair, tlsconfig.ServerOptions{})
	check(err)
	listener, err := tls.Listen("tcp", "localhost:0", config)
	check(err)

	defer listener.Close()
	go func() {
		conn, err := listener.Accept()
		if err != nil {
			return
		}
		defer conn.Close()
		io.WriteString(conn, "hello")
	}()

	roots, err := trust.Load([]string{files.file("ca.pem")})
	check(err)
	clientConfig, err := tlsconfig.Client(roots, tlsconfig.ClientOptions{})
	check(err)
	conn, err := tls.Dial("tcp", named(listener), clientConfig)
	check(err)

	defer conn.Close()
	said, err := io.ReadAll(conn)
	fmt.Println(string(said), err)
	// Output: hello <nil>
}

// SMTP with STARTTLS. net/smtp takes the name from the configuration.
func ExampleClient_smtp() {
	l, err := lab.Open(lab.Options{}, "healthy-smtp")
	check(err)
	defer l.Close()
	r := l.Running()[0]
	roots, err := trust.Load([]string{l.CAFile()})
	check(err)

	config, err := tlsconfig.Client(roots, tlsconfig.ClientOptions{ServerName: r.Host})
	check(err)
	mail, err := smtp.Dial(net.JoinHostPort(r.Host, strconv.Itoa(r.Port)))
	check(err)
	defer mail.Close()
	check(mail.StartTLS(config)) // fails where the server offers none: never go on in plain text

	state, ok := mail.TLSConnectionState()
	fmt.Println(ok, tls.VersionName(state.Version), state.ServerName)
	// Output: true TLS 1.3 localhost
}

// A reverse proxy is a server in front and a client behind.
func Example_reverseProxy() {
	files := newFolder()
	defer files.remove()
	backend, err := lab.Open(lab.Options{}, "healthy-ecdsa")
	check(err)
	defer backend.Close()

	roots, err := trust.Load([]string{backend.CAFile()})
	check(err)
	behind, err := tlsconfig.Client(roots, tlsconfig.ClientOptions{})
	check(err)
	target, err := url.Parse(backend.Running()[0].URL)
	check(err)
	proxy := &httputil.ReverseProxy{
		Rewrite:   func(r *httputil.ProxyRequest) { r.SetURL(target) },
		Transport: &http.Transport{TLSClientConfig: behind, DisableKeepAlives: true},
	}

	pair, err := keypair.Load(files.file("server.pem"), files.file("server.key"), keypair.Options{})
	check(err)
	front, err := tlsconfig.Server(pair, tlsconfig.ServerOptions{})
	check(err)
	server := &http.Server{Handler: proxy, TLSConfig: front}
	listener, err := net.Listen("tcp", "localhost:0")
	check(err)
	defer server.Close()
	go server.ServeTLS(listener, "", "")

	own, err := trust.Load([]string{files.file("ca.pem")})
	check(err)
	config, err := tlsconfig.Client(own, tlsconfig.ClientOptions{})
	check(err)
	client := &http.Client{Transport: &http.Transport{TLSClientConfig: config}}
	defer client.CloseIdleConnections()
	answer, err := client.Get("https://" + named(listener))
	check(err)
	defer answer.Body.Close()
	fmt.Println(answer.StatusCode)
	// Output: 200
}

// A Dialer verifies IP addresses too, so that URLs may have them.
func ExampleDialer() {
	files := newFolder()
	defer files.remove()
	pair, err := keypair.Load(files.file("server.pem"), files.file("server.key"), keypair.Options{})
	check(err)
	config, err := tlsconfig.Server(pair, tlsconfig.ServerOptions{})
	check(err)
	server := &http.Server{Handler: http.HandlerFunc(hello), TLSConfig: config}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	check(err)
	defer server.Close()
	go server.ServeTLS(listener, "", "")

	roots, err := trust.Load([]string{files.file("ca.pem")})
	check(err)
	dialer, err := tlsconfig.NewDialer(roots, tlsconfig.ClientOptions{})
	check(err)
	client := &http.Client{Transport: &http.Transport{DialTLSContext: dialer.DialContext}}

	defer client.CloseIdleConnections()
	say(client.Get("https://" + listener.Addr().String()))
	// Output: HTTP/1.1 hello, nobody
}

// A refused peer has a code to branch on and to count by, findings for people,
// and what crypto/x509 said for who knows that.
func ExampleVerifyError() {
	l, err := lab.Open(lab.Options{}, "expired")
	check(err)
	defer l.Close()
	roots, err := trust.Load([]string{l.CAFile()})
	check(err)
	dialer, err := tlsconfig.NewDialer(roots, tlsconfig.ClientOptions{})
	check(err)
	r := l.Running()[0]
	_, err = dialer.DialContext(context.Background(), "tcp", net.JoinHostPort(r.Host, strconv.Itoa(r.Port)))

	var refused *tlsconfig.VerifyError
	if errors.As(err, &refused) {
		f := refused.Findings[0]
		fmt.Println(refused.Code)
		fmt.Println(f.Title)
		fmt.Println(f.So)
	}
	var invalid x509.CertificateInvalidError
	fmt.Println(errors.As(err, &invalid))
	// Output:
	// expired
	// a served certificate is past its end date
	// every client that checks dates refuses this server
	// true
}
