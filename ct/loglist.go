package ct

import (
	"crypto/sha256"
	"crypto/x509"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/certain-tls/certain"
)

// maxLogs bounds a list; the public ones hold some dozens.
const maxLogs = 4096

// list is a document in the format log_list v3
// (https://www.gstatic.com/ct/log_list/v3/log_list_schema.json), as far as it
// matters to timestamps. Tiled logs stand beside the others.
type list struct {
	Operators []struct {
		Name  string  `json:"name"`
		Logs  []entry `json:"logs"`
		Tiled []entry `json:"tiled_logs"`
	} `json:"operators"`
}

type entry struct {
	Description string `json:"description"`
	ID          []byte `json:"log_id"`
	Key         []byte `json:"key"`
	State       map[string]struct {
		Timestamp time.Time `json:"timestamp"`
	} `json:"state"`
	Interval *struct {
		Start time.Time `json:"start_inclusive"`
		End   time.Time `json:"end_exclusive"`
	} `json:"temporal_interval"`
}

// ReadLogs reads a list of logs in the format log_list v3. A list without any
// log is an error, as is one with a log whose key cannot be read or whose ID
// is not that key's: then the rest deserves no trust either. The error
// completes a sentence that begins with the file's name.
func ReadLogs(data []byte) ([]certain.Log, error) {
	var doc list
	if err := json.Unmarshal(data, &doc); err != nil {
		return nil, fmt.Errorf("is no list of logs in the format log_list v3: %w", err)
	}
	var all []certain.Log
	for _, operator := range doc.Operators {
		for _, e := range append(operator.Logs, operator.Tiled...) {
			log, err := e.log(operator.Name)
			if err != nil {
				return nil, err
			}
			if all = append(all, log); len(all) > maxLogs {
				return nil, fmt.Errorf("names more than %d logs", maxLogs)
			}
		}
	}
	if len(all) == 0 {
		return nil, errors.New("names no log; the format is log_list v3")
	}
	return all, nil
}

func (e entry) log(operator string) (certain.Log, error) {
	l := certain.Log{Name: certain.Clip(e.Description, 120), Operator: certain.Clip(operator, 120), Key: e.Key}
	if _, err := x509.ParsePKIXPublicKey(e.Key); err != nil {
		return l, fmt.Errorf("has a log whose key cannot be read, %q", l.Name)
	}
	if sum := sha256.Sum256(e.Key); len(e.ID) > 0 && string(e.ID) != string(sum[:]) {
		return l, fmt.Errorf("has a log whose ID is not that of its key, %q", l.Name)
	}
	if len(e.State) > 1 {
		return l, fmt.Errorf("has a log that is in several states at once, %q", l.Name)
	}
	for state, at := range e.State {
		l.State, l.Since = certain.Clip(state, 40), moment(at.Timestamp)
	}
	if e.Interval != nil {
		l.From, l.Until = moment(e.Interval.Start), moment(e.Interval.End)
	}
	return l, nil
}

func moment(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	t = t.UTC()
	return &t
}

// Trusted tells whether a timestamp of the log counts: the log is or was in
// use when it made it (a retired log's earlier promises still hold for
// timestamps inside certificates). A list that tells no state is taken at its
// word.
func Trusted(log certain.Log, s SCT) bool {
	switch log.State {
	case "", "qualified", "usable", "readonly":
		return true
	case "retired":
		return log.Since != nil && s.Time().Before(*log.Since)
	}
	return false
}
