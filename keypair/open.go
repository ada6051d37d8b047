package keypair

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/certain-tls/certain"
	"github.com/certain-tls/certain/chain"
	"github.com/certain-tls/certain/material"
	"github.com/certain-tls/certain/trust"
)

// held is what the files of a pair hold.
type held struct {
	files []certain.File
	keys  []key
}

// key is a private key that could be opened.
type key struct {
	material.Key
	at    string
	alias string
	spki  []byte
}

// open reads the material of each file. The passphrase is asked for at the
// first file that has something to open with it.
func (o Options) open(sources []source) (*held, error) {
	h := &held{}
	var opened material.Options
	for _, s := range sources {
		if s.file.Outcome != certain.OK {
			h.files = append(h.files, s.file)
			continue
		}
		contents := material.Open(s.file.Name, s.data, opened)
		if len(opened.Passphrases) == 0 && o.Passphrase != nil && contents.Locked() {
			passphrase, err := o.Passphrase()
			if err != nil {
				return nil, fmt.Errorf("ask for the passphrase of %s: %w", s.file.Name, err)
			}
			opened.Passphrases = []string{passphrase}
			contents = material.Open(s.file.Name, s.data, opened)
		}
		h.add(s.file, contents, o.Alias)
	}
	return h, nil
}

// add takes over what a file holds: of a store with entries only the one that
// is asked for, and what has no name, as the chain in a PKCS#12 file.
func (h *held) add(file certain.File, c material.Contents, alias string) {
	file.Faults = c.Faults
	for i, m := range c.Materials {
		if alias != "" && m.Alias != "" && m.Alias != alias && slices.Contains(stores, m.Container) {
			continue
		}
		file.Materials = append(file.Materials, m)
		for _, k := range c.Keys {
			if k.Index == i {
				h.keys = append(h.keys, key{Key: k, at: m.From, alias: m.Alias, spki: m.SPKI})
			}
		}
	}
	h.files = append(h.files, file)
}

// PassphraseFile gives the first line of a file, read anew at each call: see
// [Options.Passphrase].
func PassphraseFile(name string) func() (string, error) {
	return func() (string, error) {
		text, err := os.ReadFile(name)
		if err != nil {
			return "", fmt.Errorf("read passphrase: %w", err)
		}
		line, _, _ := strings.Cut(string(text), "\n")
		if line = strings.TrimSuffix(line, "\r"); line == "" {
			return "", errors.New("read passphrase: its first line is empty")
		}
		return line, nil
	}
}

// stores are the containers whose entries have names.
var stores = []string{"pkcs12", "jks", "jceks"}

// unordered are the containers in which the place of a certificate means
// nothing: stores, and the set of PKCS#7.
var unordered = append([]string{"pkcs7"}, stores...)

// arrange puts the certificates of unordered containers into the order in
// which a server sends them: the leaf of the key, then its issuers.
func (h *held) arrange() {
	for i := range h.files {
		list := h.files[i].Materials
		if len(list) == 0 || !slices.ContainsFunc(list, inContainer) {
			continue
		}
		leaf := h.certOfKey(list)
		if leaf == nil {
			continue
		}
		path := chain.Build(chain.Query{Leaf: leaf, Pool: certs(list), Purpose: chain.Any}).Best()
		place := func(m certain.Material) int {
			at := slices.IndexFunc(path.Links, func(l chain.Link) bool { return l.Cert.Equal(m.Cert) })
			if m.Cert == nil || at < 0 {
				return len(path.Links)
			}
			return at
		}
		list = slices.Clone(list)
		slices.SortStableFunc(list, func(a, b certain.Material) int { return cmp.Compare(place(a), place(b)) })
		h.files[i].Materials = list
	}
}

func inContainer(m certain.Material) bool {
	return m.Cert != nil && slices.Contains(unordered, m.Container)
}

// certOfKey is the first certificate of a list whose key is at hand.
func (h *held) certOfKey(list []certain.Material) *certain.Cert {
	for _, c := range certs(list) {
		if _, ok := h.keyOf(c); ok {
			return c
		}
	}
	return nil
}

func (h *held) keyOf(c *certain.Cert) (key, bool) {
	for _, k := range h.keys {
		if c.X509 != nil && len(k.spki) > 0 && string(k.spki) == string(c.X509.RawSubjectPublicKeyInfo) {
			return k, true
		}
	}
	return key{}, false
}

func certs(list []certain.Material) (all []*certain.Cert) {
	for _, m := range list {
		if m.Cert != nil {
			all = append(all, m.Cert)
		}
	}
	return all
}

// observe makes of the files what the checks judge.
func (o Options) observe(h *held) *certain.Observation {
	obs := &certain.Observation{
		At: o.now(), Kind: certain.Files, Files: h.files, Store: certain.Store{Name: "none"},
		Asked: certain.Asked{
			Target: h.files[0].Name, Name: o.Name, Named: o.Name != "",
			Purpose: cmp.Or(o.Purpose, "server"), Demanded: o.Purpose != "",
		},
	}
	all := h.certs()
	if o.Roots == nil || len(all) == 0 {
		return obs
	}
	obs.Store = o.Roots.Describe()
	obs.Store.Given = true // whoever names roots wants them to be reached
	obs.Fetched = trust.Known(all)
	for _, f := range obs.Fetched {
		all = append(all, f.Cert)
	}
	obs.Anchors = o.Roots.For(all[0], all)
	return obs
}

func (h *held) certs() (all []*certain.Cert) {
	for _, f := range h.files {
		all = append(all, certs(f.Materials)...)
	}
	return all
}
