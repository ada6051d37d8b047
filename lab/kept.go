package lab

import (
	"bufio"
	"bytes"
	"crypto/tls"
	"io"
	"net"
	"net/http"
	"time"
)

// kept are the servers that keep a connection after their answer, and what
// becomes of it.
func kept() []Scenario {
	good := chain{leaf(r11), r11}
	const moment = 60 * time.Millisecond
	return []Scenario{
		{
			ID: "healthy-kept", Expect: Accept, Idle: moment,
			About: "The server keeps the connection after its answer, and answers a second request on it.",
			sends: good, open: keeps(serverKeeps{again: page}),
		},
		{
			ID: "healthy-no-answer", Expect: Either,
			About: "The handshake is well; the request is never answered.",
			sends: good, behaviour: "no-answer",
		},
		{
			ID: "idle-timeout", Code: "idle-timeout", Expect: Accept, Idle: 5 * time.Second,
			About: "The server offers to keep the connection, and closes it when it has lain idle for a moment.",
			sends: good, open: keeps(serverKeeps{patience: moment}),
		},
		{
			ID: "idle-timeout-dropped", Code: "idle-timeout", Expect: Accept, Idle: moment, Silent: true,
			About: "Something between forgets the idle connection: a second request on it gets no answer.",
			sends: good, open: keeps(serverKeeps{}),
		},
		{
			ID: "idle-timeout-cut", Code: "idle-timeout", Expect: Either, Idle: moment, Late: true,
			About: "The connection is closed in the middle of the second answer on it.",
			sends: good, open: keeps(serverKeeps{cut: true}),
		},
		{
			ID: "connection-reset-after", Code: "connection-reset", Expect: Reject,
			About: "The peer finishes the handshake and resets the connection when the request comes.",
			sends: good, behaviour: "reset-after-handshake",
		},
	}
}

// serverKeeps is a server that answers its first request and keeps the
// connection. The zero value never answers a second one.
type serverKeeps struct {
	mute     bool                         // answers not even the first
	resets   bool                         // resets the connection in its place
	patience time.Duration                // after which it hangs up; 0 waits as long as the client
	again    func(path, id string) []byte // the second answer
	cut      bool                         // the second answer breaks off
}

func keeps(s serverKeeps) func(*Lab, *Running) error {
	return onceShaken(func(r *Running, below net.Conn, secure *tls.Conn) { s.speak(below, secure, r.ID) })
}

func (s serverKeeps) speak(below net.Conn, secure *tls.Conn, id string) {
	in := bufio.NewReader(io.LimitReader(shaken(below, secure), maxBytes))
	request, err := http.ReadRequest(in)
	switch {
	case err != nil:
		return
	case s.resets:
		abort(below)
		return
	case s.mute:
		saysNothing(below)
		return
	}
	answerAndKeep(secure, request, page(request.URL.Path, id))
	if request.Close {
		secure.CloseWrite()
		return
	}
	if s.patience > 0 {
		secure.SetReadDeadline(time.Now().Add(s.patience))
	}
	if request, err = http.ReadRequest(in); err != nil {
		secure.CloseWrite()
		return
	}
	switch {
	case s.cut:
		io.WriteString(secure, "HTTP/1.1 200 OK\r\nServer: lab\r\nContent-Length: 1000\r\n\r\nthis is a part of it")
	case s.again != nil:
		answer(secure, request, http.StatusOK, "text/plain", s.again(request.URL.Path, id))
		secure.CloseWrite()
	default:
		saysNothing(below)
	}
}

// answerAndKeep writes an answer that leaves the connection open, unless the
// client wants it closed.
func answerAndKeep(w io.Writer, request *http.Request, body []byte) {
	response := http.Response{
		StatusCode: http.StatusOK, ProtoMajor: 1, ProtoMinor: 1, Request: request, Close: request.Close,
		Header:        http.Header{"Content-Type": {"text/plain"}, "Server": {"lab"}},
		Body:          io.NopCloser(bytes.NewReader(body)),
		ContentLength: int64(len(body)),
	}
	response.Write(w) // a client that is gone needs no answer
}
