package tlsconfig

import (
	"errors"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"
)

// TestDiskIsFull: a real disk without room. It needs the right to mount one.
func TestDiskIsFull(t *testing.T) {
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=4k,mode=0700"); err != nil {
		t.Logf("no file system may be mounted here (%v); TestDiskIsFullForAWhile has the error without one", err)
		return
	}
	t.Cleanup(func() { syscall.Unmount(dir, 0) })
	folder := TicketFolder{Dir: dir, Rotate: 4 * time.Hour}
	m := &machine{wall: noon}
	filler := filepath.Join(dir, "filler")
	fill := func() {
		f, err := os.Create(filler)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		for err == nil {
			_, err = f.Write(make([]byte, 4096))
		}
		if !errors.Is(err, syscall.ENOSPC) {
			t.Fatal(err)
		}
	}
	fill()
	if _, err := newTicketKeys(t.Context(), folder, TicketOptions{}); !errors.Is(err, syscall.ENOSPC) {
		t.Fatalf("a start on a full disk: %v", err)
	}
	if left, _ := os.ReadDir(dir); len(left) != 1 {
		t.Errorf("left on the full disk: %v", left)
	}
	os.Remove(filler)
	// One page holds one secret; the next meets the full disk.
	k, err := newTicketKeys(t.Context(), folder, TicketOptions{Now: func() time.Time { return m.wall }})
	if err != nil {
		t.Fatal(err)
	}
	var e *TicketError
	if !errors.As(k.Err(), &e) || e.Code != "resource-exhausted" || k.now.Load() == nil {
		t.Fatalf("with room for one secret: %v", k.Err())
	}
	if err := syscall.Mount("tmpfs", dir, "tmpfs", syscall.MS_REMOUNT, "size=64k"); err != nil {
		t.Fatal(err)
	}
	k.look(t.Context())
	times, err := folder.generations()
	if k.Err() != nil || err != nil || len(times) != 2 {
		t.Errorf("with room again: %v, %v, %v", k.Err(), times, err)
	}
}
