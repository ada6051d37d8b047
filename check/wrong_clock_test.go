package check

import (
	"crypto/x509"
	"encoding/binary"
	"testing"
	"time"

	"github.com/certain-tls/certain"
	"github.com/certain-tls/certain/chain"
)

// TestWrongClock: what gives a clock away, and what does not.
func TestWrongClock(t *testing.T) {
	now := time.Date(2026, 3, 14, 9, 26, 0, 0, time.UTC)
	const day = 24 * time.Hour
	sct := func(at time.Time) []byte {
		return append(binary.BigEndian.AppendUint64(make([]byte, 33), uint64(at.UnixMilli())), 0, 0, 4, 3, 0, 0)
	}
	for name, try := range map[string]struct {
		start, end time.Duration // of the leaf, from now
		rooted     chain.End
		change     func(*certain.Observation)
		found      bool
	}{
		"not yet valid, nothing else":   {2 * day, 90 * day, chain.Anchored, nil, false},
		"built later":                   {2 * day, 90 * day, chain.Anchored, func(o *certain.Observation) { o.Clock.Built = now.Add(3 * day) }, true},
		"built later, and no root":      {2 * day, 90 * day, chain.SelfSigned, func(o *certain.Observation) { o.Clock.Built = now.Add(3 * day) }, true},
		"built an hour later":           {2 * day, 90 * day, chain.Anchored, func(o *certain.Observation) { o.Clock.Built = now.Add(time.Hour) }, false},
		"built later, all is well":      {-2 * day, 90 * day, chain.Anchored, func(o *certain.Observation) { o.Clock.Built = now.Add(3 * day) }, false},
		"noted ahead":                   {2 * day, 90 * day, chain.Anchored, func(o *certain.Observation) { o.Handshake.SCTs = [][]byte{sct(now.Add(2 * day))} }, true},
		"noted ahead, and no root":      {2 * day, 90 * day, chain.SelfSigned, func(o *certain.Observation) { o.Handshake.SCTs = [][]byte{sct(now.Add(2 * day))} }, false},
		"noted before":                  {2 * day, 90 * day, chain.Anchored, func(o *certain.Observation) { o.Handshake.SCTs = [][]byte{sct(now.Add(-day))} }, false},
		"cut off":                       {2 * day, 90 * day, chain.Anchored, func(o *certain.Observation) { o.Handshake.SCTs = [][]byte{{0, 1, 2}, nil} }, false},
		"expired, and the date is past": {-90 * day, -2 * day, chain.Anchored, func(o *certain.Observation) { o.Clock.Dates = []certain.Dated{{Date: now.Add(-10 * day), Seen: now}} }, true},
		"expired, and so by the date":   {-90 * day, -2 * day, chain.Anchored, func(o *certain.Observation) { o.Clock.Dates = []certain.Dated{{Date: now.Add(-day), Seen: now}} }, false},
		"expired, and the date agrees":  {-90 * day, -2 * day, chain.Anchored, func(o *certain.Observation) { o.Clock.Dates = []certain.Dated{{Date: now, Seen: now}} }, false},
		"judged as of another time":     {2 * day, 90 * day, chain.Anchored, func(o *certain.Observation) { o.Clock.Now = now.Add(time.Hour); o.Clock.Built = now.Add(9 * day) }, false},
		"no clock was looked at":        {2 * day, 90 * day, chain.Anchored, func(o *certain.Observation) { o.Clock = nil }, false},
	} {
		leaf := &certain.Cert{Raw: []byte("leaf"), X509: &x509.Certificate{Raw: []byte("leaf"), NotBefore: now.Add(try.start), NotAfter: now.Add(try.end)}}
		obs := &certain.Observation{At: now, Kind: certain.Endpoint, Served: []*certain.Cert{leaf}, Handshake: &certain.Handshake{}, Clock: &certain.Clock{Now: now}}
		if try.change != nil {
			try.change(obs)
		}
		link := chain.Link{Cert: leaf}
		switch {
		case try.start > 0:
			link.Faults = []chain.Fault{{Kind: chain.NotYetValid}}
		case try.end < 0:
			link.Faults = []chain.Fault{{Kind: chain.Expired}}
		}
		trace := chain.Trace{Paths: []chain.Path{{Links: []chain.Link{link}, End: try.rooted}}}
		p := &Pass{Obs: obs, Subjects: []*Subject{{Leaf: leaf, At: "served[0]", Sent: trace, Full: trace}}}
		if found := wrongClock.Run(p); (len(found) == 1) != try.found {
			t.Errorf("%s: found %+v", name, found)
		}
	}
}
