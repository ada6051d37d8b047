package lab

import (
	"cmp"
	"crypto/tls"
	"io"
	"net"
	"slices"
	"time"

	"github.com/certain-tls/certain"
	"github.com/certain-tls/certain/problem"
)

// What a careful client must do with a scenario, see [Scenario.Expect].
const (
	Accept = "accept"
	Reject = "reject"
	Either = "either" // careful clients differ
)

// Scenario is one thing that can be wrong with an endpoint or with files, or
// one that is healthy. Scenarios are plain values: nothing runs until [Open].
type Scenario struct {
	ID     string       // kebab-case words: the code, and what sets it apart where a code has several scenarios
	Code   string       // the first cause; empty if healthy
	Codes  []string     // all codes that a check must find, of every severity; symptoms that hide behind another are left out
	Kind   certain.Kind // endpoint or files
	Expect string       // Accept, Reject or Either
	About  string       // one fact about the world, one sentence
	Late   bool         // what is wrong comes after the client's request, so that a request proves no carelessness

	// How it is to be looked at, where that is not the default: by whose
	// rules (rfc5280, webpki, strict), against which profile (modern,
	// intermediate, legacy), and whom to ask about revocation (off, staple,
	// crl, ocsp, all).
	Policy, Profile, Revocation string
	Idle                        time.Duration // how long a connection is to be kept between two requests; 0 does not ask that
	Silent                      bool          // something in it is never answered: a client need not wait long

	builtin string // the lab's own that it is, under another id

	// How the scenario differs from a good server on "localhost". Each entry
	// of the table sets only what differs.

	host       string  // the host of the URL; localhost if empty
	serverName string  // the name to ask for; host if empty
	sends      chain   // what the server presents
	also       []chain // what it presents for other names
	trusts     []*plan // the roots that clients are told to trust, beside the lab's own
	staple     *Staple // the OCSP response beside what it presents
	timestamps int     // how many logs' timestamps come in the handshake
	tls        TLS     // the server's TLS settings
	behaviour  string  // sets some of the functions below, see behaviours
	text       string  // what the behaviour says
	pinned     string  // the role whose key the user has pinned
	logs       bool    // the user has the list of the lab's logs

	// What no description tells: functions, and bytes made by hand.

	byFunc bool                       // at least one of these was set in the table
	tune   func(*tls.Config)          // changes the server's TLS settings
	wrap   func(net.Conn) net.Conn    // stands between the TLS server and the network
	reply  func(io.Writer)            // says something in place of an answer to the request
	byHand *byHand                    // stands in place of crypto/tls
	nodes  []node                     // the machines behind the name, each with an address of its own
	speak  func(net.Conn)             // stands in place of the TLS server
	open   func(*Lab, *Running) error // stands in place of the listener
	write  func(*folder)              // writes the files of a scenario of kind files
}

// Scenarios lists all scenarios that this platform can show, the healthy ones
// first, then in the order of the catalogue.
func Scenarios() []Scenario {
	all := join(healthy(), unruly(), trust(), revocation(), policy(), loading(), connecting(), silent(), kept(), redirects(), handshake(), suites(), hostile(), many())
	for i := range all {
		all[i] = all[i].filled()
	}
	place := map[string]int{"": -1}
	for i, p := range problem.All() {
		place[p.Code] = i
	}
	slices.SortStableFunc(all, func(a, b Scenario) int { return cmp.Compare(place[a.Code], place[b.Code]) })
	return all
}

func join(parts ...[]Scenario) (all []Scenario) {
	for _, part := range parts {
		all = append(all, part...)
	}
	return all
}

// filled adds what most entries of the table leave unsaid.
func (s Scenario) filled() Scenario {
	if s.Codes == nil && s.Code != "" {
		s.Codes = []string{s.Code}
	}
	if s.Kind == "" {
		s.Kind = certain.Endpoint
	}
	if s.write != nil {
		s.Kind = certain.Files
	}
	s.byFunc = s.tune != nil || s.wrap != nil || s.reply != nil || s.byHand != nil || s.nodes != nil || s.speak != nil || s.open != nil || s.write != nil
	if b, ok := behaviourOf(s.behaviour); ok {
		b.apply(&s, s.text)
	}
	if s.host == "" {
		s.host = "localhost"
	}
	if s.serverName == "" {
		s.serverName = s.host
	}
	return s
}

func (s Scenario) chains() []chain { return append([]chain{s.sends}, s.also...) }
