package otel_test

import (
	"testing"

	"go.opentelemetry.io/otel/sdk/metric"
	"go.opentelemetry.io/otel/sdk/metric/metricdata"

	adapter "github.com/certain-tls/certain/adapters/otel"
	"github.com/certain-tls/certain/tlsconfig"
)

func TestRegister(t *testing.T) {
	counts := tlsconfig.NewCounts()
	reader := metric.NewManualReader()
	provider := metric.NewMeterProvider(metric.WithReader(reader))
	registration, err := adapter.Register(provider.Meter("test"), counts)
	if err != nil {
		t.Fatal(err)
	}
	// points gives how many series there are, and the sum over them.
	points := func() (series int, sum int64) {
		var got metricdata.ResourceMetrics
		if err := reader.Collect(t.Context(), &got); err != nil {
			t.Fatal(err)
		}
		for _, scope := range got.ScopeMetrics {
			for _, m := range scope.Metrics {
				for _, p := range m.Data.(metricdata.Sum[int64]).DataPoints {
					series++
					sum += p.Value
				}
			}
		}
		return series, sum
	}
	want := 2 * (len(tlsconfig.Codes()) + 1 + len(tlsconfig.Endings()))
	if series, sum := points(); series != want || sum != 0 {
		t.Errorf("at the beginning %d series, sum %d; want %d and 0", series, sum, want)
	}
	counts.Handshake(tlsconfig.Handshake{Side: tlsconfig.OnServer, Code: "expired"})
	counts.Handshake(tlsconfig.Handshake{Side: tlsconfig.OnClient, Code: tlsconfig.CodeOK, Resumed: true})
	counts.Closed(tlsconfig.Closed{Side: tlsconfig.OnServer, Ending: tlsconfig.EndIdle})
	if series, sum := points(); series != want || sum != 4 {
		t.Errorf("later %d series, sum %d; want %d and 4", series, sum, want)
	}
	if err := registration.Unregister(); err != nil {
		t.Error(err)
	}
}
