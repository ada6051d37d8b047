package strangers

// none stands for a text that names no problem.
const none = "none"

// disagreements are the texts that cannot be explained as the scenario's own
// code, each with the code that they are explained as and the reason: what
// the client says does not tell the code from its neighbour. A client of *
// stands for every one.
var disagreements = []struct{ client, scenario, code, reason string }{}

func disagreement(client, scenario string) (code, reason string) {
	for _, d := range disagreements {
		if (d.client == client || d.client == "*") && d.scenario == scenario {
			return d.code, d.reason
		}
	}
	return "", ""
}
