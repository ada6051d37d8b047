package check

import "github.com/certain-tls/certain"

// The look sends a command that changes nothing in one piece with the wish for
// TLS (CVE-2011-0411). A server that hangs up on it, or passes over it, does
// right (RFC 3207 section 6, RFC 9051 section 11.1).
var starttlsInjection = Check{
	Code: "starttls-injection", Needs: []Need{Steps},
	Run: onStep("starttls-injection", ends(certain.StepPipelined, certain.Obeyed), func(s certain.Step) string {
		return "a command that was sent in the clear is answered inside TLS: " + s.Heard
	}),
}
