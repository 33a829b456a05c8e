package voice

import (
	"context"
	"slices"
	"sync"
)

// Probe asks every trunk that has an address once whether it is there, and says which ones answer. It listens as an engine
// with these options would, takes no calls meanwhile, and registers nowhere.
func Probe(ctx context.Context, opt Options) (answers map[string]bool, err error) {
	opt.Sink, opt.Placed, opt.Places = nil, nil, nil
	opt.Trunks = slices.Clone(opt.Trunks)
	for i := range opt.Trunks {
		opt.Trunks[i].Register = false
	}
	e, err := Open(opt)
	if err != nil {
		return nil, err
	}
	e.draining.Store(true)
	run, stop := context.WithCancel(ctx)
	var own, asked sync.WaitGroup
	own.Go(func() { err = e.Run(run) })
	answers = map[string]bool{}
	var mu sync.Mutex
	for _, t := range e.trunks {
		if t.host == "" {
			continue
		}
		asked.Go(func() {
			there := t.probe(ctx)
			mu.Lock()
			defer mu.Unlock()
			answers[t.Name] = there
		})
	}
	asked.Wait()
	stop()
	own.Wait()
	return answers, err
}
