// Package grade tries a client program on the scenarios of the lab and says
// where it was fooled. The verdict does not rest on the program's word alone:
// what the server saw counts together with the exit status. A program that
// exits with 1 after it has sent its password to an impostor was fooled.
//
// Positive controls run first: a program that refuses a healthy server too,
// or never connects at all, is not strict, and the report says so.
//
// Programs are run without a shell, with an empty standard input, each in a
// process group of its own. After every run nothing of it is left, its
// grandchildren included; on other systems than Linux and Windows, those that
// leave the group escape, and on Linux those that drop their environment too,
// unless Options.Orphans is set: these end when Run returns.
package grade

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/certain-tls/certain"
	"github.com/certain-tls/certain/explain"
	"github.com/certain-tls/certain/lab"
)

// Schema names the document.
const Schema = "certain.grade/1"

// Options says how to grade. Command is required.
type Options struct {
	// Command is the program and its words. {url}, {host}, {port}, {ca}, {cert}
	// and {key} in them stand for the scenario at hand; the same stands in the
	// environment.
	Command []string
	// Jobs is how many runs stand side by side; zero is twice the processors,
	// and at least 4.
	Jobs int
	// Timeout is how long one run may take; zero is 15 seconds.
	Timeout time.Duration
	// Known marks faults that do not count.
	Known Baseline
	// Orphans takes in and ends, on Linux, what the programs leave behind that
	// left their process group and their environment too. It is for a process
	// that starts no others meanwhile, and calls Run once at a time: all its
	// children are ended when Run returns.
	Orphans bool
	// Done is told of each scenario as it comes, one call at a time. Controls
	// are not told.
	Done func(Scenario)
}

// The default of Options.Timeout: longer than the ten seconds that many
// programs wait by themselves.
const defaultTimeout = 15 * time.Second

// Report is the whole answer.
type Report struct {
	Schema string `json:"schema"`
	// Control is "ok", "never connected", or "failed: " and why.
	Control   string     `json:"control"`
	Help      string     `json:"help,omitempty"` // what to do where Control is not ok
	Summary   Summary    `json:"summary"`
	Scenarios []Scenario `json:"scenarios"`
}

// Summary counts the results.
type Summary struct {
	Right  int `json:"right"`
	Fooled int `json:"fooled"`
	Broken int `json:"broken"`
	Hung   int `json:"hung"`
	Known  int `json:"known"` // of the last three, how many the baseline has
}

// Results of a scenario.
const (
	Right  = "right"
	Fooled = "fooled" // accepted what must be rejected
	Broken = "broken" // rejected what must be accepted
	Hung   = "hung"   // did not end in time
)

// What a program did with a scenario.
const (
	Accepted = "accepted" // exit status 0, or application data reached the server after the bad step
	Rejected = "rejected" // anything else that ended
	// Hung stands for neither.
)

// Scenario is what became of one scenario.
type Scenario struct {
	ID        string   `json:"id"`
	Codes     []string `json:"codes"` // what is wrong with it
	About     string   `json:"about"`
	Expect    string   `json:"expect"`    // accept, reject or either; accept where a certificate was all that could be missing, and was shown
	Got       string   `json:"got"`       // accepted, rejected or hung
	Connected bool     `json:"connected"` // the server saw a connection
	Handshake bool     `json:"handshake"` // and a handshake was completed
	Bytes     int64    `json:"bytes"`     // of application data that the server received
	Exit      *int     `json:"exit"`      // status; null if the program was ended from outside
	MS        float64  `json:"ms"`        // how long the run took
	Result    string   `json:"result"`    // right, fooled, broken or hung
	Known     bool     `json:"known,omitempty"`
	Output    string   `json:"output"`    // both streams, the last 8 KiB
	Explained *string  `json:"explained"` // the code that the output names; null if none is recognised
	Says      string   `json:"says,omitempty"`
	Means     string   `json:"means,omitempty"` // what follows for the program's users
	Cause     string   `json:"cause,omitempty"` // the usual cause
	Line      string   `json:"line,omitempty"`  // the line of code that usually does it
	At        string   `json:"at,omitempty"`    // FILE:LINE where such a line stands in a file of the command
	ecosystem string
	late      bool // what is wrong comes after the client's request
}

// Fault tells whether the scenario counts: it was not met rightly, and no
// baseline knows of it.
func (s Scenario) Fault() bool { return s.Result != Right && !s.Known }

// Faulty tells whether anything counts, the control included.
func (r Report) Faulty() bool {
	if r.Control != controlOK {
		return true
	}
	for _, s := range r.Scenarios {
		if s.Fault() {
			return true
		}
	}
	return false
}

// Gradable tells whether a program that is told nothing but an address on
// localhost can reach the scenario and be judged by it.
func Gradable(r lab.Running) bool {
	return r.Kind == certain.Endpoint && r.Host == "localhost" && r.ServerName == "localhost" &&
		r.Resolver == "" && r.Proxy == "" && strings.HasPrefix(r.URL, "https://")
}

// Controls are the scenarios that run first, whatever else was chosen: a
// careful program accepts each.
var Controls = []string{"healthy-ecdsa", "healthy-rsa", "healthy-tls12"}

// Run grades the command by those of the running scenarios that are Gradable,
// in their order. The lab must run Controls too; which are listed in the
// report only if they are among the chosen. If ctx ends, Run returns what was
// completed by then, and the error of ctx. A program that cannot be started is
// an error.
func Run(ctx context.Context, controls, chosen []lab.Running, o Options) (Report, error) {
	g, err := newGrader(o)
	if err != nil {
		return Report{}, err
	}
	defer g.close()
	first, err := g.all(ctx, controls, nil)
	report := Report{Schema: Schema, Scenarios: []Scenario{}}
	if err != nil {
		return report, err
	}
	report.Control, report.Help = control(first)
	report.Scenarios, err = g.all(ctx, chosen, first)
	language := languageOf(o.Command, report.Scenarios)
	blame(report.Scenarios, language, o.Command)
	report.mark(o.Known)
	return report, err
}

func (r *Report) sum() {
	r.Summary = Summary{}
	for _, s := range r.Scenarios {
		switch s.Result {
		case Right:
			r.Summary.Right++
		case Fooled:
			r.Summary.Fooled++
		case Broken:
			r.Summary.Broken++
		case Hung:
			r.Summary.Hung++
		}
		if s.Known {
			r.Summary.Known++
		}
	}
}

type grader struct {
	Options
	runner *runner
	tell   sync.Mutex
}

func newGrader(o Options) (*grader, error) {
	if len(o.Command) == 0 {
		return nil, errors.New("no command to grade")
	}
	if o.Jobs <= 0 {
		o.Jobs = max(4, 2*runtime.NumCPU())
	}
	if o.Timeout <= 0 {
		o.Timeout = defaultTimeout
	}
	return &grader{Options: o, runner: newRunner(o.Orphans)}, nil
}

func (g *grader) close() { g.runner.close() }

// all grades scenarios side by side. What is in had was graded before.
func (g *grader) all(ctx context.Context, scenarios []lab.Running, had []Scenario) ([]Scenario, error) {
	results, errs := make([]*Scenario, len(scenarios)), make([]error, len(scenarios))
	slots := make(chan struct{}, g.Jobs)
	var running sync.WaitGroup
	for i, r := range scenarios {
		if s := among(had, r.ID); s != nil {
			results[i] = s
			g.done(*s)
			continue
		}
		slots <- struct{}{}
		if ctx.Err() != nil {
			break
		}
		running.Go(func() {
			defer func() { <-slots }()
			results[i], errs[i] = g.one(ctx, r)
			if errs[i] == nil && had != nil {
				g.done(*results[i])
			}
		})
	}
	running.Wait()
	var all []Scenario
	for _, s := range results {
		if s != nil {
			all = append(all, *s)
		}
	}
	if ctx.Err() != nil {
		return all, ctx.Err()
	}
	return all, firstOf(errs)
}

func firstOf(errs []error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

func (g *grader) done(s Scenario) {
	if g.Done == nil {
		return
	}
	// What the rest will show is not known yet: this line says less about the
	// cause than the report at the end.
	one := Report{Scenarios: []Scenario{s}}
	blame(one.Scenarios, languageOf(g.Command, one.Scenarios), g.Command)
	one.mark(g.Known)
	g.tell.Lock()
	defer g.tell.Unlock()
	g.Done(one.Scenarios[0])
}

func among(all []Scenario, id string) *Scenario {
	for i := range all {
		if all[i].ID == id {
			return &all[i]
		}
	}
	return nil
}

// traceTime is how long the server may take to notice that a client is gone.
const traceTime = 2 * time.Second

// one runs the program against one scenario.
func (g *grader) one(ctx context.Context, r lab.Running) (*Scenario, error) {
	r.Forget()
	ran, err := g.runner.run(ctx, g.Timeout, fill(g.Command, r), environment(r))
	if err != nil {
		return nil, fmt.Errorf("run %s: %w", certain.Clip(g.Command[0], 100), err)
	}
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	settling, stop := context.WithTimeout(ctx, traceTime)
	defer stop()
	// A program whose traces are not complete by then is judged by those there
	// are: something of it outlived the run and still talks.
	_ = r.Settle(settling)
	return judge(r, ran, r.Seen()), ctx.Err()
}

// judge is where the verdict is made.
func judge(r lab.Running, ran outcome, seen []lab.Visit) *Scenario {
	s := &Scenario{
		ID: r.ID, Codes: append([]string{}, r.Codes...), About: r.About, Expect: r.Expect,
		late: r.Late, Connected: len(seen) > 0, MS: float64(ran.took.Microseconds()) / 1000,
		Output: shown(ran.output),
	}
	if letIn(r, seen) {
		s.Expect = lab.Accept
	}
	for _, v := range seen {
		s.Handshake = s.Handshake || v.Handshake
		s.Bytes += v.Bytes
	}
	if !ran.hung {
		s.Exit = ran.exit
	}
	s.Got = got(ran, s.Bytes > 0 && !r.Late)
	s.Result = result(s.Expect, s.Got, ran.hung)
	if answer := explain.Text(string(ran.output)); answer.Code != "" {
		s.Explained, s.ecosystem = &answer.Code, answer.Ecosystem
	}
	s.Says = says(*s)
	return s
}

// letIn tells that the program showed its certificate where that is all that
// can be missing. Then the server is a good one.
func letIn(r lab.Running, seen []lab.Visit) bool {
	return slices.Equal(r.Codes, []string{"client-cert-required"}) && r.Expect == lab.Reject &&
		slices.ContainsFunc(seen, func(v lab.Visit) bool { return v.Certificate })
}

// got tells what the program did. Data that reached an impostor counts,
// whatever the program said afterwards.
func got(ran outcome, sent bool) string {
	switch {
	case ran.exit != nil && *ran.exit == 0 && !ran.hung, sent:
		return Accepted
	case ran.hung:
		return Hung
	}
	return Rejected
}

func result(expect, got string, hung bool) string {
	switch {
	case expect == lab.Reject && got == Accepted:
		return Fooled
	case hung:
		return Hung
	case expect == lab.Accept && got != Accepted:
		return Broken
	}
	return Right
}

// says puts the result in words.
func says(s Scenario) string {
	switch {
	case s.Result == Fooled && s.late:
		return "was content, though what came after its request was not well"
	case s.Result == Fooled && s.Bytes > 0 && s.Exit != nil && *s.Exit == 0:
		return fmt.Sprintf("sent %s to an impostor, and was content", plural(s.Bytes, "byte"))
	case s.Result == Fooled && s.Bytes > 0:
		return fmt.Sprintf("sent %s to an impostor, and complained afterwards", plural(s.Bytes, "byte"))
	case s.Result == Fooled && !s.Connected:
		return "exited with 0 though it never connected"
	case s.Result == Fooled && s.Handshake:
		return "completed the handshake with an impostor and exited with 0"
	case s.Result == Fooled:
		return "exited with 0 though nothing was there to be content with"
	case s.Result == Broken && !s.Connected:
		return "failed without a connection"
	case s.Result == Broken:
		return "refused a healthy server"
	case s.Result == Hung && s.Connected:
		return "connected, and did not end in time"
	case s.Result == Hung:
		return "did not end in time, and never connected"
	}
	return ""
}

func plural(n int64, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
