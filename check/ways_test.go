package check

import (
	"crypto/x509"
	"testing"
	"time"

	"github.com/certain-tls/certain"
)

func keyFile(mode, owner uint32, change func(*certain.File)) *certain.Observation {
	f := certain.File{Name: "/etc/tls/server.key", Mode: mode, Owner: &owner, Outcome: certain.OK, Materials: []certain.Material{
		{Form: certain.PrivateKey, From: "/etc/tls/server.key:1", SPKI: []byte("own"), Algorithm: "ECDSA P-256"},
	}}
	if change != nil {
		change(&f)
	}
	return &certain.Observation{At: time.Now(), Kind: certain.Files, Files: []certain.File{f}, Store: certain.Store{Name: "none"}}
}

func withCert(spki string) func(*certain.File) {
	return func(f *certain.File) {
		f.Materials = append(f.Materials, certain.Material{Form: certain.Certificate, From: f.Name + ":9", Cert: &certain.Cert{
			Raw: []byte(spki), X509: &x509.Certificate{RawSubjectPublicKeyInfo: []byte(spki), IsCA: true, Raw: []byte(spki)},
		}})
	}
}

// TestKeyExposed: who may read a key, and in which file it may lie.
func TestKeyExposed(t *testing.T) {
	for name, try := range map[string]struct {
		obs  *certain.Observation
		want certain.Severity // empty for no finding
	}{
		"owner alone":               {keyFile(0o600, 1000, nil), ""},
		"everybody":                 {keyFile(0o644, 0, nil), certain.Warning},
		"everybody, somebody's":     {keyFile(0o604, 1000, nil), certain.Warning},
		"the group of a service":    {keyFile(0o640, 0, nil), ""},
		"a group":                   {keyFile(0o640, 1000, nil), certain.Warning},
		"a mounted secret":          {keyFile(0o444, 0, func(f *certain.File) { f.Mounted = true }), ""},
		"encrypted":                 {keyFile(0o644, 0, func(f *certain.File) { f.Materials[0].Encrypted = true }), ""},
		"no owner known":            {keyFile(0o666, 0, func(f *certain.File) { f.Owner = nil }), ""},
		"combined":                  {keyFile(0o600, 0, withCert("own")), ""},
		"combined, everybody":       {keyFile(0o644, 0, withCert("own")), certain.Warning},
		"among others' certificate": {keyFile(0o600, 0, withCert("other")), certain.Error},
		"named as public":           {keyFile(0o600, 0, func(f *certain.File) { f.Name = "server.crt" }), certain.Error},
	} {
		found := keyExposed.Run(&Pass{Obs: try.obs})
		switch {
		case try.want == "" && len(found) > 0:
			t.Errorf("%s: found %+v", name, found)
		case try.want != "" && (len(found) != 1 || found[0].Severity != try.want):
			t.Errorf("%s: found %+v, want %s", name, found, try.want)
		}
	}
}
