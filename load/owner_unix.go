//go:build unix

package load

import (
	"io/fs"
	"path/filepath"
	"strings"
	"syscall"
)

// owner is the number of the user who owns a file.
func owner(info fs.FileInfo) *uint32 {
	stat, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return nil
	}
	uid := stat.Uid
	return &uid
}

// mounted tells whether a file is a secret that was mounted into a container:
// below /run/secrets (Docker, Podman, and the service accounts of Kubernetes),
// or in a volume of Kubernetes, which is known by the link ..data in the
// folder. What such a file lets others read says nothing: there are no others.
func mounted(name string) bool {
	for _, path := range []string{absolute(name), realPath(name)} {
		for _, folder := range []string{"/run/secrets/", "/var/run/secrets/"} {
			if strings.HasPrefix(path, folder) {
				return true
			}
		}
	}
	folder := filepath.Base(filepath.Dir(realPath(name)))
	return strings.HasPrefix(folder, "..2") || folder == "..data"
}

func absolute(name string) string {
	if path, err := filepath.Abs(name); err == nil {
		return path
	}
	return name
}
