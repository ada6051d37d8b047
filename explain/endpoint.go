package explain

import (
	"cmp"
	"net"
	"net/netip"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/certain-tls/certain"
)

// maxEndpoints is how many endpoints of a text are given, and maxNamed how many
// places of one form are looked at: a log may name thousands, and may be long.
const (
	maxEndpoints = 3
	maxNamed     = 64
	around       = 8 << 10 // bytes before and behind a place that are looked at
)

// How plainly words say that an endpoint is the one that failed.
const (
	failed  = iota // a sentence about the connection that failed
	reached        // a connection that was made on the way
	linked         // an address, for whatever reason it stands there
)

// form is a way in which programs name where they connected to: the first group
// is the host, the second the port.
type form struct {
	tells  int
	port   int    // where none is written; 0 means that one must be
	scheme string // of the target; "" is TLS at once, or what is spoken at the port
	text   string // a regular expression; HOST and PORT stand for the groups
	re     *regexp.Regexp
}

// forms are tried in turns; what matches nothing costs one pass over the text.
var forms = sync.OnceValue(func() []form {
	all := []form{
		{failed, 0, "", `host=['"]HOST['"], port=PORT`, nil},                                                                                      // urllib3, connectionpool.py
		{failed, 443, "tls", `(?i:unable to access|request to|upstream:) ['"]?https://USER?HOST(?::PORT)?`, nil},                                  // git http.c; node-fetch; nginx
		{failed, 443, "tls", `(?:Get|Head|Post|Put|Patch|Delete|Options) \\?"https://USER?HOST(?::PORT)?`, nil},                                   // Go, url.Error
		{failed, 0, "", `(?:CONNECT|tunnel to) HOST:PORT`, nil},                                                                                   // behind a proxy: curl -v, RFC 9110 section 9.3.6
		{failed, 0, "", `(?i:connect|connecting|connection) (?:to|to host|to \w+ at) HOST(?: port |:)PORT`, nil},                                  // curl, aiohttp, Apache HttpClient, redis
		{failed, 0, "", `Connecting to HOST \([^)]*\)\|[^|]*\|:PORT`, nil},                                                                        // wget
		{failed, 0, "", `\bHOST/\[?[0-9a-fA-F.:]*[0-9a-fA-F]\]?:PORT`, nil},                                                                       // Java, InetSocketAddress.toString
		{failed, 5432, "postgres", `(?:server at|on host) "HOST"(?: \([^)]*\))?(?:, port| and accepting\s+TCP/IP connections on port) PORT`, nil}, // libpq, fe-connect.c
		{failed, 3306, "mysql", `MySQL server on '?HOST(?::PORT)?'?`, nil},                                                                        // CR_CONN_HOST_ERROR
		{failed, 25, "smtp", `(?:relay=|\bto )HOST\[[0-9a-fA-F.:]+\]:PORT`, nil},                                                                  // Postfix
		{failed, 0, "tls", `s_client [^\n]{0,200}?-connect HOST:PORT`, nil},                                                                       // openssl
		{failed, 0, "", `dial tcp HOST:PORT`, nil},                                                                                                // Go, net.OpError
		{failed, 0, "", `connect E[A-Z]+ ADDRESS:PORT`, nil},                                                                                      // Node, exceptionWithHostPort
		{failed, 443, "", `(?:getaddrinfo (?:ENOTFOUND|EAI_AGAIN)|dial tcp: lookup|[Cc]ould not resolve host:?) HOST(?: port PORT)?`, nil},
		{reached, 443, "", `cannot verify HOST's certificate(?: PORT)?`, nil}, // wget, which says the port elsewhere
		{reached, 0, "", `Connected to HOST \([^)]*\) port PORT`, nil},        // curl -v
		{reached, 0, "", `CONNECTED to HOST:PORT`, nil},
		{reached, 0, "", `in connection to HOST:PORT`, nil},
	}
	for _, u := range urls {
		all = append(all, form{linked, u.port, u.scheme, `\b` + u.name + `://USER?HOST(?::PORT)?`, nil})
	}
	const label = `[a-zA-Z0-9_](?:[a-zA-Z0-9_-]{0,62})`
	fill := strings.NewReplacer(
		"HOST", `((?:`+label+`\.)*`+label+`|\[[0-9a-fA-F:.]+\])`,
		"ADDRESS", `(\[?[0-9a-fA-F.:]*[0-9a-fA-F]\]?)`,
		"PORT", `(\d{1,5})`,
		"USER", `(?:[^\s/@'"]*@)`)
	for i := range all {
		all[i].re = regexp.MustCompile(fill.Replace(all[i].text))
	}
	return all
})

// urls are the addresses of services that speak TLS, at once (scheme tls) or
// after a beginning in the clear.
var urls = []struct {
	name   string
	port   int
	scheme string
}{
	{"https", 443, "tls"}, {"wss", 443, "tls"}, {"ldaps", 636, "tls"}, {"smtps", 465, "tls"}, {"imaps", 993, "tls"},
	{"pop3s", 995, "tls"}, {"ftps", 990, "tls"}, {"rediss", 6379, "tls"}, {"amqps", 5671, "tls"}, {"mqtts", 8883, "tls"},
	{"postgres(?:ql)?", 5432, "postgres"}, {"mysql", 3306, "mysql"}, {"smtp", 587, "smtp"}, {"imap", 143, "imap"},
	{"pop3", 110, "pop3"}, {"ldap", 389, "ldap"}, {"xmpp", 5222, "xmpp"},
}

// spoken is what is spoken before TLS at the ports that are known for it.
var spoken = sync.OnceValue(func() map[int]string {
	at := map[int]string{25: "smtp"} // relays; the scheme's own port is that of submission
	for _, scheme := range certain.Schemes() {
		if t, err := certain.ParseTarget(scheme+"://localhost", never); err == nil && t.Upgrade() != "" {
			at[t.Port] = scheme
		}
	}
	return at
})

func never(string) bool { return false }

// helpful are words in front of an address that is there to be read.
var helpful = regexp.MustCompile(`(?i)(?:\bsee|\bvisit|\bhere|\bmore|\bdocs?|documentation|\bread|\brefer to|\bhelp|details|manual|\binfo(?:rmation)?|guide|support)\b[^\n]{0,24}$`)

// mention is an endpoint at its place in a text.
type mention struct {
	target   string // as certain.ParseTarget takes it
	tells    int
	number   bool // its host is an address, which says less than the name
	distance int  // from the place that is asked about
	at       int
}

// Endpoints lists the endpoints that a text names, the one that failed first,
// at most three: as host:port, or with the scheme of a protocol in which TLS
// has to be asked for (smtp://host:25), so that [certain.ParseTarget] takes
// them. Addresses that are there to be read (see https://…) are left out, and
// so is what stands far behind the beginning: a text of many kilobytes is a log,
// and [Answer.Endpoint] knows the place that matters.
func Endpoints(text string) []string {
	return endpoints(text, 0)
}

// endpoints is Endpoints, of equals the nearest to a place first.
func endpoints(text string, near int) (found []string) {
	start := max(0, near-around)
	text, near = text[start:min(len(text), near+around)], near-start
	var all []mention
	for _, f := range forms() {
		for _, m := range f.re.FindAllStringSubmatchIndex(text, maxNamed) {
			if n, ok := f.name(text, m, near); ok {
				all = append(all, n)
			}
		}
	}
	slices.SortStableFunc(all, func(a, b mention) int {
		return cmp.Or(cmp.Compare(a.tells, b.tells), cmp.Compare(truth(a.number), truth(b.number)), cmp.Compare(a.distance, b.distance), cmp.Compare(a.at, b.at))
	})
	for _, n := range all {
		if !slices.Contains(found, n.target) && len(found) < maxEndpoints {
			found = append(found, n.target)
		}
	}
	return found
}

// name makes an endpoint of what matched, if it is one.
func (f form) name(text string, m []int, near int) (mention, bool) {
	n := mention{tells: f.tells, at: m[0], distance: near - m[1]}
	if n.distance < 0 { // behind the place: what is said first was done first
		n.distance = m[0] - near + len(text)
	}
	if f.tells == linked && helpful.MatchString(text[max(0, m[0]-60):m[0]]) {
		return n, false
	}
	host, port := strings.Trim(text[m[2]:m[3]], "[]"), f.port
	if len(m) > 5 && m[4] >= 0 {
		port, _ = strconv.Atoi(text[m[4]:m[5]]) // digits; what is too large is refused below
	}
	if addr, err := netip.ParseAddr(host); err == nil {
		n.number = true
		host = addr.String()
	} else if strings.Contains(host, ":") || strings.Trim(host, "0123456789.") == "" {
		return n, false
	}
	n.target = net.JoinHostPort(host, strconv.Itoa(port))
	if scheme := f.spoken(text[m[0]:min(len(text), m[1]+60)], port); scheme != "" {
		n.target = scheme + "://" + n.target
	}
	t, err := certain.ParseTarget(n.target, never)
	return n, err == nil && t.Kind() == certain.Endpoint
}

var startTLS = regexp.MustCompile(`-starttls (\w+)`)

// spoken is the scheme of what is spoken before TLS, "" where it comes at once.
func (f form) spoken(words string, port int) string {
	if m := startTLS.FindStringSubmatch(words); m != nil && slices.Contains(certain.Schemes(), m[1]) {
		return m[1]
	}
	switch {
	case f.scheme == "smtp" && port == 465, f.scheme == "tls":
		return ""
	case f.scheme != "":
		return f.scheme
	}
	return spoken()[port]
}

func truth(is bool) int {
	if is {
		return 1
	}
	return 0
}
