// Package prometheus shows the counters of package tlsconfig to Prometheus.
package prometheus

import (
	"github.com/prometheus/client_golang/prometheus"

	"github.com/certain-tls/certain/tlsconfig"
)

// Collector is a prometheus.Collector of counters. It shows
//
//	tls_handshakes_total{side,code}       each handshake, by its code
//	tls_handshakes_resumed_total{side}    those that resumed a session
//	tls_connections_closed_total{side,ending}
//
// The labels are of closed sets, and every series is there from the first
// scrape on, at zero: an alert on a code that has never been seen works. No
// name, address or text of an error is in any label. It is safe for concurrent
// use, and costs connections nothing: it reads when it is asked.
type Collector struct {
	counts *tlsconfig.Counts
	sides  []tlsconfig.Side

	handshakes, resumed, closed *prometheus.Desc
}

// NewCollector shows counts for the sides that are named; for none, both. A
// program that is a server alone names tlsconfig.OnServer, and has half the
// series.
func NewCollector(counts *tlsconfig.Counts, sides ...tlsconfig.Side) *Collector {
	if len(sides) == 0 {
		sides = []tlsconfig.Side{tlsconfig.OnServer, tlsconfig.OnClient}
	}
	return &Collector{
		counts: counts, sides: sides,
		handshakes: prometheus.NewDesc("tls_handshakes_total", "TLS handshakes, by what became of them.", []string{"side", "code"}, nil),
		resumed:    prometheus.NewDesc("tls_handshakes_resumed_total", "Good TLS handshakes that resumed a session.", []string{"side"}, nil),
		closed:     prometheus.NewDesc("tls_connections_closed_total", "TLS connections, by how they ended.", []string{"side", "ending"}, nil),
	}
}

// Describe tells of the metrics.
func (c *Collector) Describe(to chan<- *prometheus.Desc) {
	to <- c.handshakes
	to <- c.resumed
	to <- c.closed
}

// Collect gives all series.
func (c *Collector) Collect(to chan<- prometheus.Metric) {
	counter := func(d *prometheus.Desc, n int64, labels ...string) {
		to <- prometheus.MustNewConstMetric(d, prometheus.CounterValue, float64(n), labels...)
	}
	for _, side := range c.sides {
		for code, n := range c.counts.Handshakes(side) {
			counter(c.handshakes, n, side.String(), code)
		}
		counter(c.resumed, c.counts.Resumed(side), side.String())
		for _, e := range tlsconfig.Endings() {
			counter(c.closed, c.counts.Ended(side, e), side.String(), e.String())
		}
	}
}
