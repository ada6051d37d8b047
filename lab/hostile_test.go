package lab

import (
	"bytes"
	"compress/zlib"
	"io"
	"testing"
)

// TestBomb: what is put together by hand unpacks, checksum and all, and fits
// one record.
func TestBomb(t *testing.T) {
	if n := len(bomb()); n > 1<<14 {
		t.Errorf("%d bytes do not fit a record", n)
	}
	z, err := zlib.NewReader(bytes.NewReader(bomb()))
	if err != nil {
		t.Fatal(err)
	}
	zeros, err := io.ReadAll(z)
	if err != nil || len(zeros) != bombSize || bytes.ContainsFunc(zeros, func(r rune) bool { return r != 0 }) {
		t.Errorf("%d bytes, %v", len(zeros), err)
	}
}

// TestGroups: a group has the size that is asked for, and its prime is one.
func TestGroups(t *testing.T) {
	for _, bits := range []int{512, 1024, 2048} {
		p, err := prime(bits)
		if err != nil || p.BitLen() != bits || !p.ProbablyPrime(1) {
			t.Errorf("%d bits: %v, %v", bits, p, err)
		}
	}
	if _, err := prime(4096); err == nil {
		t.Error("a group that nobody knows was made up")
	}
}
