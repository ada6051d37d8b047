package lab

import (
	"fmt"
	"slices"
)

// choose finds the scenarios of the ids, in their order and each once, among
// the given ones and the lab's own. No ids means all: the given ones, or else
// the lab's own.
func choose(given []Scenario, ids []string) ([]Scenario, error) {
	all := append(slices.Clone(given), Scenarios()...)
	switch {
	case len(ids) == 0 && len(given) > 0:
		return given, nil
	case len(ids) == 0:
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
	ids := make([]string, len(all))
	for i, s := range all {
		ids[i] = s.ID
	}
	return nearestWord(id, ids)
}

func nearestWord(word string, all []string) string {
	word = word[:min(len(word), 80)] // the cost is the product of the lengths
	best, least := "", -1
	for _, one := range all {
		if d := distance(word, one); least < 0 || d < least {
			best, least = one, d
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
