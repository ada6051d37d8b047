// Package newfile writes a file whole or not at all, secret ones for their owner
// alone.
package newfile

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// ErrExists is returned where a file is there already and may not be replaced.
var ErrExists = errors.New("it exists already")

// File says how a file is written.
type File struct {
	Path    string
	Mode    fs.FileMode // before the umask
	Replace bool        // an existing file is replaced
}

// Write writes a file whole or not at all: into a new file beside it, which
// takes its name once everything is on the disk. An existing file is replaced,
// never changed, so that its old permissions do not carry over to what is
// written now. If ctx ends before, nothing is left.
func (f File) Write(ctx context.Context, data []byte) error {
	path, err := f.target()
	if err != nil {
		return err
	}
	temp := filepath.Join(filepath.Dir(path), "."+filepath.Base(path)+"."+rand.Text()[:8]+".new")
	err = f.fill(ctx, temp, data)
	if err == nil {
		err = f.name(temp, path)
	}
	if err != nil {
		os.Remove(temp) // it has the file's name already, or is no use to anyone
		return err
	}
	return syncFolder(filepath.Dir(path))
}

// target follows links, so that a link is not replaced by a file.
func (f File) target() (string, error) {
	if _, err := os.Lstat(f.Path); errors.Is(err, fs.ErrNotExist) {
		return f.Path, nil
	}
	if !f.Replace {
		return "", ErrExists
	}
	path, err := filepath.EvalSymlinks(f.Path)
	if err != nil {
		return "", plainError(err)
	}
	info, err := os.Stat(path)
	if err != nil {
		return "", plainError(err)
	}
	if !info.Mode().IsRegular() {
		return "", errors.New("it is no ordinary file, and is not replaced")
	}
	return path, nil
}

func (f File) fill(ctx context.Context, temp string, data []byte) error {
	file, err := os.OpenFile(temp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, f.Mode)
	if err != nil {
		return plainError(err)
	}
	_, err = file.Write(data)
	if err == nil {
		err = file.Sync()
	}
	if closed := file.Close(); err == nil {
		err = closed
	}
	if err == nil {
		err = ctx.Err()
	}
	if err != nil {
		return plainError(err)
	}
	return nil
}

// name gives the new file its name. Where nothing may be overwritten that is a
// link, which fails if somebody was faster; where the file system has none,
// the look before has to do.
func (f File) name(temp, path string) error {
	if !f.Replace {
		switch err := os.Link(temp, path); {
		case err == nil:
			return plainError(os.Remove(temp))
		case errors.Is(err, fs.ErrExist):
			return ErrExists
		}
		if _, err := os.Lstat(path); err == nil {
			return ErrExists
		}
	}
	return plainError(os.Rename(temp, path))
}

// plainError drops the path from an error of the system: the path that the
// user named stands beside it, and that of the new file is no help.
func plainError(err error) error {
	var path *fs.PathError
	var link *os.LinkError
	switch {
	case errors.As(err, &path):
		return fmt.Errorf("%s: %w", path.Op, path.Err)
	case errors.As(err, &link):
		return fmt.Errorf("%s: %w", link.Op, link.Err)
	}
	return err
}
