package probe

import (
	"bufio"
	"context"
	"crypto/tls"
	"errors"
	"io"
	"net/netip"
	"strings"
	"time"

	certain "github.com/certain-tls/certain"
)

// noop is a command that changes nothing, to be sent in the clear in one piece
// with the wish for TLS, and how its answer is told from others inside TLS.
type noop struct {
	behind   string // the command, led by a line end
	goodbye  string // what is sent inside TLS: its answer comes last
	last     string // how that answer begins; empty if only the end of the connection tells
	answered func(lines []string) bool
}

// noops are the protocols of lines. In the others (LDAP, XMPP, PostgreSQL,
// MySQL) no message is both harmless and answered before somebody has logged
// in.
var noops = map[string]noop{
	"smtp":  {"\r\nNOOP", "QUIT", "221", repliesTwice},
	"lmtp":  {"\r\nNOOP", "QUIT", "221", repliesTwice},
	"ftp":   {"\r\nNOOP", "QUIT", "221", repliesTwice},
	"nntp":  {"\r\nDATE", "QUIT", "205", repliesTwice},
	"pop3":  {"\r\nNOOP", "QUIT", "", func(lines []string) bool { return len(lines) > 1 }},
	"imap":  {"\r\nplain NOOP", "inside LOGOUT", "inside ", says("plain ")},
	"sieve": {"\r\nNOOP \"plain\"", "LOGOUT", "", says("\"plain\"")},
	"irc":   {"\r\nPING plain", "QUIT", "ERROR", says("plain")},
}

// repliesTwice: one answer is to the goodbye, which alone was said inside TLS.
func repliesTwice(lines []string) bool {
	replies := 0
	for _, text := range lines {
		if coded(text) && (len(text) == 3 || text[3] == ' ') {
			replies++
		}
	}
	return replies > 1
}

func says(word string) func([]string) bool {
	return func(lines []string) bool {
		for _, text := range lines {
			if strings.Contains(text, word) {
				return true
			}
		}
		return false
	}
}

// goodbyeWait bounds how long a server may take over its goodbye.
const goodbyeWait = 2 * time.Second

// Pipeline tries whether a server that was asked for TLS carries out inside
// TLS what came in the clear in one piece with the wish for it
// (CVE-2011-0411): a NOOP or its like is sent there, on a connection of its
// own, and nothing that could change anything. The attempt is a step of obs.
//
// It does nothing for targets whose protocol has no such command, and where
// obs shows no completed handshake.
func Pipeline(ctx context.Context, t certain.Target, obs *certain.Observation, o Options) {
	command, ok := noops[t.Upgrade()]
	p := &prober{target: t, options: o, obs: obs, behind: command.behind}
	w, reached := p.wayBack()
	if !ok || !reached {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, o.timeout())
	defer cancel()
	start := time.Now()
	step := certain.Step{Name: certain.StepPipelined, Address: w.address, Outcome: certain.OK}
	conn, steps := p.reach(ctx, w)
	if conn == nil {
		last := steps[len(steps)-1]
		step.Outcome, step.Error = last.Outcome, last.Error
	} else {
		defer conn.Close()
		tap := &wiretap{Conn: conn}
		var lines []string
		err := during(ctx, conn, func() (err error) {
			lines, err = leave(tls.Client(tap, config(t, obs.Asked.SNI)), tap, command)
			return err
		})
		switch {
		case command.answered(lines):
			step.Outcome, step.Heard = certain.Obeyed, certain.Clip(lines[0], maxHeard)
		case err != nil:
			fail(&step, err, handshakeOutcome(err, tap.heard))
		default:
			step.Found = "the command was not carried out"
		}
	}
	p.step(step, start)
}

// leave shakes hands, says goodbye and reads what is answered. That the server
// hangs up afterwards is no error.
func leave(secure *tls.Conn, tap *wiretap, command noop) (lines []string, err error) {
	if err := secure.Handshake(); err != nil {
		return nil, err
	}
	_ = tap.SetReadDeadline(time.Now().Add(goodbyeWait)) // fails only on a closed connection, and then Read does
	if _, err := io.WriteString(secure, command.goodbye+"\r\n"); err != nil {
		return nil, err
	}
	d := &dialogue{in: bufio.NewReader(&bounded{secure, maxTalk})}
	for len(lines) < maxLines {
		text, err := d.line()
		if err != nil {
			break // hung up, fell silent or said too much: what was read counts
		}
		lines = append(lines, text)
		if command.last != "" && strings.HasPrefix(text, command.last) {
			break
		}
	}
	if len(lines) == 0 {
		return nil, errors.New("the server said nothing inside TLS")
	}
	return lines, nil
}

// wayBack is the way of the handshake that completed, to be gone once more.
func (p *prober) wayBack() (way, bool) {
	address := ""
	for _, s := range p.obs.Steps {
		if s.Name == certain.StepHandshake && s.Outcome == certain.OK {
			address = s.Address
		}
	}
	switch {
	case address == "":
		return way{}, false
	case p.target.Scheme == "unix":
		return way{network: "unix", address: address}, true
	}
	if to, err := netip.ParseAddrPort(address); err == nil {
		return p.wayTo(to), true
	}
	return way{network: "tcp", address: address, proxy: p.options.Proxy}, p.options.Proxy != nil
}
