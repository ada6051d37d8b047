package lab

import (
	"bytes"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"net"
	"time"
)

// A plan describes one certificate before it is minted. Plans are never
// changed once they are made; each is minted at most once per lab.
type plan struct {
	name  string // common name of the subject
	key   string // whose key it certifies, see mint.key
	by    *plan  // the issuer; nil if it is signed by its own key
	start time.Duration
	end   time.Duration // both relative to the lab's time
	ca    bool
	aia   bool // carries the address of its issuer's certificate

	standing   *standing // what the authority says about it later
	timestamps timestamps
	unlinked   bool // lacks the authority key identifier

	shape []func(*x509.Certificate)
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
	p := &plan{key: "server", by: by, start: -30 * day, end: 60 * day}
	names("localhost")(p)
	return p.with(edits)
}

// authority plans a certificate of an issuer. It may sign leaves only.
func authority(name string, by *plan, edits ...edit) *plan {
	p := &plan{name: name, key: name, by: by, start: -1096 * day, end: 487 * day, ca: true}
	pathLength(0)(p)
	return p.with(edits)
}

// root plans a self-signed authority.
func root(name string, edits ...edit) *plan {
	p := &plan{name: name, key: name, start: -10 * 365 * day, end: 10 * 365 * day, ca: true}
	pathLength(-1)(p)
	return p.with(edits)
}

func (p *plan) with(edits []edit) *plan {
	for _, e := range edits {
		e(p)
	}
	return p
}

// template is the certificate in the terms of crypto/x509.
func (p *plan) template(at time.Time) *x509.Certificate {
	t := &x509.Certificate{
		Subject:               pkix.Name{CommonName: p.name},
		NotBefore:             at.Add(p.start).Truncate(time.Second),
		NotAfter:              at.Add(p.end).Truncate(time.Second),
		BasicConstraintsValid: true,
		IsCA:                  p.ca,
		KeyUsage:              x509.KeyUsageDigitalSignature,
	}
	switch {
	case p.ca:
		t.KeyUsage = x509.KeyUsageCertSign | x509.KeyUsageCRLSign
	default:
		t.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth}
	}
	for _, change := range p.shape {
		change(t)
	}
	return t
}

// shaped changes the template right before it is minted.
func shaped(change func(*x509.Certificate)) edit {
	return func(p *plan) { p.shape = append(p.shape, change) }
}

// lasts sets the validity, relative to the lab's time.
func lasts(start, end time.Duration) edit {
	return func(p *plan) { p.start, p.end = start, end }
}

// names sets the DNS names, the first of them as common name too.
func names(dns ...string) edit {
	return func(p *plan) {
		p.name = dns[0]
		shaped(func(t *x509.Certificate) { t.DNSNames = dns })(p)
	}
}

// addresses sets IP addresses in place of DNS names.
func addresses(texts ...string) edit {
	return func(p *plan) {
		p.name = texts[0]
		shaped(func(t *x509.Certificate) {
			t.DNSNames = nil
			for _, text := range texts {
				t.IPAddresses = append(t.IPAddresses, net.ParseIP(text))
			}
		})(p)
	}
}

// keyed certifies another key.
func keyed(role string) edit { return func(p *plan) { p.key = role } }

// pathLength limits the number of authorities below, RFC 5280 section
// 4.2.1.9; -1 sets no limit.
func pathLength(n int) edit {
	return shaped(func(t *x509.Certificate) { t.MaxPathLen, t.MaxPathLenZero = n, n == 0 })
}

// permits limits the names below to a domain, RFC 5280 section 4.2.1.10.
func permits(domain string) edit {
	return shaped(func(t *x509.Certificate) {
		t.PermittedDNSDomainsCritical = true
		t.PermittedDNSDomains = []string{domain}
	})
}

// excludes forbids names below a domain.
func excludes(domain string) edit {
	return shaped(func(t *x509.Certificate) {
		t.PermittedDNSDomainsCritical = true
		t.ExcludedDNSDomains = []string{domain}
	})
}

// signsLists leaves the right to sign revocation lists, and takes that to sign
// certificates (RFC 5280 section 4.2.1.3).
func signsLists(p *plan) {
	shaped(func(t *x509.Certificate) { t.KeyUsage = x509.KeyUsageCRLSign })(p)
}

// purposes sets the extended key usages.
func purposes(usages ...x509.ExtKeyUsage) edit {
	return shaped(func(t *x509.Certificate) { t.ExtKeyUsage = usages })
}

// noAuthority takes away the right to sign certificates.
func noAuthority(p *plan) {
	p.ca = false
	pathLength(-1)(p)
}

// noNames leaves the common name alone.
func noNames(p *plan) {
	shaped(func(t *x509.Certificate) { t.DNSNames = nil })(p)
}

// withAIA names the place where the issuer's certificate can be fetched, RFC
// 5280 section 4.2.2.1.
func withAIA(p *plan) { p.aia = true }

// criticalStranger adds a critical extension that nobody knows, under the arc
// that is reserved for examples.
func criticalStranger(p *plan) {
	shaped(func(t *x509.Certificate) {
		t.ExtraExtensions = append(t.ExtraExtensions, pkix.Extension{
			Id: asn1.ObjectIdentifier{2, 999, 1}, Critical: true, Value: []byte{0x05, 0x00},
		})
	})(p)
}

// signedWith sets the signature algorithm.
func signedWith(algorithm x509.SignatureAlgorithm) edit {
	return shaped(func(t *x509.Certificate) { t.SignatureAlgorithm = algorithm })
}

// impossibleEnd gives the certificate an end in the thirteenth month.
func impossibleEnd(p *plan) {
	p.spoil = func(tbs []byte, c *x509.Certificate) []byte {
		// Month to second look the same in UTCTime and GeneralizedTime.
		end := c.NotAfter.UTC().Format("0102150405Z")
		return bytes.Replace(tbs, []byte(end), []byte("13"+end[2:]), 1)
	}
}
