//go:build !unix

package load

import (
	"io/fs"

	"github.com/certain-tls/certain"
)

const nonblocking = 0

// pipe refuses: this platform has no pipes among its files.
func (l *loader) pipe(string, fs.FileInfo) content {
	return content{outcome: certain.Failed, says: "is a pipe, which is not read on this platform"}
}
