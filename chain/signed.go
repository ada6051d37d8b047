package chain

import (
	"sync"

	"github.com/certain-tls/certain"
)

// Signed remembers from one query to the next which key made which signature,
// for queries about the same certificates: the same values in memory, not
// merely the same bytes. A look at one server asks several such questions, and
// a verified signature costs more than all the rest of the answer. What is
// remembered counts for no budget.
//
// The zero value is ready for use, a nil one remembers nothing. It is safe for
// many goroutines and must not be copied.
type Signed struct {
	mu    sync.Mutex
	known map[edge]verified
}

// mostSigned bounds what is remembered.
const mostSigned = 4096

func (s *Signed) recall(child, parent *certain.Cert) verified {
	if s == nil {
		return unasked
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.known[edge{child, parent}]
}

func (s *Signed) keep(child, parent *certain.Cert, v verified) {
	if s == nil {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.known == nil {
		s.known = map[edge]verified{}
	}
	if len(s.known) < mostSigned {
		s.known[edge{child, parent}] = v
	}
}
