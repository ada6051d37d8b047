package cli

import (
	"io"
	"os"
	"runtime"
	"strconv"
	"strings"

	"golang.org/x/term"

	"github.com/certain-tls/certain/internal/render"
)

// The widths that a screen is laid out for; what lies outside is brought to
// the nearest of them.
const (
	widthLeast   = 40
	widthDefault = 80
	widthMost    = 120
)

// style is how a screen is drawn on standard output.
func (a *app) style() render.Style {
	return render.Style{Width: width(a.out), Color: colored(a.color, a.out), ASCII: !utf8Locale()}
}

// width is COLUMNS where it is exported, else that of the terminal, else 80.
func width(w io.Writer) int {
	n, err := strconv.Atoi(os.Getenv("COLUMNS"))
	if err != nil || n <= 0 {
		n = terminalWidth(w)
	}
	return min(max(n, widthLeast), widthMost)
}

func terminalWidth(w io.Writer) int {
	if f, ok := w.(*os.File); ok {
		if n, _, err := term.GetSize(int(f.Fd())); err == nil && n > 0 {
			return n
		}
	}
	return widthDefault
}

// colored follows --color; "auto" means a terminal that takes colours, and no
// NO_COLOR (https://no-color.org: set, and not empty).
func colored(choice string, w io.Writer) bool {
	switch choice {
	case "always":
		return true
	case "never":
		return false
	}
	return os.Getenv("NO_COLOR") == "" && isTerminal(w) && os.Getenv("TERM") != "dumb" && takesEscapes(w)
}

func isTerminal(stream any) bool {
	f, ok := stream.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// utf8Locale reads the locale as setlocale(3) does for LC_CTYPE: the first of
// the three variables that is not empty decides. None at all is the locale C,
// which is ASCII; Windows has no such variables and writes Unicode.
func utf8Locale() bool {
	for _, name := range []string{"LC_ALL", "LC_CTYPE", "LANG"} {
		if value := strings.ToLower(os.Getenv(name)); value != "" {
			return strings.Contains(value, "utf-8") || strings.Contains(value, "utf8")
		}
	}
	return runtime.GOOS == "windows"
}
