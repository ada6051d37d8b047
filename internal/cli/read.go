package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/certain-tls/certain/load"
)

// maxInput bounds what is read from a file that a flag names, and from
// standard input; load bounds the files of targets alike. In bytes.
const maxInput = 32 << 20

// readFlagFile reads a file that a flag names. Missing, empty, oversized or a
// folder, it is a fault of the call.
func readFlagFile(ctx context.Context, flag, name string) ([]byte, error) {
	limited, cancel := context.WithTimeout(ctx, load.DefaultTimeout)
	defer cancel()
	data, err := untilCancelled(limited, func() ([]byte, error) { return readFile(name) })
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case limited.Err() != nil && err != nil:
		return nil, misused("%s: the end of %s did not come within %s", flag, name, load.DefaultTimeout)
	case os.IsNotExist(err):
		return nil, misused("%s: there is no file %s", flag, name)
	case err != nil:
		return nil, misused("%s: %s", flag, err)
	case len(data) == 0:
		return nil, misused("%s: %s is empty", flag, name)
	}
	return data, nil
}

func readInput(ctx context.Context, in io.Reader) ([]byte, error) {
	return untilCancelled(ctx, func() ([]byte, error) { return readBounded("standard input", in) })
}

func readFile(name string) ([]byte, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	if info, err := file.Stat(); err == nil && info.IsDir() {
		return nil, fmt.Errorf("%s is a folder", name)
	}
	return readBounded(name, file)
}

func readBounded(name string, r io.Reader) ([]byte, error) {
	data := make([]byte, 64<<10)
	n, err := io.ReadFull(r, data)
	if err == nil {
		// Memory that is not written to costs nothing; what grows by being
		// copied takes three times its size.
		data = append(make([]byte, 0, maxInput+1), data...)[:maxInput+1]
		var more int
		more, err = io.ReadFull(r, data[n:])
		n += more
	}
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return nil, fmt.Errorf("read %s: %w", name, err)
	}
	data = data[:n]
	if len(data) > maxInput {
		return nil, fmt.Errorf("%s is larger than %d MiB", name, maxInput>>20)
	}
	return data, nil
}

// isText tells a line that a person wrote from bytes of another kind of file,
// which was named by mistake.
func isText(line string) bool {
	return utf8.ValidString(line) && !hasControl(line)
}

// hasControl tells of a control character, the tab apart.
func hasControl(line string) bool {
	return strings.ContainsFunc(line, func(r rune) bool { return r != '\t' && unicode.IsControl(r) })
}

// untilCancelled reads, but waits no longer than ctx lasts: opening and
// reading a pipe that nobody writes to cannot be ended in any other way. The
// goroutine that is left behind ends with the process.
func untilCancelled[T any](ctx context.Context, read func() (T, error)) (T, error) {
	type answer struct {
		data T
		err  error
	}
	got := make(chan answer, 1)
	go func() {
		data, err := read()
		got <- answer{data, err}
	}()
	select {
	case <-ctx.Done():
		var none T
		return none, ctx.Err()
	case a := <-got:
		return a.data, a.err
	}
}
