package cli

import (
	"os"

	"golang.org/x/sys/windows"
)

// takesEscapes asks the console to obey ANSI escapes, which older ones do
// only on request.
func takesEscapes(stream any) bool {
	f, ok := stream.(*os.File)
	if !ok {
		return false
	}
	console := windows.Handle(f.Fd())
	var mode uint32
	if err := windows.GetConsoleMode(console, &mode); err != nil {
		return false
	}
	return windows.SetConsoleMode(console, mode|windows.ENABLE_VIRTUAL_TERMINAL_PROCESSING) == nil
}
