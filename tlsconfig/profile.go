package tlsconfig

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/certain-tls/certain/profile"
	"github.com/certain-tls/certain/wire"
)

// limits are what both sides may choose of versions, suites and protocols.
type limits struct {
	min, max uint16
	suites   []uint16
	alpn     []string
	profile  profile.Profile
}

// apply narrows the configuration, or says why the limits make no sense.
func (l limits) apply(c *tls.Config) error {
	c.Renegotiation = tls.RenegotiateNever // see the package comment
	for _, f := range []func(*tls.Config) error{l.versions, l.cipherSuites, l.groups, l.protocols} {
		if err := f(c); err != nil {
			return err
		}
	}
	return nil
}

// known are the versions of crypto/tls, the lowest first.
var known = []uint16{tls.VersionTLS10, tls.VersionTLS11, tls.VersionTLS12, tls.VersionTLS13}

func (l limits) versions(c *tls.Config) error {
	allowed := known
	c.MinVersion, c.MaxVersion = l.min, l.max
	if l.profile.Name != "" {
		allowed = slices.DeleteFunc(slices.Clone(known), func(v uint16) bool {
			return !slices.Contains(l.profile.Versions, tls.VersionName(v))
		})
		if len(allowed) == 0 {
			return fmt.Errorf("the profile %s allows no version of TLS that crypto/tls speaks", l.profile.Name)
		}
		if c.MinVersion == 0 {
			c.MinVersion = allowed[0]
		}
		if c.MaxVersion == 0 {
			c.MaxVersion = allowed[len(allowed)-1]
		}
	}
	if c.MinVersion == 0 {
		c.MinVersion = tls.VersionTLS12
	}
	for _, v := range []uint16{c.MinVersion, c.MaxVersion} {
		switch {
		case v == 0 && l.profile.Name == "": // the newest
		case !slices.Contains(known, v):
			return fmt.Errorf("crypto/tls has no version 0x%04x", v)
		case !slices.Contains(allowed, v):
			return fmt.Errorf("%s is outside the profile %s", tls.VersionName(v), l.profile.Name)
		}
	}
	if c.MaxVersion != 0 && c.MaxVersion < c.MinVersion {
		return fmt.Errorf("the maximum version, %s, is below the minimum, %s", tls.VersionName(c.MaxVersion), tls.VersionName(c.MinVersion))
	}
	return nil
}

func (l limits) cipherSuites(c *tls.Config) error {
	if l.suites == nil {
		if l.profile.Name == "" || c.MinVersion >= tls.VersionTLS13 {
			return nil
		}
		c.CipherSuites = ofProfile(l.profile)
		if len(c.CipherSuites) == 0 {
			return fmt.Errorf("the profile %s allows no suite below TLS 1.3 that crypto/tls has", l.profile.Name)
		}
		return nil
	}
	if len(l.suites) == 0 {
		return errors.New("the list of suites is empty; nil leaves the choice to crypto/tls")
	}
	for _, id := range l.suites {
		s := suite(id)
		switch {
		case s == nil:
			return fmt.Errorf("crypto/tls has no suite 0x%04x", id)
		case !below13(s):
			return fmt.Errorf("%s belongs to TLS 1.3, whose suites crypto/tls does not let anybody choose", s.Name)
		case l.profile.Name != "" && !slices.Contains(l.profile.Suites, s.Name):
			return fmt.Errorf("%s is outside the profile %s", s.Name, l.profile.Name)
		}
	}
	c.CipherSuites = slices.Clone(l.suites)
	return nil
}

// ofProfile are the suites of a profile that can be set. Those of TLS 1.3
// cannot, and all that crypto/tls has are in every profile.
func ofProfile(p profile.Profile) (ids []uint16) {
	for _, name := range p.Suites {
		for _, s := range implemented() {
			if s.Name == name && below13(s) {
				ids = append(ids, s.ID)
			}
		}
	}
	return ids
}

func implemented() []*tls.CipherSuite {
	return slices.Concat(tls.CipherSuites(), tls.InsecureCipherSuites())
}

func suite(id uint16) *tls.CipherSuite {
	for _, s := range implemented() {
		if s.ID == id {
			return s
		}
	}
	return nil
}

func below13(s *tls.CipherSuite) bool { return slices.Contains(s.SupportedVersions, tls.VersionTLS12) }

// groups sets those of the profile. Their order does not count: crypto/tls
// chooses by its own.
func (l limits) groups(c *tls.Config) error {
	for _, id := range wire.Groups() {
		if slices.Contains(l.profile.Groups, wire.GroupName(id)) {
			c.CurvePreferences = append(c.CurvePreferences, tls.CurveID(id))
		}
	}
	if l.profile.Name != "" && len(c.CurvePreferences) == 0 {
		return fmt.Errorf("the profile %s allows no group", l.profile.Name)
	}
	return nil
}

// protocols: RFC 7301 section 3.1.
func (l limits) protocols(c *tls.Config) error {
	for _, p := range l.alpn {
		if len(p) == 0 || len(p) > 255 {
			return fmt.Errorf("%q is no protocol name for ALPN: 1 to 255 bytes", p)
		}
	}
	c.NextProtos = slices.Clone(l.alpn)
	return nil
}

// holds tells where a server's certificate lies outside the profile.
func (l limits) holds(leaf *x509.Certificate) error {
	if l.profile.Name == "" {
		return nil
	}
	var says []string
	for _, out := range l.profile.Certificate(leaf) {
		says = append(says, fmt.Sprintf("the %s %s, where %s is allowed", out.What, out.Has, out.Allows))
	}
	if len(says) == 0 {
		return nil
	}
	return fmt.Errorf("the certificate is outside the profile %s: %s", l.profile.Name, strings.Join(says, ", "))
}
