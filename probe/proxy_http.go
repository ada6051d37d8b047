package probe

import (
	"bufio"
	"encoding/base64"
	"fmt"
	"io"
	"math"
	"net"
	"net/http"
	"strings"

	certain "github.com/certain-tls/certain"
)

// askHTTP asks an HTTP proxy for a tunnel, RFC 9110 section 9.3.6.
func (p *Proxy) askHTTP(conn net.Conn, address string) (net.Conn, string, error) {
	request := "CONNECT " + address + " HTTP/1.1\r\nHost: " + address + "\r\nUser-Agent: certain\r\n"
	if p.named {
		request += "Proxy-Authorization: Basic " + base64.StdEncoding.EncodeToString([]byte(p.user+":"+p.password)) + "\r\n"
	}
	if _, err := io.WriteString(conn, request+"\r\n"); err != nil {
		return nil, "", fmt.Errorf("the proxy took no request: %w", err)
	}
	limited := &io.LimitedReader{R: conn, N: maxHead}
	reader := bufio.NewReader(limited)
	response, err := http.ReadResponse(reader, &http.Request{Method: http.MethodConnect})
	switch {
	case err != nil && limited.N <= 0:
		return nil, "", errLongHead
	case err != nil:
		return nil, "", fmt.Errorf("the proxy gave no answer in HTTP: %w", err)
	}
	status := certain.Clip(response.Proto+" "+response.Status, 100)
	if response.StatusCode/100 != 2 {
		return nil, "", declined{"the proxy answers " + status + p.wants(response)}
	}
	limited.N = math.MaxInt64 // the head is over: what follows is the endpoint's
	return readAhead{conn, reader}, status, nil
}

// wants tells how a proxy that answers 407 wants to be asked.
func (p *Proxy) wants(response *http.Response) string {
	if response.StatusCode != http.StatusProxyAuthRequired {
		return ""
	}
	var schemes []string
	for _, challenge := range response.Header.Values("Proxy-Authenticate") {
		scheme, _, _ := strings.Cut(challenge, " ")
		if len(schemes) < 5 {
			schemes = append(schemes, certain.Clip(scheme, 20))
		}
	}
	text := "; no user name was given"
	if p.named {
		text = "; it did not take the user name and password that were given"
	}
	if len(schemes) > 0 {
		text += ", it takes " + strings.Join(schemes, ", ")
	}
	return text
}
