package lab

import "net/http"

// Behaviour is a way for a server to behave, by a word that stands in
// descriptions.
type Behaviour struct {
	Name  string
	About string // what it does
	Text  bool   // it says the description's text
	Plain bool   // it shakes no hands, so that settings of TLS would be idle

	apply func(s *Scenario, text string)
}

// Behaviours lists the words that Description.Behaviour takes, beside the
// empty one, in the order of a connection's life.
func Behaviours() []Behaviour { return append([]Behaviour(nil), behaviours...) }

// nameless is the behaviour that has a host of its own.
const nameless = "no-such-name"

// behaviours is filled by init, since some of them open endpoints, and the
// compiler takes that for a circle.
var behaviours []Behaviour

func init() {
	behaviours = []Behaviour{
		{Name: "healthy", About: "shakes hands and answers an HTTP request", apply: func(*Scenario, string) {}},

		{Name: nameless, Plain: true, About: "has a name that does not exist, says its DNS server", apply: func(s *Scenario, _ string) { s.host, s.open = "nowhere.example.test", resolvesNothing }},
		{Name: "refused", Plain: true, About: "nothing listens on the port", apply: opens(refuses)},
		{Name: "unanswered", Plain: true, About: "the host answers no attempt to connect (Linux)", apply: opens(neverAccepts)},
		{Name: "proxy-wants-password", About: "a proxy stands before it and answers 407", apply: opens(behind("http", answersConnect(407, http.Header{"Proxy-Authenticate": {`Basic realm="lab"`}})))},
		{Name: "proxy-reaches-nothing", About: "a proxy stands before it and answers 502", apply: opens(behind("http", answersConnect(502, nil)))},
		{Name: "proxy-refuses-socks", About: "a SOCKS5 proxy stands before it and refuses", apply: opens(behind("socks5h", refusesSOCKS))},

		{Name: "proxy", About: "a proxy stands before it and lets everybody through", apply: opens(throughProxy)},
		{Name: "smtp", About: "a mail server with STARTTLS", apply: opens(mailServer(true))},
		{Name: "smtp-plain", Plain: true, About: "a mail server without STARTTLS", apply: opens(mailServer(false))},
		{Name: "smtp-silent", Plain: true, About: "a mail server that never greets", apply: func(s *Scenario, _ string) { s.open, s.Silent = mailServerMute, true }},
		{Name: "smtp-obeys", About: "a mail server that obeys inside TLS what came in the clear behind STARTTLS", apply: opens(mailServerObeys)},
		{Name: "postgres-plain", Plain: true, About: "a PostgreSQL server that has TLS switched off", apply: opens(postgresWithout)},

		{Name: "greets", Plain: true, About: "says the text first, in place of TLS", Text: true, apply: func(s *Scenario, text string) { s.speak = greets(text) }},
		{Name: "says", Plain: true, About: "says the text in place of its answer to the ClientHello", Text: true, apply: func(s *Scenario, text string) { s.speak = says(text) }},
		{Name: "plain-http", Plain: true, About: "a web server that knows no TLS", apply: func(s *Scenario, _ string) { s.speak = says(badRequest) }},
		{Name: "reset", Plain: true, About: "resets the connection when the handshake begins", apply: func(s *Scenario, _ string) { s.speak = resets }},
		{Name: "reset-at-once", Plain: true, About: "resets the connection before anything is said", apply: func(s *Scenario, _ string) { s.speak = abort }},
		{Name: "closed", Plain: true, About: "closes the connection when the handshake begins", apply: func(s *Scenario, _ string) { s.speak = closesEarly }},
		{Name: "silent", Plain: true, About: "reads, and never answers", apply: func(s *Scenario, _ string) { s.speak = saysNothing }},
		{Name: "silent-after-hello", Plain: true, About: "falls silent after its ServerHello", apply: withBytes(byHand{suite: anySuite, instead: saysNothing})},
		{Name: "silent-before-finished", Plain: true, About: "never sends its Finished", apply: withBytes(byHand{suite: anySuite, mute: true})},
		{Name: "slow", About: "sends one byte a second", apply: func(s *Scenario, _ string) { s.wrap = drips }},
		{Name: "corrupts", About: "flips a bit of its first encrypted record", apply: func(s *Scenario, _ string) { s.wrap = corrupts }},
		{Name: "downgraded", About: "something on the way takes TLS 1.3 out of the client's offer", apply: func(s *Scenario, _ string) { s.wrap = strips }},
		{Name: "lies", About: "signs the handshake with a signature that fits no key", apply: func(s *Scenario, _ string) { s.tune = lies }},

		{Name: "answers", About: "says the text in place of its answer to the request", Text: true, apply: func(s *Scenario, text string) { s.reply = replies(text) }},
		{Name: "no-answer", About: "shakes hands and never answers the request", apply: func(s *Scenario, _ string) { s.open, s.Silent = keeps(serverKeeps{mute: true}), true }},
		{Name: "reset-after-handshake", About: "resets the connection in place of its answer to the request", apply: func(s *Scenario, _ string) { s.open, s.Late = keeps(serverKeeps{resets: true}), true }},
		{Name: "redirects", About: "answers the request for its first page with a redirect to the text, in which {port} is its own port", Text: true, apply: func(s *Scenario, text string) { s.open, s.Late = leads(text), true }},
		{Name: "endless-headers", About: "answers the request with headers of 1 GB", apply: func(s *Scenario, _ string) { s.reply = endlessHeaders }},
		{Name: "hangs-up", About: "says the text as its answer and ends without the close_notify of TLS", Text: true, apply: func(s *Scenario, text string) { s.open, s.Late = hangsUpAfter(text), true }},
	}
}

func opens(open func(*Lab, *Running) error) func(*Scenario, string) {
	return func(s *Scenario, _ string) { s.open = open }
}

func withBytes(b byHand) func(*Scenario, string) {
	return func(s *Scenario, _ string) { s.byHand = &b }
}

func behaviourOf(name string) (Behaviour, bool) {
	for _, b := range behaviours {
		if b.Name == name {
			return b, true
		}
	}
	return Behaviour{}, false
}

// badRequest is what a web server says to a ClientHello.
const badRequest = "HTTP/1.1 400 Bad Request\r\nServer: lab\r\nContent-Type: text/plain\r\nContent-Length: 16\r\nConnection: close\r\n\r\n400 Bad Request\n"
