package diagnose

import (
	"context"
	"net/netip"
	"slices"

	"github.com/certain-tls/certain"
	"github.com/certain-tls/certain/probe"
)

// EachAddress looks at every address of a server's name by itself, one after
// the other, and gives a result for each, in the order of the addresses. A
// target with one address, or with none that could be told before, gives one
// result, as Endpoint does.
//
// What each of them serves is held against what the others do, and the
// addresses are asked whether they take up each other's sessions.
//
// An address that cannot be reached is a warning if another one can, as it is
// where Endpoint comes by it. Of localhost, which is two addresses on every
// machine, one that nothing listens on is left out if the other answers.
func EachAddress(ctx context.Context, t certain.Target, o Options) ([]certain.Result, error) {
	results, err := each(ctx, t, o, Endpoint, func(r *certain.Result, others []string) bool {
		r.Observation.Others = others
		return len(others) == 0 || t.Host != "localhost" || !refused(r.Observation)
	}, func(r certain.Result) *certain.Observation { return r.Observation })
	if err != nil || len(results) < 2 {
		return results, err
	}
	all := make([]*certain.Observation, len(results))
	for i := range results {
		all[i] = results[i].Observation
	}
	introduce(all)
	looks, err := o.probe(t)
	if err != nil {
		return results, err
	}
	probe.Resume(ctx, t, looks, all)
	for i := range results {
		results[i] = Judge(all[i], o)
	}
	return results, ctx.Err()
}

// introduce writes into each observation what the other addresses served.
func introduce(all []*certain.Observation) {
	for i, obs := range all {
		for j, other := range all {
			if i == j {
				continue
			}
			peer := certain.Peer{Address: other.Asked.At}
			if len(other.Served) > 0 {
				peer.Leaf = other.Served[0]
			}
			obs.Peers = append(obs.Peers, peer)
		}
	}
}

// InspectEachAddress is to InspectEndpoint what EachAddress is to Endpoint.
func InspectEachAddress(ctx context.Context, t certain.Target, o Options) ([]certain.Inspection, error) {
	return each(ctx, t, o, InspectEndpoint, func(in *certain.Inspection, others []string) bool {
		in.Observation.Others = others
		return len(others) == 0 || t.Host != "localhost" || !refused(in.Observation)
	}, func(in certain.Inspection) *certain.Observation { return in.Observation })
}

// each looks at each address. settle is told which others completed a
// handshake, and says whether the result stays.
func each[T any](ctx context.Context, t certain.Target, o Options,
	look func(context.Context, certain.Target, Options) (T, error),
	settle func(*T, []string) bool, seen func(T) *certain.Observation,
) ([]T, error) {
	looks, err := o.probe(t)
	if err != nil {
		return nil, err
	}
	addresses, err := probe.Addresses(ctx, t, looks)
	if err != nil {
		return nil, err
	}
	if len(addresses) < 2 {
		one, err := look(ctx, t, o)
		return []T{one}, err
	}
	var all []T
	var reached []string
	for _, addr := range addresses {
		at := o
		at.Pins = []probe.Pin{{Host: t.Host, Port: t.Port, Addrs: []netip.Addr{addr}}}
		one, err := look(ctx, t, at)
		if err != nil {
			return all, err
		}
		if obs := seen(one); obs.Handshake != nil {
			reached = append(reached, addr.String())
		}
		seen(one).Asked.At = addr.String()
		all = append(all, one)
	}
	var settled []T
	for _, one := range all {
		own := seen(one).Asked.At
		others := slices.DeleteFunc(slices.Clone(reached), func(a string) bool { return a == own })
		if settle(&one, others) {
			settled = append(settled, one)
		}
	}
	return settled, nil
}

func refused(obs *certain.Observation) bool {
	return slices.ContainsFunc(obs.Steps, func(s certain.Step) bool { return s.Name == certain.StepTCP && s.Outcome == certain.Refused })
}
