package cli

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/certain-tls/certain"
	"github.com/certain-tls/certain/internal/render"
	"github.com/certain-tls/certain/profile"
)

const profileSchema = "certain.profile/1"

// profileReport is the document of profile --json.
type profileReport struct {
	Schema    string            `json:"schema"`
	Source    string            `json:"source"`    // the guideline and its version
	Guideline string            `json:"guideline"` // where it can be read
	Added     string            `json:"added"`     // what is allowed beyond it
	Profiles  []profile.Profile `json:"profiles"`
}

func (a *app) profile() *cobra.Command {
	var output outputFlags
	cmd := &cobra.Command{
		Use:   "profile [NAME]",
		Short: "print what a profile allows: versions, suites, groups, keys",
		Long: paragraphs(
			"The profiles are those of " + profile.Source + ": modern, intermediate, and legacy, which the guideline calls old. check --profile NAME says where a server lies outside one.",
		),
		Example: examples(
			"certain profile", "which there are",
			"certain profile intermediate", "what one allows",
			"certain profile --json", "all of them, for scripts",
			"certain check --profile intermediate example.org", "hold a server against one",
		),
		Args:              atMostOne("profile takes one NAME at most"),
		ValidArgsFunction: completeProfiles,
		RunE: func(_ *cobra.Command, words []string) error {
			report := profileReport{Schema: profileSchema, Source: profile.Source, Guideline: profile.Guideline, Added: profile.Added, Profiles: profile.All()}
			if len(words) == 1 {
				one, err := knownProfile(words[0])
				if err != nil {
					return err
				}
				report.Profiles = []profile.Profile{one}
				return a.show(output, report, func(s render.Style) error { return render.Profile(a.out, one, s) })
			}
			return a.show(output, report, func(s render.Style) error { return render.Profiles(a.out, report.Profiles, s) })
		},
	}
	output.addJSON(cmd)
	a.addColor(cmd)
	return cmd
}

// atMostOne refuses a second word.
func atMostOne(text string) cobra.PositionalArgs {
	return func(_ *cobra.Command, words []string) error {
		if len(words) > 1 {
			return misused("%s", text)
		}
		return nil
	}
}

func knownProfile(name string) (profile.Profile, error) {
	if p, ok := profile.Find(name); ok {
		return p, nil
	}
	text := fmt.Sprintf("there is no profile %s", certain.Clip(name, 60))
	if near := nearest(name, profileNames()); near != "" {
		text += "; did you mean " + near + "?"
	}
	return profile.Profile{}, &usageError{text: text, hint: "see: certain profile"}
}

func profileNames() (names []string) {
	for _, p := range profile.All() {
		names = append(names, p.Name)
	}
	return names
}

func completeProfiles(_ *cobra.Command, words []string, _ string) ([]string, cobra.ShellCompDirective) {
	var all []string
	if len(words) == 0 {
		for _, p := range profile.All() {
			all = append(all, cobra.CompletionWithDesc(p.Name, p.About))
		}
	}
	return all, cobra.ShellCompDirectiveNoFileComp
}
