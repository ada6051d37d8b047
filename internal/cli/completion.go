package cli

import (
	"strings"

	"github.com/spf13/cobra"
)

// shells are those that completion can be written for.
var shells = []string{"bash", "zsh", "fish", "powershell"}

func (a *app) completion() *cobra.Command {
	return &cobra.Command{
		Use:   "completion bash|zsh|fish|powershell",
		Short: "print the completion script of a shell",
		Long: paragraphs(
			"Prints a script that completes commands, flags, codes and lab scenarios. It asks this program for them, so it never grows old.",
			"fish reads the script from a pipe as well: certain completion fish | source. PowerShell: certain completion powershell | Out-String | Invoke-Expression.",
		),
		Example: examples(
			"source <(certain completion bash)", "in this bash",
			"certain completion bash > /etc/bash_completion.d/certain", "in every bash",
			"certain completion zsh > \"${fpath[1]}/_certain\"", "in every zsh",
		),
		ValidArgs: shells,
		RunE: func(cmd *cobra.Command, words []string) error {
			if len(words) != 1 {
				return misused("name one shell: %s", strings.Join(shells, ", "))
			}
			root := cmd.Root()
			switch words[0] {
			case "bash":
				return root.GenBashCompletionV2(a.out, true)
			case "zsh":
				return root.GenZshCompletion(a.out)
			case "fish":
				return root.GenFishCompletion(a.out, true)
			case "powershell":
				return root.GenPowerShellCompletionWithDesc(a.out)
			}
			return misused("there is no completion for %s, only for %s", words[0], strings.Join(shells, ", "))
		},
	}
}
