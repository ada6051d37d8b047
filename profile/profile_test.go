package profile_test

import (
	"crypto/x509"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/certain-tls/certain"
	"github.com/certain-tls/certain/lab"
	"github.com/certain-tls/certain/profile"
	"github.com/certain-tls/certain/wire"
)

func TestEachProfileIsWhole(t *testing.T) {
	groups := map[string]bool{}
	for _, id := range wire.Groups() {
		groups[wire.GroupName(id)] = true
	}
	suites := map[string]bool{}
	for id := range uint16(0xffff) {
		suites[wire.SuiteName(id)] = true
	}
	for _, p := range profile.All() {
		if p.Name == "" || p.About == "" || len(p.Versions) == 0 || len(p.Keys) == 0 || len(p.Signatures) == 0 || p.Days == 0 || p.RecommendedDays == 0 {
			t.Errorf("%+v has gaps", p)
		}
		if found, ok := profile.Find(p.Name); !ok || found.Name != p.Name {
			t.Errorf("%s is not found by its name", p.Name)
		}
		for _, g := range p.Groups {
			if !groups[g] {
				t.Errorf("%s: no group is called %s", p.Name, g)
			}
		}
		for _, s := range p.Suites {
			if !suites[s] {
				t.Errorf("%s: no suite is called %s", p.Name, s)
			}
		}
		if slices.ContainsFunc(p.Suites, func(s string) bool { return strings.Contains(s, "_DHE_") }) != (p.DHBits > 0) {
			t.Errorf("%s has suites with DHE and no size for them, or the other way", p.Name)
		}
		for _, same := range [][]string{p.Suites, p.Groups, p.Versions, p.Signatures} {
			if sorted := slices.Sorted(slices.Values(same)); len(slices.Compact(sorted)) != len(same) {
				t.Errorf("%s: something stands twice in %v", p.Name, same)
			}
		}
	}
	if _, ok := profile.Find(""); ok {
		t.Error("no name is a profile")
	}
}

// A stricter profile allows nothing that a laxer one forbids, certificates
// aside: legacy is for peers that know RSA alone.
func TestProfilesAreNested(t *testing.T) {
	all := profile.All()
	for i, strict := range all[:len(all)-1] {
		lax := all[i+1]
		for _, of := range []func(profile.Profile) []string{
			func(p profile.Profile) []string { return p.Versions }, func(p profile.Profile) []string { return p.Suites },
			func(p profile.Profile) []string { return p.Groups },
		} {
			for _, one := range of(strict) {
				if !slices.Contains(of(lax), one) {
					t.Errorf("%s allows %s, and %s does not", strict.Name, one, lax.Name)
				}
			}
		}
	}
}

// Whoever changes what Find gave changes nobody else's.
func TestProfilesAreCopies(t *testing.T) {
	p := profile.Intermediate()
	p.Suites[0], p.Keys[0], p.Groups[0] = "", profile.Key{}, ""
	if again := profile.Intermediate(); again.Suites[0] == "" || again.Keys[0] == (profile.Key{}) || again.Groups[0] == "" {
		t.Error("a profile is shared")
	}
}

func TestHandshakeOutside(t *testing.T) {
	good := certain.Handshake{Version: "TLS 1.3", Cipher: "TLS_AES_128_GCM_SHA256", Group: "X25519MLKEM768"}
	for _, c := range []struct {
		profile profile.Profile
		change  func(*certain.Handshake)
		outside []string
	}{
		{profile.Modern(), func(*certain.Handshake) {}, nil},
		{profile.Legacy(), func(*certain.Handshake) {}, nil},
		{profile.Modern(), func(h *certain.Handshake) { *h = certain.Handshake{} }, nil}, // nothing is known
		{profile.Modern(), func(h *certain.Handshake) { h.Group = "secp521r1" }, []string{profile.PartGroup}},
		{profile.Modern(), func(h *certain.Handshake) { h.Version, h.Cipher = "TLS 1.2", "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256" }, []string{profile.PartVersion, profile.PartSuite}},
		{profile.Intermediate(), func(h *certain.Handshake) {
			h.Version, h.Cipher, h.Group = "TLS 1.2", "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", "secp256r1"
		}, nil},
		{profile.Intermediate(), func(h *certain.Handshake) { h.Version, h.Cipher = "TLS 1.2", "TLS_RSA_WITH_AES_128_CBC_SHA" }, []string{profile.PartSuite}},
		{profile.Intermediate(), func(h *certain.Handshake) {
			h.Version, h.Cipher, h.Group = "TLS 1.2", "TLS_DHE_RSA_WITH_AES_128_GCM_SHA256", "ffdhe2048"
		}, nil},
		{profile.Intermediate(), func(h *certain.Handshake) { h.Version = "TLS 1.1" }, []string{profile.PartVersion}},
		{profile.Legacy(), func(h *certain.Handshake) {
			h.Version, h.Cipher, h.Group = "TLS 1.0", "TLS_RSA_WITH_3DES_EDE_CBC_SHA", ""
		}, nil},
		{profile.Legacy(), func(h *certain.Handshake) { h.Cipher = "TLS_ECDHE_ECDSA_WITH_RC4_128_SHA" }, []string{profile.PartSuite}},
	} {
		h := good
		c.change(&h)
		if got := whats(c.profile.Handshake(&h)); !slices.Equal(got, c.outside) {
			t.Errorf("%s of %+v: outside are %v, want %v", c.profile.Name, h, got, c.outside)
		}
	}
}

func TestCertificateOutside(t *testing.T) {
	leaves := map[string]*x509.Certificate{}
	for _, id := range []string{"healthy-ecdsa", "healthy-rsa", "healthy-ed25519", "outside-profile-lifetime", "weak-key"} {
		leaves[id] = leafOf(t, lab.Start(t, id))
	}
	for _, c := range []struct {
		profile profile.Profile
		id      string
		outside []string
	}{
		{profile.Modern(), "healthy-ecdsa", nil},
		{profile.Intermediate(), "healthy-ecdsa", nil},
		{profile.Legacy(), "healthy-ecdsa", []string{profile.PartKey, profile.PartSignature}},
		{profile.Modern(), "healthy-rsa", []string{profile.PartKey}},
		{profile.Intermediate(), "healthy-rsa", nil},
		{profile.Intermediate(), "healthy-ed25519", []string{profile.PartKey}},
		{profile.Intermediate(), "weak-key", []string{profile.PartKey}},
		{profile.Modern(), "outside-profile-lifetime", []string{profile.PartLifetime}},
		{profile.Intermediate(), "outside-profile-lifetime", []string{profile.PartLifetime}},
	} {
		if got := whats(c.profile.Certificate(leaves[c.id])); !slices.Equal(got, c.outside) {
			t.Errorf("%s of %s: outside are %v, want %v", c.profile.Name, c.id, got, c.outside)
		}
	}
	if profile.Modern().Certificate(nil) != nil {
		t.Error("no certificate is outside")
	}
	day := *leaves["healthy-ecdsa"]
	day.NotAfter = day.NotBefore.Add(90*24*time.Hour + time.Second)
	if got := whats(profile.Modern().Certificate(&day)); !slices.Equal(got, []string{profile.PartLifetime}) {
		t.Errorf("a second more than 90 days: %v", got)
	}
}

func whats(all []profile.Outside) (whats []string) {
	for _, out := range all {
		whats = append(whats, out.What)
		if out.Has == "" || out.Allows == "" {
			whats = append(whats, "without words")
		}
	}
	return whats
}
