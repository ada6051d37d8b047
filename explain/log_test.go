package explain

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestMessages(t *testing.T) {
	trace, err := os.ReadFile(filepath.Join("testdata", "requests-expired.txt"))
	if err != nil {
		t.Fatal(err)
	}
	java, err := os.ReadFile(filepath.Join("testdata", "java-expired.txt"))
	if err != nil {
		t.Fatal(err)
	}
	log := "GET / 200\ncurl: (6) Could not resolve host: shop.test\n" + string(trace) + "GET / 200\n" + string(java) + "x509: certificate signed by unknown authority\n"
	var codes []string
	for line, text := range Messages(log) {
		if a := Text(text); a.Code != "" {
			codes = append(codes, a.Code)
			if line < 2 {
				t.Errorf("%s on line %d", a.Code, line)
			}
		}
	}
	if want := []string{"dns-failure", "expired", "expired", "untrusted-root"}; !slices.Equal(codes, want) {
		t.Errorf("found %v, want %v", codes, want)
	}
}

// A log that comes line by line is cut as one that is there at once, and what
// is held of it does not grow with it.
func TestCutter(t *testing.T) {
	var c Cutter
	held := 0
	for range 3 {
		for range maxMessage + 5 {
			if _, text, ok := c.Line(" frame"); ok && len(text) > held {
				held = len(text)
			}
		}
	}
	if want := maxMessage*len(" frame\n") - 1; held > want {
		t.Errorf("a message of %d bytes, want at most %d", held, want)
	}
	c = Cutter{}
	long := strings.Repeat("x", MaxText)
	for range 5 {
		c.Line(" " + long)
	}
	if c.size > 2*MaxText+2 {
		t.Errorf("%d bytes are held", c.size)
	}
	if _, text, ok := c.Rest(); !ok || !strings.HasPrefix(text, " x") {
		t.Errorf("the message is gone: %v", ok)
	}
	if _, _, ok := c.Rest(); ok {
		t.Error("the message comes twice")
	}
}

func TestEndpoints(t *testing.T) {
	for _, c := range []struct {
		text string
		want []string
	}{
		{"nothing", nil},
		{`Get "https://shop.test/": x509: certificate signed by unknown authority`, []string{"shop.test:443"}},
		{"HTTPSConnectionPool(host='shop.test', port=8443): Max retries", []string{"shop.test:8443"}},
		{"dial tcp 192.0.2.1:443: i/o timeout", []string{"192.0.2.1:443"}},
		{"curl: (7) Failed to connect to shop.test port 444 after 0 ms", []string{"shop.test:444"}},
		{"https://a.test https://b.test https://c.test https://d.test", []string{"a.test:443", "b.test:443", "c.test:443"}},
		{"https://[::1]:8443/", []string{"[::1]:8443"}},
	} {
		if got := Endpoints(c.text); !slices.Equal(got, c.want) {
			t.Errorf("%q: %v, want %v", c.text, got, c.want)
		}
	}
}
