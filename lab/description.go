package lab

import (
	"fmt"
	"strings"
)

// Description describes a scenario as plain data, so that it can stand in a
// file. Only ID is required: what is left out is as on a sound server for
// localhost. The zero value of every field means its default.
//
// The tags name the fields as the files of the tool do, and say what each is;
// what stands behind a semicolon is the default. This package reads no files.
// [Description.Scenario] makes the scenario, [Scenario.Description]
// describes one that there is.
type Description struct {
	ID      string `yaml:"id" about:"small letters, digits and hyphens (required)"`
	Builtin string `yaml:"builtin,omitempty" about:"stands for this scenario of the lab's own, whole; beside it stand id, about, codes and expect alone"`

	About        string        `yaml:"about,omitempty" about:"one fact about the world, in a sentence"`
	Codes        []string      `yaml:"codes,flow,omitempty" about:"what a check must find, the first cause first; none if it is healthy"`
	Expect       string        `yaml:"expect,omitempty" about:"what a careful client does with it; reject if there are codes, else accept"`
	Policy       string        `yaml:"policy,omitempty" about:"by whose rules it is to be looked at; rfc5280"`
	Profile      string        `yaml:"profile,omitempty" about:"the profile of Mozilla's guideline that it is held against; none"`
	Revocation   string        `yaml:"revocation,omitempty" about:"whom to ask about revocation; staple"`
	Pin          string        `yaml:"pin,omitempty" about:"the id of the certificate whose key the user has pinned, sent or not"`
	Logs         bool          `yaml:"ct_logs,omitempty" about:"the user has the list of the lab's logs"`
	Host         string        `yaml:"host,omitempty" about:"what to connect to; localhost"`
	ServerName   string        `yaml:"server_name,omitempty" about:"the name to ask for; that of host"`
	Certificates []Certificate `yaml:"certificates,omitempty" about:"those that differ from the lab's own, which are called leaf, intermediate and root"`
	Sends        []string      `yaml:"sends,flow,omitempty" about:"ids of certificates, in the order of sending; leaf and its issuers without the root"`
	Also         []Chain       `yaml:"also,omitempty" about:"what is sent where another name is asked for"`

	Staple     *Staple `yaml:"staple,flow,omitempty" about:"the OCSP response beside what is sent; {} is a good one"`
	Timestamps int     `yaml:"timestamps,omitempty" about:"how many logs' timestamps come in the handshake, up to 3"`
	TLS        TLS     `yaml:"tls,omitempty" about:"the settings of the server"`
	Behaviour  string  `yaml:"behaviour,omitempty" about:"what the server does; healthy"`
	Text       string  `yaml:"text,omitempty" about:"what it says, for a behaviour that says something"`
}

// Chain is a list of ids of certificates.
type Chain struct {
	Sends []string `yaml:"sends,flow" about:"ids of certificates, in the order of sending"`
}

// Certificate describes one certificate before it is minted.
type Certificate struct {
	ID         string `yaml:"id" about:"by which the other fields name it (required)"`
	CommonName string `yaml:"common_name,omitempty" about:"of the subject; the first of names, and for an authority the id"`
	Names      Words  `yaml:"names,flow,omitempty" about:"DNS names and IP addresses, and dns:192.0.2.7 for an address that stands where a name ought to; localhost, and for an authority none"`
	Starts     *When  `yaml:"starts,omitempty" about:"-3d or +90d12h from the start of the lab, or 2026-12-31, or 2026-12-31T23:59:59Z; -30d, for an authority -1096d, for a root -3650d"`
	Ends       *When  `yaml:"ends,omitempty" about:"likewise; +60d, for an authority +487d, for a root +3650d"`
	Issuer     string `yaml:"issuer,omitempty" about:"whose key signs it: an id, or self; intermediate, and for an authority root"`
	Key        string `yaml:"key,omitempty" about:"the kind of its key; ecdsa-p256"`
	KeyOf      string `yaml:"key_of,omitempty" about:"the id of the certificate whose key it certifies too; a key of its own"`
	Signature  string `yaml:"signature,omitempty" about:"the hash that its issuer signs; what fits the issuer's key"`

	Authority  bool     `yaml:"authority,omitempty" about:"it may sign certificates"`
	Trusted    bool     `yaml:"trusted,omitempty" about:"it is a root that clients are told to trust"`
	PathLength *int     `yaml:"path_length,omitempty" about:"how many authorities may stand below it; any number"`
	Permits    []string `yaml:"permits,flow,omitempty" about:"the domains that it may vouch for; all"`
	Excludes   []string `yaml:"excludes,flow,omitempty" about:"the domains that it may not vouch for; none"`
	KeyUsages  Words    `yaml:"key_usages,flow,omitempty" about:"what its key may be used for; digital-signature, and for an authority cert-sign and crl-sign"`
	Usages     Words    `yaml:"usages,flow,omitempty" about:"what it may be used for; server, and for an authority none, which stands for all"`

	IssuerAddress bool      `yaml:"issuer_address,omitempty" about:"it says where its issuer's certificate can be fetched (AIA), and there it is"`
	Standing      *Standing `yaml:"standing,flow,omitempty" about:"what its issuer says about it later, and where"`
	MustStaple    bool      `yaml:"must_staple,omitempty" about:"it demands a staple"`
	Timestamps    int       `yaml:"timestamps,omitempty" about:"how many logs have signed it, up to 3"`
	Forged        bool      `yaml:"timestamps_forged,omitempty" about:"the logs' signatures are somebody else's"`
	Unlinked      bool      `yaml:"unlinked,omitempty" about:"it lacks the authority key identifier"`

	Extensions []Extension `yaml:"extensions,omitempty" about:"more of them; one that it would have anyway is replaced"`
}

// Extension is an X.509 extension, RFC 5280 section 4.2. One that the
// certificate would have anyway is replaced.
type Extension struct {
	OID      string `yaml:"oid" about:"such as 2.5.29.19 (required)"`
	Critical bool   `yaml:"critical,omitempty" about:"who does not know it must refuse the certificate"`
	Value    string `yaml:"value" about:"DER in hexadecimal digits (required)"`
}

// Standing is what an authority says about a certificate that it has issued,
// and where.
type Standing struct {
	List      bool `yaml:"list,omitempty" about:"in a revocation list, whose address the certificate names"`
	Lost      bool `yaml:"lost,omitempty" about:"in a list that is not where the certificate says"`
	Responder bool `yaml:"responder,omitempty" about:"by OCSP, at an address that the certificate names"`
	Revoked   bool `yaml:"revoked,omitempty" about:"it has been revoked for two days"`
	Stale     bool `yaml:"stale,omitempty" about:"what is said was true until three days ago"`
	Busy      bool `yaml:"busy,omitempty" about:"the responder answers that one should try later"`
}

// Staple is an OCSP response that a server sends along. The zero value is a
// good one.
type Staple struct {
	Revoked    bool `yaml:"revoked,omitempty" about:"it says that the certificate is revoked"`
	Stale      bool `yaml:"stale,omitempty" about:"it ended three days ago"`
	Other      bool `yaml:"other,omitempty" about:"it is about another certificate"`
	Forged     bool `yaml:"forged,omitempty" about:"it is signed by a key that is not the authority's"`
	Timestamps int  `yaml:"timestamps,omitempty" about:"how many logs' timestamps are in it, up to 3"`
}

// TLS are the settings of the server. Versions are 1.0 to 1.3.
type TLS struct {
	MinVersion        string   `yaml:"min_version,omitempty" about:"the oldest that it speaks; 1.2, or max_version if that is lower"`
	MaxVersion        string   `yaml:"max_version,omitempty" about:"the newest that it speaks; 1.3"`
	Suites            []string `yaml:"suites,omitempty" about:"names of suites of TLS 1.2 and below, such as TLS_RSA_WITH_AES_128_CBC_SHA; Go's choice"`
	ALPN              []string `yaml:"alpn,flow,omitempty" about:"the protocols that it speaks, such as h2; it agrees on none"`
	ClientCertificate string   `yaml:"client_certificate,omitempty" about:"whether the client must show one; it is not asked"`
	UnknownNames      string   `yaml:"unknown_names,omitempty" about:"what becomes of a client that asks for a name of which no certificate is; it gets the first"`
}

// IsZero tells whether the settings are the default.
func (t TLS) IsZero() bool {
	return t.MinVersion == "" && t.MaxVersion == "" && len(t.Suites) == 0 && len(t.ALPN) == 0 &&
		t.ClientCertificate == "" && t.UnknownNames == ""
}

// Words is a list that may be empty on purpose: nil means the default.
type Words []string

// IsZero tells whether the default is meant.
func (w Words) IsZero() bool { return w == nil }

// Mistake is something in a description that makes no sense.
type Mistake struct {
	Path string // where: certificates[0].issuer; empty for the whole
	Text string // what stands there, and what was expected
}

func (m Mistake) Error() string {
	if m.Path == "" {
		return m.Text
	}
	return m.Path + ": " + m.Text
}

// Mistakes are all that are wrong with a description, at least one.
type Mistakes []Mistake

func (m Mistakes) Error() string {
	lines := make([]string, len(m))
	for i, one := range m {
		lines[i] = one.Error()
	}
	return strings.Join(lines, "\n")
}

// add notes a mistake, unless there are enough.
func (m *Mistakes) add(path, format string, args ...any) {
	if len(*m) >= enough {
		return
	}
	*m = append(*m, Mistake{path, fmt.Sprintf(format, args...)})
}

// err is nil if there is none.
func (m Mistakes) err() error {
	if len(m) == 0 {
		return nil
	}
	return m
}
