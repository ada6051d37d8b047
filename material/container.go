package material

import (
	"fmt"
	"slices"

	"github.com/certain-tls/certain"
)

// container is a file inside of a file, whose entries have a number and
// perhaps an alias in the place of a line.
type container struct {
	*reader
	at    piece
	name  string // pkcs7, pkcs12, jks or jceks
	base  string // what its entries have in front of their number; empty inside of another container
	count int    // of the entries that were met
}

func (r *reader) container(p piece, name string) *container {
	if p.container == "der" && p.label == "" && p.offset == 0 {
		p.container = "file"
	}
	in := &container{reader: r, at: p, name: name}
	if r.base == "" {
		in.base = r.from(p)
	}
	return in
}

// inside is a reader for a part of what r reads.
func (r *reader) inside() *reader {
	return &reader{
		name: r.name, passphrases: r.passphrases, purse: r.purse, spent: r.spent,
		wide: 1, base: r.base, entries: r.entries, depth: r.depth + 1,
		room: r.room, full: r.full, firstLine: r.firstLine,
	}
}

// absorb takes over what the reader of a part has found.
func (r *reader) absorb(in *reader) {
	for _, k := range in.keys {
		k.Index += len(r.materials)
		r.keys = append(r.keys, k)
	}
	r.materials = append(r.materials, in.materials...)
	r.faults = append(r.faults, in.faults...)
	r.spent, r.entries, r.full = in.spent, in.entries, r.full || in.full
}

// lost notes what could not be read in the container, at its place.
func (in *container) lost(what certain.FaultWhat, format string, args ...any) {
	in.reader.lost(in.at.place, what, format, args...)
}

// material is the next entry. Its From is that of the container with the
// number of the entry behind it.
func (in *container) material(alias string) certain.Material {
	in.count++
	m := certain.Material{Container: in.name, Label: in.at.label, Alias: certain.Clip(alias, maxAlias)}
	if m.From = fmt.Sprintf("%s#%d", in.base, in.count); in.base == "" {
		m.From = in.from(in.at) // inside of another container, whose entries are counted through
	}
	return m
}

// maxAlias bounds the names of entries, in characters.
const maxAlias = 120

// der adds an entry of a kind that is known from its place, damaged or not.
func (in *container) der(k kind, alias string, der []byte) {
	m := in.material(alias)
	switch k {
	case certificate:
		cert, ok := in.certificate(in.at.place, der)
		if !ok {
			return
		}
		m.Form, m.Cert = certain.Certificate, cert
	case revocationList:
		m.Form, m.DER = certain.CRL, slices.Clone(der)
	}
	in.put(in.at.place, m)
}

// other adds an entry that is recognised and not judged.
func (in *container) other(alias, says string) {
	m := in.material(alias)
	m.Form, m.Unreadable = certain.Other, says
	in.put(in.at.place, m)
}

// private adds a PKCS#8 private key that stands in the open.
func (in *container) private(alias string, der []byte, encrypted bool) {
	m := in.material(alias)
	m.Encrypted = encrypted
	if k, size := kindOf(der); k != pkcs8 || size != len(der) {
		m.Form, m.Unreadable = certain.PrivateKey, "no well-formed PKCS#8 private key"
		in.lost(certain.FaultDamaged, "an entry holds no well-formed PKCS#8 private key")
		in.put(in.at.place, m)
		return
	}
	in.private8(in.at.place, m, der)
}

// locked adds a private key that is encrypted and was not opened; err is why,
// nil if no passphrase was given.
func (in *container) locked(alias string, err error) {
	m := in.material(alias)
	m.Form = certain.PrivateKey
	in.lockedKey(in.at.place, m, err)
}
