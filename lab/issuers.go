package lab

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
)

// issuers serves certificates of authorities over plain HTTP, as the caIssuers
// addresses of RFC 5280 section 4.2.2.1 do.
type issuers struct {
	mu   sync.Mutex
	base string            // http://127.0.0.1:PORT/, once it listens
	der  map[string][]byte // by path
}

// publish makes a certificate available and tells where.
func (l *Lab) publish(name string, der []byte) (string, error) {
	l.issuers.mu.Lock()
	defer l.issuers.mu.Unlock()
	if l.issuers.base == "" {
		listeners, port, err := l.bind()
		if err != nil {
			return "", fmt.Errorf("serve issuers: %w", err)
		}
		l.issuers.base = fmt.Sprintf("http://127.0.0.1:%d", port)
		l.issuers.der = make(map[string][]byte)
		l.accept(listeners, l.issuers.speak)
	}
	path := "/" + strings.ReplaceAll(strings.ToLower(name), " ", "-") + ".der"
	l.issuers.der[path] = der
	return l.issuers.base + path, nil
}

func (s *issuers) speak(c net.Conn) {
	request, err := http.ReadRequest(bufio.NewReader(io.LimitReader(c, maxBytes)))
	if err != nil {
		return
	}
	s.mu.Lock()
	der, ok := s.der[request.URL.Path]
	s.mu.Unlock()
	if ok {
		answer(c, request, http.StatusOK, "application/pkix-cert", der)
	} else {
		answer(c, request, http.StatusNotFound, "text/plain", []byte("not here\n"))
	}
	hangUp(c)
}
