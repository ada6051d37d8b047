package cli

import (
	"github.com/certain-tls/certain"
	"github.com/certain-tls/certain/internal/render"
	"github.com/certain-tls/certain/problem"
)

// catalogueSchema names the document of explain --list --json.
const catalogueSchema = "certain.catalogue/1"

type catalogueReport struct {
	Schema   string  `json:"schema"`
	Problems []entry `json:"problems"`
}

// entry is one problem of the catalogue.
type entry struct {
	Schema   string           `json:"schema,omitempty"` // in --jsonl
	Code     string           `json:"code"`
	Title    string           `json:"title"`
	So       string           `json:"so"`
	Endpoint certain.Severity `json:"endpoint,omitempty"` // severity on a server
	Files    certain.Severity `json:"files,omitempty"`    // severity on files
	Apart    string           `json:"apart,omitempty"`    // what tells it from its neighbours
	Fixes    []certain.Fix    `json:"fixes"`
}

func (a *app) listCatalogue(o outputFlags) error {
	report := catalogueReport{Schema: catalogueSchema}
	for _, p := range problem.All() {
		e := entry{Code: p.Code, Title: p.Title, So: p.So, Endpoint: p.Endpoint, Files: p.Files, Apart: p.Apart, Fixes: p.Fixes}
		if e.Fixes == nil {
			e.Fixes = []certain.Fix{}
		}
		report.Problems = append(report.Problems, e)
		if o.lines {
			e.Schema = catalogueSchema
			if err := render.JSONLine(a.out, e); err != nil {
				return err
			}
		}
	}
	if o.lines {
		return nil
	}
	return a.show(o, report, func(s render.Style) error { return render.Catalogue(a.out, problem.All(), s) })
}
