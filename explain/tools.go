package explain

import (
	"slices"
	"strings"
)

// A tool is a program that speaks the words of its ecosystem and is told what
// it needs in a way of its own: pip says what every program in Python says,
// and looks at none of the settings that they share. What mends a problem for
// a tool stands in ownFixes under its name, and takes the place of what would
// mend it in the ecosystem.
type tool struct {
	name  string
	of    string   // the ecosystems in whose words it speaks
	marks []string // words that show that it is the one that speaks, in small letters
}

// tools are in the order of asking: a package manager before the libraries
// that it is made of.
var tools = []tool{
	{"conda", "python", []string{"condahttperror", "condasslerror", "conda cannot proceed", "conda install", "conda update", "conda create", "conda env", "conda.anaconda.org", "repo.anaconda.com", "conda/gateways", "conda-forge"}},
	{"poetry", "python", []string{"poetry install", "poetry add", "poetry update", "poetry lock", "poetry publish", "site-packages/poetry", "poetry.repositories", "poetry.lock"}},
	{"aws", "python", []string{"ssl validation failed for", "botocore", "boto3", "aws_ca_bundle", "aws s3", "aws sts"}},
	{"gcloud", "python", []string{"gcloud", "google-cloud-sdk"}},
	{"az", "python", []string{"az login", "azure-cli", "azure.cli", "azure/cli", "msrest"}},
	{"pip", "python", []string{"pip install", "pip3 install", "pip download", "pip._vendor", "pip._internal", "pip/_vendor", "pip/_internal", `pip\_vendor`, "could not fetch url", "could not find a version that satisfies the requirement", "/simple/", "pip is configured with locations", "pip subprocess"}},
	{"aiohttp", "python", []string{"aiohttp"}},
	{"httpx", "python", []string{"httpx", "httpcore"}},
	{"requests", "python", []string{"requests.exceptions", "requests/adapters.py", "requests/sessions.py", `requests\adapters.py`, "import requests", "requests.get", "requests.post", "httpsconnectionpool"}},

	{"pnpm", "npm|node", []string{"pnpm", "err_pnpm_meta_fetch_fail"}},
	{"yarn", "npm|node", []string{"yarn", "yarnpkg", "yn0001", "yn0035"}},
	{"npm", "node", []string{"npm err!", "npm error", "npm warn"}}, // whose code line is Node's

	{"uv", "rust", []string{"uv sync", "uv pip", "uv add", "uv lock", "uv run", "uv tool", "uvx", "pypi.org/simple", "files.pythonhosted.org", "python-build-standalone", "uv_native_tls"}},
	{"cargo", "rust|libgit2", []string{"cargo", "crates.io"}},

	{"bundler", "ruby", []string{"bundle install", "bundle update", "bundler", "gemfile"}},
	{"gem", "ruby", []string{"gem install", "gem update", "gem::remotefetcher", "rubygems.org", "error: ssl verification error at"}},
	{"composer", "php", []string{"composer", "packagist.org"}},

	{"gradle", "java", []string{"gradle", "gradlew", "org.gradle", "build.gradle", "services.gradle.org", "plugins.gradle.org"}},
	{"maven", "java", []string{"maven", "mvn", "pom.xml", "org.apache.maven", "could not transfer artifact"}},

	{"helm", "kubernetes|go", []string{"helm", "is not a valid chart repository"}},
	{"terraform", "hashicorp|go", []string{"terraform", "registry.terraform.io", "failed to query available provider packages", "tofu"}},
	{"vault", "hashicorp|go", []string{"vault", "vault_addr"}},
	{"consul", "hashicorp|go", []string{"consul"}},
}

// toolOf finds the tool that speaks in a text; "" stands for none that is
// known.
func toolOf(ecosystem, text string) string {
	lower := ""
	for _, t := range tools {
		if !slices.Contains(strings.Split(t.of, "|"), ecosystem) {
			continue
		}
		if lower == "" {
			lower = strings.ToLower(text)
		}
		if slices.ContainsFunc(t.marks, func(mark string) bool { return holds(lower, mark) }) {
			return t.name
		}
	}
	return ""
}

// holds tells whether words stand somewhere in a text as whole words.
func holds(lower, words string) bool {
	for at := 0; ; {
		i := strings.Index(lower[at:], words)
		if i < 0 {
			return false
		}
		if stands(lower, words, at+i) {
			return true
		}
		at += i + 1
	}
}
