package grade

import (
	"encoding/json"
	"fmt"
)

// Baseline holds the faults that are known already, so that only new ones
// count.
type Baseline map[string]string // result by id

// ReadBaseline reads an earlier report, as JSON.
func ReadBaseline(data []byte) (Baseline, error) {
	var earlier struct {
		Schema    string
		Scenarios []struct{ ID, Result string }
	}
	if err := json.Unmarshal(data, &earlier); err != nil {
		return nil, fmt.Errorf("it is no JSON document: %w", err)
	}
	if earlier.Schema != Schema {
		return nil, fmt.Errorf("it is no %s document", Schema)
	}
	b := Baseline{}
	for _, s := range earlier.Scenarios {
		if s.Result != Right {
			b[s.ID] = s.Result
		}
	}
	return b, nil
}

// mark marks the faults that the baseline has, with the same result.
func (r *Report) mark(b Baseline) {
	for i := range r.Scenarios {
		s := &r.Scenarios[i]
		s.Known = s.Result != Right && b[s.ID] == s.Result
	}
	r.sum()
}
