package trust

import (
	"context"
	"encoding/pem"
	"os"
	"path/filepath"
	"runtime"
	"strings"
)

// addSystem adds what programs on this machine trust by default.
func (s *Store) addSystem(ctx context.Context) {
	paths, listed := systemPlaces()
	if !listed {
		s.opaque = true
		return
	}
	s.addPlaces(ctx, paths)
}

// Untouched is the system's store as it is where no variable of the environment
// names another: what SSL_CERT_FILE and SSL_CERT_DIR hide. It counts as not
// named by the user, as that of [Load] does, and is empty where the system has
// none.
func Untouched() *Store {
	s := &Store{name: System}
	paths, listed := systemPaths[runtime.GOOS]
	if !listed {
		s.opaque = true
		return s
	}
	s.addPlaces(context.Background(), paths)
	return s
}

// systemPlaces are where this system's roots lie; it is false where the
// platform does not list them.
func systemPlaces() (places, bool) {
	paths, listed := systemPaths[runtime.GOOS]
	if !listed {
		return places{}, false
	}
	// The variables are those of OpenSSL, which crypto/x509 minds too.
	if file := os.Getenv("SSL_CERT_FILE"); file != "" {
		paths.files = []string{file}
	}
	if list := os.Getenv("SSL_CERT_DIR"); list != "" {
		paths.folders = strings.Split(list, ":")
	}
	return paths, true
}

// addPlaces reads the first file that can be read, and then all folders, as
// crypto/x509 does (root_unix.go).
func (s *Store) addPlaces(ctx context.Context, paths places) {
	for _, file := range paths.files {
		if s.addSystemFile(ctx, file) {
			break
		}
	}
	for _, folder := range paths.folders {
		names, err := entries(folder)
		if err != nil {
			continue
		}
		for _, name := range names {
			s.addSystemFile(ctx, filepath.Join(folder, name))
		}
	}
}

// addSystemFile adds the certificates of one file of the system, and tells
// whether the file could be read. What does not parse is passed over here as
// crypto/x509 passes it over: the question is what programs on this machine
// trust, and one odd file in /etc must not keep anybody from checking a
// server.
func (s *Store) addSystemFile(ctx context.Context, path string) bool {
	info, err := os.Stat(path)
	if err != nil {
		return false
	}
	data, err := readFile(ctx, path, info.Mode())
	if err != nil {
		return err == errEmpty
	}
	for len(data) > 0 {
		var block *pem.Block
		if block, data = pem.Decode(data); block == nil {
			break
		}
		if block.Type == "CERTIFICATE" && len(block.Headers) == 0 {
			s.add(block.Bytes, System, nil)
		}
	}
	return true
}
