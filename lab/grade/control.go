package grade

import (
	"fmt"
	"strings"

	"github.com/certain-tls/certain"
)

const (
	controlOK    = "ok"
	controlNever = "never connected"
)

// control judges the positive controls: each must have been accepted, over a
// completed handshake. A program that does not get that far tells nothing by
// refusing the rest.
func control(first []Scenario) (verdict, help string) {
	connected := false
	for _, s := range first {
		connected = connected || s.Connected
	}
	if !connected {
		return controlNever, "the program never connected to a healthy server, so its refusals prove nothing. " +
			"Tell it where to connect: {url}, {host} and {port} in the command stand for the scenario, " +
			"and CERTAIN_URL, CERTAIN_HOST and CERTAIN_PORT in the environment do"
	}
	for _, s := range first {
		if why := unhealthy(s); why != "" {
			return "failed: " + s.ID + " " + why, advice(s)
		}
	}
	return controlOK, ""
}

func unhealthy(s Scenario) string {
	switch {
	case s.Result == Hung:
		return "did not end in time"
	case !s.Connected:
		return "was never connected to"
	case s.Exit == nil:
		return "was ended from outside"
	case *s.Exit != 0:
		return fmt.Sprintf("ended with exit status %d%s", *s.Exit, lastWords(s.Output))
	case !s.Handshake:
		return "was left without a TLS handshake, and the program exited with 0"
	}
	return ""
}

func advice(s Scenario) string {
	const ca = "{ca} in the command and CERTAIN_CA in the environment name it; " +
		"SSL_CERT_FILE, REQUESTS_CA_BUNDLE, CURL_CA_BUNDLE and NODE_EXTRA_CA_CERTS are set to it too"
	switch {
	case s.Explained != nil && strings.HasPrefix(*s.Explained, "untrusted"), s.Explained != nil && *s.Explained == "self-signed":
		return "the program does not trust the lab's roots. Hand it the CA file: " + ca
	case s.Result == Hung:
		return "the program must end by itself after one request; --timeout gives it longer"
	}
	return "the program must accept a healthy server whose root it is told to trust: " + ca +
		". A program that refuses everything is not careful, it is broken"
}

// lastWords are the last line that a program printed, where the reason stands
// more often than not.
func lastWords(output string) string {
	lines := strings.Split(strings.TrimSpace(output), "\n")
	last := strings.TrimSpace(lines[len(lines)-1])
	if last == "" {
		return ""
	}
	return ": " + certain.Clip(last, 160)
}
