package check

import "github.com/certain-tls/certain"

// Whatever happens between this machine and the proxy, and whatever the proxy
// says about the way beyond it, is its step: the endpoint was not seen.
var proxyRefused = Check{
	Code: "proxy-refused", Needs: []Need{Steps},
	Run: onStep("proxy-refused", func(s certain.Step) bool {
		return s.Name == certain.StepProxy && s.Outcome != certain.OK
	}, func(s certain.Step) string {
		switch s.Outcome {
		case certain.Timeout:
			return "the proxy did not answer" + after(s)
		case certain.Closed:
			return "the proxy hung up without an answer: " + s.Error
		}
		return s.Error
	}),
}
