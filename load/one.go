package load

import (
	"context"

	"github.com/certain-tls/certain"
)

// One reads one file within the bounds of Files and gives its bytes, for
// callers that need more of it than an observation may hold. What became of it
// stands in the file, without material; the bytes are nil unless its outcome
// is OK. A folder is no file here. At, Name, Purpose and Keys of the options
// are not used.
func One(ctx context.Context, name string, o Options) ([]byte, certain.File) {
	l := newLoader(ctx, &certain.Observation{}, o)
	got := l.read(name)
	if name != stdinName && isFolder(name) {
		got = content{mode: got.mode, outcome: certain.Failed, says: "is a folder, not a file"}
	}
	return got.data, got.file(name)
}

// file is what an observation keeps of a file, its material apart.
func (c content) file(name string) certain.File {
	return certain.File{
		Name: certain.Clean(name), Size: c.size, Mode: c.mode,
		Owner: c.owner, Mounted: c.owner != nil && mounted(name),
		Outcome: c.outcome, Error: certain.Clip(c.says, 200),
	}
}
