package certain

import "time"

// Observation is all that was seen of one target, with nothing concluded. It
// can be stored as JSON and judged again later: the same checks over the same
// Observation give the same findings.
//
// Faults of the target are data here (a [Step] that failed, a [Fault] in a
// file). An Observation never holds a private key, a passphrase or a session
// secret.
type Observation struct {
	At        time.Time  `json:"at"` // when it was seen, and as of when it is judged
	Kind      Kind       `json:"kind"`
	Asked     Asked      `json:"asked"`
	Steps     []Step     `json:"steps"`
	Handshake *Handshake `json:"handshake,omitempty"` // nil if none completed
	Served    []*Cert    `json:"served,omitempty"`    // the chain as the server sent it, leaf first if the server is right
	Fetched   []Fetched  `json:"fetched,omitempty"`   // issuers that nobody sent, found elsewhere
	Files     []File     `json:"files,omitempty"`     // the files of the target, or those given beside an endpoint
	Store     Store      `json:"store"`
	Anchors   []Anchor   `json:"anchors,omitempty"` // the roots of Store that could matter to the certificates above
	HTTP      *HTTP      `json:"http,omitempty"`    // the answer to the request, if one was made
	Proxy     *ProxyUse  `json:"proxy,omitempty"`   // the proxy that is configured for this target, if any
	Clock     *Clock     `json:"clock,omitempty"`   // what tells about this machine's clock; nil if At was the user's choice
	// Others are the addresses of the same name that completed a handshake,
	// where each address gets an observation of its own.
	Others []string `json:"other_addresses,omitempty"`
	// Peers are the other addresses of the same name and what each of them
	// served, where each address gets an observation of its own.
	Peers []Peer `json:"peers,omitempty"`
	// Statements are what authorities say about their certificates, fetched
	// from the addresses that these name. A stapled one is in Handshake, lists
	// of the user are in Files.
	Statements []Statement `json:"statements,omitempty"`
	Logs       *LogList    `json:"logs,omitempty"` // nil if no list of logs was given
}

// Peer is another address of the same name, as it was seen in the same call.
type Peer struct {
	Address string `json:"address"`
	Leaf    *Cert  `json:"leaf,omitempty"` // the first certificate that it served; nil for none
}

// ProxyUse is a proxy that was followed, or that a variable of the
// environment names and nobody asked to follow.
type ProxyUse struct {
	URL      string `json:"url"`                // without user name and password
	Variable string `json:"variable,omitempty"` // the environment's variable that names it; empty if a flag does
	Followed bool   `json:"followed"`
}

// Clock is what there is to compare this machine's clock with.
type Clock struct {
	Now   time.Time `json:"now"`             // what the clock said when the target was seen
	Built time.Time `json:"built,omitzero"`  // when this program was built: no later than now
	Dates []Dated   `json:"dates,omitempty"` // what others said the time is
}

// Dated is the time that an HTTP server gave in a Date header, in an answer
// over plain HTTP that was asked for anyway.
type Dated struct {
	From string    `json:"from"` // the URL
	Date time.Time `json:"date"`
	Seen time.Time `json:"seen"` // what this machine's clock said then
}

// Asked is what the user wanted to be verified.
type Asked struct {
	Target   string   `json:"target"`             // as written
	Name     string   `json:"name,omitempty"`     // the DNS name or IP address that a certificate must carry
	SNI      string   `json:"sni,omitempty"`      // the name sent in the handshake; none for an address
	Address  string   `json:"address,omitempty"`  // host:port, for an endpoint; the path of a Unix socket
	At       string   `json:"at,omitempty"`       // the one address of several that was looked at (--each-address)
	Named    bool     `json:"named,omitempty"`    // Name was given by a flag rather than taken from the target
	Purpose  string   `json:"purpose,omitempty"`  // server (the default), client or any
	Demanded bool     `json:"demanded,omitempty"` // Purpose was given by a flag
	Pair     []string `json:"pair,omitempty"`     // files given as keys (--key)
	Client   string   `json:"client,omitempty"`   // the subject of the certificate that a server is shown if it asks
	// Policy names whose rules apply: rfc5280 (the default), webpki or strict.
	Policy string `json:"policy,omitempty"`
	// Profile names what the negotiated parameters are held against, see
	// package profile; empty leaves them alone.
	Profile string `json:"profile,omitempty"`
	// Revocation says which statements about revocation count: off, staple
	// (the default), crl, ocsp or all. More than the staple is fetched, and
	// its absence is a finding.
	Revocation string `json:"revocation,omitempty"`
	// Pins are public keys, one of which the leaf must have:
	// sha256//BASE64 of the SubjectPublicKeyInfo (RFC 7469 section 2.4).
	Pins []string `json:"pins,omitempty"`
	// IdleMS is how long the server is to keep a connection that lies idle
	// between two requests, in milliseconds (--idle); 0 if nobody asked.
	IdleMS float64 `json:"idle_ms,omitempty"`
}

// Step is one thing that was tried, in the order of trying.
type Step struct {
	Name    string  `json:"name"`              // one of the Step… constants
	Address string  `json:"address,omitempty"` // the address, name, file or URL it went to
	MS      float64 `json:"ms"`                // how long it took, in milliseconds
	Outcome Outcome `json:"outcome"`
	Error   string  `json:"error,omitempty"` // what the system or the library said, cleaned
	Alert   *uint8  `json:"alert,omitempty"` // the TLS alert that was received, RFC 8446 section 6
	Heard   string  `json:"heard,omitempty"` // the first bytes that were no TLS, cleaned and clipped
	Found   string  `json:"found,omitempty"` // what the step gave: addresses of a name, a status line
	// ClientAsked: the server asked for a client certificate before the step
	// ended.
	ClientAsked bool `json:"client_certificate_asked,omitempty"`
	// ClientSent: the server was shown a client certificate before the step
	// ended.
	ClientSent bool `json:"client_certificate_sent,omitempty"`
	// Hello is what the server chose before the step failed, or what it chose
	// of everything there is (StepHello). Nil if it chose nothing.
	Hello *Hello `json:"hello,omitempty"`
	// TicketOf is the host:port where the session began that was offered
	// (StepResume). The session itself is kept nowhere.
	TicketOf string `json:"ticket_of,omitempty"`
}

// The names of steps, in the order in which they happen.
const (
	StepFile      = "file"
	StepDNS       = "dns"
	StepTCP       = "tcp"
	StepProxy     = "proxy"
	StepStartTLS  = "starttls"
	StepHandshake = "handshake"
	StepHello     = "hello"           // a second look: every version and suite there is was offered, and only the answer read
	StepAfter     = "after-handshake" // what a server does at once after the handshake: a refusal of the client, tickets
	StepFetch     = "fetch"           // an issuer fetched by its AIA address
	StepCRL       = "crl"             // a revocation list fetched
	StepOCSP      = "ocsp"            // an OCSP responder asked
	StepHTTP      = "http"
	StepIdle      = "idle"      // a second request, after the connection lay idle; MS is how long it did
	StepRedirect  = "redirect"  // a handshake with the server that a redirect leads to; no request is sent
	StepPipelined = "pipelined" // a harmless command is sent in the clear, in one piece with the wish for TLS
	StepResume    = "resume"    // a session is offered that began at this address or at another of the name
)

// Outcome says how a step ended, as a fact, not as a judgement.
type Outcome string

// The outcomes of steps.
const (
	OK          Outcome = "ok"
	NotFound    Outcome = "not-found"       // no such file; no such name
	Denied      Outcome = "denied"          // the file may not be read
	Refused     Outcome = "refused"         // TCP reset in answer to SYN
	Reset       Outcome = "reset"           // TCP reset later
	Timeout     Outcome = "timeout"         // nothing came in time
	Closed      Outcome = "closed"          // the peer ended the connection in order, too early
	Unreachable Outcome = "unreachable"     // no route to host or network
	NotTLS      Outcome = "not-tls"         // an answer that is no TLS record
	Alerted     Outcome = "alert"           // a TLS alert, see Step.Alert
	BadRecord   Outcome = "bad-record"      // TLS that could not be decoded or authenticated
	BadCert     Outcome = "bad-certificate" // a certificate that the TLS library cannot parse
	BadProof    Outcome = "bad-proof"       // the peer's handshake signature does not fit its certificate
	Downgraded  Outcome = "downgraded"      // the peer says that something held the version down, RFC 8446 section 4.1.3
	Unoffered   Outcome = "unoffered"       // the peer chose what was not offered to it
	TooLarge    Outcome = "too-large"       // more bytes than a limit allows
	Declined    Outcome = "declined"        // a proxy, a server asked for TLS or for a session, or the answer to the request says no
	Obeyed      Outcome = "obeyed"          // what came in the clear before the handshake was carried out after it
	Truncated   Outcome = "truncated"       // the connection ended without close_notify, before the answer's own end
	Failed      Outcome = "failed"          // anything else, see Step.Error
)

// Handshake is what was negotiated.
type Handshake struct {
	Version       string   `json:"version"`             // "TLS 1.3"
	Cipher        string   `json:"cipher"`              // IANA name
	Group         string   `json:"group"`               // key exchange group; empty for static RSA
	PostQuantum   bool     `json:"post_quantum"`        // Group is a hybrid with a post-quantum part
	Signature     string   `json:"signature,omitempty"` // the server's handshake signature scheme, where it is known
	ALPN          string   `json:"alpn"`
	SNI           string   `json:"sni"`
	Ticket        bool     `json:"ticket"` // a session ticket was received while we listened
	Resumed       bool     `json:"resumed"`
	ClientAsked   bool     `json:"client_certificate_asked"`             // a CertificateRequest was received
	ClientSent    bool     `json:"client_certificate_sent,omitempty"`    // it was answered with a certificate
	ClientIssuers []string `json:"client_certificate_issuers,omitempty"` // the authorities it named
	// SecureRenegotiation: the server knows RFC 5746. Nil in TLS 1.3, which
	// has no renegotiation.
	SecureRenegotiation *bool `json:"secure_renegotiation,omitempty"`
	// Certificates is how many certificates the server sent, if more than are
	// kept; 0 otherwise.
	Certificates int      `json:"certificates,omitempty"`
	Staple       []byte   `json:"staple,omitempty"` // the OCSP response, DER
	SCTs         [][]byte `json:"scts,omitempty"`   // signed certificate timestamps of the TLS extension, RFC 6962
}

// Hello is what a server chose in its first flight, as far as that can be read
// without finishing the handshake. Names are those of the IANA registries.
type Hello struct {
	Version             string `json:"version"` // "SSL 3.0"
	Cipher              string `json:"cipher"`
	Group               string `json:"group,omitempty"`                    // the key exchange group, where one was named
	DHBits              int    `json:"dh_bits,omitempty"`                  // the size of the prime of finite-field Diffie-Hellman
	RSABits             int    `json:"rsa_bits,omitempty"`                 // the size of the temporary key of an export suite
	Signature           string `json:"signature,omitempty"`                // the scheme of the handshake signature, TLS 1.2 and later
	SecureRenegotiation bool   `json:"secure_renegotiation"`               // the server knows RFC 5746
	Downgrade           string `json:"downgrade,omitempty"`                // the version that the downgrade marker says the server could speak
	ClientAsked         bool   `json:"client_certificate_asked,omitempty"` // a CertificateRequest came
	// Unoffered are those of the choices that crypto/tls does not offer:
	// "version", "cipher", "group", "signature".
	Unoffered []string `json:"unoffered,omitempty"`
}

// Fetched is a certificate that was not sent and was found elsewhere.
type Fetched struct {
	From string `json:"from"` // the URL of an AIA caIssuers address, or "known" for the table of known intermediates
	Cert *Cert  `json:"certificate"`
}

// Store tells which trust store was asked. The anchors themselves are not
// listed here, see [Observation.Anchors].
type Store struct {
	Name  string `json:"name"`  // "system", "mozilla", a path, or several joined by " + "; "none" if trust is left unjudged
	Given bool   `json:"given"` // named by the user with --roots
	Size  int    `json:"size"`  // how many anchors it holds; -1 if the platform does not tell
}

// None tells whether trust is to be left unjudged.
func (s Store) None() bool { return s.Name == "none" }

// Anchor is a root of a store that could end a path of this Observation.
type Anchor struct {
	Cert *Cert  `json:"certificate"`
	From string `json:"from"` // the store or file it comes from
	// Refuses is not empty if the store's own rules keep this root from
	// vouching for the certificates of this Observation (Mozilla's
	// distrust-after dates, for example), and says why.
	Refuses string `json:"refuses,omitempty"`
}

// HTTP is the answer to the request that went out once the connection was
// judged trustworthy.
type HTTP struct {
	Status   int    `json:"status"`
	Server   string `json:"server,omitempty"`   // cleaned
	Location string `json:"location,omitempty"` // where a redirect points; it is not followed. Cleaned
	Body     Body   `json:"body,omitempty"`     // how the body ended
	// Goodbye: the server ended the connection with the close_notify of TLS.
	// Without it the connection was ended otherwise, or nobody waited for its
	// end.
	Goodbye bool `json:"close_notify,omitempty"`
	// Client is what the answer says of the client's certificate, where
	// servers say that by HTTP instead of an alert; empty for nothing.
	Client ClientAnswer `json:"client_certificate,omitempty"`
	Next   *Next        `json:"next,omitempty"` // the server that Location leads to, if that is another one and was looked at
}

// Next is the server that a redirect leads to, as a handshake shows it.
type Next struct {
	Name    string `json:"name"`           // what a certificate must carry
	Address string `json:"address"`        // host:port
	Leaf    *Cert  `json:"leaf,omitempty"` // the first certificate that it served; nil if no handshake completed
}

// Leads tells whether the answer sends the client elsewhere (RFC 9110 section
// 15.4).
func (h *HTTP) Leads() bool {
	switch h.Status {
	case 301, 302, 303, 307, 308:
		return h.Location != ""
	}
	return false
}

// ClientAnswer is what an answer says of the client's certificate.
type ClientAnswer string

// What answers say.
const (
	ClientMissing ClientAnswer = "missing"
	ClientRefused ClientAnswer = "refused"
)

// Body says how the body of an HTTP answer ended.
type Body string

// The ends of a body.
const (
	BodyUnread Body = ""      // not read to its end
	BodyWhole  Body = "whole" // its own end was reached: its length, the last chunk, or close_notify where that is the end
	BodyCut    Body = "cut"   // the connection ended before
	// BodyOpen: nothing but the connection's end tells that it is over, and
	// that came without close_notify. It cannot be told whether it is whole.
	BodyOpen Body = "open"
)
