package labfile

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/certain-tls/certain"
	"github.com/certain-tls/certain/lab"
)

// Write writes descriptions as Read reads them.
func Write(w io.Writer, all ...lab.Description) error {
	for i, d := range all {
		if i > 0 {
			if _, err := io.WriteString(w, "---\n"); err != nil {
				return fmt.Errorf("write descriptions: %w", err)
			}
		}
		if err := write(w, d); err != nil {
			return fmt.Errorf("write descriptions: %w", err)
		}
	}
	return nil
}

const byHand = "# What this scenario does is made by hand, and no field here describes it:\n" +
	"# builtin stands for it whole. Only about, codes and expect can be changed.\n"

func write(w io.Writer, d lab.Description) error {
	if d.Builtin != "" {
		if _, err := io.WriteString(w, byHand); err != nil {
			return err
		}
	}
	var n yaml.Node
	if err := n.Encode(d); err != nil {
		return err
	}
	quote(&n)
	var text strings.Builder
	encoder := yaml.NewEncoder(&text)
	encoder.SetIndent(2)
	if err := errors.Join(encoder.Encode(&n), encoder.Close()); err != nil {
		return err
	}
	_, err := io.WriteString(w, visible(text.String()))
	return err
}

// quote puts words in double quotes that hold what no terminal should get.
func quote(n *yaml.Node) {
	if n.Kind == yaml.ScalarNode && visible(n.Value) != n.Value {
		n.Style = yaml.DoubleQuotedStyle
	}
	for _, inner := range n.Content {
		quote(inner)
	}
}

// visible escapes what is invisible or turns the direction of text, as YAML
// does within double quotes; control characters the library escapes itself.
func visible(text string) string {
	var b strings.Builder
	for _, r := range text {
		if r > 0x7e && certain.Clean(string(r)) != string(r) {
			fmt.Fprintf(&b, `\U%08x`, r)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}
