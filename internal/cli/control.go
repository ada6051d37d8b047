package cli

import (
	"fmt"
	"net"
	"net/http"
	"slices"
	"time"

	"github.com/certain-tls/certain/internal/render"
	"github.com/certain-tls/certain/lab"
)

// control is the control API of a lab that serves: plain HTTP on loopback,
// for tests in any language.
type control struct{ server *http.Server }

// logSchema names the document of GET /log.
const logSchema = "certain.lab-log/1"

type logReport struct {
	Schema string `json:"schema"`
	Visits []seen `json:"visits"` // by scenario, then by time
}

// seen is one connection, as the server saw it.
type seen struct {
	Scenario    string    `json:"scenario"`
	At          time.Time `json:"at"`
	From        string    `json:"from"`
	Hello       bool      `json:"hello"`
	Handshake   bool      `json:"handshake"`
	Certificate bool      `json:"certificate"` // the client showed one
	Bytes       int64     `json:"bytes"`       // of application data
	Ended       bool      `json:"ended"`
}

// openControl starts the API and writes its address into the report.
func openControl(report *labReport, running []lab.Running) (*control, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, fmt.Errorf("open the control API: %w", err)
	}
	report.Control = known("http://" + listener.Addr().String())
	doors := http.NewServeMux()
	doors.HandleFunc("GET /scenarios", func(w http.ResponseWriter, _ *http.Request) { reply(w, report) })
	doors.HandleFunc("GET /log", func(w http.ResponseWriter, _ *http.Request) { reply(w, logOf(running)) })
	doors.HandleFunc("POST /reset", func(w http.ResponseWriter, _ *http.Request) { forget(w, running) })
	doors.HandleFunc("GET /log/{id}", named(running, func(w http.ResponseWriter, r lab.Running) { reply(w, logOf([]lab.Running{r})) }))
	doors.HandleFunc("POST /reset/{id}", named(running, func(w http.ResponseWriter, r lab.Running) { forget(w, []lab.Running{r}) }))
	c := &control{&http.Server{Handler: fromHere(doors), ReadHeaderTimeout: 5 * time.Second}}
	go c.server.Serve(listener)
	return c, nil
}

func (c *control) close() { c.server.Close() }

// fromHere refuses requests that a web page in a browser of this machine made
// under a name of its own (DNS rebinding), or across origins.
func fromHere(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		host, _, err := net.SplitHostPort(r.Host)
		if err != nil || host != "127.0.0.1" && host != "localhost" || r.Header.Get("Origin") != "" {
			http.Error(w, "the control API answers programs on this machine only", http.StatusForbidden)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// named finds the scenario of the path.
func named(running []lab.Running, then func(http.ResponseWriter, lab.Running)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		i := slices.IndexFunc(running, func(one lab.Running) bool { return one.ID == r.PathValue("id") })
		if i < 0 {
			http.Error(w, "no such scenario runs here; see /scenarios", http.StatusNotFound)
			return
		}
		then(w, running[i])
	}
}

func reply(w http.ResponseWriter, document any) {
	w.Header().Set("Content-Type", "application/json")
	_ = render.JSON(w, document) // a client that is gone needs no answer
}

func forget(w http.ResponseWriter, running []lab.Running) {
	for _, r := range running {
		r.Forget()
	}
	w.WriteHeader(http.StatusNoContent)
}

func logOf(running []lab.Running) logReport {
	report := logReport{Schema: logSchema, Visits: []seen{}}
	for _, r := range running {
		for _, v := range r.Seen() {
			report.Visits = append(report.Visits, seen{r.ID, v.At.UTC(), v.From, v.Hello, v.Handshake, v.Certificate, v.Bytes, v.Ended})
		}
	}
	return report
}
