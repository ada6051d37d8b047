package chain

import (
	"bytes"
	"crypto/x509"
	"fmt"
	"math/big"
	"slices"
	"time"

	"golang.org/x/crypto/cryptobyte"
	"golang.org/x/crypto/cryptobyte/asn1"

	"github.com/certain-tls/certain"
)

// The extensions of a CRL and of its entries, by the last arc of 2.5.29
// (RFC 5280 sections 5.2 and 5.3).
const (
	crlNumber          = 20
	crlReason          = 21
	deltaIndicator     = 27
	issuingDistributor = 28
	entryIssuer        = 29
)

// crl is a CRL that was read, with what the standard library leaves unread.
type crl struct {
	*x509.RevocationList
	scope  scope
	broken string // why it can vouch for nothing
	twice  string // why it cannot vouch for what it does not list
}

// scope is the issuing distribution point: which certificates a CRL is about
// (RFC 5280 section 5.2.5).
type scope struct {
	points                                []generalName
	users, authorities, attributes, other bool // other: the entries may be of other issuers (an indirect CRL)
	reasons                               uint16
}

const allReasons = 1<<9 - 2 // keyCompromise to aACompromise; bit 0 is unused

func readCRL(der []byte) *crl {
	list, err := x509.ParseRevocationList(der)
	if err != nil {
		return &crl{broken: "the CRL cannot be read: " + certain.Clip(err.Error(), 120)}
	}
	c := &crl{RevocationList: list, scope: scope{reasons: allReasons}}
	c.broken = c.fault()
	c.twice = c.repeated()
	return c
}

// repeated: a list in which a serial number stands twice was not made as X.509
// has it, so what it leaves out proves nothing. What it lists is revoked all
// the same.
func (c *crl) repeated() string {
	seen := make(map[string]bool, len(c.RevokedCertificateEntries))
	for _, entry := range c.RevokedCertificateEntries {
		serial := string(entry.SerialNumber.Bytes())
		if seen[serial] {
			return "the CRL lists a serial number twice"
		}
		seen[serial] = true
	}
	return ""
}

// fault: what a CRL must not have, and what is not supported here.
func (c *crl) fault() string {
	if c.NextUpdate.IsZero() {
		return "the CRL does not say when the next one comes (RFC 5280 section 5.1.2.5)"
	}
	numbered := false
	for _, e := range c.Extensions {
		n, _ := arc(e.Id)
		switch {
		case n == deltaIndicator:
			return "the CRL is a delta CRL, which only adds to a full one; delta CRLs are not supported"
		case n == issuingDistributor:
			if !c.scope.read(e.Value) {
				return "the scope of the CRL (issuing distribution point) is malformed"
			}
		case n == crlNumber:
			numbered = true
			if e.Critical {
				return "the CRL marks its number as critical, which RFC 5280 section 5.2.3 forbids"
			}
		case e.Critical && n != authorityKeyID:
			return "the CRL has the unknown critical extension " + e.Id.String()
		}
	}
	if !numbered {
		return "the CRL has no number, which RFC 5280 section 5.2.3 demands"
	}
	if c.scope.other {
		return "the CRL is an indirect one; indirect CRLs are not supported"
	}
	return c.entryFault()
}

func (c *crl) entryFault() string {
	for _, entry := range c.RevokedCertificateEntries {
		for _, e := range entry.Extensions {
			if n, _ := arc(e.Id); e.Critical && n != crlReason {
				return "an entry of the CRL has the unknown critical extension " + e.Id.String()
			}
		}
	}
	return ""
}

func (s *scope) read(der []byte) bool {
	input := cryptobyte.String(der)
	var seq, point, reasons cryptobyte.String
	var pointed, some bool
	if !input.ReadASN1(&seq, asn1.SEQUENCE) || !input.Empty() ||
		!seq.ReadOptionalASN1(&point, &pointed, asn1.Tag(0).ContextSpecific().Constructed()) ||
		!optionalBool(&seq, &s.users, 1) || !optionalBool(&seq, &s.authorities, 2) ||
		!seq.ReadOptionalASN1(&reasons, &some, asn1.Tag(3).ContextSpecific()) ||
		!optionalBool(&seq, &s.other, 4) || !optionalBool(&seq, &s.attributes, 5) || !seq.Empty() {
		return false
	}
	if some {
		s.reasons = reasonMask(reasons)
	}
	if pointed {
		var ok bool
		s.points, ok = readPoint(point)
		return ok
	}
	return true
}

func optionalBool(s *cryptobyte.String, out *bool, tag asn1.Tag) bool {
	var value cryptobyte.String
	var there bool
	if !s.ReadOptionalASN1(&value, &there, tag.ContextSpecific()) || there && len(value) != 1 {
		return false
	}
	*out = there && value[0] != 0
	return true
}

// reasonMask takes a bit string: its first byte counts the unused bits.
func reasonMask(bits []byte) (mask uint16) {
	for i, b := range bits[min(1, len(bits)):] {
		for j := range 8 {
			if b&(0x80>>j) != 0 && i*8+j < 16 {
				mask |= 1 << (i*8 + j)
			}
		}
	}
	return mask & allReasons
}

// readPoint reads a DistributionPointName. A name relative to the issuer is
// not resolved; it matches only itself.
func readPoint(s cryptobyte.String) ([]generalName, bool) {
	var names cryptobyte.String
	if s.PeekASN1Tag(asn1.Tag(1).ContextSpecific().Constructed()) {
		rdn, ok := relative(s[min(2, len(s)):])
		return []generalName{{form: directoryName, value: "relative", dn: distinguished{rdn}}}, ok
	}
	if !s.ReadASN1(&names, asn1.Tag(0).ContextSpecific().Constructed()) || !s.Empty() {
		return nil, false
	}
	return readGeneralsIn(names)
}

// points are the distribution points of a certificate. A point with a CRL
// issuer of its own needs an indirect CRL and is left out.
func (r *reading) points() (points [][]generalName) {
	e := r.extension(crlDistribution)
	if e == nil {
		return nil
	}
	input := cryptobyte.String(e.Value)
	var seq cryptobyte.String
	if !input.ReadASN1(&seq, asn1.SEQUENCE) {
		return nil
	}
	for !seq.Empty() {
		var dp, name cryptobyte.String
		var there bool
		if !seq.ReadASN1(&dp, asn1.SEQUENCE) || !dp.ReadOptionalASN1(&name, &there, asn1.Tag(0).ContextSpecific().Constructed()) {
			return points
		}
		if names, ok := readPoint(name); there && ok {
			points = append(points, names)
		}
	}
	return points
}

// covers tells whether a certificate lies in the scope of a CRL, or why not.
func (s *scope) covers(r *reading) string {
	switch {
	case s.attributes:
		return "the CRL is for attribute certificates only"
	case s.users && r.ca():
		return "the CRL is for end-entity certificates only"
	case s.authorities && !r.ca():
		return "the CRL is for CA certificates only"
	case len(s.points) == 0:
		return ""
	}
	for _, point := range r.points() {
		for _, name := range point {
			if slices.ContainsFunc(s.points, name.same) {
				return ""
			}
		}
	}
	return "the CRL is for another distribution point than those of the certificate"
}

func (g generalName) same(other generalName) bool {
	if g.form == directoryName {
		return other.form == directoryName && slices.Equal(g.dn, other.dn)
	}
	return g.form == other.form && g.value == other.value
}

// fresh says why a source is not about the time asked; empty if it is.
func fresh(what string, from, until, at time.Time) string {
	switch {
	case at.Before(from):
		return fmt.Sprintf("the %s starts only %s", what, from.UTC().Format(time.RFC3339))
	case !until.IsZero() && at.After(until):
		return fmt.Sprintf("the %s is stale since %s", what, until.UTC().Format(time.RFC3339))
	}
	return ""
}

// entry is the entry of a serial number.
func (c *crl) entry(serial *big.Int) *x509.RevocationListEntry {
	for i := range c.RevokedCertificateEntries {
		if e := &c.RevokedCertificateEntries[i]; e.SerialNumber.Cmp(serial) == 0 {
			return e
		}
	}
	return nil
}

// byCRL asks one CRL about one certificate. The mask says for which reasons
// the answer holds.
func (b *builder) byCRL(c *crl, cert, issuer *certain.Cert, p *Path) (Status, uint16) {
	s := Status{State: StatusUnknown, From: "CRL"}
	if c.RevocationList == nil {
		s.Says = c.broken
		return s, 0
	}
	s.Update, s.Next = c.ThisUpdate, c.NextUpdate
	r := b.reading(cert)
	why := c.broken
	if why == "" {
		why = c.scope.covers(r)
	}
	if why == "" {
		why = fresh("CRL", c.ThisUpdate, c.NextUpdate, b.At)
	}
	if why == "" {
		why = b.crlSigner(c, issuer, p)
	}
	if why != "" {
		s.Says = why
		return s, 0
	}
	if e := c.entry(cert.X509.SerialNumber); e != nil && e.ReasonCode != 8 { // removeFromCRL
		s.State, s.At = IsRevoked, e.RevocationTime
		s.Says = revokedWords(e.RevocationTime, e.ReasonCode)
		return s, allReasons
	}
	if c.twice != "" {
		s.Says = c.twice
		return s, 0
	}
	s.State, s.Says = Good, "the CRL of "+c.ThisUpdate.UTC().Format(time.DateOnly)+" does not list it"
	return s, c.scope.reasons
}

// revokedWords: the reasons are those of RFC 5280 section 5.3.1.
func revokedWords(at time.Time, reason int) string {
	says := "was revoked " + at.UTC().Format(time.RFC3339)
	if reason > 0 && reason < len(reasonNames) && reasonNames[reason] != "" {
		says += " (" + reasonNames[reason] + ")"
	}
	return says
}

var reasonNames = []string{"", "keyCompromise", "cACompromise", "affiliationChanged", "superseded",
	"cessationOfOperation", "certificateHold", "", "removeFromCRL", "privilegeWithdrawn", "aACompromise"}

// crlSigner finds who signed a CRL and says why nobody may have; empty if the
// signer stands. It is the issuer itself, or another certificate of the
// issuer's name that leads to the same anchor (RFC 5280 section 6.3.3 (f)).
func (b *builder) crlSigner(c *crl, issuer *certain.Cert, p *Path) string {
	if weakDigest(c.SignatureAlgorithm) && !b.Policy.AllowSHA1 {
		return "the CRL is signed with " + c.SignatureAlgorithm.String()
	}
	why := "nobody at hand signed the CRL"
	for _, signer := range b.crlSigners(c, issuer) {
		if !b.spendSignature(signer) {
			return "gave up after " + b.gaveUp
		}
		if signer.X509.CheckSignature(c.SignatureAlgorithm, c.RawTBSRevocationList, c.Signature) != nil {
			continue
		}
		switch {
		case !b.reading(signer).may(x509.KeyUsageCRLSign):
			why = "the key usage of " + signer.Name() + ", which signed the CRL, does not allow it to sign CRLs"
		case signer.Equal(issuer) || b.standsBeside(signer, p):
			return ""
		default:
			why = "the certificate of " + signer.Name() + ", which signed the CRL, is not valid"
		}
	}
	return why
}

func (b *builder) crlSigners(c *crl, issuer *certain.Cert) (found []*certain.Cert) {
	if sameName(c.RawIssuer, issuer.X509.RawSubject) {
		found = append(found, issuer)
	}
	for _, s := range b.everyone() {
		if s.X509 != nil && !s.Equal(issuer) && sameName(c.RawIssuer, s.X509.RawSubject) {
			found = append(found, s)
		}
	}
	return found
}

func (b *builder) everyone() []*certain.Cert {
	all := slices.Clone(b.Pool)
	for _, a := range b.Anchors {
		all = append(all, a.Cert)
	}
	return all
}

// standsBeside tells whether a CRL's signer has a valid path of its own to
// the anchor of the path. Its own status may come from a CRL that it signed,
// so the question is not asked for ever.
func (b *builder) standsBeside(signer *certain.Cert, p *Path) bool {
	if b.depth >= 2 {
		return false
	}
	q := b.Query
	q.Leaf, q.Purpose, q.Name, q.Policies, q.MaxDepth = signer, Any, "", PolicyInputs{}, 0
	if b.depth == 1 {
		q.Revocation = Revocation{}
	}
	if p.Anchor >= 0 {
		q.Anchors = b.Anchors[p.Anchor : p.Anchor+1]
	}
	q.Limits.Signatures = max(b.Limits.Signatures-b.signatures, 1)
	inner := newBuilder(q, b.memory)
	inner.depth = b.depth + 1
	t := inner.run()
	b.signatures += inner.signatures
	return t.Valid()
}

// CRLStatus asks one CRL about one certificate. Only the issuer itself counts
// as the CRL's signer. It is safe for concurrent use.
func CRLStatus(der []byte, cert, issuer *certain.Cert, at time.Time) Status {
	if cert.X509 == nil || issuer.X509 == nil {
		return Status{State: StatusUnknown, From: "CRL", Says: "the certificate cannot be read"}
	}
	c := readCRL(der)
	if c.RevocationList != nil && !bytes.Equal(c.RawIssuer, cert.X509.RawIssuer) && !sameName(c.RawIssuer, cert.X509.RawIssuer) {
		return Status{State: StatusUnknown, From: "CRL", Says: "the CRL is of another issuer", Update: c.ThisUpdate, Next: c.NextUpdate}
	}
	b := newBuilder(Query{Leaf: cert, Pool: []*certain.Cert{issuer}, At: at}, nil)
	s, reasons := b.byCRL(c, cert, issuer, &Path{Anchor: -1})
	if s.State == Good && reasons != allReasons {
		s.State, s.Says = StatusUnknown, "the CRL is about some reasons of revocation only"
	}
	return s
}
