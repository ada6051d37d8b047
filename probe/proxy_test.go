package probe

import (
	"bufio"
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	certain "github.com/certain-tls/certain"
)

// relay joins two connections until both have ended.
func relay(a, b net.Conn) {
	done := make(chan struct{})
	go func() {
		io.Copy(a, b)
		a.Close()
		close(done)
	}()
	io.Copy(b, a)
	b.Close()
	<-done
}

// httpProxy answers CONNECT as a proxy does, if the password is right.
func httpProxy(t *testing.T, authorization string, asked *[]string) func(net.Conn) {
	return func(conn net.Conn) {
		reader := bufio.NewReader(conn)
		request, err := http.ReadRequest(reader)
		if err != nil || request.Method != http.MethodConnect {
			io.WriteString(conn, "HTTP/1.1 400 Bad Request\r\n\r\n")
			return
		}
		*asked = append(*asked, request.Host)
		if request.Header.Get("Proxy-Authorization") != authorization {
			io.WriteString(conn, "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n")
			return
		}
		to, err := net.Dial("tcp", request.Host)
		if err != nil {
			io.WriteString(conn, "HTTP/1.1 502 Bad Gateway\r\n\r\n")
			return
		}
		io.WriteString(conn, "HTTP/1.1 200 Connection established\r\n\r\n")
		relay(conn, to)
	}
}

// socksProxy is a SOCKS5 proxy with or without a password (RFC 1928, 1929).
func socksProxy(password string, kinds *[]byte) func(net.Conn) {
	return func(conn net.Conn) {
		head := make([]byte, 2)
		io.ReadFull(conn, head)
		methods := make([]byte, head[1])
		io.ReadFull(conn, methods)
		if password == "" {
			conn.Write([]byte{5, 0})
		} else {
			if !strings.ContainsRune(string(methods), 2) {
				conn.Write([]byte{5, 0xff})
				return
			}
			conn.Write([]byte{5, 2})
			got := make([]byte, 1+1+len("me")+1+len(password))
			io.ReadFull(conn, got)
			if string(got) != "\x01\x02me"+string(rune(len(password)))+password {
				conn.Write([]byte{1, 1})
				return
			}
			conn.Write([]byte{1, 0})
		}
		request := make([]byte, 4)
		io.ReadFull(conn, request)
		*kinds = append(*kinds, request[3])
		host := ""
		switch request[3] {
		case 1:
			addr := make([]byte, 4)
			io.ReadFull(conn, addr)
			host = net.IP(addr).String()
		case 3:
			size := make([]byte, 1)
			io.ReadFull(conn, size)
			name := make([]byte, size[0])
			io.ReadFull(conn, name)
			host = string(name)
		}
		port := make([]byte, 2)
		io.ReadFull(conn, port)
		to, err := net.Dial("tcp", net.JoinHostPort(host, strconv.Itoa(int(port[0])<<8|int(port[1]))))
		if err != nil {
			conn.Write([]byte{5, 5, 0, 1, 0, 0, 0, 0, 0, 0})
			return
		}
		conn.Write([]byte{5, 0, 0, 1, 127, 0, 0, 1, 0, 0})
		relay(conn, to)
	}
}

func parseProxy(t *testing.T, text string) *Proxy {
	t.Helper()
	p, err := ParseProxy(text)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// free of secrets: neither the observation nor the proxy as it prints.
func freeOf(t *testing.T, secret string, obs *certain.Observation, p *Proxy) {
	t.Helper()
	text, err := json.Marshal(obs)
	if err != nil {
		t.Fatal(err)
	}
	for _, shown := range []string{string(text), fmt.Sprint(p), fmt.Sprintf("%v %+v %#v %s", p, p, p, p)} {
		if strings.Contains(shown, secret) {
			t.Errorf("the password is shown: %s", shown)
		}
	}
}

func TestHTTPProxy(t *testing.T) {
	ca := newAuthority(t)
	endpoint := serveTLS(t, &tls.Config{Certificates: []tls.Certificate{ca.leaf(t, "localhost")}})
	endpoint.Host = "localhost"
	var asked []string
	open := serve(t, httpProxy(t, "", &asked))
	closed := serve(t, httpProxy(t, "Basic bWU6czNjcmV0", &asked)) // me:s3cret

	ok, no := []certain.Outcome{certain.OK}, []certain.Outcome{certain.Declined}
	for _, try := range []struct {
		name, proxy string
		outcomes    []certain.Outcome // any of them
		says        string
	}{
		{"open", "http://" + open.HostPort(), ok, ""},
		{"bare", open.HostPort(), ok, ""},
		{"password", "http://me:s3cret@" + closed.HostPort(), ok, ""},
		{"no password", "http://" + closed.HostPort(), no, "no user name was given, it takes Basic"},
		{"wrong password", "http://me:s3cre7@" + closed.HostPort(), no, "did not take the user name and password"},
		{"not a proxy", "http://" + endpoint.HostPort(), []certain.Outcome{certain.Failed, certain.Closed, certain.Reset}, "no answer in HTTP"},
		{"wrong kind", "socks5h://" + open.HostPort(), []certain.Outcome{certain.Timeout, certain.Closed}, ""},
		{"nobody there", "http://127.0.0.1:1", []certain.Outcome{certain.Refused}, "the proxy cannot be reached"},
	} {
		t.Run(try.name, func(t *testing.T) {
			proxy := parseProxy(t, try.proxy)
			o := Options{Proxy: proxy}
			if slices.Contains(try.outcomes, certain.Timeout) {
				o.Timeout = quick
			}
			obs, session := connect(t, endpoint, o)
			step := last(t, obs, certain.StepProxy)
			if !slices.Contains(try.outcomes, step.Outcome) || !strings.Contains(step.Error, try.says) {
				t.Errorf("step %+v", step)
			}
			if (session != nil) != (try.outcomes[0] == certain.OK) {
				t.Errorf("session %v after %+v", session, obs.Steps)
			}
			for _, s := range obs.Steps {
				if s.Name == certain.StepDNS || s.Name == certain.StepTCP {
					t.Errorf("we went there ourselves: %+v", s)
				}
			}
			freeOf(t, "s3cre", obs, proxy)
		})
	}
	if len(asked) == 0 || asked[0] != endpoint.HostPort() {
		t.Errorf("the proxy was asked for %v", asked)
	}
}

// TestSecureProxy: an https proxy is verified before it gets a password.
func TestSecureProxy(t *testing.T) {
	ca := newAuthority(t)
	config := &tls.Config{Certificates: []tls.Certificate{ca.leaf(t, "localhost")}}
	endpoint := serveTLS(t, config)
	var asked []string
	handle := httpProxy(t, "", &asked)
	proxy := serve(t, func(conn net.Conn) {
		if secure := tls.Server(conn, config); secure.Handshake() == nil {
			handle(secure)
		}
	})
	proxy.Host = "localhost"
	roots := x509.NewCertPool()
	roots.AddCert(ca.cert)
	if _, session := connect(t, endpoint, Options{Proxy: parseProxy(t, "https://"+proxy.HostPort()), ProxyRoots: roots}); session == nil || len(asked) != 1 {
		t.Errorf("no way through a trusted proxy, asked %v", asked)
	}
	obs, session := connect(t, endpoint, Options{Proxy: parseProxy(t, "https://me:s3cret@"+proxy.HostPort()), ProxyRoots: x509.NewCertPool()})
	if session != nil || len(asked) != 1 {
		t.Errorf("a stranger was given the password: %+v", obs.Steps)
	}
	if step := last(t, obs, certain.StepProxy); !strings.Contains(step.Error, "handshake with the proxy itself failed") {
		t.Errorf("step %+v", step)
	}
}

func TestSOCKSProxy(t *testing.T) {
	ca := newAuthority(t)
	endpoint := serveTLS(t, &tls.Config{Certificates: []tls.Certificate{ca.leaf(t, "localhost")}})
	var kinds []byte
	open := serve(t, socksProxy("", &kinds))
	closed := serve(t, socksProxy("s3cret", &kinds))
	named := endpoint
	named.Host = "localhost"
	for _, try := range []struct {
		name, proxy string
		target      certain.Target
		outcome     certain.Outcome
		kind        byte
	}{
		{"address", "socks5://" + open.HostPort(), endpoint, certain.OK, 1},
		{"name resolved there", "socks5h://" + open.HostPort(), named, certain.OK, 3},
		{"password", "socks5h://me:s3cret@" + closed.HostPort(), named, certain.OK, 3},
		{"wrong password", "socks5h://me:s3cre7@" + closed.HostPort(), named, certain.Declined, 0},
		{"no password", "socks5h://" + closed.HostPort(), named, certain.Declined, 0},
		{"refused behind it", "socks5://" + open.HostPort(), certain.Target{Scheme: "tls", Host: "127.0.0.1", Port: 1}, certain.Declined, 1},
	} {
		t.Run(try.name, func(t *testing.T) {
			kinds = nil
			proxy := parseProxy(t, try.proxy)
			obs, session := connect(t, try.target, Options{Proxy: proxy})
			if step := last(t, obs, certain.StepProxy); step.Outcome != try.outcome {
				t.Errorf("step %+v", step)
			}
			if (session != nil) != (try.outcome == certain.OK) {
				t.Errorf("session %v after %+v", session, obs.Steps)
			}
			if try.kind != 0 && (len(kinds) == 0 || kinds[0] != try.kind) {
				t.Errorf("asked by kinds %v, want %d", kinds, try.kind)
			}
			freeOf(t, "s3cre", obs, proxy)
		})
	}
}

// TestHostileProxy: a proxy that never stops talking, or says nothing.
func TestHostileProxy(t *testing.T) {
	t.Parallel()
	for name, handle := range map[string]func(net.Conn){
		"endless head": func(conn net.Conn) {
			io.WriteString(conn, "HTTP/1.1 200 OK\r\n")
			for {
				if _, err := io.WriteString(conn, "X: "+strings.Repeat("x", 4000)+"\r\n"); err != nil {
					return
				}
			}
		},
		"silence": drain,
		"escapes": func(conn net.Conn) {
			readHello(conn)
			io.WriteString(conn, "HTTP/1.1 403 \x1b[31mred\r\n\r\n")
		},
	} {
		t.Run(name, func(t *testing.T) {
			proxy := serve(t, handle)
			obs, session := connect(t, certain.Target{Scheme: "tls", Host: "localhost", Port: 443}, Options{Proxy: parseProxy(t, proxy.HostPort()), Timeout: quick})
			step := last(t, obs, certain.StepProxy)
			if session != nil || step.Outcome == certain.OK || strings.ContainsRune(step.Error, 0x1b) {
				t.Errorf("step %+v", step)
			}
		})
	}
}

func TestParseProxyRefuses(t *testing.T) {
	for _, text := range []string{
		"", "http://", "ftp://proxy.example", "http://proxy.example/path", "http://proxy.example:0", "http://proxy.example:70000",
		"http://me:s3cr%et@proxy.example", "socks4://proxy.example", "http://a b", "http://proxy.example?x",
	} {
		if p, err := ParseProxy(text); err == nil || strings.Contains(err.Error(), "s3cr") {
			t.Errorf("%q: %v, %v", text, p, err)
		}
	}
}

func TestProxyFromEnv(t *testing.T) {
	for _, try := range []struct {
		target   string
		env      map[string]string
		variable string
	}{
		{"https://shop.example.test", map[string]string{"HTTPS_PROXY": "p"}, "HTTPS_PROXY"},
		{"https://shop.example.test", map[string]string{"HTTPS_PROXY": "p", "https_proxy": "q"}, "https_proxy"},
		{"shop.example.test:8443", map[string]string{"HTTPS_PROXY": "p"}, "HTTPS_PROXY"},
		{"shop.example.test", map[string]string{"ALL_PROXY": "p"}, "ALL_PROXY"},
		{"smtp://mail.example.test", map[string]string{"HTTPS_PROXY": "p"}, ""},
		{"smtp://mail.example.test", map[string]string{"all_proxy": "p"}, "all_proxy"},
		{"unix:///run/app.sock", map[string]string{"ALL_PROXY": "p"}, ""},
		{"shop.example.test", map[string]string{"HTTPS_PROXY": "p", "NO_PROXY": "*"}, ""},
		{"shop.example.test", map[string]string{"HTTPS_PROXY": "p", "NO_PROXY": "example.test"}, ""},
		{"shop.example.test", map[string]string{"HTTPS_PROXY": "p", "no_proxy": "other, .example.test"}, ""},
		{"shop.example.test", map[string]string{"HTTPS_PROXY": "p", "NO_PROXY": "ample.test"}, "HTTPS_PROXY"},
		{"shop.example.test:8443", map[string]string{"HTTPS_PROXY": "p", "NO_PROXY": "shop.example.test:443"}, "HTTPS_PROXY"},
		{"shop.example.test:8443", map[string]string{"HTTPS_PROXY": "p", "NO_PROXY": "shop.example.test:8443"}, ""},
		{"192.0.2.7:443", map[string]string{"HTTPS_PROXY": "p", "NO_PROXY": "192.0.2.0/24"}, ""},
		{"192.0.2.7:443", map[string]string{"HTTPS_PROXY": "p", "NO_PROXY": "192.0.2.8"}, "HTTPS_PROXY"},
		{"[2001:db8::1]:443", map[string]string{"HTTPS_PROXY": "p", "NO_PROXY": "2001:db8::/32"}, ""},
		{"localhost:8443", map[string]string{"HTTPS_PROXY": "p"}, "HTTPS_PROXY"},
		{"localhost:8443", map[string]string{"HTTPS_PROXY": "p", "NO_PROXY": "localhost"}, ""},
	} {
		target, err := certain.ParseTarget(try.target, func(string) bool { return false })
		if err != nil {
			t.Fatal(err)
		}
		if got, _ := ProxyFromEnv(target, func(name string) string { return try.env[name] }); got != try.variable {
			t.Errorf("%s with %v: %q, want %q", try.target, try.env, got, try.variable)
		}
	}
}

// TestFetchByProxy: an issuer that was left out is fetched by the proxy too,
// and near addresses are no more reachable by it than without.
func TestFetchByProxy(t *testing.T) {
	ca := newAuthority(t)
	issuer := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.Write(ca.cert.Raw) }))
	defer issuer.Close()
	var asked []string
	proxy := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked = append(asked, r.URL.String())
		answer, err := http.DefaultTransport.RoundTrip(r)
		if err != nil {
			http.Error(w, "no", http.StatusBadGateway)
			return
		}
		defer answer.Body.Close()
		io.Copy(w, answer.Body)
	}))
	defer proxy.Close()
	leaf := asCerts(ca.leaf(t, issuer.URL+"/ca.der").Certificate...)
	o := Options{Proxy: parseProxy(t, proxy.URL)}
	here := &certain.Observation{Clock: &certain.Clock{}, Steps: []certain.Step{{Name: certain.StepHandshake, Address: "localhost:443"}}}
	FetchIssuers(t.Context(), here, leaf, o)
	if len(here.Fetched) != 1 || len(asked) != 1 || len(here.Clock.Dates) != 1 {
		t.Errorf("asked %v, steps %+v, dates %+v", asked, here.Steps, here.Clock.Dates)
	}
	outside := &certain.Observation{Steps: []certain.Step{{Name: certain.StepHandshake, Address: "shop.example.test:443"}}}
	FetchIssuers(t.Context(), outside, leaf, o)
	if step := last(t, outside, certain.StepFetch); step.Outcome != certain.Denied || len(asked) != 1 {
		t.Errorf("asked %v, step %+v", asked, step)
	}
}

// TestCancelledOnTheWay: a caller who leaves is not kept waiting, by a proxy
// or by a server that never greets.
func TestCancelledOnTheWay(t *testing.T) {
	for _, scheme := range []string{"proxy", "starttls"} {
		ctx, cancel := context.WithCancel(t.Context())
		silent := serve(t, func(conn net.Conn) {
			cancel()
			drain(conn)
		})
		target, o := silent, Options{Timeout: time.Hour}
		target.Scheme = "smtp"
		if scheme == "proxy" {
			target, o.Proxy = certain.Target{Scheme: "tls", Host: "localhost", Port: 443}, parseProxy(t, silent.HostPort())
		}
		if _, session, err := Connect(ctx, target, o); session != nil || !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v, %v", scheme, session, err)
		}
	}
}
