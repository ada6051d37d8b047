package cli

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/certain-tls/certain"
	"github.com/certain-tls/certain/explain"
	"github.com/certain-tls/certain/internal/render"
)

// explainLog writes a line for each message of the logs that is recognised, as
// soon as the line behind it has come: a log may be long, and may never end.
func (a *app) explainLog(ctx context.Context, words, files []string) error {
	a.exit = exitFound
	if len(words) > 0 {
		return a.explainLines(ctx, func() (io.Reader, error) { return strings.NewReader(strings.Join(words, " ")), nil })
	}
	files, err := a.sources(files)
	if err != nil {
		return err
	}
	for _, file := range files {
		err := a.explainLines(ctx, func() (io.Reader, error) { return a.openLog(file) })
		if err != nil {
			return err
		}
	}
	return nil
}

// explainLines explains one log.
func (a *app) explainLines(ctx context.Context, open func() (io.Reader, error)) error {
	var c explain.Cutter
	err := eachLine(ctx, open, func(line string) error {
		return a.explainOne(c.Line(line))
	})
	if err != nil {
		return err
	}
	return a.explainOne(c.Rest())
}

func (a *app) explainOne(line int, text string, ok bool) error {
	if !ok {
		return nil
	}
	answer := explain.Text(text)
	if answer.Code == "" {
		return nil
	}
	a.exit = 0
	m := newMessage(answer)
	m.Schema, m.Line = certain.ExplainSchema, line
	return render.JSONLine(a.out, m)
}

// openLog opens a file of --file, or standard input.
func (a *app) openLog(file string) (io.Reader, error) {
	if file == "-" {
		return a.in, nil
	}
	f, err := os.Open(file)
	switch {
	case os.IsNotExist(err):
		return nil, misused("--file: there is no file %s", file)
	case err != nil:
		return nil, misused("--file: %s", err)
	}
	info, err := f.Stat()
	switch {
	case err != nil:
		err = misused("--file: %s", err)
	case info.IsDir():
		err = misused("--file: %s is a folder", file)
	case info.Mode().IsRegular() && info.Size() == 0:
		err = misused("--file: %s is empty", file)
	default:
		return f, nil // closed by the process's end, or by eachLine's reader
	}
	f.Close()
	return nil, err
}

// eachLine calls f with each line of what open opens. It holds one line and
// two blocks, whatever the length; of a line, no more than is read of a text.
// Where ctx ends first, a read that does not return is left behind.
func eachLine(ctx context.Context, open func() (io.Reader, error), f func(line string) error) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	blocks := make(chan block)
	go readBlocks(ctx, open, blocks)
	var pending []byte
	for {
		var b block
		select {
		case <-ctx.Done():
			return ctx.Err()
		case b = <-blocks:
		}
		for {
			line, rest, ended := bytes.Cut(b.data, []byte("\n"))
			pending = append(pending, line[:min(len(line), explain.MaxText-min(len(pending), explain.MaxText))]...)
			if !ended {
				break
			}
			if err := f(string(pending)); err != nil {
				return err
			}
			pending, b.data = pending[:0], rest
		}
		switch {
		case b.err == io.EOF:
			if len(pending) == 0 {
				return nil
			}
			return f(string(pending))
		case b.err != nil:
			return b.err
		}
	}
}

// block is what one read gave.
type block struct {
	data []byte
	err  error
}

func readBlocks(ctx context.Context, open func() (io.Reader, error), blocks chan<- block) {
	r, err := open()
	if c, ok := r.(io.Closer); ok && r != io.Reader(os.Stdin) {
		defer c.Close()
	}
	for {
		b := block{err: err}
		if err == nil {
			b.data = make([]byte, 64<<10)
			var n int
			n, b.err = r.Read(b.data)
			b.data = b.data[:n]
			if b.err != nil && b.err != io.EOF {
				b.err = fmt.Errorf("read the log: %w", b.err)
			}
		}
		select {
		case <-ctx.Done():
			return
		case blocks <- b:
		}
		if b.err != nil {
			return
		}
	}
}
