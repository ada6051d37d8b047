package lab

import (
	"bufio"
	"crypto/tls"
	"io"
	"net"
	"net/http"
	"strconv"
	"strings"
)

// redirects are the servers whose answer sends their clients elsewhere.
func redirects() []Scenario {
	good := chain{leaf(r11), r11}
	return []Scenario{
		{
			ID: "healthy-redirect", Expect: Accept,
			About:     "The server sends its clients on to its address, and its certificate carries that too.",
			sends:     chain{leaf(r11, names("localhost", "127.0.0.1")), r11},
			behaviour: "redirects", text: "https://127.0.0.1:{port}/there",
		},
		{
			ID: "insecure-redirect", Code: "insecure-redirect", Expect: Either,
			About: "The server sends its clients on to plain HTTP.",
			sends: good, behaviour: "redirects", text: "http://localhost:{port}/there",
		},
		{
			ID: "insecure-redirect-name", Code: "insecure-redirect", Expect: Either,
			About: "The server sends its clients on to a name that the certificate there does not carry.",
			sends: good, behaviour: "redirects", text: "https://127.0.0.1:{port}/there",
		},
	}
}

// leads makes the opener of a server that answers a request for its first page
// with a redirect. {port} stands for its own port.
func leads(to string) func(*Lab, *Running) error {
	return onceShaken(func(r *Running, below net.Conn, secure *tls.Conn) {
		sendOn(shaken(below, secure), strings.Replace(to, "{port}", strconv.Itoa(r.Port), 1), r.ID)
		secure.CloseWrite()
	})
}

func sendOn(c io.ReadWriter, location, id string) {
	request, err := http.ReadRequest(bufio.NewReader(io.LimitReader(c, maxBytes)))
	switch {
	case err != nil:
		return
	case request.URL.Path != "/":
		answer(c, request, http.StatusOK, "text/plain", page(request.URL.Path, id))
		return
	}
	response := http.Response{
		StatusCode: http.StatusFound, ProtoMajor: 1, ProtoMinor: 1, Request: request,
		Header: http.Header{"Location": {location}, "Server": {"lab"}}, Close: true,
	}
	response.Write(c) // a client that is gone needs no answer
}
