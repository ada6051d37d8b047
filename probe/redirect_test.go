package probe

import (
	"crypto/tls"
	"strconv"
	"testing"
	"time"

	certain "github.com/certain-tls/certain"
)

// TestLookAhead: where a redirect is looked at, and where not.
func TestLookAhead(t *testing.T) {
	chain := testChain(t)
	next := serveTLS(t, &tls.Config{Certificates: []tls.Certificate{chain}})
	port := strconv.Itoa(next.Port)
	silent := strconv.Itoa(serve(t, drain).Port)
	for _, try := range []struct {
		name     string
		home     string // where the target is
		status   int
		location string
		options  Options
		seen     bool
		outcome  certain.Outcome // of the step; empty for none
	}{
		{"another port", "127.0.0.1:443", 302, "https://127.0.0.1:" + port + "/", Options{}, true, certain.OK},
		{"capitals", "127.0.0.1:443", 308, "HTTPS://127.0.0.1:" + port + "/", Options{}, true, certain.OK},
		{"without a scheme", "127.0.0.1:443", 301, "//127.0.0.1:" + port, Options{}, true, certain.OK},
		{"plain", "127.0.0.1:443", 302, "http://127.0.0.1:" + port + "/", Options{}, false, ""},
		{"a path", "127.0.0.1:443", 302, "/there", Options{}, false, ""},
		{"itself", "127.0.0.1:443", 302, "https://shop.example.test/there", Options{}, false, ""},
		{"no redirect", "127.0.0.1:443", 200, "https://127.0.0.1:" + port + "/", Options{}, false, ""},
		{"no place", "127.0.0.1:443", 302, "https://", Options{}, false, ""},
		{"no URL", "127.0.0.1:443", 302, "https://[::1", Options{}, false, ""},
		{"not wanted", "127.0.0.1:443", 302, "https://127.0.0.1:" + port + "/", Options{NoFetch: true}, false, ""},
		{"from outside to inside", "192.0.2.7:443", 302, "https://127.0.0.1:" + port + "/", Options{}, false, certain.Denied},
		{"silence", "127.0.0.1:443", 302, "https://127.0.0.1:" + silent + "/", Options{Timeout: 100 * time.Millisecond}, false, certain.Timeout},
	} {
		t.Run(try.name, func(t *testing.T) {
			obs := &certain.Observation{
				Asked: certain.Asked{Name: "shop.example.test"},
				Steps: []certain.Step{{Name: certain.StepHandshake, Address: try.home, Outcome: certain.OK}},
				HTTP:  &certain.HTTP{Status: try.status, Location: try.location},
			}
			LookAhead(t.Context(), certain.Target{Scheme: "https", Host: "shop.example.test", Port: 443}, obs, try.options)
			if seen := obs.HTTP.Next != nil && obs.HTTP.Next.Leaf != nil; seen != try.seen {
				t.Errorf("next %+v", obs.HTTP.Next)
			}
			step := obs.Steps[len(obs.Steps)-1]
			if step.Name != certain.StepRedirect {
				step = certain.Step{}
			}
			if step.Outcome != try.outcome {
				t.Errorf("step %+v", step)
			}
		})
	}
}
