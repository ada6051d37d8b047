package explain

import "sync"

// Phrase is words that some program prints when it meets a problem. Its lists
// are those of the tables, shared by all goroutines: read them, and do not
// change them.
type Phrase struct {
	Ecosystem string // set from its table
	// Code is the problem of package problem that the words stand for. Empty
	// says that the words are known and stand for none of the catalogue's:
	// they keep a weaker phrase inside or beside them from answering wrongly.
	Code string
	// Text is the words as printed, whole words, with * for what varies: a
	// name, a number. A * stands for at most 160 bytes. Letter case and the
	// kind and amount of white space do not matter.
	Text string
	// With lists what else must stand anywhere in the text; each element may
	// name several words or phrases, separated by |, of which one is enough.
	With  []string
	Tells Tells
	// Alternatives are other problems that end in the same words, the
	// likelier first.
	Alternatives []string
	Source       string // where the words come from: source file and symbol, or manual
	Versions     string // of the program, where the words are known to change; "" for all
}

// Tells is how much a phrase tells.
type Tells int

const (
	Says  Tells = iota // it names the problem
	Hints              // several problems end in these words; Code is the likeliest
	Wraps              // it stands around nearly any cause, and counts only if no cause is there
)

// table is what one ecosystem says. The order of its phrases is that of the
// articles: the most typical first.
type table struct {
	Ecosystem string
	Name      string   // as its users write it
	Marks     []string // words by which its output is known, in the form of Phrase.Text
	Phrases   []Phrase
	// Made gives phrases that are put together from others: names, numbers and
	// notations. It is called when the tables are first read, since a program
	// that explains nothing must not pay for them at its start.
	Made func() []Phrase
}

// all gives the phrases that stand in a table and those that are made.
func (t table) all() []Phrase {
	if t.Made == nil {
		return t.Phrases
	}
	return append(t.Phrases[:len(t.Phrases):len(t.Phrases)], t.Made()...)
}

// tables lists the ecosystems. Where a text bears the marks of several, the
// one with more marks has printed it, and of equals the earlier here: what
// wraps OpenSSL stands before OpenSSL, and the system's own words come last.
var tables = []table{
	python, npm, deno, bun, node, android, java, kubernetes, docker, hashicorp, traefik, acme, caddy, grpc, golang,
	git, libgit2, scm, qt, asio, wget, curl, rust, haskell, powershell, dotnet, ruby, php, perl, browsers, browserNumbers,
	nginx, apache, haproxy, envoy, iis, postfix, exim, dovecot, openvpn, stunnel, squid, lighttpd, ftp, rsyslog, telephony, ipsec, eap, resolvers, cloud, monitoring, enterprise, checkers, vpn, mail, tokens, programs,
	postgresql, mysql, sqlserver, mongodb, redis, kafka, elasticsearch, ldap, mqtt,
	dart, scripting, oracle, unity, gnutls, nss, mbedtls, bearssl, wolfssl, boringssl, boringNumbers, libressl, openssl, reasons, numbers, apple, appleErrors, windows, winErrors, languages, translated, translatedSystem, alerts, system, general, others, plain,
}

// Phrases lists all phrases that stand for a code, by ecosystem in a fixed
// order, the most typical of each first.
func Phrases() []Phrase {
	var all []Phrase
	for _, t := range tables {
		for _, p := range t.all() {
			if p.Code == "" {
				continue
			}
			p.Ecosystem = t.Ecosystem
			all = append(all, p)
		}
	}
	return all
}

// Name gives an ecosystem's name as its users write it.
func Name(ecosystem string) string {
	for _, t := range tables {
		if t.Ecosystem == ecosystem {
			return t.Name
		}
	}
	return ecosystem
}

// phrasebook is built when it is first asked for: most calls of the tool
// never need it.
var phrasebook = sync.OnceValue(func() *book { return compile(tables) })
