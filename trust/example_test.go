package trust_test

import (
	"context"
	"fmt"
	"log"
	"os"

	"github.com/certain-tls/certain/lab"
	"github.com/certain-tls/certain/trust"
)

// Roots that keep themselves current: an authority that is added to the file is
// trusted a moment later. Two laboratories have roots of their own, so that the
// example has something to trust.
func ExampleWatch() {
	ours, theirs := open(), open()
	defer ours.Close()
	defer theirs.Close()
	ctx, cancel := context.WithCancel(context.Background())

	changed := make(chan trust.Change, 1)
	roots, err := trust.Watch(ctx, []string{ours.CAFile()}, trust.WatchOptions{
		Changed: func(c trust.Change) { changed <- c },
		Refused: func(err error) { log.Print(err) },
	})
	if err != nil {
		log.Fatal(err)
	}
	before := roots.Current().Describe().Size

	if err := add(ours.CAFile(), theirs.CAFile()); err != nil {
		log.Fatal(err)
	}
	c := <-changed
	fmt.Println(roots.Current().Describe().Size == before+len(c.Added))

	cancel()
	<-roots.Done()
	// Output: true
}

func open() *lab.Lab {
	l, err := lab.Open(lab.Options{}, "healthy-files")
	if err != nil {
		log.Fatal(err)
	}
	return l
}

// add puts the certificates of one file at the end of another, in one step.
func add(file, from string) error {
	there, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	more, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	if err := os.WriteFile(file+".new", append(there, more...), 0o600); err != nil {
		return err
	}
	return os.Rename(file+".new", file)
}
