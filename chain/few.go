package chain

// few is a map that costs nothing while it holds few entries, which is what
// most queries need.
type few[K comparable, V any] struct {
	n      int
	keys   [4]K
	values [4]V
	rest   map[K]V
}

// get gives the zero value for what is not there.
func (f *few[K, V]) get(k K) V {
	for i := range f.keys[:f.n] {
		if f.keys[i] == k {
			return f.values[i]
		}
	}
	return f.rest[k]
}

// put adds an entry that is not there yet.
func (f *few[K, V]) put(k K, v V) {
	if f.n < len(f.keys) {
		f.keys[f.n], f.values[f.n] = k, v
		f.n++
		return
	}
	if f.rest == nil {
		f.rest = map[K]V{}
	}
	f.rest[k] = v
}
