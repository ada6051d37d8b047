package labfile

import (
	"fmt"
	"io"

	"go.yaml.in/yaml/v3"

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
	encoder := yaml.NewEncoder(w)
	encoder.SetIndent(2)
	if err := encoder.Encode(d); err != nil {
		return err
	}
	return encoder.Close()
}
