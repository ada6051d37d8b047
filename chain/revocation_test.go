package chain

import (
	"crypto"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"math/big"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/crypto/ocsp"

	"github.com/certain-tls/certain"
)

// crlOf is a CRL by a CA over the certificates given.
func crlOf(t testing.TB, issuer *entity, revoked []*entity, edits ...func(*x509.RevocationList)) []byte {
	t.Helper()
	list := &x509.RevocationList{Number: big.NewInt(1), ThisUpdate: noon.AddDate(0, 0, -1), NextUpdate: noon.AddDate(0, 0, 1)}
	for _, r := range revoked {
		list.RevokedCertificateEntries = append(list.RevokedCertificateEntries,
			x509.RevocationListEntry{SerialNumber: r.X509.SerialNumber, RevocationTime: noon.AddDate(0, 0, -2), ReasonCode: 1})
	}
	for _, edit := range edits {
		edit(list)
	}
	signer := *issuer.X509
	signer.KeyUsage |= x509.KeyUsageCRLSign // the library refuses to make what it should not
	der, err := x509.CreateRevocationList(rand.Reader, list, &signer, issuer.key)
	if err != nil {
		t.Fatal(err)
	}
	return der
}

func crlCA(c *x509.Certificate) { ca(c); c.KeyUsage |= x509.KeyUsageCRLSign }

func crlExtra(n int, critical bool, value []byte) func(*x509.RevocationList) {
	return func(l *x509.RevocationList) {
		l.ExtraExtensions = append(l.ExtraExtensions, pkix.Extension{Id: asn1.ObjectIdentifier{2, 5, 29, n}, Critical: critical, Value: value})
	}
}

func TestCRL(t *testing.T) {
	root := mint(t, "Root", nil, crlCA)
	other := mint(t, "Root", nil, crlCA) // the same name, another key
	mute := mint(t, "Root", nil, ca)     // a key usage without cRLSign
	leaf := mint(t, "leaf.test", root)
	muted := mint(t, "leaf.test", mute)
	mid := mint(t, "Mid", root, ca, func(c *x509.Certificate) { c.KeyUsage |= x509.KeyUsageDigitalSignature })
	scoped := func(bits ...byte) func(*x509.RevocationList) {
		return crlExtra(issuingDistributor, true, wrap(t, 0x30, bits))
	}
	tests := []struct {
		name   string
		issuer *entity
		leaf   *entity
		crl    []byte
		state  State
		says   string
	}{
		{"not listed", root, leaf, crlOf(t, root, nil), Good, "does not list it"},
		{"listed", root, leaf, crlOf(t, root, []*entity{leaf}), IsRevoked, "was revoked 2026-03-12T12:00:00Z (keyCompromise)"},
		{"another listed twice", root, leaf, crlOf(t, root, []*entity{mid, mid}), StatusUnknown, "lists a serial number twice"},
		{"listed twice", root, leaf, crlOf(t, root, []*entity{leaf, leaf}), IsRevoked, ""},
		{"stale", root, leaf, crlOf(t, root, nil, func(l *x509.RevocationList) { l.NextUpdate = noon.Add(-time.Hour) }), StatusUnknown, "stale since 2026-03-14T11:00:00Z"},
		{"ahead", root, leaf, crlOf(t, root, nil, func(l *x509.RevocationList) { l.ThisUpdate = noon.Add(time.Hour) }), StatusUnknown, "starts only"},
		{"another key", root, leaf, crlOf(t, other, nil), StatusUnknown, "nobody at hand signed the CRL"},
		{"may not sign CRLs", mute, muted, crlOf(t, mute, nil), StatusUnknown, "does not allow it to sign CRLs"},
		{"unknown extension", root, leaf, crlOf(t, root, nil, crlExtra(60, true, []byte{5, 0})), StatusUnknown, "unknown critical extension 2.5.29.60"},
		{"unknown, not critical", root, leaf, crlOf(t, root, nil, crlExtra(60, false, []byte{5, 0})), Good, ""},
		{"delta", root, leaf, crlOf(t, root, nil, crlExtra(deltaIndicator, true, []byte{2, 1, 1})), StatusUnknown, "delta CRLs are not supported"},
		{"indirect", root, leaf, crlOf(t, root, nil, scoped(0x84, 1, 0xff)), StatusUnknown, "indirect CRLs are not supported"},
		{"for CAs", root, leaf, crlOf(t, root, nil, scoped(0x82, 1, 0xff)), StatusUnknown, "for CA certificates only"},
		{"for users", root, leaf, crlOf(t, root, nil, scoped(0x81, 1, 0xff)), Good, ""},
		{"for users, of a CA", root, mid, crlOf(t, root, nil, scoped(0x81, 1, 0xff)), StatusUnknown, "end-entity certificates only"},
		{"for attributes", root, leaf, crlOf(t, root, nil, scoped(0x85, 1, 0xff)), StatusUnknown, "attribute certificates"},
		{"some reasons", root, leaf, crlOf(t, root, nil, scoped(0x83, 2, 5, 0x40)), StatusUnknown, "some reasons"},
		{"another point", root, leaf, crlOf(t, root, nil, scoped(wrap(t, 0xa0, wrap(t, 0xa0, wrap(t, 0x86, []byte("http://x.test"))))...)), StatusUnknown, "another distribution point"},
		{"junk", root, leaf, []byte{0x30, 0}, StatusUnknown, "cannot be read"},
	}
	for _, tt := range tests {
		s := CRLStatus(tt.crl, tt.leaf.Cert, tt.issuer.Cert, noon)
		if s.State != tt.state || !strings.Contains(s.Says, tt.says) || s.From != "CRL" {
			t.Errorf("%s: %+v", tt.name, s)
		}
		for demand, want := range map[Coverage]FaultKind{CoverNone: "", CoverLeaf: RevocationUnknown} {
			switch tt.state {
			case IsRevoked:
				want = Revoked
			case Good:
				want = ""
			}
			q := Query{Leaf: tt.leaf.Cert, Anchors: anchors(tt.issuer), At: noon, Revocation: Revocation{CRLs: [][]byte{tt.crl}, Demand: demand}}
			p := Build(q).Best()
			if faults := allFaults(p); len(faults) > 1 || len(faults) == 1 && faults[0].Kind != want || len(faults) == 0 && want != "" {
				t.Errorf("%s, demand %q: %v", tt.name, demand, faults)
			}
			if p.Links[0].Revocation == nil || p.Links[1].Revocation != nil {
				t.Errorf("%s: the status does not stand at the leaf alone", tt.name)
			}
		}
	}
}

// A CRL number is demanded and not critical (RFC 5280 section 5.2.3).
func TestCRLNumber(t *testing.T) {
	for name, want := range map[string]string{"critical": "marks its number as critical", "missing": "has no number"} {
		root := mint(t, "Root", nil, crlCA)
		leaf := mint(t, "leaf.test", root)
		list := &x509.RevocationList{ThisUpdate: noon, NextUpdate: noon.AddDate(0, 0, 1)}
		c := &crl{RevocationList: list}
		if name == "critical" {
			list.Extensions = []pkix.Extension{{Id: asn1.ObjectIdentifier{2, 5, 29, crlNumber}, Critical: true}}
		}
		c.broken = c.fault()
		b := newBuilder(Query{Leaf: leaf.Cert, At: noon}, nil)
		if s, _ := b.byCRL(c, leaf.Cert, root.Cert, &Path{}); s.State != StatusUnknown || !strings.Contains(s.Says, want) {
			t.Errorf("%s: %+v", name, s)
		}
	}
}

// A CRL may be signed by another certificate of the issuer's name, if that
// leads to the same anchor.
func TestCRLSignedBeside(t *testing.T) {
	root := mint(t, "Root", nil, crlCA)
	mid := mint(t, "Mid", root, ca)
	signer := mint(t, "Mid", root, func(c *x509.Certificate) { c.KeyUsage = x509.KeyUsageCRLSign })
	impostor := mint(t, "Mid", nil, crlCA)
	leaf := mint(t, "leaf.test", mid)
	top := crlOf(t, root, nil)
	for _, tt := range []struct {
		by *entity
		ok bool
	}{{signer, true}, {impostor, false}} {
		q := Query{
			Leaf: leaf.Cert, Pool: pool(mid, tt.by), Anchors: anchors(root), At: noon,
			Revocation: Revocation{CRLs: [][]byte{top, crlOf(t, tt.by, nil)}, Demand: CoverAll},
		}
		if got := Build(q); got.Valid() != tt.ok {
			t.Errorf("signed by %s: %v", tt.by.X509.Issuer, allFaults(got.Best()))
		}
	}
}

func ocspOf(t testing.TB, issuer, responder *entity, about *entity, edits ...func(*ocsp.Response)) []byte {
	t.Helper()
	r := ocsp.Response{Status: ocsp.Good, SerialNumber: about.X509.SerialNumber, ThisUpdate: noon.Add(-time.Hour), NextUpdate: noon.Add(time.Hour), IssuerHash: crypto.SHA256}
	if responder != issuer {
		r.Certificate = responder.X509
	}
	for _, edit := range edits {
		edit(&r)
	}
	der, err := ocsp.CreateResponse(issuer.X509, responder.X509, r, responder.key)
	if err != nil {
		t.Fatal(err)
	}
	return der
}

func TestOCSP(t *testing.T) {
	root := mint(t, "Root", nil, ca)
	other := mint(t, "Root", nil, ca)
	leaf := mint(t, "leaf.test", root)
	elsewhere := mint(t, "other.test", root)
	usage := func(u x509.ExtKeyUsage) func(*x509.Certificate) {
		return func(c *x509.Certificate) { c.ExtKeyUsage = []x509.ExtKeyUsage{u} }
	}
	appointed := mint(t, "Responder", root, usage(x509.ExtKeyUsageOCSPSigning))
	plainOne := mint(t, "Responder", root, usage(x509.ExtKeyUsageServerAuth))
	late := mint(t, "Responder", root, usage(x509.ExtKeyUsageOCSPSigning), ended)
	stranger := mint(t, "Responder", other, usage(x509.ExtKeyUsageOCSPSigning))
	tests := []struct {
		name  string
		der   []byte
		state State
		says  string
	}{
		{"good, by the issuer", ocspOf(t, root, root, leaf), Good, "says good"},
		{"good, by a responder", ocspOf(t, root, appointed, leaf), Good, "says good"},
		{"revoked", ocspOf(t, root, root, leaf, func(r *ocsp.Response) {
			r.Status, r.RevokedAt, r.RevocationReason = ocsp.Revoked, noon.AddDate(0, 0, -2), 4
		}), IsRevoked, "was revoked 2026-03-12T12:00:00Z (superseded)"},
		{"unknown to the responder", ocspOf(t, root, root, leaf, func(r *ocsp.Response) { r.Status = ocsp.Unknown }), StatusUnknown, "does not know"},
		{"stale", ocspOf(t, root, root, leaf, func(r *ocsp.Response) { r.NextUpdate = noon.Add(-time.Minute) }), StatusUnknown, "stale since"},
		{"ahead", ocspOf(t, root, root, leaf, func(r *ocsp.Response) { r.ThisUpdate = noon.Add(time.Minute) }), StatusUnknown, "starts only"},
		{"old and without end", ocspOf(t, root, root, leaf, func(r *ocsp.Response) {
			r.ThisUpdate, r.NextUpdate = noon.AddDate(0, 0, -11), time.Time{}
		}), StatusUnknown, "stale since"},
		{"another certificate", ocspOf(t, root, root, elsewhere), StatusUnknown, "no response matching"},
		{"another issuer of the name", ocspOf(t, other, root, leaf), StatusUnknown, "another issuer"},
		{"signed by another", ocspOf(t, root, &entity{root.Cert, other.key}, leaf, func(r *ocsp.Response) { r.Certificate = nil }), StatusUnknown, "not signed by the issuer"},
		{"not appointed", ocspOf(t, root, plainOne, leaf), StatusUnknown, "lacks OCSPSigning"},
		{"appointed by another", ocspOf(t, root, stranger, leaf), StatusUnknown, "not issued by the issuer"},
		{"responder's certificate ended", ocspOf(t, root, late, leaf), StatusUnknown, "is valid only from"},
		{"try later", []byte{0x30, 3, 0x0a, 1, 3}, StatusUnknown, "does not help"},
		{"junk", []byte("junk"), StatusUnknown, "does not help"},
	}
	for _, tt := range tests {
		if s := OCSPStatus(tt.der, leaf.Cert, root.Cert, noon); s.State != tt.state || !strings.Contains(s.Says, tt.says) {
			t.Errorf("%s: %+v", tt.name, s)
		}
	}
	// Revoked by one source is revoked, whatever the other says.
	q := Query{Leaf: leaf.Cert, Anchors: anchors(root), At: noon, Revocation: Revocation{OCSP: [][]byte{tests[2].der, tests[0].der}}}
	if got := faultsOf(Build(q).Best()); !slices.Equal(got, []fault{{0, Revoked}}) {
		t.Errorf("got %v", got)
	}
	q.Revocation = Revocation{Demand: CoverAll}
	if got := faultsOf(Build(q).Best()); !slices.Equal(got, []fault{{0, RevocationUnknown}}) {
		t.Errorf("nothing at hand: %v", got)
	}
}

// Whatever the bytes, an answer comes, and never one that says good.
func FuzzRevocation(f *testing.F) {
	root := mint(f, "Root", nil, crlCA)
	leaf := mint(f, "leaf.test", root)
	seeds := [][]byte{crlOf(f, root, nil), crlOf(f, root, []*entity{leaf}), ocspOf(f, root, root, leaf)}
	for _, s := range seeds {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, der []byte) {
		original := slices.ContainsFunc(seeds, func(s []byte) bool { return string(s) == string(der) })
		for _, s := range []Status{CRLStatus(der, leaf.Cert, root.Cert, noon), OCSPStatus(der, leaf.Cert, root.Cert, noon)} {
			if s.State != StatusUnknown && !original && !sameSigned(seeds, der) {
				t.Errorf("bytes that nobody signed say %+v", s)
			}
			if certain.Clean(s.Says) != s.Says {
				t.Errorf("unclean: %q", s.Says)
			}
		}
	})
}

// sameSigned tells whether bytes hold the signed part of a seed: what follows
// it or wraps it may differ.
func sameSigned(seeds [][]byte, der []byte) bool {
	return slices.ContainsFunc(seeds, func(s []byte) bool {
		list, err := x509.ParseRevocationList(s)
		if err == nil {
			return strings.Contains(string(der), string(list.RawTBSRevocationList))
		}
		r, err := ocsp.ParseResponse(s, nil)
		return err == nil && strings.Contains(string(der), string(r.TBSResponseData))
	})
}
