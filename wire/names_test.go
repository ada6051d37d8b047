package wire_test

import (
	"crypto/tls"
	"slices"
	"testing"

	"github.com/certain-tls/certain/wire"
)

// The names agree with those of crypto/tls wherever it has one.
func TestNamesAgreeWithCryptoTLS(t *testing.T) {
	for _, s := range append(tls.CipherSuites(), tls.InsecureCipherSuites()...) {
		if got := wire.SuiteName(s.ID); got != s.Name {
			t.Errorf("%04x is %s, want %s", s.ID, got, s.Name)
		}
		if id, ok := wire.SuiteNumber(s.Name); !ok || id != s.ID {
			t.Errorf("%s is %04x", s.Name, id)
		}
	}
	for v := wire.TLS10; v <= wire.TLS13; v++ {
		if wire.VersionName(v) != tls.VersionName(v) {
			t.Errorf("%s, want %s", wire.VersionName(v), tls.VersionName(v))
		}
	}
	for n, name := range map[uint8]string{40: "handshake_failure", 255: "alert 255"} {
		if wire.AlertName(n) != name {
			t.Errorf("%d is %s", n, wire.AlertName(n))
		}
	}
	if wire.AlertText(116) != "alert 116, certificate_required" || wire.AlertText(250) != "alert 250" {
		t.Error(wire.AlertText(116))
	}
	if wire.VersionName(wire.SSL30) != "SSL 3.0" || wire.GroupName(29) != "x25519" || wire.GroupName(0) != "" || wire.SchemeName(0x0403) != "ecdsa_secp256r1_sha256" {
		t.Error("names")
	}
}

func TestSuites(t *testing.T) {
	all := wire.Suites()
	if len(all) < 340 || slices.Contains(all, 0) || slices.Contains(all, 0x00ff) || slices.Contains(all, 0x5600) {
		t.Errorf("%d suites", len(all))
	}
	sorted := slices.Sorted(slices.Values(all))
	if len(slices.Compact(sorted)) != len(all) {
		t.Error("a suite stands twice")
	}
	weak := slices.IndexFunc(all, func(id uint16) bool { return wire.SuiteWeakness(wire.SuiteName(id)) != "" })
	for _, id := range all[weak:] {
		if wire.SuiteWeakness(wire.SuiteName(id)) == "" {
			t.Errorf("%s stands among the weak", wire.SuiteName(id))
		}
	}
	for name, weak := range map[string]bool{
		"TLS_RSA_WITH_NULL_SHA256": true, "TLS_DH_anon_WITH_AES_128_GCM_SHA256": true, "TLS_RSA_EXPORT_WITH_RC4_40_MD5": true,
		"TLS_ECDHE_RSA_WITH_RC4_128_SHA": true, "TLS_RSA_WITH_3DES_EDE_CBC_SHA": true, "TLS_RSA_WITH_DES_CBC_SHA": true,
		"TLS_RSA_WITH_AES_128_CBC_SHA": false, "TLS_AES_128_GCM_SHA256": false, "TLS_DHE_RSA_WITH_CAMELLIA_128_CBC_SHA": false,
	} {
		if got := wire.SuiteWeakness(name) != ""; got != weak {
			t.Errorf("%s: weak %v", name, got)
		}
	}
}

func TestGroups(t *testing.T) {
	all := wire.Groups()
	if len(slices.Compact(slices.Sorted(slices.Values(all)))) != len(all) || len(all) < 50 || all[0] != uint16(tls.X25519MLKEM768) {
		t.Errorf("%d groups", len(all))
	}
}
