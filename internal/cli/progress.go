package cli

import (
	"fmt"
	"io"
	"os"
	"sync"
	"time"

	"github.com/certain-tls/certain"
)

// progress is one line on standard error that says how far a call is. It
// shows itself only on a terminal, and only after a second: who does not wait
// needs no comfort. The nil progress is silent.
type progress struct {
	w     io.Writer
	total int

	mu    sync.Mutex
	done  int
	last  string // the target that was done last
	shown bool
	quit  chan struct{}
	idle  sync.WaitGroup
}

// Times of the progress line.
const (
	progressAfter = time.Second
	progressEvery = 200 * time.Millisecond
)

func (a *app) progress(total int) *progress {
	if !isTerminal(a.err) || os.Getenv("TERM") == "dumb" || !takesEscapes(a.err) {
		return nil
	}
	return newProgress(a.err, total)
}

func newProgress(w io.Writer, total int) *progress {
	p := &progress{w: w, total: total, quit: make(chan struct{})}
	p.idle.Go(p.draw)
	return p
}

func (p *progress) draw() {
	wait := time.NewTimer(progressAfter)
	defer wait.Stop()
	for {
		select {
		case <-p.quit:
			return
		case <-wait.C:
			p.paint()
			wait.Reset(progressEvery)
		}
	}
}

func (p *progress) paint() {
	p.mu.Lock()
	defer p.mu.Unlock()
	line := fmt.Sprintf("%d of %d done", p.done, p.total)
	if p.last != "" {
		line += ", last " + p.last
	}
	fmt.Fprintf(p.w, "\r\x1b[K%s", certain.Clip(line, width(p.w)-1))
	p.shown = true
}

// step counts one target as done.
func (p *progress) step(name string) {
	if p == nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.done++
	p.last = name
}

// clear takes the line away, so that something can be printed; it comes back
// by itself unless stop was called.
func (p *progress) clear() {
	if p == nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.shown {
		fmt.Fprint(p.w, "\r\x1b[K")
		p.shown = false
	}
}

// stop ends the line for good.
func (p *progress) stop() {
	if p == nil {
		return
	}
	close(p.quit)
	p.idle.Wait()
	p.clear()
}
