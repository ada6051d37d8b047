package lab

import (
	"bytes"
	"crypto/tls"
	"crypto/x509"
	"encoding/binary"
	"errors"
	"io"
	"io/fs"
	"math/rand/v2"
	"net"
	"net/http"
	"os"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/certain-tls/certain"
)

// open starts a lab for the length of a test.
func open(t *testing.T, ids ...string) *Lab {
	t.Helper()
	l, err := Open(Options{}, ids...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := l.Close(); err != nil {
			t.Error(err)
		}
	})
	return l
}

func (r *Running) pool() *x509.CertPool {
	pool := x509.NewCertPool()
	for _, c := range r.Roots {
		pool.AddCert(c.X509)
	}
	return pool
}

// families are the addresses at which a scenario must behave the same.
func families(r Running) []string {
	all := []string{r.Address}
	if hasIPv6() {
		all = append(all, net.JoinHostPort("::1", strconv.Itoa(r.Port)))
	}
	return all
}

// get does what an ordinary client does: connect, verify, ask, read.
func get(r Running, address string, settings *tls.Config) (string, error) {
	dialer := &net.Dialer{Timeout: clientPatience(r)}
	raw, err := dialer.Dial("tcp", address)
	if err != nil {
		return "", err
	}
	defer raw.Close()
	raw.SetDeadline(time.Now().Add(clientPatience(r)))
	settings.RootCAs, settings.ServerName = r.pool(), r.ServerName
	c := tls.Client(raw, settings)
	request, err := http.NewRequest(http.MethodGet, r.URL, nil)
	if err != nil {
		return "", err
	}
	request.Close = true
	if err := request.Write(c); err != nil {
		return "", err
	}
	all, err := io.ReadAll(io.LimitReader(c, 1<<20))
	return string(all), err
}

// straight tells whether a client reaches an endpoint without another server
// in front, speaks TLS to it at once and gets a whole answer, if any. The
// others are met in ways_test.go.
func straight(r Running) bool {
	return r.Kind == certain.Endpoint && r.Resolver == "" && r.Proxy == "" && r.Addresses == nil &&
		strings.HasPrefix(r.URL, "https://") && r.Code != "truncated-close"
}

// clientPatience is short where the server is silent on purpose.
func clientPatience(r Running) time.Duration {
	if strings.HasSuffix(r.Code, "-timeout") || r.Silent {
		return 300 * time.Millisecond
	}
	return time.Minute
}

// refusals are what the standard library says to each scenario that it does
// not accept.
var refusals = map[string]string{
	"expired":                       "certificate has expired or is not yet valid: current time",
	"expired-intermediate":          "certificate has expired or is not yet valid: current time",
	"expired-root":                  "certificate has expired or is not yet valid: current time",
	"expired-and-hostname-mismatch": "certificate has expired or is not yet valid: current time",
	"not-yet-valid":                 " is before ",
	"not-yet-valid-intermediate":    " is before ",
	"hostname-mismatch":             "certificate is valid for other.example.test, www.other.example.test, not localhost",
	"hostname-mismatch-wildcard":    "certificate is valid for *.wild.example.test, not b.a.wild.example.test",
	"hostname-mismatch-ip":          "doesn't contain any IP SANs",
	"no-san":                        "certificate relies on legacy Common Name field",
	"self-signed":                   "signed by unknown authority",
	"wrong-clock":                   "is before",
	"untrusted-root":                "signed by unknown authority",
	"untrusted-issuer":              "signed by unknown authority",
	"missing-intermediate":          "signed by unknown authority",
	"weak-signature":                "insecure algorithm ECDSA-SHA1",
	"wrong-purpose-policy":          "candidate chains with invalid policies",
	"wrong-purpose":                 "incompatible key usage",
	"not-a-ca":                      "parent certificate cannot sign this kind of certificate",
	"name-constraint":               "not permitted by any constraint",
	"path-too-long":                 "too many intermediates",
	"unknown-critical-extension":    "unhandled critical extension",
	"malformed-certificate":         "malformed UTCTime",
	"connection-refused":            "connection refused",
	"connection-reset":              "connection reset by peer",
	"connect-timeout":               "i/o timeout",
	"handshake-timeout":             "i/o timeout",
	"closed-early":                  "EOF",
	"not-tls":                       "first record does not look like a TLS handshake",
	"not-tls-ssh":                   "first record does not look like a TLS handshake",
	"protocol-version":              "remote error: tls: protocol version not supported",
	"handshake-refused":             "remote error: tls: handshake failure",
	"client-cert-required":          "remote error: tls: certificate required",
	"client-cert-required-tls12":    "remote error: tls: ",
	"sni-unrecognized":              "remote error: tls: unrecognized name",
	"corrupt-record":                "bad record MAC",
	"legacy-version":                "protocol version",

	"protocol-version-ssl3":             "remote error: tls: handshake failure",
	"handshake-timeout-hello":           "i/o timeout",
	"handshake-timeout-finished":        "i/o timeout",
	"handshake-timeout-slow":            "i/o timeout",
	"handshake-signature-invalid":       "invalid signature by the server certificate",
	"handshake-signature-invalid-tls12": "invalid signature by the server certificate",
	"downgrade":                         "downgrade attempt detected",
	"alpn-mismatch":                     "no application protocol",
	"no-shared-cipher":                  "handshake failure",
	"no-shared-cipher-dhe":              "handshake failure",
	"no-shared-cipher-anonymous":        "handshake failure",
	"no-shared-cipher-null":             "handshake failure",
	"no-shared-cipher-export":           "handshake failure",
	"weak-dh":                           "handshake failure",
	"no-shared-cipher-dhe-1024":         "handshake failure",
	"weak-cipher":                       "handshake failure",
	"weak-cipher-rc4":                   "handshake failure",
	"oversized-handshake":               "exceeds maximum of",
	"oversized-handshake-certificates":  "failed to parse certificate from server",
	"corrupt-record-garbage":            "error decoding message",
	"corrupt-record-endless":            "received unexpected handshake message",
	"corrupt-record-compressed":         "unexpected message",

	"unknown-critical-extension-intermediate": "unhandled critical extension",
	"name-constraint-excluded":                "excluded by constraint",
	"not-a-ca-usage":                          "parent certificate cannot sign this kind of certificate",
	"weak-signature-intermediate":             "insecure algorithm ECDSA-SHA1",
	"wrong-purpose-intermediate":              "incompatible key usage",
	"malformed-certificate-intermediate":      "malformed UTCTime",
	"self-signed-and-expired":                 "certificate has expired or is not yet valid: current time",
	"not-yet-valid-root":                      " is before ",
	"hostname-mismatch-partial-wildcard":      "certificate is valid for w*.wild.example.test, not www.wild.example.test",
	"hostname-mismatch-ip-as-name":            "doesn't contain any IP SANs",
	"corrupt-record-giant":                    "oversized record",
	"connection-reset-at-once":                "connection reset by peer",
	"connection-reset-after":                  "connection reset by peer",
	"healthy-no-answer":                       "i/o timeout",
}

// differs are scenarios on which the standard library has a view of its own.
var differs = map[string]string{
	"weak-key":             "crypto/x509 has no lower bound for RSA keys of issuers that it trusts",
	"chain-disordered":     "crypto/x509 finds issuers in any order",
	"healthy-ed25519":      "crypto/tls takes Ed25519",
	"healthy-trailing-dot": "crypto/x509 and crypto/tls leave the dot out",

	"legacy-renegotiation":       "crypto/tls never renegotiates of itself",
	"oversized-handshake-chain":  "crypto/tls takes chains of 256 KiB",
	"client-cert-required-http":  "crypto/tls does not read HTTP",
	"alpn-mismatch-unnegotiated": "crypto/tls does not read HTTP",
	"healthy-endless-headers":    "crypto/tls does not read HTTP",
	"healthy-redirect-loop":      "crypto/tls does not read HTTP",
	"revoked":                    notAsked, "revoked-responder": notAsked, "revoked-intermediate": notAsked, "revoked-staple": notAsked,
	"revocation-unknown": notAsked, "revocation-unknown-responder": notAsked, "revocation-unknown-address": notAsked,
	"staple-invalid": notAsked, "staple-invalid-foreign": notAsked, "staple-invalid-forged": notAsked, "staple-missing": notAsked,
	"lifetime-too-long": notBrowser, "ct-missing": notBrowser, "ct-missing-forged": notBrowser,
	"strict-profile": "crypto/x509 looks at key identifiers only to sort issuers", "strict-profile-ca": "crypto/x509 does not mind",
	"outside-profile-suite": "crypto/tls still takes suites with CBC",
	"pin-mismatch":          "a pin is the user's, who is not asked here",

	"weak-key-intermediate":        "crypto/x509 has no lower bound for RSA keys of issuers that it trusts",
	"healthy-weak-root":            "crypto/x509 does not judge a root's own signature",
	"healthy-p521":                 "crypto/tls takes P-521",
	"strict-profile-public-suffix": notBrowser,
	"insecure-redirect":            "crypto/tls does not read HTTP",
	"insecure-redirect-name":       "crypto/tls does not read HTTP",
	"idle-timeout-cut":             "only a second request meets it",
}

// offers are the protocols that a client must name for the fault to show.
var offers = map[string][]string{"alpn-mismatch": {"http/1.1"}}

// answers are what scenarios say in place of an answer.
var answers = map[string]string{
	"client-cert-required-http":  "400 Bad Request",
	"alpn-mismatch-unnegotiated": http2Settings,
	"healthy-endless-headers":    "Padding: xxx",
	"healthy-redirect-loop":      "Location: /",
	"healthy-redirect":           "Location: https://127.0.0.1:",
	"insecure-redirect":          "Location: http://localhost:",
	"insecure-redirect-name":     "Location: https://127.0.0.1:",
}

const (
	notAsked   = "crypto/x509 knows no revocation"
	notBrowser = "crypto/x509 has no rules of browsers"
)

// TestEndpointsAsSeenByTheStandardLibrary meets every endpoint as a client
// that verifies, at both loopback addresses.
func TestEndpointsAsSeenByTheStandardLibrary(t *testing.T) {
	for _, r := range open(t).Running() {
		if !straight(r) {
			continue
		}
		for _, address := range families(r) {
			t.Run(r.ID+"/"+address, func(t *testing.T) {
				t.Parallel()
				got, err := get(r, address, &tls.Config{NextProtos: offers[r.ID]})
				want, refused := refusals[r.ID]
				switch {
				case !refused && err != nil:
					t.Errorf("refused: %v", err)
				case !refused && answers[r.ID] != "":
					if !strings.Contains(got, answers[r.ID]) {
						t.Errorf("answered %q", got)
					}
				case !refused && !strings.Contains(got, "200 OK") || !refused && !strings.Contains(got, "scenario "+r.ID):
					t.Errorf("answered %q", got)
				case refused && (err == nil || !strings.Contains(err.Error(), want)):
					t.Errorf("error is %v, want %q", err, want)
				}
				var failed *net.OpError
				connected := !errors.As(err, &failed) || failed.Op != "dial"
				if r.ID == "connection-reset-at-once" {
					return // connecting itself may be what is reset
				}
				if connected != (r.ID != "connection-refused" && r.ID != "connect-timeout") {
					t.Errorf("connected: %v; error is %v", connected, err)
				}
				if r.Expect == Reject && !refused || r.Expect == Accept && refused || r.Expect == Either && !refused && differs[r.ID] == "" {
					t.Errorf("Expect is %q, and the standard library's answer is another", r.Expect)
				}
			})
		}
	}
}

// TestLegacyVersionWorks shows that legacy-version is old and nothing worse.
func TestLegacyVersionWorks(t *testing.T) {
	r := Start(t, "legacy-version")
	for _, version := range []uint16{tls.VersionTLS10, tls.VersionTLS11} {
		settings := &tls.Config{MinVersion: tls.VersionTLS10, MaxVersion: version}
		if _, err := get(*r, r.Address, settings); err != nil {
			t.Errorf("version %x: %v", version, err)
		}
	}
}

// TestCorruptRecordInEachVersion: the flipped bit must be found in TLS 1.2
// too, where the first encrypted record is Finished.
func TestCorruptRecordInEachVersion(t *testing.T) {
	r := Start(t, "corrupt-record")
	for _, version := range []uint16{tls.VersionTLS12, tls.VersionTLS13} {
		_, err := get(*r, r.Address, &tls.Config{MinVersion: version, MaxVersion: version})
		if err == nil || !strings.Contains(err.Error(), "bad record MAC") {
			t.Errorf("version %x: %v", version, err)
		}
	}
}

// TestClientCertificateIsWhatIsMissing: with one, the server lets us in, and
// remembers that we had one.
func TestClientCertificateIsWhatIsMissing(t *testing.T) {
	for _, id := range []string{"client-cert-required", "client-cert-required-tls12"} {
		r := *Start(t, id)
		identity, err := tls.LoadX509KeyPair(r.ClientCertificate, r.ClientKey)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := get(r, r.Address, &tls.Config{}); err == nil {
			t.Errorf("%s: let in without a certificate", id)
		}
		if _, err := get(r, r.Address, &tls.Config{Certificates: []tls.Certificate{identity}}); err != nil {
			t.Errorf("%s: %v", id, err)
		}
		if err := r.Settle(t.Context()); err != nil {
			t.Fatal(err)
		}
		if seen := r.Seen(); len(seen) != 2 || seen[0].Certificate || !seen[1].Certificate {
			t.Errorf("%s: seen %+v", id, seen)
		}
	}
}

// TestClientKeyIsKept: nobody else reads it, and it is gone with the lab.
func TestClientKeyIsKept(t *testing.T) {
	l, err := Open(Options{}, "healthy-ecdsa")
	if err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(l.ClientKey())
	if err != nil {
		t.Fatal(err)
	}
	if info.Mode().Perm() != 0o600 && runtime.GOOS != "windows" {
		t.Errorf("the key's mode is %v", info.Mode())
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{l.ClientCertificate(), l.ClientKey()} {
		if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s is left: %v", path, err)
		}
	}
}

// TestKnownNameIsServed: sni-unrecognized refuses other names and no name, not
// everybody.
func TestKnownNameIsServed(t *testing.T) {
	r := Start(t, "sni-unrecognized")
	r.ServerName = "known.example.test"
	if _, err := get(*r, r.Address, &tls.Config{}); err != nil {
		t.Error(err)
	}
	r.ServerName = "127.0.0.1" // addresses are not sent, RFC 6066 section 3
	if _, err := get(*r, r.Address, &tls.Config{}); err == nil || !strings.Contains(err.Error(), "unrecognized name") {
		t.Errorf("without a name: %v", err)
	}
}

// recorder keeps what is read from the network.
type recorder struct {
	net.Conn
	got []byte
}

func (r *recorder) Read(p []byte) (int, error) {
	n, err := r.Conn.Read(p)
	r.got = append(r.got, p[:n]...)
	return n, err
}

// TestEndsWithCloseNotify looks at the records, since crypto/tls takes an end
// without it for an end in order. Below TLS 1.3 alerts show their type.
func TestEndsWithCloseNotify(t *testing.T) {
	r := Start(t, "healthy-tls12")
	raw, err := net.Dial("tcp", r.Address)
	if err != nil {
		t.Fatal(err)
	}
	defer raw.Close()
	seen := &recorder{Conn: raw}
	c := tls.Client(seen, &tls.Config{RootCAs: r.pool(), ServerName: r.ServerName})
	if _, err := io.WriteString(c, "GET / HTTP/1.0\r\n\r\n"); err != nil {
		t.Fatal(err)
	}
	if _, err := io.ReadAll(c); err != nil {
		t.Fatal(err)
	}
	var last byte
	for rest := seen.got; len(rest) >= 5; rest = rest[5+int(binary.BigEndian.Uint16(rest[3:])):] {
		last = rest[0]
	}
	if last != alertRecord {
		t.Errorf("the last record is of type %d", last)
	}
}

// TestNamesBySNI: each name gets its own certificate, a stranger the first.
func TestNamesBySNI(t *testing.T) {
	r := Start(t, "healthy-sni")
	for _, name := range []string{"one", "two", "three"} {
		r.ServerName = name + ".sni.example.test"
		if _, err := get(*r, r.Address, &tls.Config{}); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	r.ServerName = "four.sni.example.test"
	if _, err := get(*r, r.Address, &tls.Config{}); err == nil || !strings.Contains(err.Error(), "valid for one.sni.example.test") {
		t.Errorf("a stranger got: %v", err)
	}
}

// TestCloseLeavesNothing closes a lab while clients hang on it.
func TestCloseLeavesNothing(t *testing.T) {
	before := runtime.NumGoroutine()
	l := openApart(t)
	dir := l.dir
	var clients []net.Conn
	for _, r := range l.Running() {
		if r.speak == nil && r.sends == nil {
			continue
		}
		c, err := net.Dial("tcp", r.Address)
		if err != nil {
			t.Fatalf("%s: %v", r.ID, err)
		}
		defer c.Close()
		clients = append(clients, c)
	}
	for range 2 {
		if err := l.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	}
	for _, c := range clients {
		c.SetReadDeadline(time.Now().Add(time.Minute))
		if _, err := io.Copy(io.Discard, c); errors.Is(err, os.ErrDeadlineExceeded) {
			t.Errorf("%v is still open", c.RemoteAddr())
		}
	}
	for _, r := range l.Running() {
		if r.Address == "" {
			continue
		}
		for _, address := range families(r) {
			if c, err := net.Dial("tcp", address); err == nil {
				c.Close()
				t.Errorf("%s still listens on %s", r.ID, address)
			}
		}
	}
	if _, err := os.Stat(dir); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("%s is still there: %v", dir, err)
	}
	settle(t, before)
}

// openApart opens the whole lab at ports that the system hands out to nobody
// by itself: who answers there after Close is the lab.
func openApart(t *testing.T) *Lab {
	t.Helper()
	var l *Lab
	err := errors.New("not tried")
	for tries := 0; err != nil && tries < 20; tries++ { // others may have some
		l, err = Open(Options{FirstPort: 10_000 + rand.IntN(9_000)})
	}
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// settle waits until no more goroutines run than before: one that has told
// its WaitGroup may still be on its way out.
func settle(t *testing.T, before int) {
	t.Helper()
	for range 10_000 {
		if runtime.NumGoroutine() <= before {
			return
		}
		runtime.Gosched()
	}
	stacks := make([]byte, 1<<16)
	t.Errorf("%d goroutines before, %d after\n%s", before, runtime.NumGoroutine(), stacks[:runtime.Stack(stacks, true)])
}

// TestHostileClients sends every endpoint what no client sends; all of them
// must let go of it and go on serving.
func TestHostileClients(t *testing.T) {
	l := open(t)
	hostile := [][]byte{
		{},
		{handshakeRecord},
		{handshakeRecord, 3, 1, 0xff, 0xff},
		{handshakeRecord, 3, 1, 0, 4, 1, 0xff, 0xff, 0xff},
		bytes.Repeat([]byte{0}, 1<<16),
		[]byte("GET / HTTP/1.1\r\n\r\n"),
		[]byte("\x00\x05hello"),
	}
	for _, r := range l.Running() {
		address := r.Address
		if r.Resolver != "" {
			address = r.Resolver
		}
		if address == "" || r.ID == "connection-refused" || r.ID == "connect-timeout" {
			continue
		}
		for _, sent := range hostile {
			c, err := net.Dial("tcp", address)
			if r.ID == "connection-reset-at-once" && err != nil {
				continue
			}
			if err != nil {
				t.Fatalf("%s: %v", r.ID, err)
			}
			c.Write(sent)
			c.(*net.TCPConn).CloseWrite()
			c.SetReadDeadline(time.Now().Add(time.Minute))
			if _, err := io.Copy(io.Discard, c); errors.Is(err, os.ErrDeadlineExceeded) {
				t.Errorf("%s holds on to a client that left after %d bytes", r.ID, len(sent))
			}
			c.Close()
		}
	}
	for _, r := range l.Running() {
		if r.sends != nil && r.Expect == Accept && straight(r) {
			if _, err := get(r, r.Address, &tls.Config{}); err != nil {
				t.Errorf("%s no longer serves: %v", r.ID, err)
			}
		}
	}
}

// TestGivenDirIsLeftAsItWas: a folder of the user's is neither overwritten
// nor emptied.
func TestGivenDirIsLeftAsItWas(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(dir+"/mine", []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	l, err := Open(Options{Dir: dir}, "healthy-files", "healthy-ecdsa")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Open(Options{Dir: dir}, "healthy-files"); !errors.Is(err, fs.ErrExist) {
		t.Errorf("a second lab in the same folder: %v", err)
	}
	if _, err := os.Stat(l.CAFile()); err != nil {
		t.Errorf("the second lab took the first one's files: %v", err)
	}
	if err := l.Close(); err != nil {
		t.Error(err)
	}
	left, err := os.ReadDir(dir)
	if err != nil || len(left) != 1 || left[0].Name() != "mine" {
		t.Errorf("left %v, %v", left, err)
	}
}

func TestUnknownIDNamesTheNearest(t *testing.T) {
	_, err := Open(Options{}, "healthy-ecdsa", "expird")
	if err == nil || !strings.Contains(err.Error(), `"expird"`) || !strings.Contains(err.Error(), `"expired"`) {
		t.Errorf("error is %v", err)
	}
}

func TestScenariosInTheOrderAskedFor(t *testing.T) {
	var got []string
	for _, r := range open(t, "no-san", "expired", "no-san").Running() {
		got = append(got, r.ID)
	}
	if !slices.Equal(got, []string{"no-san", "expired"}) {
		t.Errorf("got %v", got)
	}
}

// TestScenariosAreWellFormed holds the rules that the table cannot break.
func TestScenariosAreWellFormed(t *testing.T) {
	seen := make(map[string]bool)
	for _, s := range Scenarios() {
		if seen[s.ID] {
			t.Errorf("%s stands there twice", s.ID)
		}
		seen[s.ID] = true
		healthy := strings.HasPrefix(s.ID, "healthy-")
		switch {
		case healthy != (s.Code == "") || healthy != (len(s.Codes) == 0):
			t.Errorf("%s: code %q, codes %q", s.ID, s.Code, s.Codes)
		case !healthy && (s.Codes[0] != s.Code || !strings.HasPrefix(s.ID, s.Code) && s.ID != s.Code+"-file" && s.ID != "expired-file"):
			t.Errorf("%s: code %q does not lead", s.ID, s.Code)
		case !slices.Contains([]string{Accept, Reject, Either}, s.Expect):
			t.Errorf("%s: expect %q", s.ID, s.Expect)
		case s.Kind != certain.Endpoint && s.Kind != certain.Files:
			t.Errorf("%s: kind %q", s.ID, s.Kind)
		case !strings.HasSuffix(s.About, ".") || strings.Contains(s.About, ". "):
			t.Errorf("%s: about is no single sentence: %q", s.ID, s.About)
		}
	}
}

// TestAnotherTime mints for a time far from now.
func TestAnotherTime(t *testing.T) {
	for _, at := range []time.Time{
		time.Date(2026, 3, 14, 9, 26, 0, 0, time.UTC),
		time.Date(2061, 3, 14, 9, 26, 0, 0, time.UTC), // past UTCTime
	} {
		l, err := Open(Options{At: at})
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range l.Running() {
			if r.ID == "healthy-ecdsa" || r.ID == "expired" || r.ID == "malformed-certificate" {
				_, err := get(r, r.Address, &tls.Config{Time: func() time.Time { return at }})
				if want := refusals[r.ID]; (err == nil) != (want == "") || err != nil && r.ID == "expired" && !strings.Contains(err.Error(), want) {
					t.Errorf("%v: %s: %v", at, r.ID, err)
				}
			}
		}
		if err := l.Close(); err != nil {
			t.Error(err)
		}
	}
}
