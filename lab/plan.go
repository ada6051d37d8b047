package lab

import (
	"bytes"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"encoding/hex"
	"fmt"
	"net"
	"slices"
	"strconv"
	"strings"
	"time"
)

// A plan is one certificate before it is minted: its description, and what it
// hangs on. Plans are never changed once they are made; each is minted at most
// once per lab.
type plan struct {
	Certificate
	by   *plan  // the issuer; nil if it is signed by its own key
	role string // whose key it certifies, see mint.key

	spoil func(tbs []byte, c *x509.Certificate) []byte // changes what is signed to what crypto/x509 would not write
}

// A chain is what a server sends: the leaf first, if the server is right.
type chain []*plan

const day = 24 * time.Hour

// An edit makes a plan differ from a good certificate.
type edit func(*plan)

// leaf plans a server certificate for localhost: 90 days long, 30 of them
// gone.
func leaf(by *plan, edits ...edit) *plan {
	p := &plan{role: "server", by: by, Certificate: Certificate{
		Starts: after(-30 * day), Ends: after(60 * day),
	}}
	names("localhost")(p)
	return p.with(edits)
}

// authority plans a certificate of an issuer. It may sign leaves only.
func authority(name string, by *plan, edits ...edit) *plan {
	p := &plan{role: name, by: by, Certificate: Certificate{
		CommonName: name, Starts: after(-1096 * day), Ends: after(487 * day), Authority: true,
	}}
	pathLength(0)(p)
	return p.with(edits)
}

// root plans a self-signed authority.
func root(name string, edits ...edit) *plan {
	p := &plan{role: name, Certificate: Certificate{
		CommonName: name, Starts: after(-10 * 365 * day), Ends: after(10 * 365 * day), Authority: true,
	}}
	return p.with(edits)
}

func (p *plan) with(edits []edit) *plan {
	for _, e := range edits {
		e(p)
	}
	return p
}

// name is the common name of the subject.
func (p *plan) name() string {
	switch {
	case p.CommonName != "":
		return p.CommonName
	case len(p.Names) > 0:
		return strings.TrimPrefix(p.Names[0], asDNS)
	}
	return p.ID
}

// template is the certificate in the terms of crypto/x509.
func (p *plan) template(at time.Time) (*x509.Certificate, error) {
	t := &x509.Certificate{
		Subject:               pkix.Name{CommonName: p.name()},
		NotBefore:             p.Starts.on(at).Truncate(time.Second),
		NotAfter:              p.Ends.on(at).Truncate(time.Second),
		BasicConstraintsValid: true,
		IsCA:                  p.Authority,
		MaxPathLen:            -1, // no limit
		PermittedDNSDomains:   p.Permits,
		ExcludedDNSDomains:    p.Excludes,
	}
	t.PermittedDNSDomainsCritical = len(p.Permits)+len(p.Excludes) > 0
	for _, name := range p.Names {
		if ip := net.ParseIP(name); ip != nil {
			t.IPAddresses = append(t.IPAddresses, ip)
		} else {
			t.DNSNames = append(t.DNSNames, strings.TrimPrefix(name, asDNS))
		}
	}
	if p.PathLength != nil {
		t.MaxPathLen, t.MaxPathLenZero = *p.PathLength, *p.PathLength == 0
	}
	p.setUsages(t)
	return t, p.addExtensions(t)
}

// asDNS makes a DNS name of an IP address, where it stands in front of one.
const asDNS = "dns:"

// setUsages sets both kinds of usages, RFC 5280 sections 4.2.1.3 and 4.2.1.12.
func (p *plan) setUsages(t *x509.Certificate) {
	switch {
	case p.KeyUsages != nil:
		for _, word := range p.KeyUsages {
			t.KeyUsage |= keyUsages[word]
		}
	case p.Authority:
		t.KeyUsage = x509.KeyUsageCertSign | x509.KeyUsageCRLSign
	default:
		t.KeyUsage = x509.KeyUsageDigitalSignature
	}
	switch {
	case p.Usages != nil:
		for _, word := range p.Usages {
			t.ExtKeyUsage = append(t.ExtKeyUsage, usages[word])
		}
	case !p.Authority:
		t.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth}
	}
}

// keyUsages and usages are the words for what a key may be used for.
var (
	keyUsages = map[string]x509.KeyUsage{
		"digital-signature": x509.KeyUsageDigitalSignature, "content-commitment": x509.KeyUsageContentCommitment,
		"key-encipherment": x509.KeyUsageKeyEncipherment, "data-encipherment": x509.KeyUsageDataEncipherment,
		"key-agreement": x509.KeyUsageKeyAgreement, "cert-sign": x509.KeyUsageCertSign, "crl-sign": x509.KeyUsageCRLSign,
	}
	usages = map[string]x509.ExtKeyUsage{
		"any": x509.ExtKeyUsageAny, "server": x509.ExtKeyUsageServerAuth, "client": x509.ExtKeyUsageClientAuth,
		"code-signing": x509.ExtKeyUsageCodeSigning, "email": x509.ExtKeyUsageEmailProtection,
		"time-stamping": x509.ExtKeyUsageTimeStamping, "ocsp-signing": x509.ExtKeyUsageOCSPSigning,
	}
)

// addExtensions adds what crypto/x509 has no field for.
func (p *plan) addExtensions(t *x509.Certificate) error {
	all := p.Extensions
	if p.MustStaple { // the TLS feature status_request, RFC 7633
		all = append(slices.Clone(all), Extension{OID: "1.3.6.1.5.5.7.1.24", Value: "3003020105"})
	}
	for _, e := range all {
		id, err := parseOID(e.OID)
		if err != nil {
			return err
		}
		value, err := hex.DecodeString(e.Value)
		if err != nil {
			return fmt.Errorf("the value of extension %s: %w", e.OID, err)
		}
		t.ExtraExtensions = append(t.ExtraExtensions, pkix.Extension{Id: id, Critical: e.Critical, Value: value})
	}
	return nil
}

// parseOID reads 2.5.29.19.
func parseOID(text string) (asn1.ObjectIdentifier, error) {
	var id asn1.ObjectIdentifier
	for part := range strings.SplitSeq(text, ".") {
		n, err := strconv.ParseUint(part, 10, 31)
		if err != nil {
			return nil, fmt.Errorf("%q is no object identifier", text)
		}
		id = append(id, int(n))
	}
	if len(id) < 2 || len(id) > 32 || id[0] > 2 || id[0] < 2 && id[1] > 39 {
		return nil, fmt.Errorf("%q is no object identifier", text)
	}
	return id, nil
}

// lasts sets the validity, relative to the lab's time.
func lasts(start, end time.Duration) edit {
	return func(p *plan) { p.Starts, p.Ends = after(start), after(end) }
}

// names sets the DNS names and IP addresses, the first of them as common name
// too.
func names(all ...string) edit { return func(p *plan) { p.Names = all } }

// keyed certifies another key.
func keyed(role string) edit { return func(p *plan) { p.role = role } }

// pathLength limits the number of authorities below, RFC 5280 section 4.2.1.9.
func pathLength(n int) edit { return func(p *plan) { p.PathLength = &n } }

// anyPathLength sets no limit.
func anyPathLength(p *plan) { p.PathLength = nil }

// permits limits the names below to domains, RFC 5280 section 4.2.1.10.
func permits(domains ...string) edit { return func(p *plan) { p.Permits = domains } }

// excludes forbids names below a domain.
func excludes(domain string) edit { return func(p *plan) { p.Excludes = []string{domain} } }

// signsLists leaves the right to sign revocation lists, and takes that to sign
// certificates (RFC 5280 section 4.2.1.3).
func signsLists(p *plan) { p.KeyUsages = []string{"crl-sign"} }

// purposes sets the extended key usages.
func purposes(words ...string) edit { return func(p *plan) { p.Usages = words } }

// noAuthority takes away the right to sign certificates.
func noAuthority(p *plan) {
	p.Authority = false
	p.PathLength = nil
}

// noNames leaves the common name alone.
func noNames(p *plan) { p.CommonName, p.Names = p.Names[0], Words{} }

// withAIA names the place where the issuer's certificate can be fetched, RFC
// 5280 section 4.2.2.1.
func withAIA(p *plan) { p.IssuerAddress = true }

func mustStaple(p *plan) { p.MustStaple = true }

func unlinked(p *plan) { p.Unlinked = true }

// logged has n logs sign the certificate.
func logged(n int) edit { return func(p *plan) { p.Timestamps = n } }

// forgedTimestamps puts timestamps in that no log has signed.
func forgedTimestamps(n int) edit { return func(p *plan) { p.Timestamps, p.Forged = n, true } }

// told makes the authority say something about the certificate.
func told(s Standing) edit { return func(p *plan) { p.Standing = &s } }

func extended(e Extension) edit { return func(p *plan) { p.Extensions = append(p.Extensions, e) } }

// criticalStranger adds a critical extension that nobody knows, under the arc
// that is reserved for examples.
var criticalStranger = extended(Extension{OID: "2.999.1", Critical: true, Value: "0500"})

// signedWith sets the hash that is signed.
func signedWith(hash string) edit { return func(p *plan) { p.Signature = hash } }

// impossibleEnd gives the certificate an end in the thirteenth month.
func impossibleEnd(p *plan) {
	p.spoil = func(tbs []byte, c *x509.Certificate) []byte {
		// Month to second look the same in UTCTime and GeneralizedTime.
		end := c.NotAfter.UTC().Format("0102150405Z")
		return bytes.Replace(tbs, []byte(end), []byte("13"+end[2:]), 1)
	}
}
