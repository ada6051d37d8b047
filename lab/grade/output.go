package grade

import (
	"strings"
	"sync"

	"github.com/certain-tls/certain"
)

// How much of what a program prints is kept: of both streams together, the
// beginning and the end. Reasons stand at the end of a traceback, and at the
// beginning of a shouting log.
const (
	keptHead = 64 << 10
	keptTail = 64 << 10
	shownEnd = 8 << 10
)

// keeper keeps the beginning and the end of what is written to it.
type keeper struct {
	mu   sync.Mutex
	head []byte
	tail []byte
}

func (k *keeper) Write(p []byte) (int, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	n := len(p)
	if room := keptHead - len(k.head); room > 0 {
		some := min(room, len(p))
		k.head = append(k.head, p[:some]...)
		p = p[some:]
	}
	if k.tail = append(k.tail, p...); len(k.tail) > 2*keptTail {
		k.tail = append([]byte(nil), k.tail[len(k.tail)-keptTail:]...)
	}
	return n, nil
}

func (k *keeper) bytes() []byte {
	k.mu.Lock()
	defer k.mu.Unlock()
	return append(append([]byte(nil), k.head...), k.tail...)
}

// shown is the end of what a program printed, fit to be shown: lines stay
// lines, and everything else that could steer a terminal is escaped.
func shown(output []byte) string {
	text := string(output)
	if len(text) > shownEnd {
		text = strings.ToValidUTF8(text[len(text)-shownEnd:], "")
	}
	var lines []string
	for line := range strings.Lines(text) {
		line = strings.ReplaceAll(strings.TrimRight(line, "\r\n"), "\t", "    ")
		lines = append(lines, certain.Clean(line))
	}
	return strings.Join(lines, "\n")
}
