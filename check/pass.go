package check

import (
	"fmt"
	"net"
	"slices"
	"strconv"
	"strings"

	"github.com/certain-tls/certain"
	"github.com/certain-tls/certain/chain"
	"github.com/certain-tls/certain/problem"
)

// Pass is what a check sees: the observation, and the paths of each
// certificate that is to be judged.
type Pass struct {
	Obs     *certain.Observation
	Options Options
	// Subjects are the leaves under judgement: the first certificate that an
	// endpoint serves, or each certificate of the files that issued none of
	// the others.
	Subjects []*Subject
	missing  []string // codes that a check has declared unknown
	worn     int      // subjects whose search for paths was given up
}

// patience is how many subjects may wear out a whole budget of [chain.Limits].
// Files come from strangers and hold as many certificates as they like, so
// that from then on each gets little: enough for a path of the usual kind.
const patience = 8

func (p *Pass) limits() (l chain.Limits) {
	if p.worn >= patience {
		l = chain.Limits{Signatures: 16, Candidates: 64, Paths: 4}
	}
	return l
}

// Subject is one leaf with its paths.
type Subject struct {
	Leaf *certain.Cert
	At   string // its place, served[0] or FILE:LINE
	// Sent is the trace over what a client gets to see: the certificates of
	// the server or of the files.
	Sent chain.Trace
	// Full is the trace over everything that could be found besides. It is
	// Sent where Sent reaches an anchor or nothing else was found.
	Full chain.Trace
}

// Path is the path to speak about.
func (s *Subject) Path() chain.Path { return s.Full.Best() }

// Paths are the paths to speak about, one for each leaf of an observation.
func Paths(obs *certain.Observation) (all []chain.Path) {
	for _, s := range newPass(obs, Options{}).Subjects {
		all = append(all, s.Path())
	}
	return all
}

// Traces are all paths that are tried, for each leaf of an observation: over
// everything that was sent and found. Of the options only Signed matters.
func Traces(obs *certain.Observation, o Options) (all []chain.Trace) {
	for _, s := range newPass(obs, o).Subjects {
		all = append(all, s.Full)
	}
	return all
}

func newPass(obs *certain.Observation, o Options) *Pass {
	switch {
	case obs.Kind != certain.Endpoint:
		o.Signed = nil // files hold as many as they like: each subject pays for its own search, see patience
	case o.Signed == nil:
		o.Signed = new(chain.Signed)
	}
	p := &Pass{Obs: obs, Options: o}
	if obs.Kind == certain.Endpoint {
		if len(obs.Served) > 0 {
			p.add(obs.Served[0], "served[0]", obs.Served)
		}
		return p
	}
	pool := fileCerts(obs)
	for _, m := range leaves(obs) {
		p.add(m.Cert, m.From, pool)
	}
	return p
}

func (p *Pass) add(leaf *certain.Cert, at string, sent []*certain.Cert) {
	q := p.query(leaf, sent)
	s := &Subject{Leaf: leaf, At: at, Sent: chain.Build(q)}
	s.Full = s.Sent
	if found := p.found(); len(found) > 0 && !s.Sent.Reaches() {
		q.Pool = slices.Concat(sent, found)
		s.Full = chain.Build(q)
	}
	if s.Full.GaveUp != "" {
		p.worn++
	}
	p.Subjects = append(p.Subjects, s)
}

// query asks for the paths of a leaf as the user wants them judged.
func (p *Pass) query(leaf *certain.Cert, pool []*certain.Cert) chain.Query {
	q := chain.Query{
		Leaf: leaf, Pool: pool, Anchors: p.Obs.Anchors, At: p.Obs.At,
		Purpose: chain.Purpose(p.Obs.Asked.Purpose),
		Policy:  p.policy(), Revocation: statements(p.Obs), Limits: p.limits(), Signed: p.Options.Signed,
	}
	if p.Obs.Kind == certain.Files && leaf.X509.IsCA && !p.Obs.Asked.Demanded {
		q.Purpose = chain.Any // a CA in a file serves nobody itself
	}
	return q
}

// policy is whose rules count. A stored observation may name one that nobody
// knows; then the default counts.
func (p *Pass) policy() chain.Policy {
	if policy, ok := chain.PolicyNamed(p.Obs.Asked.Policy); ok {
		return policy
	}
	return chain.RFC5280()
}

// found are the certificates that nobody sent: fetched ones, and those of
// files that were given beside an endpoint.
func (p *Pass) found() (certs []*certain.Cert) {
	for _, f := range p.Obs.Fetched {
		certs = append(certs, f.Cert)
	}
	if p.Obs.Kind == certain.Endpoint {
		certs = append(certs, fileCerts(p.Obs)...)
	}
	return certs
}

func fileCerts(obs *certain.Observation) (certs []*certain.Cert) {
	for _, f := range obs.Files {
		for _, m := range f.Materials {
			if m.Cert != nil {
				certs = append(certs, m.Cert)
			}
		}
	}
	return certs
}

// leaves are the certificates of the files that are to be judged: each one
// that issued none of the others, or all CAs if there is nothing else.
func leaves(obs *certain.Observation) (found []certain.Material) {
	var all []certain.Material
	for _, f := range obs.Files {
		for _, m := range f.Materials {
			known := slices.ContainsFunc(all, func(o certain.Material) bool { return o.Cert.Equal(m.Cert) })
			if m.Cert != nil && m.Cert.X509 != nil && !known {
				all = append(all, m)
			}
		}
	}
	parents := make(map[string]bool, len(all)) // names that issued something here
	for _, m := range all {
		if string(m.Cert.X509.RawIssuer) != string(m.Cert.X509.RawSubject) {
			parents[string(m.Cert.X509.RawIssuer)] = true
		}
	}
	for _, m := range all {
		if !m.Cert.X509.IsCA || !parents[string(m.Cert.X509.RawSubject)] {
			found = append(found, m)
		}
	}
	return found
}

func (p *Pass) place(c *certain.Cert) string { return Place(p.Obs, c) }

// Place is where a certificate of an observation can be seen: as it was
// served, fetched, in a file, or as a root. It is empty for a certificate that
// is not there.
func Place(obs *certain.Observation, c *certain.Cert) string {
	for i, s := range obs.Served {
		if s.Equal(c) {
			return fmt.Sprintf("served[%d]", i)
		}
	}
	for i, f := range obs.Fetched {
		if f.Cert.Equal(c) {
			return fmt.Sprintf("fetched[%d]", i)
		}
	}
	for _, f := range obs.Files {
		for _, m := range f.Materials {
			if m.Cert != nil && m.Cert.Equal(c) {
				return m.From
			}
		}
	}
	for i, a := range obs.Anchors {
		if a.Cert.Equal(c) {
			return fmt.Sprintf("root[%d]", i)
		}
	}
	return ""
}

// placeIndex takes served[2] apart.
func placeIndex(at string) (int, string) {
	kind, rest, ok := strings.Cut(at, "[")
	if !ok {
		return 0, ""
	}
	i, err := strconv.Atoi(strings.TrimSuffix(rest, "]"))
	if err != nil {
		return 0, ""
	}
	return i, kind
}

// finding starts a finding with the catalogue's words for it.
func (p *Pass) finding(code, of string) certain.Finding {
	entry, _ := problem.Find(code)
	f := certain.Finding{
		Code: code, Title: entry.Title, So: entry.So, Severity: entry.Endpoint, Of: of,
		Evidence: []certain.Evidence{}, Fixes: problem.Fill(entry.Fixes, p.values()),
	}
	if p.Obs.Kind == certain.Files || entry.Endpoint == "" {
		f.Severity = entry.Files
		if entry.FilesTitle != "" {
			f.Title = entry.FilesTitle
		}
		if entry.FilesSo != "" {
			f.So = entry.FilesSo
		}
	}
	return f
}

// values are what the placeholders of the catalogue's fixes stand for here.
func (p *Pass) values() map[string]string {
	v := map[string]string{"name": p.Obs.Asked.Name, "host": p.Obs.Asked.Name}
	if host, port, ok := cutAddress(p.Obs.Asked.Address); ok {
		v["host"], v["port"] = host, port
	}
	for _, f := range p.Obs.Files {
		slot := "file"
		if f.Role == certain.RoleKey || holdsKey(f) {
			slot = "key"
		}
		if v[slot] == "" && f.Name != "-" {
			v[slot] = f.Name
		}
	}
	if v["file"] == "" && p.Obs.Kind == certain.Files {
		v["file"] = v["key"]
	}
	return v
}

// cutAddress takes host:port apart; the path of a socket is none.
func cutAddress(address string) (host, port string, ok bool) {
	host, port, err := net.SplitHostPort(address)
	if _, bad := strconv.Atoi(port); err != nil || bad != nil {
		return "", "", false
	}
	return host, port, true
}

func holdsKey(f certain.File) bool {
	only := len(f.Materials) > 0
	for _, m := range f.Materials {
		only = only && m.Form == certain.PrivateKey
	}
	return only
}

// fixesFor are the catalogue's fixes with one file of several filled in.
func (p *Pass) fixesFor(code string, file certain.File) []certain.Fix {
	entry, _ := problem.Find(code)
	values := p.values()
	if file.Name != "-" {
		values["file"], values["key"] = file.Name, file.Name
	}
	return problem.Fill(entry.Fixes, values)
}
