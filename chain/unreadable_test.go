package chain

import (
	"bytes"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"slices"
	"strings"
	"testing"

	"github.com/certain-tls/certain"
)

// spoil changes the one place of a certificate where a pattern stands; the
// lengths stay.
func spoil(t *testing.T, der, pattern, by []byte) []byte {
	t.Helper()
	if bytes.Count(der, pattern) != 1 || len(pattern) != len(by) {
		t.Fatalf("%x stands there %d times", pattern, bytes.Count(der, pattern))
	}
	return bytes.Replace(der, pattern, by, 1)
}

func TestWhyUnreadable(t *testing.T) {
	root := mint(t, "Root", nil, ca)
	good := mint(t, "leaf.test", root, dnsNames("leaf.test"), func(c *x509.Certificate) {
		c.ExtraExtensions = []pkix.Extension{
			{Id: asn1.ObjectIdentifier{1, 2, 3, 4, 5}, Value: []byte{5, 0}},
			{Id: asn1.ObjectIdentifier{1, 2, 3, 4, 6}, Value: []byte{5, 0}},
		}
	}).Raw
	serial := certain.ParseCert(good).X509.SerialNumber.Bytes()
	inner := func(b ...byte) []byte { return append([]byte{0xa0, 3, 2, 1, 2, 2, byte(len(serial))}, b...) }
	start := []byte(noon.AddDate(0, -1, 0).Format("060102150405Z"))
	tests := []struct {
		name string
		der  []byte
		says string
	}{
		{"empty", nil, "no bytes"},
		{"PEM", []byte("-----BEGIN"), "do not begin with a SEQUENCE"},
		{"BER", append([]byte{0x30, 0x80}, good[4:]...), "indefinite length"},
		{"cut off", good[:200], "cut off"},
		{"trailing", append(slices.Clone(good), 0), "bytes follow"},
		{"negative serial", spoil(t, good, inner(serial...), inner(append([]byte{serial[0] | 0x80}, serial[1:]...)...)), "serial number is negative"},
		{"version 5", spoil(t, good, inner(serial...), append([]byte{0xa0, 3, 2, 1, 4, 2, byte(len(serial))}, serial...)), "version is none that exists"},
		{"two algorithms", func() []byte {
			der, id := slices.Clone(good), []byte{0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, 2}
			der[bytes.LastIndex(der, id)+7] = 3
			return der
		}(), "not the one outside"},
		{"local time", spoil(t, good, start, append(slices.Clone(start[:12]), '0')), "is not in seconds and in UTC"},
		{"extension twice", spoil(t, good, []byte{0x2a, 3, 4, 6}, []byte{0x2a, 3, 4, 5}), "occurs twice"},
		{"bare text as names", spoil(t, good, append([]byte{0x30, 11, 0x82, 9}, "leaf.test"...), []byte("leaf.test....")), "subject alternative name is malformed"},
		{"name not in ASCII", spoil(t, good, append([]byte{0x82, 9}, "leaf.test"...), append([]byte{0x82, 9}, "l\xc3\xa4f.test"...)), "not in ASCII"},
		{"no curve", func() []byte {
			return spoil(t, good, append([]byte{0x2a, 0x86, 0x48, 0xce, 0x3d, 2, 1}, 6, 8), append([]byte{0x2a, 0x86, 0x48, 0xce, 0x3d, 2, 1}, 0x30, 8))
		}(), "spells its curve out"},
	}
	for _, tt := range tests {
		if got := WhyUnreadable(tt.der); !strings.Contains(got, tt.says) {
			t.Errorf("%s: %q", tt.name, got)
		}
		if certain.ParseCert(tt.der).X509 != nil {
			t.Errorf("%s: the standard library reads it", tt.name)
		}
	}
	if got := WhyUnreadable(good); got != "the certificate can be read" {
		t.Errorf("a sound certificate: %q", got)
	}
}

// The path names the certificate that cannot be read.
func TestUnreadableInPath(t *testing.T) {
	got := Build(Query{Leaf: certain.ParseCert([]byte{0x30, 0x00}), At: noon}).Best().Links[0].Faults
	if len(got) != 1 || got[0].Kind != Malformed || !strings.Contains(got[0].Says, "three parts") {
		t.Errorf("got %v", got)
	}
}

// The tolerant reading ends, says something clean, and never calls a
// certificate unreadable for a reason that the strict reading passes over.
func FuzzWhyUnreadable(f *testing.F) {
	f.Add(mint(f, "leaf.test", nil, dnsNames("leaf.test")).Raw)
	f.Add([]byte{0x30, 0x80, 0, 0})
	f.Fuzz(func(t *testing.T, der []byte) {
		says := WhyUnreadable(der)
		if says == "" || certain.Clean(says) != says {
			t.Errorf("says %q", says)
		}
		if c := certain.ParseCert(der); c.X509 != nil {
			read(c.X509)
		} else if says == "the certificate can be read" {
			t.Error("the standard library does not read it")
		}
	})
}
