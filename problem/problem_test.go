package problem

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/certain-tls/certain"
)

var kebab = regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)*$`)

func TestCodes(t *testing.T) {
	seen := map[string]bool{}
	for _, p := range All() {
		if !kebab.MatchString(p.Code) {
			t.Errorf("%q is not kebab-case", p.Code)
		}
		if seen[p.Code] {
			t.Errorf("%s stands twice in the catalogue", p.Code)
		}
		seen[p.Code] = true
		if found, ok := Find(p.Code); !ok || found.Code != p.Code {
			t.Errorf("Find(%q) gives %q, %v", p.Code, found.Code, ok)
		}
	}
	if _, ok := Find("no-such-code"); ok {
		t.Error("a code was found that does not exist")
	}
}

func TestTexts(t *testing.T) {
	titles := map[string]string{}
	for _, p := range All() {
		sentence(t, p.Code, "title", p.Title, 90)
		sentence(t, p.Code, "so", p.So, 120)
		sentence(t, p.Code, "apart", p.Apart, 240)
		if p.FilesTitle != "" {
			sentence(t, p.Code, "title for files", p.FilesTitle, 90)
		}
		if other := titles[p.Title]; other != "" {
			t.Errorf("%s and %s have the same title", p.Code, other)
		}
		titles[p.Title] = p.Code
	}
}

// sentence holds the house rules for a text: there, short, no full stop, and
// lower case at its start unless it begins with a name such as TLS.
func sentence(t *testing.T, code, what, text string, limit int) {
	t.Helper()
	if text == "" {
		t.Errorf("%s: no %s", code, what)
		return
	}
	if n := utf8.RuneCountInString(text); n > limit {
		t.Errorf("%s: the %s has %d characters, more than %d", code, what, n, limit)
	}
	if strings.HasSuffix(text, ".") || strings.TrimSpace(text) != text || strings.Contains(text, "  ") {
		t.Errorf("%s: the %s ends in a full stop or has stray spaces: %q", code, what, text)
	}
	first, size := utf8.DecodeRuneInString(text)
	second, _ := utf8.DecodeRuneInString(text[size:])
	if unicode.IsUpper(first) && !unicode.IsUpper(second) {
		t.Errorf("%s: the %s begins with a capital: %q", code, what, text)
	}
	if certain.Clean(text) != text {
		t.Errorf("%s: the %s is not clean: %q", code, what, text)
	}
}

func TestSeverities(t *testing.T) {
	for _, p := range All() {
		if own := isClient(p.Code); own != (p.Endpoint == "" && p.Files == "") {
			t.Errorf("%s: a fault of the client's own program has no severity, and all others have one", p.Code)
		}
		for _, s := range []certain.Severity{p.Endpoint, p.Files} {
			if s == "" {
				continue
			}
			if _, err := certain.ParseSeverity(string(s)); err != nil {
				t.Errorf("%s: %v", p.Code, err)
			}
		}
		if p.Files == "" && p.FilesTitle != "" {
			t.Errorf("%s has a title for files and is not reported there", p.Code)
		}
		if p.Bites < BitesFile || p.Bites > BitesTLS || p.About < AboutKey || p.About > AboutHygiene {
			t.Errorf("%s: its place in the order is out of range", p.Code)
		}
		// Only what bites at a file can be a fault of files alone.
		if p.Endpoint == "" && p.Files != "" && p.Bites != BitesFile {
			t.Errorf("%s is reported for files alone and bites elsewhere", p.Code)
		}
	}
}

// isClient tells whether a code is one that only texts tell of.
func isClient(code string) bool {
	return slices.ContainsFunc(client, func(p Problem) bool { return p.Code == code })
}

func TestFixes(t *testing.T) {
	hands := map[certain.Hands]bool{certain.ForServer: true, certain.ForClient: true, certain.ForCA: true, certain.ForNetwork: true, certain.ForYou: true}
	for _, p := range All() {
		if len(p.Fixes) == 0 || len(p.Fixes) > 4 {
			t.Errorf("%s has %d fixes", p.Code, len(p.Fixes))
		}
		for _, fix := range p.Fixes {
			sentence(t, p.Code, "fix", fix.Do, 150)
			if !hands[fix.For] {
				t.Errorf("%s: nobody has the hands %q", p.Code, fix.For)
			}
			if fix.Sure {
				t.Errorf("%s: a general fix cannot be sure", p.Code)
			}
			if strings.TrimSpace(fix.Command) != fix.Command || strings.Contains(fix.Command, "\n") {
				t.Errorf("%s: not one command: %q", p.Code, fix.Command)
			}
			for _, b := range blank.FindAllString(fix.Do+" "+fix.Command, -1) {
				if unfilled[b] == "" {
					t.Errorf("%s: %s is no blank that is ever filled", p.Code, b)
				}
			}
			if inQuotes(fix.Command) {
				t.Errorf("%s: a blank stands in quotes, where its value cannot be quoted: %q", p.Code, fix.Command)
			}
		}
	}
}

func inQuotes(command string) bool {
	var quote rune
	for _, r := range command {
		switch {
		case quote == 0 && (r == '\'' || r == '"'):
			quote = r
		case r == quote:
			quote = 0
		case quote != 0 && r == '{':
			return true
		}
	}
	return false
}

// insecure is advice that this project never gives.
var insecure = regexp.MustCompile(`(?i)verify\s*=\s*false|\bcurl\b.*\s-[a-z]*k\b|--insecure|--no-check-certificate|` +
	`NODE_TLS_REJECT_UNAUTHORIZED|InsecureSkipVerify|CERT_NONE|check_hostname\s*=\s*False|rejectUnauthorized\s*:\s*false|` +
	`_create_unverified|trust[- ]?all|ssl_verify\s+(off|none)|verify\s+none|sslverify\s*=?\s*false|SECLEVEL=0|` +
	`disable[sd]? (the )?(verification|certificate check)|ignore (the )?(certificate|tls|ssl) error|chmod\s+(-R\s+)?[0-7]*[4-7]\b.*key|-nodes|-noenc`)

func TestNoInsecureAdvice(t *testing.T) {
	for _, p := range All() {
		for _, fix := range p.Fixes {
			if bad := insecure.FindString(fix.Do + "\n" + fix.Command); bad != "" {
				t.Errorf("%s: a fix advises %q", p.Code, bad)
			}
		}
	}
	for _, bad := range []string{"requests.get(u, verify=False)", "curl -k https://x", "curl -sk x", "curl --insecure x", "NODE_TLS_REJECT_UNAUTHORIZED=0",
		"InsecureSkipVerify: true", "ctx.verify_mode = ssl.CERT_NONE", "check_hostname = False", "rejectUnauthorized: false", "trust all certificates"} {
		if !insecure.MatchString(bad) {
			t.Errorf("%q is not seen as insecure", bad)
		}
	}
}

// TestSamples holds the words of the two screens that the design shows.
func TestSamples(t *testing.T) {
	expired, _ := Find("expired")
	missing, _ := Find("missing-intermediate")
	for _, pair := range [][2]string{
		{expired.Title, "a served certificate is past its end date"},
		{expired.So, "every client that checks dates refuses this server"},
		{expired.Fixes[0].Do, "renew, then reload: a renewed file that is not reloaded looks exactly like this"},
		{expired.Fixes[0].Command, "certbot renew && nginx -s reload"},
		{expired.Fixes[1].Do, "see whether a newer certificate already lies on the disk"},
		{expired.Fixes[1].Command, "certain inspect /etc/letsencrypt/live/*/fullchain.pem"},
		{missing.Title, "the server does not send the certificate that links it to a trusted root"},
		{missing.So, "a browser may work where curl, Go, Java, Python and Node fail"},
		{missing.Fixes[0].Do, "serve leaf and intermediate together, in this order; the root stays out"},
	} {
		if pair[0] != pair[1] {
			t.Errorf("got  %q\nwant %q", pair[0], pair[1])
		}
	}
}
