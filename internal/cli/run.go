package cli

import (
	"context"
	"slices"
	"sync"
)

// job is one piece of work of a call: one target.
type job[T any] struct {
	name string                             // as the user knows it, for the progress line
	do   func(context.Context) ([]T, error) // several results if each address gets one
}

// outcome is what became of a job.
type outcome[T any] struct {
	index  int
	values []T
	err    error
}

// run does the jobs side by side, at most limit at a time, and hands each
// outcome to done as it comes, one call at a time; what done does not keep is
// gone. It returns when all are done or ctx ends, whichever is first, with the
// values that were kept, in the order of the jobs. The first error is returned
// beside them.
func run[T any](ctx context.Context, jobs []job[T], limit int, done func(job[T], []T) (keep bool, err error)) ([]T, error) {
	outcomes := make(chan outcome[T])
	slots := make(chan struct{}, max(1, limit))
	var started sync.WaitGroup
	started.Go(func() { start(ctx, jobs, slots, outcomes) })
	defer started.Wait()

	values := make([][]T, len(jobs))
	var failed error
	for range jobs {
		select {
		case <-ctx.Done():
			return flat(values), ctx.Err()
		case o := <-outcomes:
			if o.err == nil {
				var keep bool
				if keep, o.err = done(jobs[o.index], o.values); keep {
					values[o.index] = o.values
				}
			}
			if failed == nil {
				failed = o.err
			}
		}
	}
	return flat(values), failed
}

// start starts each job as soon as a slot is free, until ctx ends. A slot is
// free again once the outcome was taken: results that nobody has printed yet
// do not pile up.
func start[T any](ctx context.Context, jobs []job[T], slots chan struct{}, outcomes chan<- outcome[T]) {
	for i, j := range jobs {
		select {
		case <-ctx.Done():
			return
		case slots <- struct{}{}:
		}
		go func() {
			values, err := j.do(ctx)
			select {
			case outcomes <- outcome[T]{i, values, err}:
			case <-ctx.Done(): // nobody listens any more
			}
			<-slots
		}()
	}
}

// flat are the values in a row; none are an empty row, as JSON has it.
func flat[T any](values [][]T) []T {
	return append([]T{}, slices.Concat(values...)...)
}
