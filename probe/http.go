package probe

import (
	"bufio"
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
)

// Get sends one request for path and keeps the status and where a redirect
// points; it follows none. It is to be called once, after the connection was
// judged trustworthy. What happens is a step of obs.
func (s *Session) Get(ctx context.Context, path string, obs *certain.Observation) {
	start := time.Now()
	step := certain.Step{Name: certain.StepHTTP, Address: s.h.address, Outcome: certain.OK}
	answer, err := s.get(ctx, path)
	if err != nil {
		step.Outcome, step.Error = httpOutcome(err), words(err)
		if number, ok := remoteAlert(err); ok {
			step.Alert = &number
		}
	} else {
		obs.HTTP = answer.HTTP
		step.Found = answer.status
	}
	if obs.Handshake != nil {
		obs.Handshake.Ticket = s.h.ticket
	}
	step.MS = millis(time.Since(start))
	obs.Steps = append(obs.Steps, step)
}

type answer struct {
	*certain.HTTP
	status string
}

func (s *Session) get(ctx context.Context, path string) (*answer, error) {
	_ = s.h.tap.SetDeadline(time.Now().Add(s.options.timeout())) // fails only on a closed connection, which Write tells
	stop := context.AfterFunc(ctx, func() { _ = s.h.tap.SetDeadline(time.Unix(1, 0)) })
	defer stop()
	if path == "" {
		path = "/"
	}
	if strings.ContainsAny(path, "\r\n \t\x00") {
		return nil, errors.New("the path holds a space or a line end")
	}
	_, err := fmt.Fprintf(s.h.conn, "GET %s HTTP/1.1\r\nHost: %s\r\nUser-Agent: certain\r\nAccept: */*\r\nConnection: close\r\n\r\n", path, s.hostHeader())
	if err != nil {
		return nil, err
	}
	head := &io.LimitedReader{R: s, N: maxHead}
	response, err := http.ReadResponse(bufio.NewReader(head), &http.Request{Method: http.MethodGet})
	if err != nil {
		if head.N == 0 {
			err = errLongHead
		}
		return nil, err
	}
	defer response.Body.Close()
	head.N += maxBody
	// The body proves nothing more about the certificate; reading a little of
	// it lets the server end in order.
	_, _ = io.CopyN(io.Discard, response.Body, maxBody)
	return &answer{
		HTTP: &certain.HTTP{
			Status:   response.StatusCode,
			Server:   certain.Clip(response.Header.Get("Server"), 200),
			Location: certain.Clip(response.Header.Get("Location"), 500),
		},
		status: certain.Clip(response.Proto+" "+response.Status, 100),
	}, nil
}

var errLongHead = errors.New("the status line and headers are longer than 64 KiB")

func httpOutcome(err error) certain.Outcome {
	if errors.Is(err, errLongHead) {
		return certain.TooLarge
	}
	return handshakeOutcome(err, nil)
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
