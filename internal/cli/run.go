package cli

import (
	"context"
	"sync"
)

// job is one piece of work of a call: one target.
type job[T any] struct {
	name string // as the user knows it, for the progress line
	do   func(context.Context) (T, error)
}

// outcome is what became of a job.
type outcome[T any] struct {
	index int
	value T
	err   error
}

// run does the jobs side by side, at most limit at a time, and hands each
// outcome to done as it comes, one call at a time. It returns when all are
// done or ctx ends, whichever is first, with the values that are there, in
// the order of the jobs. The first error is returned beside them.
func run[T any](ctx context.Context, jobs []job[T], limit int, done func(job[T], T) error) ([]T, error) {
	outcomes := make(chan outcome[T], len(jobs)) // room for all: a late one blocks nobody
	slots := make(chan struct{}, max(1, limit))
	var started sync.WaitGroup
	started.Go(func() { start(ctx, jobs, slots, outcomes) })
	defer started.Wait()

	values := make([]*T, len(jobs))
	var failed error
	for range jobs {
		select {
		case <-ctx.Done():
			return present(values), ctx.Err()
		case o := <-outcomes:
			if o.err == nil {
				values[o.index] = &o.value
				o.err = done(jobs[o.index], o.value)
			}
			if failed == nil {
				failed = o.err
			}
		}
	}
	return present(values), failed
}

// start starts each job as soon as a slot is free, until ctx ends.
func start[T any](ctx context.Context, jobs []job[T], slots chan struct{}, outcomes chan<- outcome[T]) {
	for i, j := range jobs {
		select {
		case <-ctx.Done():
			return
		case slots <- struct{}{}:
		}
		go func() {
			value, err := j.do(ctx)
			<-slots
			outcomes <- outcome[T]{i, value, err}
		}()
	}
}

func present[T any](values []*T) []T {
	all := make([]T, 0, len(values))
	for _, v := range values {
		if v != nil {
			all = append(all, *v)
		}
	}
	return all
}
