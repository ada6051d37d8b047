package chain

import (
	"crypto/x509"
	"slices"
)

const anyPolicy = "2.5.29.32.0"

// certPolicies processes the certificate policies of a path: RFC 5280 section
// 6.1, with the graph of RFC 9618 in the place of the tree, which hostile
// certificates grow without bound. A level of the graph holds each policy
// once.
//
// The fault is written at the leaf, or at the certificate that maps or leaves
// no policy where one is demanded.
func (b *builder) certPolicies(p *Path, readings []*reading) {
	last := len(readings) - 1
	if !b.Policies.Explicit && !slices.ContainsFunc(readings, requiresPolicy) {
		return // no outcome could make the path invalid
	}
	g := newGraph(b.Policies, last)
	if b.Policy.BareAnchors {
		last--
	}
	for i := last; i >= 0; i-- {
		r := readings[i]
		if r == nil {
			return
		}
		if i < len(readings)-1 || r.has(certPolicies) {
			g.process(r, i == 0)
		}
		if says := g.prepare(r, i == 0); says != "" {
			p.Links[i].Faults = append(p.Links[i].Faults, Fault{PolicyFault, says, "RFC 5280 section 6.1.4"})
			return
		}
	}
	if !g.wrapUp(readings[0], b.Policies.Initial) {
		p.Links[0].Faults = append(p.Links[0].Faults, Fault{PolicyFault, "a certificate policy is demanded, and the path is valid for none that is accepted", "RFC 5280 section 6.1.5 (g)"})
	}
}

func requiresPolicy(r *reading) bool {
	return r == nil || r.has(policyConstraints) || len(r.PolicyMappings) > 0
}

// graph is the valid policy graph with its counters.
type graph struct {
	levels                     []map[string]*node // nil once no policy is valid any more
	alive                      bool
	explicit, mapping, inhibit int
}

// node is one policy at one depth.
type node struct {
	policy   string
	parents  []*node
	expected []string // what the next certificate must assert to be this policy
}

func newGraph(in PolicyInputs, n int) *graph {
	count := func(now bool) int {
		if now {
			return 0
		}
		return n + 2
	}
	return &graph{
		levels: []map[string]*node{{anyPolicy: {policy: anyPolicy, expected: []string{anyPolicy}}}}, alive: true,
		explicit: count(in.Explicit), mapping: count(in.InhibitMapping), inhibit: count(in.InhibitAny),
	}
}

// process: section 6.1.3 (d) and (e).
func (g *graph) process(r *reading, leaf bool) {
	if !g.alive || !r.has(certPolicies) {
		g.alive = false
		return
	}
	above := g.levels[len(g.levels)-1]
	expecting := map[string][]*node{}
	for _, n := range above {
		for _, e := range n.expected {
			expecting[e] = append(expecting[e], n)
		}
	}
	level := map[string]*node{}
	add := func(policy string, parents []*node) {
		level[policy] = &node{policy: policy, parents: parents, expected: []string{policy}}
	}
	asserted := policyTexts(r.Policies)
	for _, p := range asserted {
		if p == anyPolicy {
			continue
		}
		if parents := expecting[p]; len(parents) > 0 {
			add(p, parents)
		} else if any := above[anyPolicy]; any != nil {
			add(p, []*node{any})
		}
	}
	if slices.Contains(asserted, anyPolicy) && (g.inhibit > 0 || !leaf && r.self) {
		for p, parents := range expecting {
			if level[p] == nil {
				add(p, parents)
			}
		}
	}
	g.levels = append(g.levels, level)
	g.alive = len(level) > 0
}

// prepare: section 6.1.3 (f), then 6.1.4 (a), (b) and (h) to (j) unless the
// certificate is the leaf.
func (g *graph) prepare(r *reading, leaf bool) string {
	if g.explicit == 0 && !g.alive {
		return "a certificate policy is demanded, and it asserts none that is valid on this path"
	}
	if leaf {
		return ""
	}
	if says := g.mapPolicies(r); says != "" {
		return says
	}
	if !r.self {
		g.explicit, g.mapping, g.inhibit = max(g.explicit-1, 0), max(g.mapping-1, 0), max(g.inhibit-1, 0)
	}
	if n := r.RequireExplicitPolicy; n > 0 || r.RequireExplicitPolicyZero {
		g.explicit = min(g.explicit, n)
	}
	if n := r.InhibitPolicyMapping; n > 0 || r.InhibitPolicyMappingZero {
		g.mapping = min(g.mapping, n)
	}
	if n := r.InhibitAnyPolicy; n > 0 || r.InhibitAnyPolicyZero {
		g.inhibit = min(g.inhibit, n)
	}
	return ""
}

// mapPolicies: section 6.1.4 (a) and (b).
func (g *graph) mapPolicies(r *reading) string {
	if len(r.PolicyMappings) == 0 {
		return ""
	}
	to := map[string][]string{}
	for _, m := range r.PolicyMappings {
		from, into := m.IssuerDomainPolicy.String(), m.SubjectDomainPolicy.String()
		if from == anyPolicy || into == anyPolicy {
			return "maps from or to anyPolicy"
		}
		to[from] = append(to[from], into)
	}
	if !g.alive {
		return ""
	}
	level := g.levels[len(g.levels)-1]
	for from, into := range to {
		n := level[from]
		switch {
		case g.mapping == 0:
			delete(level, from)
		case n != nil:
			n.expected = into
		case level[anyPolicy] != nil:
			level[from] = &node{policy: from, parents: level[anyPolicy].parents, expected: into}
		}
	}
	g.alive = len(level) > 0
	return ""
}

// wrapUp: section 6.1.5 (a), (b) and (g).
func (g *graph) wrapUp(leaf *reading, initial []string) bool {
	explicit := max(g.explicit-1, 0)
	if leaf.RequireExplicitPolicyZero {
		explicit = 0
	}
	return explicit > 0 || g.alive && g.acceptable(initial)
}

// acceptable tells whether a policy of the initial set is valid for the leaf:
// RFC 9618 section 5.4. The policies that count are those of the topmost
// domain: their parent is anyPolicy.
func (g *graph) acceptable(initial []string) bool {
	last := g.levels[len(g.levels)-1]
	if len(initial) == 0 || slices.Contains(initial, anyPolicy) || last[anyPolicy] != nil {
		return true
	}
	seen := map[*node]bool{}
	var climb func(*node) bool
	climb = func(n *node) bool {
		if seen[n] {
			return false
		}
		seen[n] = true
		if len(n.parents) == 0 {
			return slices.Contains(initial, n.policy)
		}
		for _, p := range n.parents {
			if p.policy == anyPolicy {
				if slices.Contains(initial, n.policy) {
					return true
				}
			} else if climb(p) {
				return true
			}
		}
		return false
	}
	for _, n := range last {
		if climb(n) {
			return true
		}
	}
	return false
}

func policyTexts(ids []x509.OID) []string {
	texts := make([]string, len(ids))
	for i, id := range ids {
		texts[i] = id.String()
	}
	return texts
}
