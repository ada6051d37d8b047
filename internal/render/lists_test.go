package render

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/certain-tls/certain"
	"github.com/certain-tls/certain/problem"
)

func TestCatalogueListsEveryCode(t *testing.T) {
	for _, s := range styles {
		got := proper(t, func(w io.Writer, s Style) error { return Catalogue(w, problem.All(), s) }, s, false)
		for _, p := range problem.All() {
			if !strings.Contains(got, p.Code) {
				t.Errorf("%s is missing at %s", p.Code, styleName(s))
			}
		}
	}
}

func TestReportOfOneHasNoTable(t *testing.T) {
	one, both := certain.Report{Results: []certain.Result{expired(t)}}, certain.Report{Results: []certain.Result{expired(t), healthy(t)}}
	for _, c := range []struct {
		r     certain.Report
		table bool
	}{{one, false}, {both, true}, {certain.Report{}, false}} {
		var b bytes.Buffer
		if err := Report(&b, c.r, Style{}); err != nil {
			t.Fatal(err)
		}
		if got := strings.Contains(b.String(), "targets: "); got != c.table {
			t.Errorf("%d results, and table is %v", len(c.r.Results), got)
		}
	}
}

// full is a writer that fails, as a full disk or a closed pipe does.
type full struct{}

var errFull = errors.New("full")

func (full) Write([]byte) (int, error) { return 0, errFull }

func TestWriteErrorsAreReported(t *testing.T) {
	for _, one := range screens(t) {
		if err := one.draw(full{}, Style{}); !errors.Is(err, errFull) {
			t.Errorf("%s: %v", one.name, err)
		}
	}
	if err := JSON(full{}, 1); !errors.Is(err, errFull) {
		t.Errorf("JSON: %v", err)
	}
}

// A command that was broken over lines is the same command for a shell.
func TestCommandsCanBePasted(t *testing.T) {
	for _, command := range []string{
		"certbot renew && nginx -s reload",
		`openssl s_client -connect shop.example.test:443 -servername "shop example" </dev/null | openssl x509 -noout -dates`,
		`printf '%s  %s' "a  b" c\ d  e  # remark, which must not be broken, however long it may become on a narrow screen`,
		strings.Repeat("word ", 40),
	} {
		p := newPage(Style{Width: 40})
		p.command(line{blanks(11), {"$ ", dim}}, command, plain)
		var b bytes.Buffer
		if err := p.write(&b); err != nil {
			t.Fatal(err)
		}
		pasted := strings.ReplaceAll(strings.TrimPrefix(strings.TrimSpace(b.String()), "$ "), "\\\n", "")
		if got, want := strings.Join(shellWords(pasted), "\x00"), strings.Join(shellWords(command), "\x00"); got != want {
			t.Errorf("%q was pasted as %q", command, pasted)
		}
	}
}
