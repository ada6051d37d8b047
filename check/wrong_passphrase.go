package check

import "github.com/certain-tls/certain"

// A passphrase was given and opens something less than it should. With most
// formats a wrong passphrase and a damaged file look the same; the evidence
// says so in its words.
var wrongPassphrase = Check{
	Code: "wrong-passphrase", Needs: []Need{Read},
	Run: func(p *Pass) []certain.Finding {
		found := p.faults("wrong-passphrase", certain.FaultPassphrase)
		if len(found) > 0 {
			p.declareUnknown("key-mismatch")
		}
		return found
	},
}
