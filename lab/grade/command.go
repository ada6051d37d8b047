package grade

import (
	"os"
	"strconv"
	"strings"

	"github.com/certain-tls/certain/lab"
)

// fill puts the scenario into the words of the command.
func fill(words []string, r lab.Running) []string {
	blanks := strings.NewReplacer("{url}", r.URL, "{host}", r.Host, "{port}", strconv.Itoa(r.Port), "{ca}", r.CAFile,
		"{cert}", r.ClientCertificate, "{key}", r.ClientKey)
	filled := make([]string, len(words))
	for i, w := range words {
		filled[i] = blanks.Replace(w)
	}
	return filled
}

// environment is that of this process, and where the scenario is, what to
// trust and what to show. Proxies are kept away from loopback, or a program that honours them
// would never arrive.
func environment(r lab.Running) []string {
	set := [][2]string{
		{"CERTAIN_URL", r.URL}, {"CERTAIN_HOST", r.Host}, {"CERTAIN_PORT", strconv.Itoa(r.Port)}, {"CERTAIN_CA", r.CAFile},
		{"CERTAIN_CERT", r.ClientCertificate}, {"CERTAIN_KEY", r.ClientKey},
		{"SSL_CERT_FILE", r.CAFile}, {"REQUESTS_CA_BUNDLE", r.CAFile}, {"CURL_CA_BUNDLE", r.CAFile}, {"NODE_EXTRA_CA_CERTS", r.CAFile},
	}
	for _, name := range []string{"NO_PROXY", "no_proxy"} {
		value := "localhost,127.0.0.1,::1"
		if had := os.Getenv(name); had != "" {
			value = had + "," + value
		}
		set = append(set, [2]string{name, value})
	}
	all := os.Environ()
	for _, pair := range set {
		all = append(all, pair[0]+"="+pair[1]) // of two values os/exec takes the last
	}
	return all
}
