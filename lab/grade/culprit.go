package grade

import (
	"bytes"
	"fmt"
	"os"
	"regexp"
)

// culprits are the words in a source file by which a carelessness is known.
// The one that trusts all opens the others too.
var culprits = map[carelessness]*regexp.Regexp{
	trustsAll: regexp.MustCompile(`verify\s*=\s*False|_create_unverified_context|CERT_NONE|InsecureSkipVerify:?\s*[:=]?\s*true|` +
		`rejectUnauthorized['"]?\s*[:=]\s*false|NODE_TLS_REJECT_UNAUTHORIZED|checkServerTrusted\([^)]*\)[^{]*\{\s*\}|` +
		`VERIFY_NONE|VERIFYPEER['"]?\s*(=>|,)\s*(0|false)|danger_accept_invalid_certs\(true\)|--insecure|--no-check-certificate|\bcurl\b.*\s-\w*k\b|sslVerify\s*=?\s*false`),
	ignoresNames: regexp.MustCompile(`check_hostname\s*=\s*False|checkServerIdentity|HostnameVerifier|VERIFYHOST['"]?\s*(=>|,)\s*(0|false)|` +
		`verify_hostname\s*=\s*false|danger_accept_invalid_hostnames\(true\)`),
	swallows: regexp.MustCompile(`except[^:]*:\s*pass|catch\s*\([^)]*\)\s*\{\s*\}|\|\|\s*true`),
}

// maxSource bounds what is read of a file that the command names.
const maxSource = 1 << 20

// culprit looks into the files that the command names for such a line and
// tells where it stands; empty if there is none.
func culprit(command []string, how carelessness) string {
	pattern := culprits[how]
	if pattern == nil {
		return ""
	}
	for _, name := range command {
		info, err := os.Stat(name)
		if err != nil || !info.Mode().IsRegular() || info.Size() > maxSource {
			continue
		}
		text, err := os.ReadFile(name)
		if err != nil || bytes.IndexByte(text, 0) >= 0 {
			continue // unreadable, or a binary
		}
		if at := pattern.FindIndex(text); at != nil {
			return fmt.Sprintf("%s:%d", name, 1+bytes.Count(text[:at[0]], []byte("\n")))
		}
	}
	return ""
}
