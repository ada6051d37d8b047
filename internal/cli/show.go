package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/certain-tls/certain/internal/labfile"
	"github.com/certain-tls/certain/lab"
)

func (a *app) labShow() *cobra.Command {
	var files []string
	cmd := &cobra.Command{
		Use:   "show [SCENARIO...]",
		Short: "print the description of scenarios, to serve, grade or change them",
		Long: paragraphs(append([]string{
			"Prints what --file of lab serve, lab grade and lab list reads, and --lab-file of check: YAML, one document a scenario, with --- between them. Without a SCENARIO all are printed. What no field describes, since its bytes are made by hand, is named by builtin and served as it is.",
		}, labfile.Reference()...)...),
		Example: examples(
			"certain lab show expired > shop.yaml", "a description to begin with",
			"certain lab serve --file shop.yaml", "serve what is described",
			"certain lab grade --file shop.yaml -- ./client {url}", "is the client fooled by it?",
			"certain check --lab-file shop.yaml lab:all", "does certain find its codes?",
		),
		ValidArgsFunction: completeScenarios,
		RunE: func(cmd *cobra.Command, words []string) error {
			s, err := readShelf(cmd.Context(), "--file", files)
			if err != nil {
				return err
			}
			return a.showScenarios(s, words)
		},
	}
	addLabFiles(cmd, &files, "file", "show the scenarios that `FILE` describes, as they were understood (repeatable)")
	return cmd
}

func (a *app) showScenarios(s shelf, words []string) error {
	ids, err := s.named(words)
	if err != nil {
		return err
	}
	byID := map[string]lab.Scenario{}
	for _, one := range s.all() {
		byID[one.ID] = one
	}
	var descriptions []lab.Description
	for _, id := range ids {
		descriptions = append(descriptions, byID[id].Description())
	}
	var text strings.Builder
	if err := labfile.Write(&text, descriptions...); err != nil {
		return fmt.Errorf("show scenarios: %w", err)
	}
	return a.print("%s", text.String())
}
