package chain

import (
	"crypto/x509"
	"fmt"
	"testing"

	"github.com/certain-tls/certain"
)

// oid is a certificate policy 1.2.3.n; 0 is anyPolicy.
func oid(t testing.TB, n int) x509.OID {
	t.Helper()
	text := fmt.Sprintf("1.2.3.%d", n)
	if n == 0 {
		text = anyPolicy
	}
	id, err := x509.ParseOID(text)
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func asserts(t testing.TB, ns ...int) func(*x509.Certificate) {
	return func(c *x509.Certificate) {
		for _, n := range ns {
			c.Policies = append(c.Policies, oid(t, n))
		}
	}
}

// maps adds policy mappings, two numbers each; the library's template has no
// room for them.
func maps(t testing.TB, pairs ...int) func(*x509.Certificate) {
	var list []byte
	for i := 0; i < len(pairs); i += 2 {
		var pair []byte
		for _, n := range pairs[i : i+2] {
			der, err := oid(t, n).MarshalBinary()
			if err != nil {
				t.Fatal(err)
			}
			pair = append(pair, wrap(t, 0x06, der)...)
		}
		list = append(list, wrap(t, 0x30, pair)...)
	}
	return extra(policyMappings, true, wrap(t, 0x30, list))
}

func TestCertPolicies(t *testing.T) {
	both := func(fs ...func(*x509.Certificate)) func(*x509.Certificate) {
		return func(c *x509.Certificate) {
			for _, f := range fs {
				f(c)
			}
		}
	}
	tests := []struct {
		name      string
		mid, leaf func(*x509.Certificate)
		in        PolicyInputs
		ok        bool
	}{
		{"not asked", asserts(t, 1), asserts(t, 2), PolicyInputs{}, true},
		{"the same", asserts(t, 1), asserts(t, 1), PolicyInputs{Explicit: true}, true},
		{"another", asserts(t, 1), asserts(t, 2), PolicyInputs{Explicit: true}, false},
		{"none", asserts(t), asserts(t, 1), PolicyInputs{Explicit: true}, false},
		{"any above", asserts(t, 0), asserts(t, 1), PolicyInputs{Explicit: true}, true},
		{"any above, inhibited", asserts(t, 0), asserts(t, 1), PolicyInputs{Explicit: true, InhibitAny: true}, false},
		{"accepted", asserts(t, 1), asserts(t, 1), PolicyInputs{Explicit: true, Initial: []string{"1.2.3.1"}}, true},
		{"not accepted", asserts(t, 1), asserts(t, 1), PolicyInputs{Explicit: true, Initial: []string{"1.2.3.2"}}, false},
		{"any below any", asserts(t, 0), asserts(t, 0), PolicyInputs{Explicit: true, Initial: []string{"1.2.3.2"}}, true},
		{"mapped", both(asserts(t, 1), maps(t, 1, 2)), asserts(t, 2), PolicyInputs{Explicit: true, Initial: []string{"1.2.3.1"}}, true},
		{"mapped, the other side is accepted", both(asserts(t, 1), maps(t, 1, 2)), asserts(t, 2), PolicyInputs{Explicit: true, Initial: []string{"1.2.3.2"}}, false},
		{"mapped, and inhibited", both(asserts(t, 1), maps(t, 1, 2)), asserts(t, 2), PolicyInputs{Explicit: true, InhibitMapping: true}, false},
		{"mapped from any", both(asserts(t, 0), maps(t, 1, 2)), asserts(t, 2), PolicyInputs{Explicit: true, Initial: []string{"1.2.3.1"}}, true},
		{"maps anyPolicy", both(asserts(t, 0), maps(t, 0, 2)), asserts(t, 2), PolicyInputs{}, false},
		{"demanded by the CA", both(asserts(t, 1), func(c *x509.Certificate) { c.RequireExplicitPolicyZero = true }), asserts(t, 2), PolicyInputs{}, false},
	}
	for _, tt := range tests {
		root := mint(t, "Root", nil, ca)
		mid := mint(t, "Mid", root, ca, tt.mid, requireCritical(t))
		leaf := mint(t, "leaf.test", mid, tt.leaf)
		got := Build(Query{Leaf: leaf.Cert, Pool: pool(mid), Anchors: anchors(root), At: noon, Policies: tt.in})
		if got.Valid() != tt.ok {
			t.Errorf("%s: %v", tt.name, allFaults(got.Best()))
		}
	}
}

// requireCritical writes the policy constraints that the library's template
// has no room for.
func requireCritical(t testing.TB) func(*x509.Certificate) {
	return func(c *x509.Certificate) {
		if c.RequireExplicitPolicyZero {
			extra(policyConstraints, true, wrap(t, 0x30, []byte{0x80, 1, 0}))(c)
		}
	}
}

// A tree of policies doubles at each level; the graph stays as large as the
// certificates are.
func TestPoliciesDoNotExplode(t *testing.T) {
	policies := asserts(t, 1, 2)
	mappings := maps(t, 1, 1, 1, 2, 2, 1, 2, 2)
	root := mint(t, "Root", nil, ca)
	issuer, certs := root, []*certain.Cert{}
	for i := range 60 {
		issuer = mint(t, fmt.Sprintf("CA %d", i), issuer, ca, policies, mappings)
		certs = append(certs, issuer.Cert)
	}
	leaf := mint(t, "leaf.test", issuer, policies)
	q := Query{
		Leaf: leaf.Cert, Pool: certs, Anchors: anchors(root), At: noon, Limits: Limits{Depth: 80},
		Policies: PolicyInputs{Explicit: true, Initial: []string{"1.2.3.2"}},
	}
	if got := Build(q); !got.Valid() {
		t.Errorf("got %v", allFaults(got.Best()))
	}
	q.Policies.Initial = []string{"1.2.3.9"}
	if Build(q).Valid() {
		t.Error("a policy that nobody asserts is accepted")
	}
}
