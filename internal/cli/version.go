package cli

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"time"

	"github.com/spf13/cobra"

	"github.com/certain-tls/certain/internal/render"
)

const versionSchema = "certain.version/1"

// build tells which program this is.
type build struct {
	Schema   string `json:"schema"`
	Version  string `json:"version"`            // of the module, "(devel)" for a build of a work tree
	Revision string `json:"revision,omitempty"` // of the source, where it was stamped
	Time     string `json:"time,omitempty"`     // of the revision
	Modified bool   `json:"modified"`           // the source differed from the revision
	Go       string `json:"go"`
	Platform string `json:"platform"`
}

func (a *app) version() *cobra.Command {
	var output outputFlags
	cmd := &cobra.Command{
		Use:     "version",
		Short:   "say which version this is",
		Args:    noArguments,
		Example: examples("certain version", "version, source revision and platform", "certain version --json", "the same for scripts"),
		RunE: func(*cobra.Command, []string) error {
			b := buildOf(debug.ReadBuildInfo())
			return a.show(output, b, func(render.Style) error { return a.print("%s", b.text()) })
		},
	}
	output.addJSON(cmd)
	return cmd
}

func buildOf(info *debug.BuildInfo, ok bool) build {
	b := build{Schema: versionSchema, Version: "(unknown)", Go: runtime.Version(), Platform: runtime.GOOS + "/" + runtime.GOARCH}
	if !ok {
		return b
	}
	b.Version = info.Main.Version
	for _, s := range info.Settings {
		switch s.Key {
		case "vcs.revision":
			b.Revision = s.Value
		case "vcs.time":
			b.Time = s.Value
		case "vcs.modified":
			b.Modified = s.Value == "true"
		}
	}
	return b
}

// builtAt is when the source of this program was written, where it was
// stamped: no clock that is right says less.
func builtAt() time.Time {
	t, _ := time.Parse(time.RFC3339, buildOf(debug.ReadBuildInfo()).Time) // the zero time is no stamp
	return t.UTC()
}

func (b build) text() string {
	text := fmt.Sprintf("certain %s (%s, %s)\n", b.Version, b.Go, b.Platform)
	if b.Revision == "" {
		return text
	}
	changed := ""
	if b.Modified {
		changed = ", with changes"
	}
	return text + fmt.Sprintf("source %s of %s%s\n", b.Revision, b.Time, changed)
}
