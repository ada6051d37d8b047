package probe

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/netip"
	"strings"
	"time"

	certain "github.com/certain-tls/certain"
)

const (
	maxHead = 64 << 10 // bytes of a status line and headers
	maxBody = 64 << 10 // bytes of a body that are read, and thrown away
	maxText = 2 << 10  // bytes of a body that are looked at for what they say of the client

	bodyWait   = time.Second // for the body, which may never end
	maxInterim = 5           // interim answers before the final one
)

// Get sends one request for path and keeps the status and where a redirect
// points; it follows none. It is to be called once, after the connection was
// judged trustworthy. What happens is a step of obs.
func (s *Session) Get(ctx context.Context, path string, obs *certain.Observation) {
	start := time.Now()
	step := certain.Step{Name: certain.StepHTTP, Address: s.h.address, Outcome: certain.OK}
	response, end, err := s.get(ctx, path)
	s.asked, s.unkept = true, whyUnkept(response, end)
	if err != nil {
		fail(&step, err, httpOutcome(err, end))
		step.Heard = certain.Clip(string(end.start), heardBytes)
	} else {
		step.Found = certain.Clip(response.Proto+" "+response.Status, 100)
		obs.HTTP = &certain.HTTP{
			Status:   response.StatusCode,
			Server:   certain.Clip(response.Header.Get("Server"), 200),
			Location: certain.Clip(response.Header.Get("Location"), 500),
			Body:     end.body,
			Goodbye:  end.goodbye(),
			Client:   clientAnswer(response.StatusCode, end.text),
		}
		if end.body == certain.BodyCut || end.body == certain.BodyOpen {
			step.Outcome, step.Error = certain.Truncated, "the connection ended without close_notify"
		}
		if obs.HTTP.Client != "" {
			step.Outcome = certain.Declined
		}
	}
	if obs.Handshake != nil {
		obs.Handshake.Ticket = s.h.ticket
	}
	step.MS = millis(time.Since(start))
	obs.Steps = append(obs.Steps, step)
}

// ending is how an answer and its connection ended.
type ending struct {
	in    io.Reader
	tap   *wiretap
	read  int    // bytes
	start []byte // the first of them
	err   error  // the first error of in
	body  certain.Body
	text  opening
}

// opening keeps the first bytes that are written to it.
type opening []byte

func (o *opening) Write(p []byte) (int, error) {
	*o = append(*o, p[:min(len(p), maxText-len(*o))]...)
	return len(p), nil
}

func (e *ending) Read(p []byte) (int, error) {
	n, err := e.in.Read(p)
	e.read += n
	e.start = append(e.start, p[:min(n, heardBytes-len(e.start))]...)
	if err != nil && e.err == nil {
		e.err = err
	}
	return n, err
}

// goodbye tells whether close_notify came. crypto/tls says io.EOF then, and
// also where TCP ends between two records; then it has seen that end before.
func (e *ending) goodbye() bool { return errors.Is(e.err, io.EOF) && !e.tap.ended }

// cut tells whether the connection is over without close_notify.
func (e *ending) cut() bool {
	if e.err == nil || e.goodbye() {
		return false
	}
	outcome := socketOutcome(e.err)
	return outcome == certain.Closed || outcome == certain.Reset
}

// get sends the request and reads the answer within Timeout. The body is read
// to its end or bound, and gone.
func (s *Session) get(ctx context.Context, path string) (*http.Response, *ending, error) {
	end := &ending{in: s.h.conn, tap: s.h.tap}
	deadline := time.Now().Add(s.options.timeout())
	_ = s.h.tap.SetDeadline(deadline) // fails only on a closed connection, which writing tells
	stop := context.AfterFunc(ctx, func() { _ = s.h.tap.SetDeadline(time.Unix(1, 0)) })
	defer stop()
	if path == "" {
		path = "/"
	}
	if strings.ContainsAny(path, "\r\n \t\x00") {
		return nil, end, errors.New("the path holds a space or a line end")
	}
	over := "Connection: close\r\n"
	if s.options.Idle > 0 && !s.asked {
		over = "" // HTTP/1.1 keeps it then, RFC 9112 section 9.3
	}
	_, err := fmt.Fprintf(s.h.conn, "GET %s HTTP/1.1\r\nHost: %s\r\nUser-Agent: certain\r\nAccept: */*\r\n%s\r\n", path, s.hostHeader(), over)
	if err != nil {
		return nil, end, err
	}
	limited := &io.LimitedReader{R: io.MultiReader(bytes.NewReader(s.early), end), N: maxHead}
	response, err := readHead(bufio.NewReader(limited))
	if err != nil {
		if limited.N <= 0 {
			err = errLongHead
		}
		return nil, end, err
	}
	defer response.Body.Close()
	limited.N += maxBody
	if soon := time.Now().Add(bodyWait); ctx.Err() == nil && soon.Before(deadline) {
		_ = s.h.tap.SetReadDeadline(soon) // as above
	}
	end.drain(response)
	return response, end, nil
}

// drain reads a little of the body: it proves nothing about the certificate,
// but how it ends shows whether the server says goodbye before it hangs up.
// Without that, nobody can tell the end of the answer from a cut on the way
// (RFC 8446 section 6.1), unless the answer tells its own length (RFC 9112
// section 9.8).
func (e *ending) drain(response *http.Response) {
	_, err := io.CopyN(&e.text, response.Body, maxBody)
	delimited := response.ContentLength >= 0 || len(response.TransferEncoding) > 0
	switch over := errors.Is(err, io.EOF); { // copied less than the bound
	case over && (delimited || e.goodbye()):
		e.body = certain.BodyWhole
	case !e.cut():
	case delimited:
		e.body = certain.BodyCut
	default:
		e.body = certain.BodyOpen
	}
}

// readHead reads the status line and headers of the final answer, past a few
// interim ones (RFC 9110 section 15.2).
func readHead(r *bufio.Reader) (*http.Response, error) {
	for range maxInterim {
		response, err := http.ReadResponse(r, &http.Request{Method: http.MethodGet})
		if err != nil || response.StatusCode >= 200 || response.StatusCode == http.StatusSwitchingProtocols {
			return response, err
		}
	}
	return nil, errors.New("the server sent interim answers without end")
}

var errLongHead = errors.New("the status line and headers are longer than 64 KiB")

func httpOutcome(err error, end *ending) certain.Outcome {
	_, alerted := remoteAlert(err)
	switch {
	case startsHTTP2(end.start):
		return certain.Unoffered
	case end.cut() && (end.read > 0 || socketOutcome(end.err) == certain.Closed):
		return certain.Truncated
	case errors.Is(err, errLongHead):
		return certain.TooLarge
	case alerted:
		return certain.Alerted
	case isLocalAlert(err):
		return certain.BadRecord
	}
	return socketOutcome(err)
}

// hostHeader is the host as written, with the port if it is not that of
// https, and without a zone (RFC 6874 section 4).
func (s *Session) hostHeader() string {
	host := s.target.Host
	if addr, err := netip.ParseAddr(host); err == nil {
		host = addr.WithZone("").String()
		if addr.Is6() {
			host = "[" + host + "]"
		}
	}
	if s.target.Port == 443 {
		return host
	}
	return fmt.Sprintf("%s:%d", host, s.target.Port)
}

// startsHTTP2 tells whether bytes begin with a SETTINGS frame, which is the
// first thing that an HTTP/2 server says (RFC 9113 sections 3.4 and 6.5).
func startsHTTP2(start []byte) bool {
	const settings = 4
	return len(start) >= 9 && start[3] == settings && start[4] == 0 && bytes.Equal(start[5:9], make([]byte, 4))
}

// clientAnswer reads what servers say of the client's certificate in HTTP
// rather than by an alert: nginx in a 400, with words that have not changed
// since 2007 (ngx_http_special_response.c).
func clientAnswer(status int, body []byte) certain.ClientAnswer {
	switch {
	case status < 400:
	case bytes.Contains(body, []byte("No required SSL certificate was sent")):
		return certain.ClientMissing
	case bytes.Contains(body, []byte("The SSL certificate error")):
		return certain.ClientRefused
	}
	return ""
}
