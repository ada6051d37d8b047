package lab

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
)

// authorities serves over plain HTTP what the addresses in certificates name:
// issuers (RFC 5280 section 4.2.2.1), revocation lists (4.2.1.13) and OCSP
// responders (RFC 6960 appendix A).
type authorities struct {
	mu   sync.Mutex
	base string           // http://127.0.0.1:PORT, once it listens
	has  map[string]reply // by path
}

// reply answers one request; question is what was posted.
type reply func(question []byte) (kind string, body []byte)

// locate gives the address of something that will be published.
func (l *Lab) locate(path string) (string, error) {
	l.authorities.mu.Lock()
	defer l.authorities.mu.Unlock()
	if l.authorities.base == "" {
		listeners, port, err := l.bind()
		if err != nil {
			return "", fmt.Errorf("serve authorities: %w", err)
		}
		l.authorities.base = fmt.Sprintf("http://127.0.0.1:%d", port)
		l.authorities.has = make(map[string]reply)
		l.accept(listeners, l.authorities.speak)
	}
	return l.authorities.base + path, nil
}

// publish makes available what was located.
func (l *Lab) publish(path string, r reply) {
	l.authorities.mu.Lock()
	defer l.authorities.mu.Unlock()
	l.authorities.has[path] = r
}

// publishIssuer makes a certificate available and tells where.
// The same name may stand for several.
func (l *Lab) publishIssuer(name string, der []byte) (string, error) {
	stem := "/" + slug(name)
	for n := 1; ; n++ {
		path := stem + ".der"
		if n > 1 {
			path = fmt.Sprintf("%s-%d.der", stem, n)
		}
		url, err := l.locate(path)
		if err != nil || l.published(path, der) {
			return url, err
		}
	}
}

// published makes bytes available, and reports false if others are there.
func (l *Lab) published(path string, der []byte) bool {
	l.authorities.mu.Lock()
	defer l.authorities.mu.Unlock()
	if had, ok := l.authorities.has[path]; ok {
		_, there := had(nil)
		return bytes.Equal(there, der)
	}
	l.authorities.has[path] = func([]byte) (string, []byte) { return "application/pkix-cert", der }
	return true
}

// slug makes small letters, digits and hyphens of a name.
func slug(name string) string {
	words := strings.FieldsFunc(strings.ToLower(name), func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9')
	})
	return strings.Join(words, "-")
}

func (s *authorities) speak(c net.Conn) {
	request, err := http.ReadRequest(bufio.NewReader(io.LimitReader(c, maxBytes)))
	if err != nil {
		return
	}
	question, err := io.ReadAll(io.LimitReader(request.Body, maxBytes))
	if err != nil {
		return
	}
	s.mu.Lock()
	r, ok := s.has[request.URL.Path]
	s.mu.Unlock()
	if ok {
		kind, body := r(question)
		answer(c, request, http.StatusOK, kind, body)
	} else {
		answer(c, request, http.StatusNotFound, "text/plain", []byte("not here\n"))
	}
	hangUp(c)
}
