// Package floorplan is the plan of the house as data, and its test holds the
// house to it: which package may import which, what may be linked on which
// floor, and that every package says what it is for.
//
// It is here so that the plan cannot drift from the code: ARCHITECTURE.md
// tells the same in words.
package floorplan

// Module is the path of the module.
const Module = "github.com/certain-tls/certain"

// Floors gives each package its floor. A package imports only packages of
// lower floors, so nothing can go round in a circle and a service that imports
// a low floor inherits nothing from above.
var Floors = map[string]int{
	"":                    0, // the vocabulary
	"problem":             1,
	"problem/article":     1,
	"material":            1,
	"chain":               1,
	"wire":                1,
	"ct":                  1,
	"internal/fifo":       1, // pipes, for trust and load
	"internal/newfile":    1, // files written whole or not at all
	"internal/reload":     1, // what keypair.Watch and trust.Watch have in common
	"profile":             1,
	"check":               2,
	"explain":             2,
	"trust":               2,
	"load":                2,
	"probe":               2,
	"lab":                 2,
	"keypair":             3,
	"diagnose":            3,
	"lab/grade":           3,
	"tlsconfig":           4,
	"internal/prove":      4, // goes and looks which cause of a text is the one
	"internal/render":     3,
	"internal/convert":    3,
	"internal/labfile":    3, // scenario files, for the tool
	"internal/articlegen": 6, // writes what clients say into the articles
	"internal/cli":        7,
	"cmd/certain":         8,
	"internal/strangers":  9, // tests against programs that we did not write
	"internal/floorplan":  9, // imports nothing; nothing imports it
}

// Pure packages do no input or output and read no clock: what they may not
// import, directly.
var Pure = []string{"", "problem", "problem/article", "material", "chain", "ct", "profile", "wire", "check", "explain", "internal/render", "internal/labfile"}

// ImpureImports are the standard packages by which a package would leave
// purity.
var ImpureImports = []string{"os", "os/exec", "os/signal", "net/http", "crypto/tls", "syscall", "io/ioutil", "log", "log/slog"}

// TypesOnly excuses a pure package from one impure import, with the reason: it
// names types of errors and calls nothing that looks at the world.
var TypesOnly = []struct{ From, Import, Why string }{
	{"explain", "crypto/tls", "explain.Error asks whether an error is one of its types"},
	{"explain", "syscall", "explain.Error asks whether an error is one of its numbers"},
}

// Never lists imports that the floors would allow and that are absent on
// purpose, with the reason.
var Never = []struct{ From, To, Why string }{
	{"lab", "check", "a lab that knows the checks proves nothing"},
	{"lab", "chain", "a lab that knows the path builder proves nothing"},
	{"lab", "probe", "a lab that knows the probe proves nothing"},
	{"probe", "check", "a prober looks and does not conclude"},
	{"internal/render", "probe", "a renderer shows what it is given"},
}

// Light is the highest floor outside internal that links nothing but the
// standard library and golang.org/x, so that a service inherits nothing.
const Light = 4
