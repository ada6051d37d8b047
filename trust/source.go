package trust

// Source gives the roots that are trusted now. Current never blocks, takes no
// lock, is safe for concurrent use and never gives nil: a source that could
// not be renewed keeps what it has. A [Store] is the source that never changes.
type Source interface {
	Current() *Store
}

// Current is the store itself.
func (s *Store) Current() *Store { return s }
