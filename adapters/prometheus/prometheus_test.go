package prometheus_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/testutil"

	adapter "github.com/certain-tls/certain/adapters/prometheus"
	"github.com/certain-tls/certain/tlsconfig"
)

func TestCollector(t *testing.T) {
	counts := tlsconfig.NewCounts()
	registry := prometheus.NewPedanticRegistry()
	registry.MustRegister(adapter.NewCollector(counts))
	want := 2 * (len(tlsconfig.Codes()) + 1 + len(tlsconfig.Endings()))
	series := func() int {
		n, err := testutil.GatherAndCount(registry)
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	if got := series(); got != want {
		t.Errorf("%d series at the beginning, want %d", got, want)
	}
	counts.Handshake(tlsconfig.Handshake{Side: tlsconfig.OnServer, Code: "expired", Err: errors.New("text of shop.example.test")})
	counts.Handshake(tlsconfig.Handshake{Side: tlsconfig.OnClient, Code: tlsconfig.CodeOK, Resumed: true})
	counts.Handshake(tlsconfig.Handshake{Side: tlsconfig.OnClient, Code: "a code that is none"})
	counts.Closed(tlsconfig.Closed{Side: tlsconfig.OnServer, Ending: tlsconfig.EndTruncated})
	if got := series(); got != want {
		t.Errorf("%d series later, want %d: the set is not closed", got, want)
	}
	families, err := registry.Gather()
	if err != nil {
		t.Fatal(err)
	}
	above := map[string]float64{}
	for _, f := range families {
		for _, m := range f.GetMetric() {
			var labels []string
			for _, l := range m.GetLabel() {
				labels = append(labels, l.GetValue())
			}
			if m.GetCounter().GetValue() > 0 {
				above[f.GetName()+" "+strings.Join(labels, " ")] = m.GetCounter().GetValue()
			}
		}
	}
	for _, name := range []string{
		"tls_handshakes_total expired server", "tls_handshakes_total ok client", "tls_handshakes_total other client",
		"tls_handshakes_resumed_total client", "tls_connections_closed_total truncated server",
	} {
		if above[name] != 1 {
			t.Errorf("%s is %v", name, above[name])
		}
	}
	if len(above) != 5 {
		t.Errorf("above zero: %v", above)
	}
	if n := testutil.CollectAndCount(adapter.NewCollector(counts, tlsconfig.OnServer)); n != want/2 {
		t.Errorf("%d series of a server alone, want %d", n, want/2)
	}
}
