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
	file := certain.File{
		Name: certain.Clean(name), Size: got.size, Mode: got.mode,
		Outcome: got.outcome, Error: certain.Clip(got.says, 200),
	}
	return got.data, file
}
