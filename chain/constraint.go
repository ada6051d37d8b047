package chain

import (
	"crypto/x509"
	"fmt"
	"net"
	"net/url"
	"strings"

	"github.com/certain-tls/certain"
)

// names holds the constraints of one issuer against the alternative names of
// every certificate below it (RFC 5280 sections 4.2.1.10 and 6.1.4 (g)).
// Self-issued certificates are exempt unless they are the leaf. The fault is
// written at the issuer that constrains.
func names(v view) []Fault {
	c := v.Cert
	if v.depth == 0 || !constrains(c) {
		return nil
	}
	for i, l := range v.path.Links[:v.depth] {
		if l.Cert.X509 == nil || i > 0 && selfSigned(l.Cert) {
			continue
		}
		if f := outside(c, l.Cert.X509); f != "" {
			return []Fault{{Kind: NameConstraint, Says: f}}
		}
	}
	return nil
}

func constrains(c *x509.Certificate) bool {
	return len(c.PermittedDNSDomains)+len(c.ExcludedDNSDomains)+
		len(c.PermittedIPRanges)+len(c.ExcludedIPRanges)+
		len(c.PermittedEmailAddresses)+len(c.ExcludedEmailAddresses)+
		len(c.PermittedURIDomains)+len(c.ExcludedURIDomains) > 0
}

// outside names the first alternative name of sub that issuer's constraints
// do not allow; empty if all are allowed.
func outside(issuer, sub *x509.Certificate) string {
	for _, name := range sub.DNSNames {
		if f := hold("DNS name", name, issuer.PermittedDNSDomains, issuer.ExcludedDNSDomains, inDomain, excludedDomain); f != "" {
			return f
		}
	}
	for _, ip := range sub.IPAddresses {
		if f := holdIP(ip, issuer); f != "" {
			return f
		}
	}
	for _, mail := range sub.EmailAddresses {
		if f := hold("e-mail address", mail, issuer.PermittedEmailAddresses, issuer.ExcludedEmailAddresses, inMailDomain, inMailDomain); f != "" {
			return f
		}
	}
	for _, uri := range sub.URIs {
		if uri.Hostname() == "" && len(issuer.PermittedURIDomains)+len(issuer.ExcludedURIDomains) > 0 {
			return "constrains URIs, and " + certain.Clip(uri.String(), 80) + " names no host"
		}
		if f := hold("URI", uri.String(), issuer.PermittedURIDomains, issuer.ExcludedURIDomains, inURIDomain, inURIDomain); f != "" {
			return f
		}
	}
	return ""
}

func hold(kind, name string, permitted, excluded []string, in, out func(name, domain string) bool) string {
	for _, d := range excluded {
		if out(name, d) {
			return fmt.Sprintf("excludes the %s %s (by %q)", kind, certain.Clip(name, 80), certain.Clip(d, 80))
		}
	}
	for _, d := range permitted {
		if in(name, d) {
			return ""
		}
	}
	if len(permitted) == 0 {
		return ""
	}
	return fmt.Sprintf("does not permit the %s %s, only %s", kind, certain.Clip(name, 80), certain.Clip(strings.Join(permitted, ", "), 120))
}

func holdIP(ip net.IP, issuer *x509.Certificate) string {
	for _, r := range issuer.ExcludedIPRanges {
		if r.Contains(ip) {
			return fmt.Sprintf("excludes the address %s (by %s)", ip, r)
		}
	}
	for _, r := range issuer.PermittedIPRanges {
		if r.Contains(ip) {
			return ""
		}
	}
	if len(issuer.PermittedIPRanges) == 0 {
		return ""
	}
	return fmt.Sprintf("does not permit the address %s", ip)
}

// inDomain: a name constraint of the form host.example allows the host and
// everything below it. A leading dot, which the RFC does not give to DNS
// names, is taken as "below it only", as all clients do.
func inDomain(name, domain string) bool {
	name, domain = strings.ToLower(name), strings.ToLower(domain)
	if domain == "" {
		return true
	}
	if below, ok := strings.CutPrefix(domain, "."); ok {
		return strings.HasSuffix(name, "."+below)
	}
	return name == domain || strings.HasSuffix(name, "."+domain)
}

// excludedDomain also catches a wildcard that could stand for an excluded
// name: *.example stands for a.example.
func excludedDomain(name, domain string) bool {
	if inDomain(name, domain) {
		return true
	}
	rest, wildcard := strings.CutPrefix(name, "*.")
	_, parent, _ := strings.Cut(strings.TrimPrefix(domain, "."), ".")
	return wildcard && strings.EqualFold(rest, parent)
}

// inMailDomain: a constraint is a mailbox, a host, or with a leading dot all
// hosts below a domain.
func inMailDomain(mail, constraint string) bool {
	if strings.Contains(constraint, "@") {
		return strings.EqualFold(mail, constraint)
	}
	host := mail[strings.LastIndexByte(mail, '@')+1:]
	if strings.HasPrefix(constraint, ".") {
		return inDomain(host, constraint)
	}
	return strings.EqualFold(host, constraint)
}

// inURIDomain: a constraint is a host, or with a leading dot all hosts below.
// A URI without a host name is refused before (RFC 5280 section 4.2.1.10).
func inURIDomain(uri, constraint string) bool {
	u, err := url.Parse(uri)
	if err != nil || u.Hostname() == "" {
		return false
	}
	if strings.HasPrefix(constraint, ".") {
		return inDomain(u.Hostname(), constraint)
	}
	return strings.EqualFold(u.Hostname(), constraint)
}
