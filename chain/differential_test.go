package chain

import (
	"crypto"
	"crypto/rand"
	"crypto/sha256"
	"crypto/x509"
	"errors"
	"slices"
	"strings"
	"testing"

	"golang.org/x/crypto/cryptobyte"
	"golang.org/x/crypto/cryptobyte/asn1"

	"github.com/certain-tls/certain"
)

// FuzzAgainstTheStandardLibrary changes bytes in the signed parts of a chain,
// signs it again, and asks both builders. Where the verdicts differ, why says
// which of the known differences it is; a difference that nobody can explain
// fails.
func FuzzAgainstTheStandardLibrary(f *testing.F) {
	chains := differentialChains(f)
	for i := range chains {
		f.Add(byte(i), []byte{})
		f.Add(byte(i), []byte{1, 0, 200, 7, 0, 1, 20, 3})
	}
	f.Fuzz(func(t *testing.T, which byte, edits []byte) {
		certs := mutate(t, chains[int(which)%len(chains)], edits)
		if certs == nil {
			return // no certificate any more
		}
		leaf, root := certs[0], certs[len(certs)-1]
		trace := Build(Query{Leaf: leaf, Pool: certs[1 : len(certs)-1], Anchors: []certain.Anchor{{Cert: root}}, At: noon, Policy: Section6()})
		_, err := leaf.X509.Verify(options(certs))
		if trace.Valid() != (err == nil) && why(trace, certs, err) == "" {
			t.Errorf("valid %v (gave up %q, %s, %v), and crypto/x509 says %v", trace.Valid(), trace.GaveUp, trace.Best().End, allFaults(trace.Best()), err)
		}
	})
}

func options(certs []*certain.Cert) x509.VerifyOptions {
	roots, mids := x509.NewCertPool(), x509.NewCertPool()
	roots.AddCert(certs[len(certs)-1].X509)
	for _, c := range certs[1 : len(certs)-1] {
		mids.AddCert(c.X509)
	}
	return x509.VerifyOptions{Roots: roots, Intermediates: mids, CurrentTime: noon}
}

// why explains a difference; empty if it is none that is known.
func why(trace Trace, certs []*certain.Cert, err error) string {
	if err == nil {
		return whyRefused(trace, certs)
	}
	return whyTaken(certs, err)
}

// whyRefused: what is refused here and taken by the standard library.
func whyRefused(trace Trace, certs []*certain.Cert) string {
	if trace.GaveUp != "" {
		return "the budget ran out"
	}
	for _, f := range allFaults(trace.Best()) {
		switch {
		case f.Kind == WrongPurpose && strings.Contains(f.Says, "no usage at all"):
			return "an extended key usage that lists nothing allows nothing"
		case f.Kind == NotACA && strings.Contains(f.Says, "key usage"):
			return "a key usage without any bit allows nothing; the library takes it for absent"
		case f.Kind == NameConstraint:
			return "constraints are held against every form of name, by RFC 5280: a URI's host exactly, an e-mail address of the subject, malformed names, forms that are not understood"
		case f.Kind == PolicyFault:
			return "the policies of the anchor count"
		case f.Kind == CriticalExtension && slices.ContainsFunc(certs, strangeCritical):
			return "a critical extension whose content is empty of what the library looks for"
		}
	}
	return ""
}

func strangeCritical(c *certain.Cert) bool { return len(read(c.X509).strangers()) > 0 }

// whyTaken: what is taken here and refused by the standard library.
func whyTaken(certs []*certain.Cert, err error) string {
	var invalid x509.CertificateInvalidError
	var critical x509.UnhandledCriticalExtension
	selfIssuedMid := slices.ContainsFunc(certs[1:len(certs)-1], selfIssued)
	otherSpelling := false
	for i, c := range certs[:len(certs)-1] {
		otherSpelling = otherSpelling || string(c.X509.RawIssuer) != string(certs[i+1].X509.RawSubject)
	}
	switch {
	case errors.As(err, &critical):
		return "name constraints and alternative names of all forms are read here"
	case errors.As(err, &invalid) && invalid.Reason == x509.TooManyIntermediates && selfIssuedMid:
		return "self-issued certificates do not count (RFC 5280 section 4.2.1.9)"
	case errors.As(err, &invalid) && invalid.Reason == x509.CANotAuthorizedForThisName && selfIssuedMid:
		return "self-issued certificates are exempt from name constraints"
	case errors.As(err, &invalid) && invalid.Reason == x509.CANotAuthorizedForThisName && strings.Contains(err.Error(), "cannot parse"):
		return "a malformed name matters only where names of its form are constrained"
	case otherSpelling:
		return "names are compared by RFC 5280 section 7.1"
	}
	return ""
}

// differentialChains are leaf, intermediates and root with what there is to
// disagree about.
func differentialChains(t testing.TB) (chains [][]*entity) {
	type edit = func(*x509.Certificate)
	leafNames := func(c *x509.Certificate) {
		c.DNSNames, c.EmailAddresses = []string{"a.good.test", "*.good.test"}, []string{"a@good.test"}
	}
	none := func(*x509.Certificate) {}
	for _, mid := range []edit{
		none,
		func(c *x509.Certificate) { c.PermittedDNSDomains = []string{"good.test"} },
		func(c *x509.Certificate) { c.ExcludedDNSDomains = []string{"bad.test"}; c.MaxPathLenZero = true },
		func(c *x509.Certificate) { c.PermittedEmailAddresses = []string{"good.test"} },
		func(c *x509.Certificate) { c.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth} },
		asserts(t, 1, 2),
		func(c *x509.Certificate) {
			asserts(t, 1)(c)
			extra(policyConstraints, true, []byte{0x30, 3, 0x80, 1, 0})(c)
		},
	} {
		root := mint(t, "Root", nil, ca)
		upper := mint(t, "Upper", root, ca, asserts(t, 1, 2))
		lower := mint(t, "Lower", upper, ca, mid)
		leaf := mint(t, "leaf.test", lower, leafNames, asserts(t, 1))
		chains = append(chains, []*entity{leaf, lower, upper, root})
	}
	return chains
}

// mutate sets bytes of the signed parts: each four bytes of edits are a
// certificate, an offset of two bytes, and the new value. It gives nil if a
// certificate does not parse any more.
func mutate(t *testing.T, chain []*entity, edits []byte) []*certain.Cert {
	signed := make([][]byte, len(chain))
	for i, e := range chain {
		signed[i] = slices.Clone(e.X509.RawTBSCertificate)
	}
	for ; len(edits) >= 4; edits = edits[4:] {
		tbs := signed[int(edits[0])%len(signed)]
		tbs[(int(edits[1])<<8|int(edits[2]))%len(tbs)] = edits[3]
	}
	certs := make([]*certain.Cert, len(chain))
	for i := range chain {
		certs[i] = certain.ParseCert(sign(t, signed[i], chain[min(i+1, len(chain)-1)]))
		if certs[i].X509 == nil {
			return nil
		}
	}
	return certs
}

// sign makes a certificate of a signed part, with ECDSA and SHA-256.
func sign(t *testing.T, tbs []byte, by *entity) []byte {
	sum := sha256.Sum256(tbs)
	signature, err := by.key.Sign(rand.Reader, sum[:], crypto.SHA256)
	if err != nil {
		t.Fatal(err)
	}
	var b cryptobyte.Builder
	b.AddASN1(asn1.SEQUENCE, func(b *cryptobyte.Builder) {
		b.AddBytes(tbs)
		b.AddBytes([]byte{0x30, 10, 6, 8, 0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, 2}) // ecdsa-with-SHA256
		b.AddASN1BitString(signature)
	})
	der, err := b.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	return der
}
