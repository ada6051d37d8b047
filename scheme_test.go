package certain

import (
	"slices"
	"testing"
)

// TestSchemes: what each scheme means where nothing else is said.
func TestSchemes(t *testing.T) {
	for _, try := range []struct {
		text, host, upgrade, canonical string
		port                           int
	}{
		{"smtp://mail.example.test", "mail.example.test", "smtp", "smtp://mail.example.test:587", 587},
		{"smtps://mail.example.test/", "mail.example.test", "", "smtps://mail.example.test:465", 465},
		{"SMTP://mail.example.test:25", "mail.example.test", "smtp", "smtp://mail.example.test:25", 25},
		{"imap://[2001:db8::1]", "2001:db8::1", "imap", "imap://[2001:db8::1]:143", 143},
		{"imaps://bücher.example", "xn--bcher-kva.example", "", "imaps://xn--bcher-kva.example:993", 993},
		{"postgresql://db.example.test", "db.example.test", "postgres", "postgres://db.example.test:5432", 5432},
		{"mysql://127.0.0.1", "127.0.0.1", "mysql", "mysql://127.0.0.1:3306", 3306},
		{"ldap://[fe80::1%eth0]:389", "fe80::1%eth0", "ldap", "ldap://[fe80::1%eth0]:389", 389},
		{"https://[fe80::1%eth0]:8443", "fe80::1%eth0", "", "https://[fe80::1%25eth0]:8443", 8443},
		{"https://[fe80::1%25eth0]:8443", "fe80::1%eth0", "", "https://[fe80::1%25eth0]:8443", 8443},
		{"tls://mail.example.test:993", "mail.example.test", "", "mail.example.test:993", 993},
	} {
		got, err := ParseTarget(try.text, func(string) bool { return false })
		if err != nil || got.Host != try.host || got.Port != try.port || got.Upgrade() != try.upgrade || got.String() != try.canonical {
			t.Errorf("%s: %+v, %q, upgrade %q, %v", try.text, got, got.String(), got.Upgrade(), err)
			continue
		}
		again, err := ParseTarget(got.String(), func(string) bool { return false })
		if again.Raw = got.Raw; err != nil || again != got {
			t.Errorf("%s reads back as %+v, %v", got, again, err)
		}
	}
	socket, err := ParseTarget("unix:///run/app.sock", func(string) bool { return true })
	if err != nil || socket.Scheme != "unix" || socket.Path != "/run/app.sock" || socket.String() != socket.Raw || socket.Kind() != Endpoint {
		t.Errorf("%+v, %v", socket, err)
	}
	socket, err = ParseTarget("unix:/run/app.sock", func(string) bool { return false })
	if err != nil || socket.Scheme != "unix" || socket.Path != "/run/app.sock" || socket.String() != "unix:///run/app.sock" {
		t.Errorf("%+v, %v", socket, err)
	}
	for _, text := range []string{"unix://", "smtp://", "smtp://me:secret@mail.example.test", "imap://mail.example.test/box", "mssql://host", "gopher://host", "smtp://mail.example.test:0"} {
		if got, err := ParseTarget(text, func(string) bool { return false }); err == nil {
			t.Errorf("%s: %+v", text, got)
		}
	}
	if !slices.IsSorted(Schemes()) || len(Schemes()) != len(schemes) {
		t.Errorf("%v", Schemes())
	}
}
