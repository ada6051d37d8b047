// Package otel shows the counters of package tlsconfig to OpenTelemetry.
package otel

import (
	"context"
	"errors"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/metric"

	"github.com/certain-tls/certain/tlsconfig"
)

// Register observes counters with a meter, until the registration is taken
// back. The instruments are
//
//	tls.handshakes             by tls.side and tls.code
//	tls.handshakes.resumed     by tls.side
//	tls.connections.closed     by tls.side and tls.ending
//
// The attributes are of closed sets, and every combination is there from the
// beginning, at zero. No name, address or text of an error is in any of them.
// Sides are those to show; for none, both. It is safe for concurrent use with
// what counts.
func Register(m metric.Meter, counts *tlsconfig.Counts, sides ...tlsconfig.Side) (metric.Registration, error) {
	if len(sides) == 0 {
		sides = []tlsconfig.Side{tlsconfig.OnServer, tlsconfig.OnClient}
	}
	handshakes, err1 := m.Int64ObservableCounter("tls.handshakes", metric.WithDescription("TLS handshakes, by what became of them."), metric.WithUnit("{handshake}"))
	resumed, err2 := m.Int64ObservableCounter("tls.handshakes.resumed", metric.WithDescription("Good TLS handshakes that resumed a session."), metric.WithUnit("{handshake}"))
	closed, err3 := m.Int64ObservableCounter("tls.connections.closed", metric.WithDescription("TLS connections, by how they ended."), metric.WithUnit("{connection}"))
	if err := errors.Join(err1, err2, err3); err != nil {
		return nil, err
	}
	return m.RegisterCallback(func(_ context.Context, o metric.Observer) error {
		for _, side := range sides {
			on := attribute.String("tls.side", side.String())
			for code, n := range counts.Handshakes(side) {
				o.ObserveInt64(handshakes, n, metric.WithAttributes(on, attribute.String("tls.code", code)))
			}
			o.ObserveInt64(resumed, counts.Resumed(side), metric.WithAttributes(on))
			for _, e := range tlsconfig.Endings() {
				o.ObserveInt64(closed, counts.Ended(side, e), metric.WithAttributes(on, attribute.String("tls.ending", e.String())))
			}
		}
		return nil
	}, handshakes, resumed, closed)
}
