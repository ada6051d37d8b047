// Package profile tells which parameters of TLS a guideline allows, as data:
// versions, suites, groups, and of certificates the keys, signatures and
// lifetimes.
//
// There are three profiles, for servers and for clients: [Modern],
// [Intermediate] and [Legacy]. They are those of Mozilla's Server Side TLS
// guideline, see [Source].
//
// The package is pure. Its functions give new values that the caller may
// change, and are safe for concurrent use.
package profile

// Source is the guideline that the profiles are from, and Guideline where it
// can be read. Version 5.7 of 15 May 2023 is the last that has all three;
// there the third is called old. One thing is newer: the group X25519MLKEM768,
// which version 6.0 puts in front of the others. Without it, what current
// clients and servers agree on by themselves would be outside.
const (
	Source    = "Mozilla's Server Side TLS 5.7"
	Guideline = "https://ssl-config.mozilla.org/guidelines/5.7.json"
	// Added is what the profiles allow beyond Source.
	Added = "the group X25519MLKEM768, as in version 6.0 of the guideline"
)

// Profile is what a guideline allows. The zero value stands for no profile.
type Profile struct {
	Name     string   `json:"name"`
	About    string   `json:"about"`    // for whom it is, one sentence
	Versions []string `json:"versions"` // "TLS 1.3", the lowest first
	Suites   []string `json:"suites"`   // IANA names, the preferred first, those of TLS 1.3 in front
	Groups   []string `json:"groups"`   // names of the registry "TLS Supported Groups"
	// DHBits is the least size of a group of finite-field Diffie-Hellman; 0
	// where no suite uses one.
	DHBits int `json:"dh_bits,omitempty"`
	// Keys are those that a server's certificate may have, Signatures the
	// ways in which it may be signed.
	Keys       []Key    `json:"keys"`
	Signatures []string `json:"signatures"`
	// Days is how long a certificate may live, RecommendedDays how long it
	// should.
	Days            int `json:"days"`
	RecommendedDays int `json:"recommended_days"`
}

// Key is a kind of public key: RSA from a size upwards, or ECDSA on a curve.
type Key struct {
	Algorithm string `json:"algorithm"` // RSA or ECDSA
	Bits      int    `json:"bits"`      // the least for RSA; that of the curve for ECDSA
	Curve     string `json:"curve,omitempty"`
}

// Modern is for servers whose clients all speak TLS 1.3, and for clients of
// such servers.
func Modern() Profile {
	return Profile{
		Name:     "modern",
		About:    "Every peer speaks TLS 1.3, as all that were current since 2019 do.",
		Versions: []string{"TLS 1.3"},
		Suites:   suites13(),
		Groups:   groups(),
		Keys:     []Key{p256, p384}, Signatures: []string{"ECDSA-SHA256", "ECDSA-SHA384", "ECDSA-SHA512"},
		Days: 90, RecommendedDays: 90,
	}
}

// Intermediate is for nearly everybody.
func Intermediate() Profile {
	return Profile{
		Name:     "intermediate",
		About:    "Nearly every peer: TLS 1.2 with forward secrecy and authenticated encryption, and TLS 1.3.",
		Versions: []string{"TLS 1.2", "TLS 1.3"},
		Suites:   append(suites13(), suites12()...),
		Groups:   groups(),
		DHBits:   2048,
		Keys:     []Key{p256, p384, rsa2048}, Signatures: []string{"SHA256-RSA", "ECDSA-SHA256", "ECDSA-SHA384", "ECDSA-SHA512"},
		Days: 366, RecommendedDays: 90,
	}
}

// Legacy is for peers that nobody can renew: versions and suites with known
// weaknesses are in it. The guideline calls it old, and wants it as a last
// resort.
func Legacy() Profile {
	return Profile{
		Name:     "legacy",
		About:    "Peers of before 2013 that nobody can renew; it has known weaknesses, and is a last resort.",
		Versions: []string{"TLS 1.0", "TLS 1.1", "TLS 1.2", "TLS 1.3"},
		Suites:   append(append(suites13(), suites12()...), suitesOld()...),
		Groups:   groups(),
		DHBits:   1024,
		Keys:     []Key{rsa2048}, Signatures: []string{"SHA256-RSA"},
		Days: 366, RecommendedDays: 90,
	}
}

// All lists the profiles, the strictest first.
func All() []Profile { return []Profile{Modern(), Intermediate(), Legacy()} }

// Find gives the profile of a name.
func Find(name string) (Profile, bool) {
	for _, p := range All() {
		if p.Name == name {
			return p, true
		}
	}
	return Profile{}, false
}

var (
	p256    = Key{Algorithm: "ECDSA", Bits: 256, Curve: "P-256"}
	p384    = Key{Algorithm: "ECDSA", Bits: 384, Curve: "P-384"}
	rsa2048 = Key{Algorithm: "RSA", Bits: 2048}
)

func groups() []string { return []string{"X25519MLKEM768", "x25519", "secp256r1", "secp384r1"} }

func suites13() []string {
	return []string{"TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256"}
}

func suites12() []string {
	return []string{
		"TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
		"TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384", "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
		"TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256", "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
		"TLS_DHE_RSA_WITH_AES_128_GCM_SHA256", "TLS_DHE_RSA_WITH_AES_256_GCM_SHA384",
		"TLS_DHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
	}
}

// suitesOld are those that legacy adds.
func suitesOld() []string {
	return []string{
		"TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256", "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256",
		"TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA", "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA",
		"TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384", "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384",
		"TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA", "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA",
		"TLS_DHE_RSA_WITH_AES_128_CBC_SHA256", "TLS_DHE_RSA_WITH_AES_256_CBC_SHA256",
		"TLS_RSA_WITH_AES_128_GCM_SHA256", "TLS_RSA_WITH_AES_256_GCM_SHA384",
		"TLS_RSA_WITH_AES_128_CBC_SHA256", "TLS_RSA_WITH_AES_256_CBC_SHA256",
		"TLS_RSA_WITH_AES_128_CBC_SHA", "TLS_RSA_WITH_AES_256_CBC_SHA",
		"TLS_RSA_WITH_3DES_EDE_CBC_SHA",
	}
}
