package certain

import (
	"maps"
	"slices"
)

// scheme is what the grammar knows of one kind of endpoint.
type scheme struct {
	port    int    // where none is named
	upgrade string // the protocol in which TLS has to be asked for; empty if TLS comes at once
}

// schemes are the kinds of endpoints with a host and a port. The ports are
// those of IANA's "Service Name and Transport Protocol Port Number Registry";
// smtp is submission (RFC 6409), since the relays of port 25 are for relays.
// lmtps has no port of its own and takes that of lmtp.
var schemes = map[string]scheme{
	"tls":      {443, ""},
	"https":    {443, ""},
	"smtp":     {587, "smtp"},
	"smtps":    {465, ""},
	"lmtp":     {24, "lmtp"},
	"lmtps":    {24, ""},
	"imap":     {143, "imap"},
	"imaps":    {993, ""},
	"pop3":     {110, "pop3"},
	"pop3s":    {995, ""},
	"ftp":      {21, "ftp"},
	"ftps":     {990, ""},
	"ldap":     {389, "ldap"},
	"ldaps":    {636, ""},
	"postgres": {5432, "postgres"},
	"mysql":    {3306, "mysql"},
	"xmpp":     {5222, "xmpp"},
	"xmpps":    {5223, ""},
	"sieve":    {4190, "sieve"},
	"nntp":     {119, "nntp"},
	"nntps":    {563, ""},
	"irc":      {6667, "irc"},
	"ircs":     {6697, ""},
	"rdp":      {3389, "rdp"},
}

// aliases are second names of schemes.
var aliases = map[string]string{"postgresql": "postgres"}

// laterSchemes are promised by the grammar and not built yet. They are named,
// so that nobody takes them for host names.
var laterSchemes = map[string]bool{"mssql": true}

// Schemes lists the schemes of targets that have a host and a port, in the
// order of the alphabet.
func Schemes() []string { return slices.Sorted(maps.Keys(schemes)) }

// Upgrade names the protocol in which TLS has to be asked for before the
// handshake ("smtp", "postgres" ...). It is empty if the target speaks TLS at
// once.
func (t Target) Upgrade() string { return schemes[t.Scheme].upgrade }
