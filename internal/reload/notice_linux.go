package reload

import (
	"bytes"
	"encoding/binary"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"golang.org/x/sys/unix"
)

const (
	// mask is what may change that a path leads elsewhere, or what it leads to
	// says something else. IN_MODIFY comes while a file is still written, and
	// is the only one for truncate(2) and for a file that stays open.
	mask = unix.IN_CREATE | unix.IN_DELETE | unix.IN_MOVED_FROM | unix.IN_MOVED_TO | unix.IN_MODIFY | unix.IN_CLOSE_WRITE |
		unix.IN_ATTRIB | unix.IN_DELETE_SELF | unix.IN_MOVE_SELF | unix.IN_ONLYDIR
	// always are the events that matter whatever name they carry.
	always = unix.IN_DELETE_SELF | unix.IN_MOVE_SELF | unix.IN_IGNORED | unix.IN_UNMOUNT | unix.IN_Q_OVERFLOW

	maxFolders = 512 // that are watched by one notice
	maxLinks   = 40  // on one path, as in the kernel
)

// notice tells by inotify(7) that something may have changed. It watches every
// folder on the way to a path, those of symbolic links included, never the file
// itself: so a file may be written, replaced, deleted or reached by another
// link, and its folder deleted and made anew, and it is noticed.
//
// Not noticed, and left to polling: changes on network file systems, what is
// written through a mapping or through another bind mount, a mount over a
// folder, and everything if the user's inotify instances or watches (fs.inotify
// in sysctl) are used up.
type notice struct {
	fd   int      // for adding watches; file reads from it and owns it
	file *os.File // in the runtime's poller, so that closing ends a read
	news chan struct{}
	done chan struct{}

	mu sync.Mutex
	// wanted are the entries that matter, by watch; nil while they are being
	// found, when everything does.
	wanted map[int32]entries
}

// entries are names in a folder; "" stands for every name.
type entries map[string]bool

// newNotice is nil if the system gives no instance.
func newNotice() *notice {
	fd, err := unix.InotifyInit1(unix.IN_CLOEXEC | unix.IN_NONBLOCK)
	if err != nil {
		return nil
	}
	n := &notice{fd: fd, file: os.NewFile(uintptr(fd), "inotify"), news: make(chan struct{}, 1), done: make(chan struct{})}
	go n.listen()
	return n
}

// told gives a value when something may have changed; nil never does.
func (n *notice) told() chan struct{} {
	if n == nil {
		return nil
	}
	return n.news
}

func (n *notice) close() {
	if n == nil {
		return
	}
	n.file.Close()
	<-n.done
}

// listen reads events until the file is closed.
func (n *notice) listen() {
	defer close(n.done)
	buffer := make([]byte, 16*(unix.SizeofInotifyEvent+unix.NAME_MAX+1))
	for {
		size, err := n.file.Read(buffer)
		if err != nil {
			return
		}
		if n.matters(buffer[:size]) {
			select {
			case n.news <- struct{}{}:
			default: // it has been said
			}
		}
	}
}

// matters reads a row of struct inotify_event: wd, mask, cookie, len, name.
func (n *notice) matters(events []byte) bool {
	n.mu.Lock()
	defer n.mu.Unlock()
	matter := n.wanted == nil
	for len(events) >= unix.SizeofInotifyEvent && !matter {
		wd := int32(binary.NativeEndian.Uint32(events))
		what := binary.NativeEndian.Uint32(events[4:])
		size := unix.SizeofInotifyEvent + int(binary.NativeEndian.Uint32(events[12:]))
		if size > len(events) {
			return true // the kernel writes whole events
		}
		name, _, _ := bytes.Cut(events[unix.SizeofInotifyEvent:size], []byte{0})
		names, known := n.wanted[wd] // not known is what is watched no more
		matter = what&unix.IN_Q_OVERFLOW != 0 || known && (what&always != 0 || names[""] || names[string(name)])
		events = events[size:]
	}
	return matter
}

// follow finds the folders on the way to the paths anew, and watches them and
// no others. Only the loop calls it, never after close.
func (n *notice) follow(paths []string) {
	n.mu.Lock()
	before := n.wanted
	n.wanted = nil
	n.mu.Unlock()

	t := trail{fd: n.fd, folders: map[string]int32{}, wanted: map[int32]entries{}}
	for _, path := range paths {
		t.walk(path)
	}

	n.mu.Lock()
	n.wanted = t.wanted
	n.mu.Unlock()
	for wd := range before {
		if _, still := t.wanted[wd]; !still {
			_, _ = unix.InotifyRmWatch(n.fd, uint32(wd)) // it is gone already if its folder is
		}
	}
}

// trail is one finding of the way.
type trail struct {
	fd      int
	folders map[string]int32 // their watches, -1 where there is none
	wanted  map[int32]entries
}

// walk goes to what a path names, link by link. Each folder is watched before
// it is looked into, so that what changes behind our back is told.
func (t *trail) walk(path string) {
	path, err := filepath.Abs(path)
	if err != nil {
		return
	}
	at, rest, links := "/", strings.Split(path, "/"), 0
	for len(rest) > 0 {
		name := rest[0]
		rest = rest[1:]
		switch name {
		case "", ".":
			continue
		case "..": // nothing on the way here is a link
			at = filepath.Dir(at)
			continue
		}
		t.watch(at, name)
		next := filepath.Join(at, name)
		info, err := os.Lstat(next)
		if err != nil {
			return
		}
		if info.Mode()&os.ModeSymlink == 0 {
			at = next
			continue
		}
		target, err := os.Readlink(next)
		if links++; err != nil || links > maxLinks {
			return
		}
		if filepath.IsAbs(target) {
			at = "/"
		}
		rest = append(strings.Split(target, "/"), rest...)
	}
	if info, err := os.Lstat(at); err == nil && info.IsDir() {
		t.watch(at, "")
	}
}

func (t *trail) watch(folder, name string) {
	wd, seen := t.folders[folder]
	if !seen {
		wd = -1
		if len(t.folders) < maxFolders {
			if got, err := unix.InotifyAddWatch(t.fd, folder, mask); err == nil {
				wd = int32(got)
			}
		}
		t.folders[folder] = wd
	}
	if wd < 0 {
		return
	}
	if t.wanted[wd] == nil {
		t.wanted[wd] = entries{}
	}
	t.wanted[wd][name] = true
}
