package probe

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
	"time"

	certain "github.com/certain-tls/certain"
)

// upgrades are the protocols in which TLS has to be asked for, by the name
// that certain.Target.Upgrade gives. Each speaks to the server until that is
// ready for a handshake. Its words are what the server answered to the wish.
var upgrades = map[string]func(*dialogue) (says string, err error){
	"smtp":     func(d *dialogue) (string, error) { return d.smtp("EHLO") },
	"lmtp":     func(d *dialogue) (string, error) { return d.smtp("LHLO") },
	"imap":     (*dialogue).imap,
	"pop3":     (*dialogue).pop3,
	"ftp":      (*dialogue).ftp,
	"ldap":     (*dialogue).ldap,
	"postgres": (*dialogue).postgres,
	"mysql":    (*dialogue).mysql,
	"xmpp":     (*dialogue).xmpp,
	"sieve":    (*dialogue).sieve,
	"nntp":     (*dialogue).nntp,
	"irc":      (*dialogue).irc,
	"rdp":      (*dialogue).rdp,
}

const (
	maxTalk  = 64 << 10 // bytes that a server may send before the handshake
	maxLine  = 8 << 10  // bytes of one line
	maxLines = 200      // lines of one answer
	maxHeard = 80       // characters of an answer that are shown
)

var (
	errTalk  = errors.New("the server sent more than 64 KiB before the handshake")
	errLine  = errors.New("the server sent a line longer than 8 KiB")
	errLines = errors.New("the server sent an answer of more than 200 lines")
)

// strange is an answer that belongs to another protocol.
type strange struct{ heard string }

func (s strange) Error() string { return "the answer belongs to another protocol" }

// dialogue is what is said in the clear before the handshake.
type dialogue struct {
	conn net.Conn
	in   *bufio.Reader
	name string // the name of the server, for protocols that want it
	// behind is sent in one piece with the wish for TLS: a line end, and a
	// command that changes nothing. Empty but for Pipeline.
	behind string
}

// upgrade asks for TLS, and makes the step. Text that came after the answer
// was not asked for, and could be anybody's: it is noted and thrown away.
func (p *prober) upgrade(ctx context.Context, conn net.Conn, protocol, address string) (certain.Step, bool) {
	start := time.Now()
	step := certain.Step{Name: certain.StepStartTLS, Address: address, Outcome: certain.OK}
	d := &dialogue{conn: conn, in: bufio.NewReader(&bounded{conn, maxTalk}), name: p.obs.Asked.Name, behind: p.behind}
	err := during(ctx, conn, func() (err error) {
		step.Found, err = upgrades[protocol](d)
		return err
	})
	step.Found = certain.Clip(strings.TrimSpace(step.Found), maxHeard)
	var odd strange
	switch {
	case errors.As(err, &odd):
		fail(&step, fmt.Errorf("%w, not to %s", err, protocol), certain.NotTLS)
		step.Heard = certain.Clip(odd.heard, maxHeard)
	case err != nil:
		fail(&step, err, talkOutcome(err))
	}
	if extra := d.in.Buffered(); err == nil && extra > 0 {
		text, _ := d.in.Peek(extra) // what is buffered is there
		step.Heard = certain.Clip(string(text), maxHeard)
	}
	step.MS = millis(time.Since(start))
	return step, err == nil
}

// bounded reads so many bytes and then fails.
type bounded struct {
	io.Reader
	left int
}

func (b *bounded) Read(p []byte) (int, error) {
	if b.left <= 0 {
		return 0, errTalk
	}
	n, err := b.Reader.Read(p[:min(len(p), b.left)])
	b.left -= n
	return n, err
}

// say sends one line.
func (d *dialogue) say(text string) error {
	_, err := io.WriteString(d.conn, text+"\r\n")
	return err
}

// line reads one line, without its end.
func (d *dialogue) line() (string, error) {
	var text []byte
	for {
		part, err := d.in.ReadSlice('\n')
		text = append(text, part...)
		switch {
		case len(text) > maxLine:
			return "", errLine
		case errors.Is(err, bufio.ErrBufferFull):
			continue
		case errors.Is(err, io.EOF) && len(text) > 0:
			return "", io.ErrUnexpectedEOF
		case err != nil:
			return "", err
		}
		return strings.TrimRight(string(text), "\r\n"), nil
	}
}

// reply reads the answer of a protocol with three-digit codes, of which all
// lines but the last have a hyphen behind the code (RFC 5321 section 4.2.1).
func (d *dialogue) reply() (code string, lines []string, err error) {
	for len(lines) < maxLines {
		text, err := d.line()
		if err != nil {
			return "", nil, err
		}
		if !coded(text) || code != "" && text[:3] != code {
			return "", nil, strange{text}
		}
		code, lines = text[:3], append(lines, text)
		if len(text) == 3 || text[3] == ' ' {
			return code, lines, nil
		}
	}
	return "", nil, errLines
}

func coded(text string) bool {
	if len(text) < 3 || len(text) > 3 && text[3] != ' ' && text[3] != '-' {
		return false
	}
	return text[0] >= '1' && text[0] <= '5' && digit(text[1]) && digit(text[2])
}

func digit(c byte) bool { return c >= '0' && c <= '9' }

// refusal is an answer that means no.
func refusal(to, answer string) error {
	return declined{fmt.Sprintf("the server answers %s with: %s", to, certain.Clip(answer, 120))}
}

// offersNone is a server that does not name TLS among what it can do.
func offersNone(word string) error {
	return declined{"the server does not offer " + word + " among what it can do"}
}
