package probe

import (
	"context"
	"encoding/asn1"
	"encoding/pem"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"testing"

	certain "github.com/certain-tls/certain"
)

// near is an Observation of a target on this machine.
func near() *certain.Observation {
	return &certain.Observation{Steps: []certain.Step{{Name: certain.StepHandshake, Address: "127.0.0.1:443"}}}
}

func answer(t *testing.T, body []byte) string {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/moved":
			http.Redirect(w, r, "/", http.StatusFound)
		case "/gone":
			http.NotFound(w, r)
		case "/slow":
			w.(http.Flusher).Flush()
			<-r.Context().Done()
		default:
			w.Write(body)
		}
	}))
	t.Cleanup(server.Close)
	return server.URL
}

// bag is a PKCS#7 SignedData with certificates and nothing else.
func bag(t *testing.T, ders ...[]byte) []byte {
	t.Helper()
	marshal := func(v any) []byte {
		der, err := asn1.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		return der
	}
	wrap := func(tag byte, parts ...[]byte) []byte {
		var body []byte
		for _, p := range parts {
			body = append(body, p...)
		}
		class := 0
		if tag&0x80 != 0 {
			class = asn1.ClassContextSpecific
		}
		return marshal(asn1.RawValue{Class: class, Tag: int(tag & 0x1f), IsCompound: true, Bytes: body})
	}
	data := marshal(asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 7, 1})
	signed := wrap(0x30, marshal(1), wrap(0x31), wrap(0x30, data), wrap(0xa0, ders...), wrap(0x31))
	return wrap(0x30, marshal(signedData), wrap(0xa0, signed))
}

func TestFetchIssuers(t *testing.T) {
	a, b := newAuthority(t), newAuthority(t)
	root, other := a.cert.Raw, b.cert.Raw
	armour := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: root})
	for _, c := range []struct {
		name, path string
		body       []byte
		outcome    certain.Outcome
		found      int
	}{
		{"DER", "/", root, certain.OK, 1},
		{"PEM", "/", armour, certain.OK, 1},
		{"PKCS#7", "/", bag(t, root, other), certain.OK, 2},
		{"PKCS#7 in PEM", "/", pem.EncodeToMemory(&pem.Block{Type: "PKCS7", Bytes: bag(t, root)}), certain.OK, 1},
		{"HTML", "/", []byte("<html>no</html>"), certain.Failed, 0},
		{"nothing", "/", nil, certain.Failed, 0},
		{"too much", "/", make([]byte, maxFetched+1), certain.TooLarge, 0},
		{"a redirect", "/moved", root, certain.Failed, 0},
		{"not there", "/gone", root, certain.Failed, 0},
		{"slow", "/slow", root, certain.Timeout, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			url := answer(t, c.body) + c.path
			obs, o := near(), Options{}
			if c.outcome == certain.Timeout {
				o.Timeout = quick
			}
			FetchIssuers(t.Context(), obs, asCerts(a.leaf(t, url).Certificate[0]), o)
			step := last(t, obs, certain.StepFetch)
			if step.Outcome != c.outcome || step.Address != url || len(obs.Fetched) != c.found {
				t.Fatalf("step %+v, fetched %d", step, len(obs.Fetched))
			}
			if c.found > 0 && (obs.Fetched[0].From != url || string(obs.Fetched[0].Cert.Raw) != string(root)) {
				t.Errorf("fetched %+v", obs.Fetched[0])
			}
		})
	}
}

// What was sent already is not kept again, and no address is asked twice.
func TestFetchOnce(t *testing.T) {
	a := newAuthority(t)
	url := answer(t, a.cert.Raw)
	leaf := asCerts(a.leaf(t, url).Certificate[0])
	obs := near()
	obs.Served = asCerts(a.cert.Raw)
	FetchIssuers(t.Context(), obs, leaf, Options{})
	FetchIssuers(t.Context(), obs, leaf, Options{})
	if len(obs.Fetched) != 0 || len(obs.Steps) != 2 || obs.Steps[1].Outcome != certain.OK {
		t.Errorf("fetched %d, steps %+v", len(obs.Fetched), obs.Steps)
	}
}

// Few fetches, by http alone, and none that the caller did not want.
func TestFetchBounds(t *testing.T) {
	a := newAuthority(t)
	var urls []string
	for i := range 2 * maxFetches {
		urls = append(urls, fmt.Sprintf("%s/%d", answer(t, a.cert.Raw), i))
	}
	obs := near()
	leaf := asCerts(a.leaf(t, urls...).Certificate[0])
	FetchIssuers(t.Context(), obs, leaf, Options{NoFetch: true})
	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	FetchIssuers(cancelled, obs, leaf, Options{})
	if len(obs.Steps) != 1 {
		t.Fatalf("steps %+v", obs.Steps)
	}
	FetchIssuers(t.Context(), obs, leaf, Options{})
	if len(obs.Steps) != 1+maxFetches || len(obs.Fetched) != 1 {
		t.Errorf("%d steps, %d fetched", len(obs.Steps), len(obs.Fetched))
	}
	for _, url := range []string{"https://localhost/x", "ldap://localhost/x", "file:///etc/passwd", "http://u:p@localhost/x", "http://", ":"} {
		obs := near()
		FetchIssuers(t.Context(), obs, asCerts(a.leaf(t, url).Certificate[0]), Options{})
		if len(obs.Steps) == 2 && obs.Steps[1].Outcome != certain.Failed {
			t.Errorf("%s: %+v", url, obs.Steps)
		}
	}
}

// The environment does not send fetches elsewhere, and a server in the world
// cannot send us to our own machine, not by a name either.
func TestFetchRealm(t *testing.T) {
	a := newAuthority(t)
	url := answer(t, a.cert.Raw)
	t.Setenv("http_proxy", "http://127.0.0.1:1")
	t.Setenv("HTTP_PROXY", "http://127.0.0.1:1")
	far := &certain.Observation{Steps: []certain.Step{{Name: certain.StepHandshake, Address: "192.0.2.1:443"}}}
	FetchIssuers(t.Context(), far, asCerts(a.leaf(t, url).Certificate[0]), Options{})
	if step := last(t, far, certain.StepFetch); step.Outcome != certain.Denied || len(far.Fetched) != 0 {
		t.Errorf("step %+v", step)
	}
	named := "http://issuer.example.test:" + netip.MustParseAddrPort(url[len("http://"):]).String()[len("127.0.0.1:"):]
	o := Options{Resolver: nameServer(t, fixed(0, "127.0.0.1"))}
	FetchIssuers(t.Context(), far, asCerts(a.leaf(t, named).Certificate[0]), o)
	if step := last(t, far, certain.StepFetch); step.Outcome != certain.Denied {
		t.Errorf("step %+v", step)
	}
	home := near()
	FetchIssuers(t.Context(), home, asCerts(a.leaf(t, named).Certificate[0]), o)
	if step := last(t, home, certain.StepFetch); step.Outcome != certain.OK {
		t.Errorf("step %+v", step)
	}
}

func TestRealms(t *testing.T) {
	for text, want := range map[string]realm{
		"127.0.0.1": loopback, "::1": loopback, "::ffff:127.0.0.1": loopback, "64:ff9b::7f00:1": loopback, "2002:7f00:1::": loopback,
		"10.1.2.3": private, "192.168.0.1": private, "172.16.0.1": private, "fd00::1": private, "100.64.0.1": private, "fec0::1": private,
		"169.254.169.254": linkLocal, "fe80::1%eth0": linkLocal,
		"0.0.0.0": nowhere, "0.1.2.3": nowhere, "::": nowhere, "224.0.0.1": nowhere, "255.255.255.255": nowhere, "240.0.0.1": nowhere, "ff02::1": nowhere,
		"192.0.2.1": public, "2001:db8::1": public, "8.8.8.8": public,
	} {
		if got := realmOf(netip.MustParseAddr(text)); got != want {
			t.Errorf("%s: %d, want %d", text, got, want)
		}
	}
	if nowhere.mayReach(nowhere) || loopback.mayReach(private) || private.mayReach(loopback) || public.mayReach(linkLocal) {
		t.Error("a near address was allowed")
	}
	if !loopback.mayReach(loopback) || !private.mayReach(public) {
		t.Error("an address was refused")
	}
}

func FuzzIssuers(f *testing.F) {
	f.Add([]byte("-----BEGIN PKCS7-----\nMAA=\n-----END PKCS7-----\n"))
	f.Add([]byte{0x30, 0x80, 0x06, 0x09})
	f.Fuzz(func(t *testing.T, body []byte) {
		certs, err := issuers(body)
		if (len(certs) == 0) != (err != nil) || len(certs) > maxIssuersInAnswer {
			t.Fatalf("%d certificates, %v", len(certs), err)
		}
	})
}
