package grade

import (
	"path/filepath"
	"strings"
)

// launchers are the programs whose name tells the language, and the endings of
// files that do. Ecosystems of package explain bear the same names.
var launchers = []struct{ prefix, language string }{
	{"python", "python"}, {"pypy", "python"}, {"pytest", "python"}, {"uv", "python"},
	{"node", "node"}, {"npm", "node"}, {"npx", "node"}, {"deno", "node"}, {"bun", "node"},
	{"java", "java"}, {"mvn", "java"}, {"gradle", "java"}, {"kotlin", "java"}, {"scala", "java"},
	{"go", "go"}, {"ruby", "ruby"}, {"bundle", "ruby"}, {"php", "php"}, {"dotnet", "dotnet"},
	{"cargo", "rust"}, {"curl", "curl"}, {"wget", "wget"}, {"git", "git"}, {"openssl", "openssl"},
}

var endings = map[string]string{
	".py": "python", ".js": "node", ".mjs": "node", ".cjs": "node", ".ts": "node", ".java": "java", ".jar": "java",
	".kt": "java", ".go": "go", ".rb": "ruby", ".php": "php", ".rs": "rust", ".cs": "dotnet", ".dll": "dotnet",
}

// languageOf tells the language of a program by its name, by the files that it
// is given, or else by what it prints where it complains. It is empty where
// nothing tells.
func languageOf(command []string, results []Scenario) string {
	for _, word := range command {
		if language := endings[strings.ToLower(filepath.Ext(word))]; language != "" {
			return language
		}
	}
	for _, word := range command {
		for inner := range strings.FieldsSeq(word) { // sh -c "curl ..."
			if language := launched(inner); language != "" {
				return language
			}
		}
	}
	return spoken(results)
}

func launched(word string) string {
	name := strings.TrimSuffix(strings.ToLower(filepath.Base(word)), ".exe")
	for _, l := range launchers {
		rest, ok := strings.CutPrefix(name, l.prefix)
		if ok && strings.Trim(rest, "0123456789.") == "" {
			return l.language
		}
	}
	return ""
}

// spoken is the ecosystem whose words are met most often.
func spoken(results []Scenario) (best string) {
	count := map[string]int{}
	for _, s := range results {
		if s.ecosystem == "" || s.ecosystem == "system" {
			continue
		}
		count[s.ecosystem]++
		if n := count[s.ecosystem]; n > count[best] {
			best = s.ecosystem
		}
	}
	return best
}
