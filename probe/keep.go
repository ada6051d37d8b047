package probe

import (
	"context"
	"errors"
	"io"
	"net/http"
	"time"

	certain "github.com/certain-tls/certain"
)

// Keep lets the connection lie idle for as long as the options say, and then
// sends the request of Get once more. A server that hangs up meanwhile ends
// the wait. It is to be called once, after Get, and does nothing without Idle.
// What happens is a step of obs, whose MS is how long the connection lay idle.
func (s *Session) Keep(ctx context.Context, path string, obs *certain.Observation) {
	if s.options.Idle == 0 || !s.asked {
		return
	}
	step := certain.Step{Name: certain.StepIdle, Address: s.h.address, Outcome: certain.OK}
	defer func() { obs.Steps = append(obs.Steps, step) }()
	if s.unkept != "" {
		step.Outcome, step.Error = certain.Declined, s.unkept
		return
	}
	start := time.Now()
	heard, err := s.lieIdle(ctx)
	step.MS = millis(time.Since(start))
	switch {
	case len(heard) > 0: // a 408, mostly, and then the end
		step.Outcome, step.Heard = certain.Closed, certain.Clip(string(heard), heardBytes)
		return
	case socketOutcome(err) != certain.Timeout:
		if fail(&step, err, handshakeOutcome(err, nil)); errors.Is(err, io.EOF) {
			step.Error = "" // hung up in order
		}
		return
	}
	s.early = nil
	response, end, err := s.get(ctx, path)
	switch {
	case err != nil:
		outcome := httpOutcome(err, end)
		if outcome == certain.Truncated && end.read == 0 {
			outcome = certain.Closed // of an answer that had not begun nothing is cut
		}
		fail(&step, err, outcome)
	case end.body == certain.BodyCut:
		step.Outcome, step.Error = certain.Truncated, "the connection ended before the end of the body"
	default:
		step.Found = certain.Clip(response.Proto+" "+response.Status, 100)
	}
}

// lieIdle waits until the server says something or hangs up, or the time is
// over, which is the error of a timeout.
func (s *Session) lieIdle(ctx context.Context) (heard []byte, err error) {
	_ = s.h.tap.SetDeadline(time.Now().Add(s.options.Idle)) // fails only on a closed connection, and then Read does
	stop := context.AfterFunc(ctx, func() { _ = s.h.tap.SetDeadline(time.Unix(1, 0)) })
	defer stop()
	buffer := make([]byte, heardBytes)
	n, err := s.h.conn.Read(buffer)
	return buffer[:n], err
}

// whyUnkept says why a connection cannot be used for a second request.
func whyUnkept(response *http.Response, end *ending) string {
	switch {
	case response == nil:
		return "the first request got no answer"
	case end.body != certain.BodyWhole:
		return "the first answer was not read to its end"
	case response.Close:
		return "the server says that it closes the connection after its answer"
	}
	return ""
}
