package trust

import (
	"context"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	certain "github.com/certain-tls/certain"
	"github.com/certain-tls/certain/internal/fifo"
)

const (
	maxFile    = 32 << 20         // bytes of one file
	maxEntries = 20000            // entries of one folder
	pipeWait   = 10 * time.Second // for all that a pipe gives
)

var errNoCertificate = errors.New("it holds no certificate, neither PEM nor DER")

// readPath reads a file or a folder that the user named. A folder is read like
// Go's crypto/x509 reads one: not its subfolders, and not the links that point
// to another entry of the same folder, which is what c_rehash makes.
func readPath(ctx context.Context, path string) ([][]byte, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, plain(err)
	}
	if !info.IsDir() {
		data, err := readFile(ctx, path, info.Mode())
		if err != nil {
			return nil, err
		}
		return certificates(data)
	}
	return readFolder(ctx, path)
}

// readFolder takes what is a certificate from a folder. A file without any
// (a README, a list of revoked certificates) and a link to nowhere are passed
// over; a file that cannot be read or has a broken certificate is an error, so
// that no root is lost unseen.
func readFolder(ctx context.Context, folder string) ([][]byte, error) {
	names, err := entries(folder)
	if err != nil {
		return nil, plain(err)
	}
	var all [][]byte
	for _, name := range names {
		path := filepath.Join(folder, name)
		info, err := os.Stat(path)
		if err != nil || !info.Mode().IsRegular() {
			continue
		}
		data, err := readFile(ctx, path, info.Mode())
		if errors.Is(err, errEmpty) {
			continue
		}
		if err != nil {
			return nil, fmt.Errorf("its file %s: %w", certain.Clip(name, 200), err)
		}
		ders, err := certificates(data)
		if err != nil && !errors.Is(err, errNoCertificate) {
			return nil, fmt.Errorf("its file %s: %w", certain.Clip(name, 200), err)
		}
		all = append(all, ders...)
	}
	if len(all) == 0 {
		return nil, errors.New("none of its files holds a certificate, neither PEM nor DER")
	}
	return all, nil
}

// entries lists a folder without the links to its own entries, sorted.
func entries(folder string) ([]string, error) {
	list, err := os.ReadDir(folder)
	if err != nil {
		return nil, err
	}
	if len(list) > maxEntries {
		return nil, fmt.Errorf("it holds more than %d entries", maxEntries)
	}
	names := make([]string, 0, len(list))
	for _, entry := range list {
		if entry.Type()&fs.ModeSymlink != 0 {
			to, err := os.Readlink(filepath.Join(folder, entry.Name()))
			if err == nil && !strings.ContainsAny(to, "/"+string(filepath.Separator)) {
				continue
			}
		}
		names = append(names, entry.Name())
	}
	return names, nil
}

var errEmpty = errors.New("it is empty")

// readFile reads a regular file or a pipe, within bounds.
func readFile(ctx context.Context, path string, mode fs.FileMode) ([]byte, error) {
	kind := mode.Type()
	if kind != 0 && kind != fs.ModeNamedPipe {
		return nil, errors.New("it is neither a file, a folder nor a pipe")
	}
	open := os.Open
	if kind == fs.ModeNamedPipe {
		open = func(path string) (*os.File, error) { return openPipe(ctx, path, pipeWait) }
	}
	file, err := open(path)
	if err != nil {
		return nil, plain(err)
	}
	data, err := readWithin(ctx, file, pipeWait)
	switch {
	case err != nil:
		return nil, plain(err)
	case len(data) > maxFile:
		return nil, fmt.Errorf("it is larger than %d MiB", maxFile>>20)
	case len(data) == 0:
		return nil, errEmpty
	}
	return data, nil
}

// readWithin reads a file, bounded in size and time: some that are called
// regular wait for news (/proc/kmsg), or for a file server that is gone. Such
// a read cannot be ended, and is left behind.
func readWithin(ctx context.Context, file *os.File, wait time.Duration) ([]byte, error) {
	type answer struct {
		data []byte
		err  error
	}
	done := make(chan answer, 1)
	go func() {
		defer file.Close()
		data, err := io.ReadAll(io.LimitReader(file, maxFile+1))
		done <- answer{data, err}
	}()
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case a := <-done:
		return a.data, a.err
	case <-ctx.Done():
		return nil, ctx.Err()
	case <-timer.C:
		return nil, os.ErrDeadlineExceeded
	}
}

// openPipe opens a named pipe so that opening and reading together take no
// longer than wait.
func openPipe(ctx context.Context, path string, wait time.Duration) (*os.File, error) {
	ctx, cancel := context.WithTimeout(ctx, wait)
	defer cancel()
	file, err := fifo.Open(ctx, path)
	if ctx.Err() != nil && err != nil {
		return nil, os.ErrDeadlineExceeded
	}
	if deadline, ok := ctx.Deadline(); ok && err == nil {
		_ = file.SetReadDeadline(deadline) // a platform without deadlines has no pipes by path
	}
	return file, err
}

// plain says in words what the system said, without the path, which stands in
// the sentence already.
func plain(err error) error {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return errors.New("there is no such file or folder")
	case errors.Is(err, fs.ErrPermission):
		return errors.New("permission to read it is denied")
	case errors.Is(err, os.ErrDeadlineExceeded):
		return fmt.Errorf("its end did not come within %s", pipeWait)
	}
	var path *fs.PathError
	if errors.As(err, &path) {
		return fmt.Errorf("it cannot be read: %w", path.Err)
	}
	return fmt.Errorf("it cannot be read: %w", err)
}

// certificates takes all certificates out of a file: PEM, with any text
// around the blocks, or DER, one after the other. Every certificate block has
// to be whole: a store that silently lost a root would later blame the server.
func certificates(data []byte) ([][]byte, error) {
	if !hasArmour(data) {
		parsed, err := x509.ParseCertificates(data)
		if err != nil || len(parsed) == 0 {
			return nil, errNoCertificate
		}
		ders := make([][]byte, 0, len(parsed))
		for _, c := range parsed {
			ders = append(ders, c.Raw)
		}
		return ders, nil
	}
	return pemCertificates(data)
}
