package probe

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/url"
	"strconv"
	"strings"
	"time"

	certain "github.com/certain-tls/certain"
)

// Proxy is a proxy to go through. [ParseProxy] makes them. It prints without
// its user name and password.
type Proxy struct {
	kind           string // http, https, socks5 or socks5h
	host           string
	port           int
	user, password string
	named          bool // a user name was given, be it empty
}

// proxyPorts are the kinds of proxies, and their ports where none is named.
// For http and https they are those of Go's own client; curl takes 1080 for
// all.
var proxyPorts = map[string]int{"http": 80, "https": 443, "socks5": 1080, "socks5h": 1080}

// ParseProxy reads the address of a proxy: http://, https://, socks5:// (names
// are resolved here) or socks5h:// (names are resolved by the proxy), with
// user:password@ in front of the host if it asks for them. A bare host:port is
// an HTTP proxy, as curl and Go have it. Errors do not repeat the text: it may
// hold a password.
func ParseProxy(text string) (*Proxy, error) {
	if !strings.Contains(text, "://") {
		text = "http://" + text
	}
	u, err := url.Parse(escapeZone(text))
	if err != nil {
		return nil, errors.New("the address of the proxy is no URL; characters such as / and @ in a password are written %2F and %40")
	}
	port, known := proxyPorts[u.Scheme]
	switch {
	case !known:
		return nil, fmt.Errorf("%s:// is no kind of proxy: http, https, socks5 or socks5h", certain.Clip(u.Scheme, 20))
	case u.Hostname() == "":
		return nil, errors.New("the address of the proxy names no host")
	case u.Path != "" && u.Path != "/" || u.RawQuery != "" || u.Fragment != "":
		return nil, errors.New("the address of a proxy ends with its port")
	}
	p := &Proxy{kind: u.Scheme, port: port}
	if p.host, err = hostName(u.Hostname()); err != nil {
		return nil, errors.New("the address of the proxy names no host that can be asked")
	}
	if text := u.Port(); text != "" {
		number, err := strconv.ParseUint(text, 10, 16)
		if err != nil || number == 0 {
			return nil, errors.New("the port of the proxy is no number from 1 to 65535")
		}
		p.port = int(number)
	}
	if u.User != nil {
		p.named, p.user = true, u.User.Username()
		p.password, _ = u.User.Password()
	}
	if p.socks() && (len(p.user) > 255 || len(p.password) > 255) {
		return nil, errors.New("a user name or password for SOCKS5 has at most 255 bytes (RFC 1929)")
	}
	return p, nil
}

// escapeZone writes the zone of an IPv6 address in brackets as URLs have it,
// RFC 6874 section 2.
func escapeZone(text string) string {
	open, end := strings.LastIndexByte(text, '['), strings.LastIndexByte(text, ']')
	if open < 0 || end < open {
		return text
	}
	address, zone, ok := strings.Cut(text[open:end], "%")
	if !ok || strings.HasPrefix(zone, "25") {
		return text
	}
	return text[:open] + address + "%25" + zone + text[end:]
}

// String is the proxy's URL without user name and password.
func (p *Proxy) String() string { return p.kind + "://" + p.address() }

// GoString keeps %#v from showing the password.
func (p *Proxy) GoString() string { return p.String() }

func (p *Proxy) address() string { return net.JoinHostPort(p.host, strconv.Itoa(p.port)) }

func (p *Proxy) socks() bool { return strings.HasPrefix(p.kind, "socks5") }

// Secure tells whether the proxy itself is spoken to in TLS. The nil Proxy is
// none.
func (p *Proxy) Secure() bool { return p != nil && p.kind == "https" }

// resolves tells whether the proxy looks names up, rather than we.
func (p *Proxy) resolves() bool { return p.kind != "socks5" }

// declined is the no of a peer that speaks the protocol it should.
type declined struct{ says string }

func (d declined) Error() string { return d.says }

// throughProxy makes a connection by the proxy. All that can go wrong between
// us and the proxy, and what the proxy says about the way beyond it, is one
// step.
func (p *prober) throughProxy(ctx context.Context, w way) (net.Conn, certain.Step) {
	start := time.Now()
	step := certain.Step{Name: certain.StepProxy, Address: w.proxy.String(), Outcome: certain.OK}
	conn, found, err := p.askProxy(ctx, w)
	step.Found = found
	if err != nil {
		fail(&step, err, talkOutcome(err))
	}
	step.MS = millis(time.Since(start))
	return conn, step
}

func (p *prober) askProxy(ctx context.Context, w way) (net.Conn, string, error) {
	d := net.Dialer{Resolver: resolver(p.options.Resolver)}
	raw, err := d.DialContext(ctx, "tcp", w.proxy.address())
	if err != nil {
		return nil, "", fmt.Errorf("the proxy cannot be reached: %w", err)
	}
	conn, err := p.shakeProxy(ctx, raw, w.proxy)
	if err != nil {
		raw.Close()
		return nil, "", err
	}
	var tunnel net.Conn
	var found string
	err = during(ctx, conn, func() (err error) {
		if w.proxy.socks() {
			tunnel, found = conn, "a way to "+w.address
			return w.proxy.askSOCKS(conn, w.address)
		}
		tunnel, found, err = w.proxy.askHTTP(conn, w.address)
		return err
	})
	if err != nil {
		conn.Close()
		return nil, "", err
	}
	return tunnel, found, nil
}

// shakeProxy speaks TLS to a proxy that wants it. Here the certificate is
// verified by the rules of crypto/tls: a password goes to the proxy at once,
// and a proxy is none that is looked at.
func (p *prober) shakeProxy(ctx context.Context, conn net.Conn, proxy *Proxy) (net.Conn, error) {
	if proxy.kind != "https" {
		return conn, nil
	}
	c := tls.Client(conn, &tls.Config{ServerName: proxy.host, RootCAs: p.options.ProxyRoots, NextProtos: []string{"http/1.1"}})
	if err := c.HandshakeContext(ctx); err != nil {
		return nil, fmt.Errorf("the handshake with the proxy itself failed: %w", err)
	}
	return c, nil
}
