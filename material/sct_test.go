package material

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"slices"
	"testing"
	"time"
)

// sctEntry is a timestamp of the log whose ID is all id.
func sctEntry(id byte, at time.Time) []byte {
	b := append([]byte{0}, bytes.Repeat([]byte{id}, 32)...)
	b = binary.BigEndian.AppendUint64(b, uint64(at.UnixMilli()))
	b = append(b, 0, 0)                      // no extensions
	return append(b, 4, 3, 0, 2, 0xaa, 0xbb) // ECDSA with SHA-256, a signature of two bytes
}

func logID(id byte) string { return base64.StdEncoding.EncodeToString(bytes.Repeat([]byte{id}, 32)) }

// sctExtension wraps entries in their list and the list in its OCTET STRING.
func sctExtension(entries ...[]byte) []byte {
	var list []byte
	for _, entry := range entries {
		list = append(binary.BigEndian.AppendUint16(list, uint16(len(entry))), entry...)
	}
	list = append(binary.BigEndian.AppendUint16(nil, uint16(len(list))), list...)
	return append([]byte{4, 0x82, byte(len(list) >> 8), byte(len(list))}, list...)
}

func TestSCTList(t *testing.T) {
	good := sctEntry(7, epoch)
	late := slices.Clone(good)
	binary.BigEndian.PutUint64(late[33:], 1<<62)
	for _, c := range []struct {
		name  string
		value []byte
		n     int
		ok    bool
	}{
		{"one", sctExtension(good), 1, true},
		{"none", sctExtension(), 0, true},
		{"another version", sctExtension(append([]byte{1}, good[1:]...), good), 1, true},
		{"cut entry", sctExtension(good, good[:20]), 1, false},
		{"empty entry", sctExtension(nil), 0, false},
		{"bytes behind the signature", sctExtension(append(slices.Clone(good), 0)), 0, false},
		{"signature cut", sctExtension(good[:len(good)-1]), 0, false},
		{"beyond the year 9999", sctExtension(late), 0, false},
		{"list cut", sctExtension(good)[:30], 0, false},
		{"bytes behind the list", []byte{4, 3, 0, 0, 9}, 0, false},
		{"no octets", []byte{5, 0}, 0, false},
		{"nothing", nil, 0, false},
	} {
		scts, err := sctList(c.value)
		if len(scts) != c.n || (err == nil) != c.ok {
			t.Errorf("%s: %v, %v", c.name, scts, err)
		}
	}
}

func FuzzSCT(f *testing.F) {
	f.Add(sctExtension(sctEntry(1, epoch), sctEntry(2, epoch)))
	f.Add(sctExtension())
	f.Add([]byte{4, 2, 0, 0})
	f.Fuzz(func(t *testing.T, value []byte) {
		scts, err := sctList(value)
		if len(scts)*47 > len(value) {
			t.Errorf("%d timestamps from %d bytes", len(scts), len(value))
		}
		for _, sct := range scts {
			if _, jsonErr := sct.Time.MarshalJSON(); jsonErr != nil || len(sct.Log) != 44 {
				t.Errorf("%+v, %v, %v", sct, err, jsonErr)
			}
		}
	})
}
