package cli

import (
	"github.com/spf13/cobra"

	"github.com/certain-tls/certain"
	"github.com/certain-tls/certain/internal/render"
	"github.com/certain-tls/certain/lab"
)

func (a *app) lab() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "lab COMMAND",
		Short: "an offline laboratory of servers and files broken on purpose",
		Long: paragraphs(
			"Each scenario is one mistake, made for real: a server on loopback, or files. Certificates are minted when the lab opens and are trusted by nobody else.",
		),
		Example: examples(
			"certain lab list", "what is there",
			"certain lab serve expired", "one broken server, until Ctrl-C",
			"certain lab show expired > shop.yaml", "the description of one, to make others of",
			"certain lab grade -- curl --cacert {ca} {url}", "does a program refuse what it must refuse?",
			"certain check lab:expired", "check a scenario without starting it by hand",
		),
	}
	asGroup(cmd)
	cmd.AddCommand(a.labList(), a.labShow(), a.labServe(), a.labGrade())
	return cmd
}

func (a *app) labList() *cobra.Command {
	var output outputFlags
	var files []string
	cmd := &cobra.Command{
		Use:     "list",
		Short:   "list the scenarios",
		Args:    noArguments,
		Example: examples("certain lab list", "as a table", "certain lab list --json", "for scripts; what only a running lab knows is null"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			shelf, err := readShelf(cmd.Context(), "--file", files)
			if err != nil {
				return err
			}
			report := labReport{Schema: certain.LabSchema}
			for _, s := range shelf.meant() {
				report.Scenarios = append(report.Scenarios, describe(s))
			}
			return a.show(output, report, func(s render.Style) error { return render.Lab(a.out, rows(report), s) })
		},
	}
	output.addJSON(cmd)
	addLabFiles(cmd, &files, "file", "list the scenarios that `FILE` describes, and no others (repeatable)")
	a.addColor(cmd)
	return cmd
}

// labReport is the document of lab list and lab serve.
type labReport struct {
	Schema     string     `json:"schema"`
	CAFile     *string    `json:"ca_file"`            // null in list
	ClientCert *string    `json:"client_certificate"` // what a client may show; null in list
	ClientKey  *string    `json:"client_key"`         // null in list
	Control    *string    `json:"control"`            // the address of the control API; null in list
	Scenarios  []scenario `json:"scenarios"`
}

// scenario is one scenario; what only a running lab knows is null in list,
// and what a scenario of files has no use for is left null too.
type scenario struct {
	ID         string       `json:"id"`
	Code       *string      `json:"code"`  // the first cause; null where nothing is wrong
	Codes      []string     `json:"codes"` // all of them
	Kind       certain.Kind `json:"kind"`
	URL        *string      `json:"url"`
	Host       *string      `json:"host"`
	Port       *int         `json:"port"`
	ServerName *string      `json:"server_name"`
	Address    *string      `json:"address"`
	Addresses  []string     `json:"addresses,omitempty"` // all of the host's, where it has several
	Files      []string     `json:"files,omitempty"`
	Policy     string       `json:"policy,omitempty"`     // to be looked at with this --policy,
	Profile    string       `json:"profile,omitempty"`    // this --profile,
	Revocation string       `json:"revocation,omitempty"` // this --revocation,
	Pins       []string     `json:"pins,omitempty"`       // these --pin
	CTLogs     string       `json:"ct_logs,omitempty"`    // and this --ct-logs
	IdleMS     float64      `json:"idle_ms,omitempty"`    // to be looked at with this --idle
	Expect     string       `json:"expect"`               // accept, reject or either
	About      string       `json:"about"`
}

func describe(s lab.Scenario) scenario {
	return scenario{
		ID: s.ID, Code: known(s.Code), Codes: append([]string{}, s.Codes...),
		Kind: s.Kind, Expect: s.Expect, About: s.About,
		Policy: s.Policy, Profile: s.Profile, Revocation: s.Revocation, IdleMS: float64(s.Idle.Microseconds()) / 1000,
	}
}

func describeRunning(r lab.Running) scenario {
	d := describe(r.Scenario)
	d.URL, d.Host, d.Port = known(r.URL), known(r.Host), known(r.Port)
	d.ServerName, d.Address = known(r.ServerName), known(r.Address)
	d.Addresses, d.Files, d.Pins, d.CTLogs = r.Addresses, r.Files, r.Pins, r.CTLogs
	return d
}

// known is a value for JSON, or null if it is the zero value.
func known[T comparable](v T) *T {
	var zero T
	if v == zero {
		return nil
	}
	return &v
}

func rows(r labReport) (all []render.LabRow) {
	for _, s := range r.Scenarios {
		all = append(all, render.LabRow{ID: s.ID, Expect: s.Expect, About: s.About})
	}
	return all
}

func completeScenarios(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	var all []string
	for _, s := range lab.Scenarios() {
		all = append(all, cobra.CompletionWithDesc(s.ID, s.About))
	}
	return all, cobra.ShellCompDirectiveNoFileComp
}
