package cli

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/certain-tls/certain"
)

// span is a duration on the command line: what time.ParseDuration takes, and
// days in front: 21d, 1d12h. Zero or less is refused.
type span struct{ time.Duration }

func (s *span) Set(text string) error {
	d, err := parseSpan(text)
	if err != nil {
		return err
	}
	s.Duration = d
	return nil
}

func (s *span) Type() string { return "DURATION" }

func (s *span) String() string {
	if s.Duration == 0 {
		return ""
	}
	days := s.Duration / (24 * time.Hour)
	rest := s.Duration % (24 * time.Hour)
	switch {
	case days == 0:
		return rest.String()
	case rest == 0:
		return fmt.Sprintf("%dd", days)
	}
	return fmt.Sprintf("%dd%s", days, rest)
}

func parseSpan(text string) (time.Duration, error) {
	wrong := errors.New("a duration is written like 10s, 1h30m or 21d")
	var total time.Duration
	rest := text
	if before, after, found := strings.Cut(text, "d"); found {
		days, err := strconv.ParseUint(before, 10, 32)
		if err != nil || days > math.MaxInt64/uint64(24*time.Hour) {
			return 0, wrong
		}
		total, rest = time.Duration(days)*24*time.Hour, after
	}
	if rest != "" {
		d, err := time.ParseDuration(rest)
		if err != nil || d < 0 || total+d < total {
			return 0, wrong
		}
		total += d
	}
	if total <= 0 {
		return 0, errors.New("a duration must be longer than nothing, like 10s or 21d")
	}
	return total, nil
}

// instant is a time on the command line: RFC 3339, or a date alone, which
// means its first moment in UTC.
type instant struct{ time.Time }

func (i *instant) Set(text string) error {
	for _, layout := range []string{time.RFC3339, time.DateOnly} {
		if t, err := time.Parse(layout, text); err == nil {
			i.Time = t.UTC()
			return nil
		}
	}
	return errors.New("a time is written like 2026-03-14T09:26:00Z or 2026-03-14")
}

func (i *instant) Type() string { return "TIME" }

func (i *instant) String() string {
	if i.IsZero() {
		return ""
	}
	return i.Format(time.RFC3339)
}

// choice is one word out of a few.
type choice struct {
	value *string
	from  []string
}

func (c *choice) Set(text string) error {
	for _, word := range c.from {
		if word == text {
			*c.value = word
			return nil
		}
	}
	last := len(c.from) - 1
	return fmt.Errorf("it is one of %s or %s", strings.Join(c.from[:last], ", "), c.from[last])
}

func (c *choice) Type() string   { return strings.Join(c.from, "|") }
func (c *choice) String() string { return *c.value }

// chooseVar adds a flag that takes one of a few words and completes them.
func chooseVar(cmd *cobra.Command, to *string, name, preset, usage string, from ...string) {
	*to = preset
	cmd.Flags().Var(&choice{to, from}, name, usage)
	complete(cmd, name, cobra.FixedCompletions(from, cobra.ShellCompDirectiveNoFileComp))
}

// complete sets how a flag's value is completed. It fails only for a flag
// that does not exist, which the tests of every command would meet.
func complete(cmd *cobra.Command, flag string, f cobra.CompletionFunc) {
	if err := cmd.RegisterFlagCompletionFunc(flag, f); err != nil {
		panic(err)
	}
}

func severities() []string {
	return []string{string(certain.Error), string(certain.Warning), string(certain.Note)}
}
