package keypair

import (
	"cmp"
	"crypto/tls"
	"fmt"
	"slices"
	"strings"

	"github.com/certain-tls/certain"
	"github.com/certain-tls/certain/chain"
	"github.com/certain-tls/certain/problem"
)

// lack is why no pair can be put together.
type lack struct {
	code, at, says string
	alone          bool // what the checks found speaks of another question
}

// choose puts the pair together: the first certificate and what follows it in
// its file, and the key of that certificate.
func (h *held) choose() (*Pair, lack) {
	row := h.row()
	if len(row) == 0 {
		return nil, h.shut(lack{code: "wrong-format", at: h.files[0].Name, says: "no certificate is in it"})
	}
	leaf, at := row[0].Cert, row[0].From
	if leaf.X509 == nil {
		return nil, lack{code: "malformed-certificate", at: at, says: "this certificate cannot be read"}
	}
	if len(h.keys) == 0 {
		last := h.files[len(h.files)-1].Name
		return nil, h.shut(lack{code: "key-missing", at: last, says: "no private key is in it"})
	}
	if names := h.pairs(row); len(names) > 1 {
		says := fmt.Sprintf("it holds %d pairs (%s), and none was chosen by its alias", len(names), certain.Clip(strings.Join(names, ", "), 120))
		return nil, lack{code: "wrong-format", at: h.files[0].Name, says: says, alone: true}
	}
	k, ok := h.keyOf(leaf)
	if !ok {
		says := "this private key is not that of " + leaf.Name() + ", the first certificate"
		return nil, h.shut(lack{code: "key-mismatch", at: h.keys[0].at, says: says})
	}
	if k.Signer() == nil {
		return nil, lack{code: "unsupported-key", at: k.at, says: "this private key cannot sign, so no server can prove with it who it is"}
	}
	pair := &Pair{cert: tls.Certificate{PrivateKey: k.Signer(), Leaf: leaf.X509}}
	for _, m := range served(row) {
		pair.cert.Certificate = append(pair.cert.Certificate, m.Cert.Raw)
	}
	return pair, lack{}
}

// shut says instead of a lack what causes it: something that was not opened.
func (h *held) shut(l lack) lack {
	for _, f := range h.files {
		for _, m := range f.Materials {
			switch {
			case !m.Encrypted || len(m.SPKI) > 0:
			case m.Unreadable == "":
				return lack{code: "passphrase-needed", at: m.From, says: "it is encrypted, and no passphrase was given"}
			case slices.ContainsFunc(f.Faults, func(f certain.Fault) bool { return f.What == certain.FaultPassphrase }):
				return lack{code: "wrong-passphrase", at: m.From, says: m.Unreadable}
			default:
				return lack{code: "unsupported-key", at: m.From, says: m.Unreadable}
			}
		}
	}
	return l
}

// pairs are the names of the pairs in a store, each key once.
func (h *held) pairs(row []certain.Material) (names []string) {
	if !inContainer(row[0]) {
		return nil
	}
	seen := map[string]bool{}
	for _, k := range h.keys {
		certified := slices.ContainsFunc(row, func(m certain.Material) bool {
			return m.Cert.X509 != nil && string(m.Cert.X509.RawSubjectPublicKeyInfo) == string(k.spki)
		})
		if certified && !seen[string(k.spki)] {
			names = append(names, cmp.Or(k.alias, k.at))
			seen[string(k.spki)] = true
		}
	}
	return names
}

// row is the sequence of certificates of the certificate file.
func (h *held) row() []certain.Material {
	row := slices.Clone(h.files[0].Materials)
	return slices.DeleteFunc(row, func(m certain.Material) bool { return m.Cert == nil })
}

// served is the part of a row that a server is to send. A file says so by its
// order. A store of entries was put into order here, and may hold the root and
// the certificates of others besides.
func served(row []certain.Material) []certain.Material {
	if !inContainer(row[0]) {
		return row
	}
	path := chain.Build(chain.Query{Leaf: row[0].Cert, Pool: certs(row), Purpose: chain.Any}).Best()
	n := len(path.Links)
	if n > 1 && path.End == chain.SelfSigned {
		n--
	}
	return row[:n]
}

// explanations are the codes that say why no pair can be put together.
var explanations = []string{
	"file-not-found", "permission-denied", "wrong-passphrase", "passphrase-needed", "pem-malformed", "wrong-format",
	"unsupported-key", "malformed-certificate", "chain-disordered", "key-mismatch", "key-missing",
}

// explain gives the findings that refuse: those of the checks that say why, or
// where they say nothing the lack itself. What makes a pair unusable is an
// error, accepted or not.
func (l lack) explain(findings []certain.Finding) (refused []certain.Finding) {
	own := draw(l.code, l.at, certain.PartWhole, l.says, l.at+": "+l.says)
	if l.alone {
		return []certain.Finding{own}
	}
	for _, f := range findings {
		if f.Severity == certain.Error || slices.Contains(explanations, f.Code) {
			f.Severity, f.Accepted = certain.Error, false
			refused = append(refused, f)
		}
	}
	if !slices.ContainsFunc(refused, func(f certain.Finding) bool { return slices.Contains(explanations, f.Code) }) {
		refused = slices.Insert(refused, 0, own)
	}
	return refused
}

// draw makes an error of the catalogue's words and the facts of the case.
func draw(code, at, part, says, summary string) certain.Finding {
	entry, _ := problem.Find(code)
	f := certain.Finding{
		Code: code, Severity: certain.Error, Title: entry.Title, So: entry.So, Summary: summary, Of: at,
		Evidence: []certain.Evidence{{At: at, Part: part, Says: says}},
		Fixes:    problem.Fill(entry.Fixes, nil),
	}
	if entry.FilesTitle != "" {
		f.Title = entry.FilesTitle
	}
	if entry.FilesSo != "" {
		f.So = entry.FilesSo
	}
	return f
}

// unlinked finds a chain that leads nowhere although more certificates stand
// in it: the usual picture after a renewal under another intermediate, with
// the old one left in the file. With roots to reach, the checks judge it; a
// leaf alone is no chain, and may well be signed by a root.
func (o Options) unlinked(obs *certain.Observation, pair *Pair) []certain.Finding {
	if o.Roots != nil || len(pair.cert.Certificate) < 2 {
		return nil
	}
	var pool []*certain.Cert
	for _, f := range obs.Files {
		pool = append(pool, certs(f.Materials)...)
	}
	leaf := certain.NewCert(pair.cert.Leaf)
	trace := chain.Build(chain.Query{Leaf: leaf, Pool: pool, At: obs.At, Purpose: chain.Any})
	top := trace.Best().Top()
	if trace.Best().End != chain.NoIssuer {
		return nil
	}
	for _, der := range pair.cert.Certificate {
		stray := certain.ParseCert(der)
		if slices.ContainsFunc(trace.Paths, func(p chain.Path) bool { return p.Has(stray) }) {
			continue
		}
		says := fmt.Sprintf("says that %s issued it; %s stands in the file instead", top.IssuerName(), stray.Name())
		f := draw("untrusted-issuer", placeOf(obs, top), certain.PartIssuer, says, "the chain does not link: "+top.Name()+" "+says)
		f.Accepted = slices.Contains(o.Accept, f.Code)
		return []certain.Finding{f}
	}
	return nil
}

func placeOf(obs *certain.Observation, c *certain.Cert) string {
	for _, f := range obs.Files {
		for _, m := range f.Materials {
			if m.Cert != nil && m.Cert.Equal(c) {
				return m.From
			}
		}
	}
	return ""
}
