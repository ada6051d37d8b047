//go:build !linux

package grade

// adopter does nothing where orphans cannot be taken in: Windows has job
// objects, and elsewhere the process group is all there is.
type adopter struct{}

func adopt() *adopter { return nil }

func (*adopter) end() {}
