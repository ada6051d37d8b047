package lab

import "fmt"

// choose finds the scenarios of the ids, in their order and each once. No ids
// means all.
func choose(ids []string) ([]Scenario, error) {
	all := Scenarios()
	if len(ids) == 0 {
		return all, nil
	}
	var chosen []Scenario
	seen := make(map[string]bool)
	for _, id := range ids {
		s, ok := find(all, id)
		if !ok {
			return nil, fmt.Errorf("the lab has no scenario %q; the nearest is %q", id, nearest(all, id))
		}
		if !seen[id] {
			seen[id] = true
			chosen = append(chosen, s)
		}
	}
	return chosen, nil
}

func find(all []Scenario, id string) (Scenario, bool) {
	for _, s := range all {
		if s.ID == id {
			return s, true
		}
	}
	return Scenario{}, false
}

// nearest names the id that takes the fewest edits to reach.
func nearest(all []Scenario, id string) string {
	id = id[:min(len(id), 80)] // the cost is the product of the lengths
	best, least := "", -1
	for _, s := range all {
		if d := distance(id, s.ID); least < 0 || d < least {
			best, least = s.ID, d
		}
	}
	return best
}

// distance is Levenshtein's: insertions, deletions and replacements of bytes.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, diagonal+1)
		}
	}
	return row[len(b)]
}
