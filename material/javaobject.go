package material

import "encoding/binary"

// javaObject gives the size of the serialized object that b begins with. A
// JCEKS keeps secret keys in that form and tells their length nowhere, so
// that the entries behind them can be found only by walking over the object
// (Java Object Serialization Specification, section 6.4). Nothing of the
// object is looked at.
func javaObject(b []byte) (size int, ok bool) {
	w := &javaWalk{rest: b, depth: maxNesting}
	if w.number(4) != 0xaced0005 {
		return 0, false
	}
	w.content()
	return len(b) - len(w.rest), !w.bad
}

// javaWalk walks over the grammar. Classes are kept, for objects refer to
// them by their handle.
type javaWalk struct {
	rest    []byte
	bad     bool
	depth   int
	handles []*javaClass // nil for what is no class
}

type javaClass struct {
	flags  byte
	fields string // a type code each
	parent *javaClass
}

// The handles of a stream begin here.
const javaHandles = 0x7e0000

// maxJava bounds the handles of one object; a sealed key has some ten.
const maxJava = 4096

func (w *javaWalk) take(n int) []byte {
	if w.bad || n < 0 || n > len(w.rest) {
		w.bad, w.rest = true, nil
		return nil
	}
	b := w.rest[:n]
	w.rest = w.rest[n:]
	return b
}

func (w *javaWalk) number(size int) (n uint32) {
	for _, c := range w.take(size) {
		n = n<<8 | uint32(c)
	}
	return n
}

func (w *javaWalk) text() { w.take(int(w.number(2))) }

func (w *javaWalk) handle(c *javaClass) {
	if w.handles = append(w.handles, c); len(w.handles) > maxJava {
		w.bad = true
	}
}

// content walks over one content element.
func (w *javaWalk) content() {
	if w.depth--; w.depth <= 0 {
		w.bad = true
	}
	defer func() { w.depth++ }()
	if w.bad {
		return
	}
	switch code := w.number(1); code {
	case 0x70: // null
	case 0x71: // a reference
		w.take(4)
	case 0x72, 0x7d: // a class description
		w.describe(byte(code))
	case 0x73: // an object
		class := w.class()
		w.handle(nil)
		w.object(class)
	case 0x74: // a string
		w.handle(nil)
		w.text()
	case 0x75: // an array
		w.array()
	case 0x77: // bytes
		w.take(int(w.number(1)))
	case 0x7a:
		w.take(int(w.number(4)))
	default:
		w.bad = true
	}
}

// class walks over a class description or a reference to one.
func (w *javaWalk) class() *javaClass {
	if w.bad || len(w.rest) == 0 {
		w.bad = true
		return nil
	}
	switch code := w.number(1); code {
	case 0x70:
		return nil
	case 0x71:
		i := int(w.number(4)) - javaHandles
		if i < 0 || i >= len(w.handles) || w.handles[i] == nil {
			w.bad = true
			return nil
		}
		return w.handles[i]
	case 0x72:
		return w.describe(0x72)
	}
	w.bad = true
	return nil
}

func (w *javaWalk) describe(code byte) *javaClass {
	if w.depth--; code != 0x72 || w.depth <= 0 {
		w.bad = true // proxies do not occur in keys
		return nil
	}
	defer func() { w.depth++ }()
	w.text()
	w.take(8)
	c := &javaClass{}
	w.handle(c)
	c.flags = byte(w.number(1))
	for n := w.number(2); n > 0 && !w.bad; n-- {
		kind := byte(w.number(1))
		w.text()
		if kind == '[' || kind == 'L' {
			w.content()
		}
		c.fields += string(rune(kind))
	}
	w.annotation()
	c.parent = w.class()
	return c
}

// annotation walks over what stands in front of an end of block data.
func (w *javaWalk) annotation() {
	for !w.bad {
		if len(w.rest) > 0 && w.rest[0] == 0x78 {
			w.take(1)
			return
		}
		w.content()
	}
}

// object walks over the fields, those of the uppermost class first.
func (w *javaWalk) object(c *javaClass) {
	var line []*javaClass
	for ; c != nil && len(line) < maxNesting; c = c.parent {
		line = append(line, c)
	}
	for i := len(line) - 1; i >= 0 && !w.bad; i-- {
		for _, field := range []byte(line[i].fields) {
			w.value(field)
		}
		if line[i].flags&1 != 0 { // the class wrote more by itself
			w.annotation()
		}
	}
}

var javaSizes = map[byte]int{'B': 1, 'C': 2, 'D': 8, 'F': 4, 'I': 4, 'J': 8, 'S': 2, 'Z': 1}

func (w *javaWalk) value(field byte) {
	if field == '[' || field == 'L' {
		w.content()
		return
	}
	size, ok := javaSizes[field]
	if !ok {
		w.bad = true
	}
	w.take(size)
}

// array walks over an array. Its class is named for its elements; those of
// keys are arrays of bytes.
func (w *javaWalk) array() {
	rest := w.rest
	w.class()
	w.handle(nil)
	n := w.number(4)
	if n > uint32(len(w.rest)) || !startsByteArray(rest) && !w.isByteArray(rest) {
		w.bad = true
		return
	}
	w.take(int(n))
}

// startsByteArray tells whether a class description is that of byte[], "[B".
func startsByteArray(b []byte) bool {
	return len(b) > 5 && b[0] == 0x72 && binary.BigEndian.Uint16(b[1:]) == 2 && string(b[3:5]) == "[B"
}

// isByteArray tells whether a class is referred to rather than described:
// only byte[] has been let through.
func (w *javaWalk) isByteArray(b []byte) bool { return len(b) > 0 && b[0] == 0x71 }
