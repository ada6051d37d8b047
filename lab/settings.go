package lab

import (
	"crypto/tls"
	"slices"
)

// versions are the words for the versions of TLS.
var versions = map[string]uint16{
	"1.0": tls.VersionTLS10, "1.1": tls.VersionTLS11, "1.2": tls.VersionTLS12, "1.3": tls.VersionTLS13,
}

// clientCertificates are the words for whether a client must show one.
var clientCertificates = map[string]tls.ClientAuthType{
	"asked": tls.RequestClientCert, "required": tls.RequireAndVerifyClientCert,
}

const refusedNames = "refused" // see TLS.UnknownNames

// suiteNumbers are all suites that crypto/tls can speak below TLS 1.3, by
// their names.
func suiteNumbers() map[string]uint16 {
	all := make(map[string]uint16)
	for _, s := range slices.Concat(tls.CipherSuites(), tls.InsecureCipherSuites()) {
		if s.SupportedVersions[0] < tls.VersionTLS13 {
			all[s.Name] = s.ID
		}
	}
	return all
}

// apply changes the settings of a server to these.
func (t TLS) apply(c *tls.Config) {
	if v := versions[t.MaxVersion]; v != 0 {
		c.MaxVersion = v
		c.MinVersion = min(c.MinVersion, v)
	}
	if v := versions[t.MinVersion]; v != 0 {
		c.MinVersion = v
	}
	if len(t.Suites) > 0 {
		numbers := suiteNumbers()
		for _, name := range t.Suites {
			c.CipherSuites = append(c.CipherSuites, numbers[name])
		}
	}
	if len(t.ALPN) > 0 {
		c.NextProtos = t.ALPN
	}
	if t.ClientCertificate != "" {
		c.ClientAuth = clientCertificates[t.ClientCertificate]
	}
	if t.UnknownNames == refusedNames {
		onlyKnownNames(c)
	}
}

// check names what makes no sense.
func (t TLS) check(m *Mistakes) {
	m.word("tls.min_version", t.MinVersion)
	m.word("tls.max_version", t.MaxVersion)
	if low, high := versions[t.MinVersion], versions[t.MaxVersion]; low != 0 && high != 0 && low > high {
		m.add("tls.min_version", "is above max_version, %s", t.MaxVersion)
	}
	for i, name := range t.Suites {
		m.word(at("tls.suites", i), name)
	}
	if v := versions[t.MinVersion]; len(t.Suites) > 0 && v == tls.VersionTLS13 {
		m.add("tls.suites", "are those of TLS 1.2 and below, and min_version is 1.3")
	}
	for i, name := range t.ALPN {
		if len(name) == 0 || len(name) > 255 {
			m.add(at("tls.alpn", i), "expected the name of a protocol, such as h2 or http/1.1, of 1 to 255 bytes")
		}
	}
	m.word("tls.client_certificate", t.ClientCertificate)
	m.word("tls.unknown_names", t.UnknownNames)
}
