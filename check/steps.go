package check

import (
	"fmt"
	"net/netip"
	"slices"
	"strings"

	"github.com/certain-tls/certain"
	"github.com/certain-tls/certain/problem"
)

// onStep makes the Run of a check that finds one kind of failed attempt.
// fails tells whether a step is one; says gives the fact in one clause.
// Attempts at several addresses become one finding.
func onStep(code string, fails func(certain.Step) bool, says func(certain.Step) string) func(*Pass) []certain.Finding {
	return func(p *Pass) []certain.Finding {
		if !slices.ContainsFunc(p.Obs.Steps, fails) {
			return nil // as nearly always: a finding with its fixes filled in costs more than the question
		}
		f := p.finding(code, "")
		var places []string
		reached := p.Obs.Handshake != nil || len(p.Obs.Others) > 0
		for _, step := range p.Obs.Steps {
			if !fails(step) || p.harmless(step) {
				continue
			}
			text := says(step)
			f.Evidence = append(f.Evidence, stepEvidence(step, text))
			places = addOnce(places, step.Address)
			reached = reached && !behindHandshake(step) // that is the address which works
			if f.Summary == "" {
				f.Summary = step.Address + ": " + text
			}
		}
		if len(f.Evidence) == 0 {
			return nil
		}
		if len(places) > 1 {
			f.Summary += fmt.Sprintf(" (and %d more addresses alike)", len(places)-1)
		}
		if reached {
			lowerAsReached(&f)
		}
		return []certain.Finding{f}
	}
}

// behindHandshake: the step is about a connection that works so far.
func behindHandshake(s certain.Step) bool {
	return s.Name == certain.StepAfter || s.Name == certain.StepHTTP || s.Name == certain.StepPipelined
}

// sayProxy names a proxy that the environment has and nobody asked to follow:
// where connections end outside, that is often the only way.
func (p *Pass) sayProxy(f *certain.Finding, step certain.Step) {
	proxy := p.Obs.Proxy
	if proxy == nil || proxy.Followed {
		return
	}
	f.Evidence = append(f.Evidence, certain.Evidence{
		At: "step:" + step.Name, Part: step.Address,
		Says: proxy.Variable + " names the proxy " + certain.Clip(proxy.URL, 120) + ", and it was not followed: --proxy env does",
	})
	if addr, err := netip.ParseAddr(p.Obs.Asked.Name); p.Obs.Asked.Name == "localhost" || err == nil && addr.IsLoopback() {
		return // no proxy stands between this machine and itself
	}
	f.Likely = "connections leave this network by its proxy alone"
	f.Fixes = append(problem.Fill([]certain.Fix{{
		For: certain.ForYou, Do: "go by the proxy that " + proxy.Variable + " names",
		Command: "certain check --proxy env {host}:{port}",
	}}, p.values()), f.Fixes...)
}

func stepEvidence(step certain.Step, says string) certain.Evidence {
	return certain.Evidence{At: "step:" + step.Name, Part: step.Address, Says: says}
}

// lowerAsReached: one address of several that fails is a warning if another
// works; one that this machine has no way to may be fine for everybody else.
func lowerAsReached(f *certain.Finding) {
	f.Severity = certain.Warning
	if f.Code == "network-unreachable" {
		f.Severity = certain.Note
	}
	f.So = "clients that try this address first are delayed, and fail if they try no other"
}

// harmless: localhost is both 127.0.0.1 and ::1 on every machine (RFC 6761
// section 6.3), most servers of a laboratory listen on one, and every client
// goes on to the other.
func (p *Pass) harmless(step certain.Step) bool {
	return p.Obs.Handshake != nil && step.Outcome == certain.Refused && strings.HasPrefix(p.Obs.Asked.Address, "localhost:")
}

func ends(name string, outcomes ...certain.Outcome) func(certain.Step) bool {
	return func(s certain.Step) bool { return s.Name == name && slices.Contains(outcomes, s.Outcome) }
}

func after(s certain.Step) string { return fmt.Sprintf(" after %s", milliseconds(s.MS)) }

func milliseconds(ms float64) string {
	if ms >= 1000 {
		return fmt.Sprintf("%.1f s", ms/1000)
	}
	return fmt.Sprintf("%.0f ms", ms)
}

var dnsFailure = Check{
	Code: "dns-failure", Needs: []Need{Steps},
	Run: outside("dns-failure", ends(certain.StepDNS, certain.NotFound, certain.Timeout, certain.Failed, certain.Refused), func(s certain.Step) string {
		switch s.Outcome {
		case certain.NotFound:
			return "the resolver answers that there is no such name, or no address for it"
		case certain.Timeout:
			return "no resolver answered" + after(s)
		}
		return "the resolver failed: " + s.Error
	}),
}

// outside makes the Run of a check on the way out of this machine.
func outside(code string, fails func(certain.Step) bool, says func(certain.Step) string) func(*Pass) []certain.Finding {
	run := onStep(code, fails, says)
	return func(p *Pass) []certain.Finding {
		findings := run(p)
		for i := range findings {
			for _, step := range p.Obs.Steps {
				if fails(step) {
					p.sayProxy(&findings[i], step)
					break
				}
			}
		}
		return findings
	}
}

var connectionRefused = Check{
	Code: "connection-refused", Needs: []Need{Steps},
	Run: outside("connection-refused", ends(certain.StepTCP, certain.Refused), func(s certain.Step) string {
		if strings.HasPrefix(s.Address, "/") {
			return "no program listens on this socket: " + s.Error
		}
		return "the machine answers that nothing listens at this port"
	}),
}

var connectionReset = Check{
	Code: "connection-reset", Needs: []Need{Steps},
	Run: func(p *Pass) []certain.Finding {
		findings := onStep("connection-reset", func(s certain.Step) bool { return s.Outcome == certain.Reset && resets[s.Name] != "" },
			func(s certain.Step) string {
				if s.Name == certain.StepHandshake {
					return resets[s.Name] + after(s)
				}
				return resets[s.Name]
			})(p)
		if len(findings) > 0 && slices.ContainsFunc(p.Obs.Steps, ends(certain.StepHTTP, certain.Reset)) {
			findings[0].So = "the handshake completed, and no request is answered in full"
		}
		return findings
	},
}

// resets are the steps at which a reset is told as one; before the change to
// TLS it is a server that does not change.
var resets = map[string]string{
	certain.StepTCP:       "reset while connecting",
	certain.StepHandshake: "reset in the handshake",
	certain.StepAfter:     "reset right after the handshake",
	certain.StepHTTP:      "reset instead of an answer to the request",
}

var connectTimeout = Check{
	Code: "connect-timeout", Needs: []Need{Steps},
	Run: outside("connect-timeout", ends(certain.StepTCP, certain.Timeout), func(s certain.Step) string {
		return "no answer to the connection" + after(s)
	}),
}

var networkUnreachable = Check{
	Code: "network-unreachable", Needs: []Need{Steps},
	Run: outside("network-unreachable", ends(certain.StepTCP, certain.Unreachable, certain.Denied, certain.Failed), func(s certain.Step) string {
		if s.Outcome == certain.Failed { // an interface that is not there (IPv6 zones), no descriptor left
			return "this machine could not even begin to connect: " + s.Error
		}
		if s.Outcome == certain.Denied {
			return "this machine's own rules forbid the connection"
		}
		return "this machine knows no way to the address"
	}),
}

var handshakeTimeout = Check{
	Code: "handshake-timeout", Needs: []Need{Steps},
	Run: onStep("handshake-timeout", ends(certain.StepHandshake, certain.Timeout), func(s certain.Step) string {
		return "connected, and the handshake did not end" + after(s)
	}),
}

var closedEarly = Check{
	Code: "closed-early", Needs: []Need{Steps},
	Run: onStep("closed-early", func(s certain.Step) bool {
		return s.Outcome == certain.Closed && (s.Name == certain.StepHandshake || s.Name == certain.StepAfter)
	}, func(s certain.Step) string {
		if s.Name == certain.StepAfter {
			return "closed right after the handshake"
		}
		return "closed in the handshake" + after(s) + ", without an alert"
	}),
}

var notTLS = Check{
	Code: "not-tls", Needs: []Need{Steps},
	Run: func(p *Pass) []certain.Finding {
		findings := onStep("not-tls", ends(certain.StepHandshake, certain.NotTLS), func(s certain.Step) string {
			if is := spokenInstead(s.Heard); is != "" {
				return "answers in " + is + ": " + s.Heard
			}
			if s.Heard == "" {
				return "answers with bytes that are no TLS"
			}
			return "answers: " + s.Heard
		})(p)
		return findings
	},
}

// spokenInstead names a protocol by its first words.
func spokenInstead(heard string) string {
	for _, sign := range []struct{ prefix, name string }{
		{"HTTP/", "plain HTTP"}, {"<!DOCTYPE", "plain HTTP"}, {"<html", "plain HTTP"},
		{"SSH-", "SSH"}, {"220 ", "SMTP or FTP"}, {"220-", "SMTP or FTP"}, {"+OK", "POP3"},
		{"* OK", "IMAP"}, {"-ERR", "Redis or POP3"}, {"RFB ", "VNC"},
	} {
		if strings.HasPrefix(heard, sign.prefix) {
			return sign.name
		}
	}
	return ""
}
