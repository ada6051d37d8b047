package material

import (
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"encoding/json"
	"math/big"
	"net"
	"net/url"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/certain-tls/certain"
)

func describe(t *testing.T, der []byte) certain.Item {
	t.Helper()
	return Describe(one(t, []byte(armour("CERTIFICATE", der))), epoch.AddDate(0, 0, 10))
}

func fullLeaf() *x509.Certificate {
	return &x509.Certificate{
		SerialNumber:          big.NewInt(0xabcdef),
		Subject:               pkix.Name{CommonName: "shop.test", Organization: []string{`Shops, "Inc"`}, Country: []string{"SE"}},
		DNSNames:              []string{"shop.test", "*.shop.test"},
		IPAddresses:           []net.IP{net.IPv4(192, 0, 2, 7).To4(), net.ParseIP("2001:db8::1")},
		EmailAddresses:        []string{"root@shop.test"},
		URIs:                  []*url.URL{{Scheme: "spiffe", Host: "shop.test", Path: "/web"}},
		KeyUsage:              x509.KeyUsageDigitalSignature | x509.KeyUsageKeyEncipherment,
		ExtKeyUsage:           []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth, x509.ExtKeyUsageClientAuth},
		UnknownExtKeyUsage:    []asn1.ObjectIdentifier{{1, 2, 3, 4}},
		SubjectKeyId:          []byte{0xaa, 0xbb, 0xcc},
		BasicConstraintsValid: true,
		IssuingCertificateURL: []string{"http://ca.test/ca.der"},
		OCSPServer:            []string{"http://ocsp.test"},
		CRLDistributionPoints: []string{"http://crl.test/1.crl"},
		Policies:              []x509.OID{must(x509.OIDFromInts([]uint64{2, 23, 140, 1, 2, 1}))},
		ExtraExtensions: []pkix.Extension{
			{Id: asn1.ObjectIdentifier{1, 3, 6, 1, 5, 5, 7, 1, 24}, Value: []byte{0x30, 3, 2, 1, 5}},
			{Id: asn1.ObjectIdentifier{1, 3, 6, 1, 4, 1, 11129, 2, 4, 2}, Value: sctExtension(sctEntry(1, epoch), sctEntry(2, epoch.Add(time.Minute)))},
			{Id: asn1.ObjectIdentifier{1, 2, 3, 5}, Critical: true, Value: []byte{5, 0}},
			{Id: asn1.ObjectIdentifier{1, 2, 3, 6}, Value: []byte{5, 0}},
		},
	}
}

func TestDescribeCertificate(t *testing.T) {
	got := describe(t, mint(fullLeaf()))
	no := false
	start, end, days := epoch, epoch.AddDate(0, 0, 90), 80.0
	want := certain.Item{
		Kind: certain.Certificate, From: "f:1", Container: "pem", Label: "CERTIFICATE",
		SHA256: got.SHA256, SHA1: got.SHA1, SPKISHA256: got.SPKISHA256, Pin: got.Pin, // against openssl, below
		Version: 3, Serial: "ab:cd:ef",
		Subject: `CN=shop.test,O=Shops\, \"Inc\",C=SE`, Issuer: `CN=shop.test,O=Shops\, \"Inc\",C=SE`, SelfIssued: true,
		Names:     []string{"dns:shop.test", "dns:*.shop.test", "email:root@shop.test", "ip:192.0.2.7", "ip:2001:db8::1", "uri:spiffe://shop.test/web"},
		Key:       &certain.KeyInfo{Algorithm: "ECDSA", Bits: 256, Curve: "P-256"},
		Signature: "ECDSA with SHA-256",
		NotBefore: &start, NotAfter: &end, Remaining: &days,
		CA: &no, KeyUsage: []string{"digitalSignature", "keyEncipherment"}, ExtUsage: []string{"serverAuth", "clientAuth", "1.2.3.4"},
		Policies: []string{"2.23.140.1.2.1"}, SubjectKey: "aa:bb:cc",
		IssuerURLs: []string{"http://ca.test/ca.der"}, OCSPURLs: []string{"http://ocsp.test"}, CRLURLs: []string{"http://crl.test/1.crl"},
		SCTs:       []certain.SCT{{Log: logID(1), Time: epoch}, {Log: logID(2), Time: epoch.Add(time.Minute)}},
		MustStaple: true, Extensions: []string{"critical 1.2.3.5", "1.2.3.6"},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %s\nwant %s", must(json.Marshal(got)), must(json.Marshal(want)))
	}
}

func TestDescribeAuthority(t *testing.T) {
	got := describe(t, mint(&x509.Certificate{
		Subject: pkix.Name{CommonName: "CA"}, IsCA: true, BasicConstraintsValid: true, MaxPathLenZero: true,
		KeyUsage:            x509.KeyUsageCertSign | x509.KeyUsageCRLSign,
		PermittedDNSDomains: []string{"example.test"}, PermittedIPRanges: []*net.IPNet{{IP: net.IPv4(10, 0, 0, 0).To4(), Mask: net.CIDRMask(8, 32)}},
		ExcludedDNSDomains: []string{"bad.example.test"},
		NotBefore:          time.Date(1950, 1, 1, 0, 0, 0, 0, time.UTC), NotAfter: time.Date(9999, 12, 31, 23, 59, 59, 0, time.UTC),
	}))
	if got.CA == nil || !*got.CA || got.PathLen == nil || *got.PathLen != 0 {
		t.Errorf("basic constraints: %v %v", got.CA, got.PathLen)
	}
	for _, c := range []struct{ got, want []string }{
		{got.KeyUsage, []string{"keyCertSign", "cRLSign"}},
		{got.Permitted, []string{"dns:example.test", "ip:10.0.0.0/8"}},
		{got.Excluded, []string{"dns:bad.example.test"}},
	} {
		if !reflect.DeepEqual(c.got, c.want) {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
	if *got.Remaining < 2_900_000 {
		t.Errorf("%v days until 9999", *got.Remaining)
	}
	if none := describe(t, leaf()); none.CA != nil || none.PathLen != nil || none.Names != nil {
		t.Errorf("a certificate without extensions has %v %v %v", none.CA, none.PathLen, none.Names)
	}
}

// openssl writes the same names, serials and fingerprints.
func TestDescribeAgainstOpenSSL(t *testing.T) {
	odd := fullLeaf()
	odd.SerialNumber = new(big.Int).Lsh(big.NewInt(0x80), 120)
	odd.Subject = pkix.Name{CommonName: ` #lead, trail+ `, OrganizationalUnit: []string{"a"}, ExtraNames: []pkix.AttributeTypeAndValue{
		{Type: asn1.ObjectIdentifier{0, 9, 2342, 19200300, 100, 1, 25}, Value: "test"},
		{Type: asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 1}, Value: "me@shop.test"},
	}}
	for _, template := range []*x509.Certificate{fullLeaf(), odd} {
		der := mint(template)
		got := describe(t, der)
		field := func(args ...string) string {
			out := openssl(t, der, append([]string{"x509", "-inform", "DER", "-noout"}, args...)...)
			_, value, _ := strings.Cut(strings.TrimSpace(string(out)), "=")
			return value
		}
		plain := func(colons string) string { return strings.ToUpper(strings.ReplaceAll(colons, ":", "")) }
		for _, c := range []struct{ what, got, want string }{
			{"subject", got.Subject, field("-subject", "-nameopt", "RFC2253,-esc_msb")},
			{"serial", plain(got.Serial), field("-serial")},
			{"SHA-256", strings.ToUpper(got.SHA256), plain(field("-fingerprint", "-sha256"))},
			{"SHA-1", strings.ToUpper(got.SHA1), plain(field("-fingerprint", "-sha1"))},
		} {
			if c.got != c.want {
				t.Errorf("%s is %q; openssl says %q", c.what, c.got, c.want)
			}
		}
		public := openssl(t, der, "x509", "-inform", "DER", "-noout", "-pubkey")
		if half := Describe(one(t, public), epoch); half.SPKISHA256 != got.SPKISHA256 || half.Pin != got.Pin || got.Pin == "" {
			t.Errorf("the pin is %s; that of openssl's public key %s", got.Pin, half.Pin)
		}
	}
}

// A self-made name in each string type, with what would steer a terminal.
func TestDescribeHostileName(t *testing.T) {
	for _, c := range []struct {
		tag   int
		bytes string
		want  string
	}{
		{asn1.TagUTF8String, "a\x1b[31m\u202eb\n", `CN=a\1B[31m\E2\80\AEb\0A`},
		{asn1.TagUTF8String, "bad\xff", `CN=bad\FF`},
		{asn1.TagPrintableString, "nul\x00.test", `CN=nul\00.test`},
		{asn1.TagT61String, "caf\xe9", `CN=café`},
		{asn1.TagBMPString, "\x00h\x26\x03", `CN=h☃`},
		{asn1.TagBMPString, "odd", `CN=#1e036f6464`},
		{28, "\x00\x01\xf6\x00", `CN=😀`},
		{asn1.TagOctetString, "\x01", `CN=#040101`},
		{asn1.TagUTF8String, "", `CN=`},
		{asn1.TagUTF8String, " ", `CN=\ `},
	} {
		value := must(asn1.Marshal(asn1.RawValue{Tag: c.tag, Bytes: []byte(c.bytes)}))
		pair := must(asn1.Marshal(asn1.ObjectIdentifier{2, 5, 4, 3}))
		name := asn1.RawValue{Tag: asn1.TagSequence, IsCompound: true, Bytes: append(pair, value...)}
		set := asn1.RawValue{Tag: asn1.TagSet, IsCompound: true, Bytes: must(asn1.Marshal(name))}
		der := must(asn1.Marshal(asn1.RawValue{Tag: asn1.TagSequence, IsCompound: true, Bytes: must(asn1.Marshal(set))}))
		if got := distinguishedName(der); got != c.want || certain.Clean(got) != got {
			t.Errorf("%q is written %s, want %s", c.bytes, got, c.want)
		}
	}
}

func TestDescribeNegativeSerial(t *testing.T) {
	for body, want := range map[string]string{
		"\xff": "-01", "\x80": "-80", "\xff\x01": "-ff", "\x00": "00", "\x00\x80": "80", "\x01\x00": "01:00", "": "",
	} {
		if got := serialText([]byte(body)); got != want {
			t.Errorf("serial %x is written %s, want %s", body, got, want)
		}
	}
}

func TestDescribeUnparsable(t *testing.T) {
	materials, _ := Read("f", []byte(armour("CERTIFICATE", badVersion())))
	got := Describe(materials[0], epoch)
	if got.Unreadable == "" || got.SHA256 == "" || got.Subject != "CN=leaf.test" || got.Key == nil || got.Remaining == nil || *got.Remaining != 90 {
		t.Errorf("%+v", got)
	}
	if nothing := Describe(certain.Material{Form: certain.Certificate, Cert: certain.ParseCert([]byte("no"))}, epoch); nothing.Unreadable == "" {
		t.Errorf("%+v", nothing)
	}
}

func TestDescribeRequestAndCRL(t *testing.T) {
	asked := Describe(one(t, mintRequest()), epoch)
	if asked.Subject != "CN=asked.test" || len(asked.Names) != 2 || asked.Signature != "ECDSA with SHA-256" || asked.Key == nil {
		t.Errorf("%+v", asked)
	}
	list := Describe(one(t, mintCRL(3)), epoch.AddDate(0, 0, 8))
	if list.Revoked == nil || *list.Revoked != 3 || list.Issuer != "CN=Lab CA" || list.Version != 2 || *list.Remaining != -1 || !list.NotBefore.Equal(epoch) || list.SHA256 == "" {
		t.Errorf("%+v", list)
	}
	if empty := Describe(one(t, mintCRL(0)), epoch); empty.Revoked == nil || *empty.Revoked != 0 {
		t.Errorf("%+v", empty)
	}
}

func TestSignatureWords(t *testing.T) {
	for algorithm, want := range map[x509.SignatureAlgorithm]string{
		x509.SHA256WithRSA: "RSA with SHA-256", x509.SHA512WithRSA: "RSA with SHA-512",
		x509.SHA256WithRSAPSS: "RSA-PSS with SHA-256", x509.SHA384WithRSAPSS: "RSA-PSS with SHA-384", x509.SHA1WithRSA: "RSA with SHA-1",
	} {
		template := &x509.Certificate{Subject: pkix.Name{CommonName: "s"}, SignatureAlgorithm: algorithm}
		if got := describe(t, mintWith(template, rsaK())); got.Signature != want {
			t.Errorf("%v is called %q", algorithm, got.Signature)
		}
	}
	if got := describe(t, mintWith(&x509.Certificate{Subject: pkix.Name{CommonName: "s"}}, edKey())); got.Signature != "Ed25519" {
		t.Errorf("Ed25519 is called %q", got.Signature)
	}
}

// Clean output and valid JSON, whatever the names.
func TestDescribeIsClean(t *testing.T) {
	evil := "e\x1b[2J\u202e\u200b\n.test"
	der := must(x509.CreateCertificate(rand.Reader, &x509.Certificate{
		SerialNumber: big.NewInt(1), NotBefore: epoch, NotAfter: epoch, Subject: pkix.Name{CommonName: evil},
		ExtraExtensions: []pkix.Extension{{Id: asn1.ObjectIdentifier{2, 5, 29, 17}, Value: must(asn1.Marshal([]asn1.RawValue{
			{Class: 2, Tag: 2, Bytes: []byte("a\x1b.test")}, {Class: 2, Tag: 7, Bytes: []byte{1, 2, 3}},
			{Class: 2, Tag: 0, IsCompound: true, Bytes: must(asn1.Marshal(asn1.ObjectIdentifier{1, 2, 3}))},
			{Class: 2, Tag: 8, Bytes: []byte{0x2a, 3}}, {Class: 2, Tag: 3, Bytes: []byte{1}},
		}))}},
	}, &x509.Certificate{}, ecKey().Public(), ecKey()))
	item := Describe(certain.Material{Form: certain.Certificate, Cert: certain.ParseCert(der)}, epoch)
	want := []string{`dns:a\x1b.test`, "ip:(no address: 3 bytes)", "other:1.2.3", "rid:1.2.3", "unknown:"}
	if !reflect.DeepEqual(item.Names, want) {
		t.Errorf("names %q", item.Names)
	}
	if text := item.Subject + strings.Join(item.Names, ""); certain.Clean(text) != text {
		t.Errorf("not clean: %q", text)
	}
}
