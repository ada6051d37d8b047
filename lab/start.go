package lab

// T is what Start needs of a *testing.T.
type T interface {
	Helper()
	Fatalf(format string, args ...any)
	Cleanup(func())
}

// Start opens a lab with one scenario for the length of a test.
func Start(t T, id string) *Running {
	t.Helper()
	l, err := Open(Options{}, id)
	if err != nil {
		t.Fatalf("start scenario: %v", err)
		return nil
	}
	t.Cleanup(func() {
		if err := l.Close(); err != nil {
			t.Fatalf("close lab: %v", err)
		}
	})
	return &l.Running()[0]
}
