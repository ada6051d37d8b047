//go:build !linux

package reload

// notice is missing on this system: it is never told of anything, and polling
// finds the changes.
type notice struct{}

func newNotice() *notice              { return nil }
func (n *notice) follow([]string)     {}
func (n *notice) told() chan struct{} { return nil }
func (n *notice) close()              {}
