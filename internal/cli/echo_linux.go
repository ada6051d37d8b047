package cli

import "golang.org/x/sys/unix"

// hideTyping ends the echo of what is typed at a terminal.
func hideTyping(fd int) error {
	settings, err := unix.IoctlGetTermios(fd, unix.TCGETS)
	if err != nil {
		return err
	}
	settings.Lflag &^= unix.ECHO
	return unix.IoctlSetTermios(fd, unix.TCSETS, settings)
}
