package probe

import (
	"context"
	"encoding/binary"
	"io"
	"strings"
	"time"

	certain "github.com/certain-tls/certain"
)

// startupMessage begins a session of PostgreSQL 3.0 ("Message Formats",
// StartupMessage), for a user who most likely does not exist.
const startupMessage = "\x00\x00\x00\x28\x00\x03\x00\x00user\x00certain\x00database\x00postgres\x00\x00"

// maxStartup bounds what is read of the answer, in bytes.
const maxStartup = 4 << 10

// Startup asks a PostgreSQL server for a session, to learn whether it insists
// on the client certificate that it asked for: it says so in its own protocol,
// once TLS is done (pg_hba.conf, clientcert). It does nothing where none was
// asked for, or one was shown. It is to be called once, after the connection
// was judged trustworthy; a refusal becomes a step of obs.
func (s *Session) Startup(ctx context.Context, obs *certain.Observation) {
	if !obs.Handshake.ClientAsked || obs.Handshake.ClientSent {
		return
	}
	start := time.Now()
	_ = s.h.tap.SetDeadline(start.Add(s.options.timeout())) // fails only on a closed connection, which writing tells
	stop := context.AfterFunc(ctx, func() { _ = s.h.tap.SetDeadline(time.Unix(1, 0)) })
	defer stop()
	says, err := s.startup()
	if err != nil || !strings.Contains(says, "requires a valid client certificate") { // auth.c, ClientAuthentication
		return // any other answer has nothing to do with TLS
	}
	obs.Steps = append(obs.Steps, certain.Step{
		Name: certain.StepAfter, Address: s.h.address, MS: millis(time.Since(start)),
		Outcome: certain.Declined, Found: certain.Clip(says, 100),
	})
}

// startup gives the text of the error that answers the StartupMessage, empty
// if it is answered by anything else.
func (s *Session) startup() (says string, err error) {
	if _, err := io.WriteString(s.h.conn, startupMessage); err != nil {
		return "", err
	}
	var head [5]byte
	if _, err := io.ReadFull(s.h.conn, head[:]); err != nil || head[0] != 'E' {
		return "", err
	}
	body := make([]byte, min(max(binary.BigEndian.Uint32(head[1:]), 4)-4, maxStartup))
	n, err := io.ReadFull(s.h.conn, body)
	return postgresText(body[:n]), err
}
