package lab

import (
	"encoding/hex"
	"fmt"
	"net"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"time"
)

// Ids of the certificates that a description has without describing them.
const (
	ownLeaf         = "leaf"
	ownIntermediate = "intermediate"
	ownRoot         = "root"
	itself          = "self" // as an issuer
)

// Bounds of a description. A scenario is one fact about the world; whoever
// needs more wants another program.
const (
	mostCertificates = 100
	mostSent         = 1000
	mostLogs         = 3 // the lab has no more, see logRoles
)

// Scenario makes the scenario that is described. The error, if there is one,
// is of type Mistakes and holds all that is wrong.
func (d Description) Scenario() (Scenario, error) {
	b := &builder{Description: d, plans: map[string]*plan{}}
	s := b.scenario()
	if err := b.err(); err != nil {
		return Scenario{}, err
	}
	return s, nil
}

// builder turns a description into a scenario and notes what is wrong.
type builder struct {
	Description
	Mistakes
	plans map[string]*plan // by id
}

func (b *builder) scenario() Scenario {
	b.checkHead()
	if b.Builtin != "" {
		return b.builtin()
	}
	b.checkLooks()
	b.TLS.check(&b.Mistakes)
	b.word("behaviour", b.Behaviour)
	b.plan()
	s := Scenario{
		ID: b.ID, Codes: b.Codes, Expect: b.expected(), About: b.About, Policy: b.Policy, Profile: b.Profile, Revocation: b.Revocation,
		host: b.Host, serverName: b.ServerName, tls: b.TLS, logs: b.Logs,
		staple: b.Staple, timestamps: b.Timestamps, behaviour: b.Behaviour, text: b.Text,
	}
	if len(b.Codes) > 0 {
		s.Code = b.Codes[0]
	}
	s.sends = b.chain("sends", b.sent())
	for i, also := range b.Also {
		s.also = append(s.also, b.chain(at("also", i)+".sends", also.Sends))
	}
	if p := b.find("pin", b.Pin); p != nil {
		s.pinned = p.role
	}
	for _, c := range b.Certificates {
		if p := b.plans[c.ID]; c.Trusted && p != nil {
			s.trusts = append(s.trusts, p)
		}
	}
	b.checkBeside(s)
	return s.filled()
}

// builtin gives one of the lab's own, under another name perhaps.
func (b *builder) builtin() Scenario {
	all := Scenarios()
	s, ok := find(all, b.Builtin)
	if !ok {
		b.add("builtin", "%q is no scenario of the lab's own; the nearest is %s", b.Builtin, nearest(all, b.Builtin))
		return s
	}
	rest := b.Description
	rest.ID, rest.Builtin, rest.About, rest.Codes, rest.Expect = "", "", "", nil, ""
	if name := firstField(rest); name != "" {
		b.add(name, "cannot stand beside builtin, which takes only id, about, codes and expect; see the rest of a description by: certain lab show %s", b.Builtin)
	}
	s.ID, s.builtin = b.ID, b.Builtin
	if b.About != "" {
		s.About = b.About
	}
	if len(b.Codes) > 0 {
		s.Code, s.Codes = b.Codes[0], b.Codes
	}
	if b.Expect != "" {
		s.Expect = b.Expect
	}
	return s
}

// firstField names the first field that is set.
func firstField(d Description) string {
	v := reflect.ValueOf(d)
	for i := range v.NumField() {
		if !v.Field(i).IsZero() {
			name, _, _ := strings.Cut(v.Type().Field(i).Tag.Get("yaml"), ",")
			return name
		}
	}
	return ""
}

var (
	kebab = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	label = regexp.MustCompile(`^(\*|[A-Za-z0-9_*]([A-Za-z0-9_*-]*[A-Za-z0-9_*])?)$`)
)

func isID(text string) bool { return len(text) <= 80 && kebab.MatchString(text) }

const wantsID = "expected small letters, digits and single hyphens, such as expired-shop, 80 at most"

func (b *builder) checkHead() {
	if !isID(b.ID) {
		b.add("id", "%q is no id: %s", b.ID, wantsID)
	}
	for i, code := range b.Codes {
		b.word(at("codes", i), code)
	}
	b.word("expect", b.Expect)
}

func (b *builder) expected() string {
	switch {
	case b.Expect != "":
		return b.Expect
	case len(b.Codes) > 0:
		return Reject
	}
	return Accept
}

func (b *builder) checkLooks() {
	b.word("policy", b.Policy)
	b.word("profile", b.Profile)
	b.word("revocation", b.Revocation)
	b.word("host", b.Host)
	if b.ServerName != "" && !isName(strings.TrimSuffix(b.ServerName, ".")) {
		b.add("server_name", wrongName, b.ServerName)
	}
	b.upTo("timestamps", b.Timestamps, mostLogs)
	if b.Staple != nil {
		b.upTo("staple.timestamps", b.Staple.Timestamps, mostLogs)
	}
}

const wrongName = "%q is no name: expected a DNS name, an international one as its A-label (xn--...), or an IP address"

func isName(text string) bool {
	if net.ParseIP(text) != nil {
		return true
	}
	if text == "" || len(text) > 253 {
		return false
	}
	for part := range strings.SplitSeq(text, ".") {
		if len(part) > 63 || !label.MatchString(part) {
			return false
		}
	}
	return true
}

// plan makes the plans of the certificates and hangs each on its issuer.
func (b *builder) plan() {
	if len(b.Certificates) > mostCertificates {
		b.add("certificates", "are %d; a scenario has %d at most", len(b.Certificates), mostCertificates)
		return
	}
	before := len(b.Mistakes)
	described := map[string]bool{}
	for i, c := range b.Certificates {
		path := at("certificates", i)
		switch {
		case !isID(c.ID), c.ID == itself:
			b.add(path+".id", "%q is no id of a certificate: %s, and not %s", c.ID, wantsID, itself)
		case described[c.ID]:
			b.add(path+".id", "a certificate called %s stands above", c.ID)
		}
		described[c.ID] = true
		b.plans[c.ID] = &plan{Certificate: c.filled(), role: b.role(c)}
	}
	if len(b.Mistakes) > before {
		return // who is meant by a name is not clear
	}
	b.complete()
	for i, c := range b.Certificates {
		b.hang(at("certificates", i), c)
	}
	for i, c := range b.Certificates {
		b.checkCertificate(at("certificates", i), b.plans[c.ID])
	}
}

// complete adds what the description leaves to the lab: its own leaf,
// intermediate and root, below those that are described.
func (b *builder) complete() {
	if b.plans[ownRoot] == nil {
		b.plans[ownRoot] = rootX1
	}
	if b.plans[ownIntermediate] == nil {
		b.plans[ownIntermediate] = r11
		if top := b.plans[ownRoot]; top != rootX1 {
			p := authority(r11.CommonName, top, keyed(b.role(Certificate{ID: ownIntermediate})))
			p.ID = ownIntermediate
			b.plans[ownIntermediate] = p
		}
	}
	if b.plans[ownLeaf] == nil {
		b.plans[ownLeaf] = leaf(b.plans[ownIntermediate])
	}
}

// role is one that no other scenario has.
func (b *builder) role(c Certificate) string { return c.kind() + "/" + b.ID + "/" + c.ID }

// hang links a certificate to its issuer and to the one whose key it shares.
func (b *builder) hang(path string, c Certificate) {
	p := b.plans[c.ID]
	if !c.signsItself() {
		p.by = b.find(path+".issuer", p.Issuer)
	}
	if c.KeyOf == "" {
		return
	}
	other := b.find(path+".key_of", c.KeyOf)
	switch {
	case other == nil:
	case c.Key != "":
		b.add(path+".key", "cannot stand beside key_of: the key is that of %s", c.KeyOf)
	case other.KeyOf != "":
		b.add(path+".key_of", "%s has no key of its own; name %s", c.KeyOf, other.KeyOf)
	default:
		p.role = other.role
	}
}

// find gives the certificate with an id; nil where none is named, or none is
// there.
func (b *builder) find(path, id string) *plan {
	if id == "" {
		return nil
	}
	if p := b.plans[id]; p != nil {
		return p
	}
	b.add(path, "no certificate is called %q; there are %s", id, strings.Join(sortedKeys(b.plans), ", "))
	return nil
}

func (b *builder) chain(path string, ids []string) (c chain) {
	if len(ids) > mostSent {
		b.add(path, "are %d; a server sends %d at most", len(ids), mostSent)
		return nil
	}
	for i, id := range ids {
		if p := b.find(at(path, i), id); p != nil {
			c = append(c, p)
		} else if id == "" {
			b.add(at(path, i), "expected the id of a certificate")
		}
	}
	if len(ids) == 0 {
		b.add(path, "are none: expected ids of certificates")
	}
	return c
}

// sent are the ids of what the server sends: by default the leaf and its
// issuers, the last of which clients have.
func (b *builder) sent() []string {
	if b.Sends != nil {
		return b.Sends
	}
	ids := []string{ownLeaf}
	if b.plans[ownLeaf] == nil {
		return ids // which is a mistake that is told already
	}
	p := b.plans[ownLeaf].by
	for range mostCertificates {
		if p == nil || p.by == nil {
			break
		}
		ids = append(ids, b.idOf(p))
		p = p.by
	}
	return ids
}

func (b *builder) idOf(p *plan) string {
	for id, one := range b.plans {
		if one == p {
			return id
		}
	}
	return ""
}

// signsItself tells whether the certificate is signed by its own key.
func (c Certificate) signsItself() bool {
	return c.Issuer == itself || c.Issuer == c.ID || c.Issuer == "" && c.ID == ownRoot
}

func (c Certificate) kind() string {
	if c.Key == "" {
		return keyKinds[0].name
	}
	return c.Key
}

// filled puts the defaults in.
func (c Certificate) filled() Certificate {
	like := leaf(r11)
	switch {
	case c.Authority && c.signsItself():
		like = root(c.ID)
	case c.Authority:
		like = authority(c.ID, rootX1)
	}
	if c.Starts == nil {
		c.Starts = like.Starts
	}
	if c.Ends == nil {
		c.Ends = like.Ends
	}
	if c.Names == nil {
		c.Names = like.Names
	}
	if c.CommonName == "" {
		c.CommonName = like.CommonName
	}
	if c.Issuer == "" {
		c.Issuer = ownIntermediate
		if c.Authority {
			c.Issuer = ownRoot
		}
	}
	return c
}

func (b *builder) checkCertificate(path string, p *plan) {
	c := p.Certificate
	if b.circle(p) {
		b.add(path+".issuer", "the issuers of %s go round in a circle", c.ID)
	}
	b.word(path+".key", c.Key)
	b.checkNames(path, c)
	b.checkDates(path, c)
	b.checkSignature(path, p)
	for i, word := range c.KeyUsages {
		b.word(at(path+".key_usages", i), word)
	}
	for i, word := range c.Usages {
		b.word(at(path+".usages", i), word)
	}
	if c.PathLength != nil {
		b.upTo(path+".path_length", *c.PathLength, 100)
		if !c.Authority {
			b.add(path+".path_length", "is for authorities: expected authority: true beside it")
		}
	}
	if c.Trusted && p.by != nil {
		b.add(path+".trusted", "is for roots: expected issuer: self beside it")
	}
	b.upTo(path+".timestamps", c.Timestamps, mostLogs)
	b.checkAuthority(path, p)
	b.checkExtensions(path, c)
}

// circle tells whether the issuers of a certificate never end.
func (b *builder) circle(p *plan) bool {
	for range mostCertificates + 3 {
		if p = p.by; p == nil {
			return false
		}
	}
	return true
}

func (b *builder) checkNames(path string, c Certificate) {
	for i, name := range c.Names {
		if !isName(strings.TrimPrefix(name, asDNS)) {
			b.add(at(path+".names", i), wrongName, name)
		}
	}
	for field, domains := range map[string][]string{".permits": c.Permits, ".excludes": c.Excludes} {
		for i, domain := range domains {
			if !isName(strings.TrimPrefix(domain, ".")) || net.ParseIP(domain) != nil {
				b.add(at(path+field, i), "%q is no domain: expected one such as example.test", domain)
			}
		}
	}
	if len(c.CommonName) > 64 { // RFC 5280 appendix A, ub-common-name
		b.add(path+".common_name", "has more than 64 bytes")
	}
}

func (b *builder) checkDates(path string, c Certificate) {
	now := time.Now() // only to compare a relative time with an absolute one
	if !c.Starts.on(now).Before(c.Ends.on(now)) {
		b.add(path+".ends", "is not after the start")
	}
}

func (b *builder) checkSignature(path string, p *plan) {
	b.word(path+".signature", p.Signature)
	signer := p
	if p.by != nil {
		signer = p.by
	}
	if p.Signature != "" && kindOf(signer.role) == ed25519Key {
		b.add(path+".signature", "an Ed25519 key signs without a hash of one's choice")
	}
}

// checkAuthority looks at what only an authority's key can do.
func (b *builder) checkAuthority(path string, p *plan) {
	if p.Standing == nil && !p.IssuerAddress {
		return
	}
	field := path + ".standing"
	if p.Standing == nil {
		field = path + ".issuer_address"
	}
	switch {
	case p.by == nil:
		b.add(field, "is what an issuer says or publishes, and %s signs itself", p.ID)
	case p.Standing != nil && p.Standing.Responder && kindOf(p.by.role) == ed25519Key:
		b.add(field, noResponder, p.Issuer)
	case p.Standing != nil && p.Standing.List && !p.by.signsLists():
		b.add(field, "the key of %s may not sign revocation lists", p.Issuer)
	case p.Standing != nil && !p.Standing.List && !p.Standing.Lost && !p.Standing.Responder:
		b.add(field, "says nothing anywhere: expected list, lost or responder")
	}
}

// signsLists tells whether crypto/x509 makes a revocation list of this
// authority.
func (p *plan) signsLists() bool {
	return p.Authority && (p.KeyUsages == nil || slices.Contains(p.KeyUsages, "crl-sign"))
}

func (b *builder) checkExtensions(path string, c Certificate) {
	seen := map[string]bool{}
	for i, e := range c.Extensions {
		where := at(path+".extensions", i)
		if _, err := parseOID(e.OID); err != nil {
			b.add(where+".oid", "%q is no object identifier: expected numbers and dots, such as 2.5.29.19", e.OID)
		}
		if _, err := hex.DecodeString(e.Value); err != nil || e.Value == "" {
			b.add(where+".value", "expected DER in hexadecimal digits, such as 0500")
		}
		if seen[e.OID] {
			b.add(where+".oid", "stands above already")
		}
		seen[e.OID] = true
	}
}

// checkBeside looks at fields that need one another.
func (b *builder) checkBeside(s Scenario) {
	behaviour, _ := behaviourOf(b.Behaviour)
	switch {
	case behaviour.Text && b.Text == "":
		b.add("behaviour", "%s says a text: expected text beside it", b.Behaviour)
	case !behaviour.Text && b.Text != "":
		b.add("text", "is said by no server that behaves so; a behaviour that says a text is one of %s", strings.Join(speakers(), ", "))
	}
	if idle := b.idle(); behaviour.Plain && idle != "" {
		b.add(idle, "cannot show: behaviour %s comes to no handshake", b.Behaviour)
	}
	for _, c := range s.chains() {
		switch {
		case b.Staple == nil || len(c) == 0:
		case c[0].by == nil:
			b.add("staple", "%s signs itself: no authority speaks for it", c[0].ID)
		case kindOf(c[0].by.role) == ed25519Key:
			b.add("staple", noResponder, c[0].Issuer)
		}
	}
}

// idle names a field that is about the handshake.
func (b *builder) idle() string {
	switch {
	case !b.TLS.IsZero():
		return "tls"
	case b.Staple != nil:
		return "staple"
	case b.Timestamps > 0:
		return "timestamps"
	}
	return ""
}

// noResponder: golang.org/x/crypto/ocsp signs with RSA and ECDSA alone.
const noResponder = "the key of %s is Ed25519, with which the lab signs no OCSP responses"

func speakers() (names []string) {
	for _, b := range behaviours {
		if b.Text {
			names = append(names, b.Name)
		}
	}
	return names
}

func (m *Mistakes) upTo(path string, n, most int) {
	if n < 0 || n > most {
		m.add(path, "%d is out of bounds: expected 0 to %d", n, most)
	}
}

func at(path string, i int) string { return fmt.Sprintf("%s[%d]", path, i) }
