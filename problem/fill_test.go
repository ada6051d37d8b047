package problem

import (
	"os/exec"
	"strings"
	"testing"

	"github.com/certain-tls/certain"
)

func TestFill(t *testing.T) {
	all := map[string]string{"host": "shop.example", "port": "8443", "name": "www.example", "file": "a.pem", "key": "a.key"}
	for _, test := range []struct {
		name, do, command   string
		values              map[string]string
		wantDo, wantCommand string
	}{
		{name: "every value", values: all,
			do: "open {host}:{port} for {name}", command: "certain check {host}:{port} --key {key} {file}",
			wantDo: "open shop.example:8443 for www.example", wantCommand: "certain check shop.example:8443 --key a.key a.pem"},
		{name: "no value",
			do: "open {host}:{port} for {name}, port {port}, {file}, {key}, {host}, {else}", command: "nc {host} {port}",
			wantDo: "open the address for the name, port the port, the file, the key file, the host, else"},
		{name: "no blanks", do: "do it", command: "nginx -t", wantDo: "do it", wantCommand: "nginx -t"},
		{name: "half an address", values: map[string]string{"host": "shop.example"},
			do: "{host}:{port}", command: "nc -z {host} {port}", wantDo: "the address"},
		{name: "IPv6", values: map[string]string{"host": "2001:db8::1", "port": "443"},
			do: "to {host}:{port}", command: "certain check {host}:{port}; ping {host}",
			wantDo: "to [2001:db8::1]:443", wantCommand: "certain check '[2001:db8::1]:443'; ping 2001:db8::1"},
		{name: "a shell's characters", values: map[string]string{"file": "it's; $(rm -rf ~) `x`"},
			do: "see {file}", command: "cat -A {file}",
			wantDo: "see it's; $(rm -rf ~) `x`", wantCommand: `cat -A 'it'\''s; $(rm -rf ~) ` + "`x`'"},
		{name: "a home", values: map[string]string{"file": "~root"}, command: "cat {file}", wantCommand: "cat '~root'"},
		{name: "a file like an option", values: map[string]string{"file": "-rf", "key": "--x"},
			command: "rm {file} {key}", wantCommand: "rm ./-rf ./--x"},
		{name: "a name like an option", values: map[string]string{"name": "-oProxyCommand=x"},
			do: "ask {name}", command: "ssh {name}", wantDo: "ask -oProxyCommand=x"},
		{name: "a terminal's characters", values: map[string]string{"file": "a\x1b[2Jb\u202e"},
			do: "see {file}", command: "cat {file}", wantDo: `see a\x1b[2Jb\u202e`},
		{name: "a value that looks like a blank", values: map[string]string{"name": "{host}", "host": "h"},
			do: "{name}", command: "echo {name}", wantDo: "{host}", wantCommand: "echo '{host}'"},
	} {
		t.Run(test.name, func(t *testing.T) {
			given := []certain.Fix{{For: certain.ForYou, Do: test.do, Command: test.command, Sure: true}}
			got := Fill(given, test.values)
			want := certain.Fix{For: certain.ForYou, Do: test.wantDo, Command: test.wantCommand, Sure: true}
			if len(got) != 1 || got[0] != want {
				t.Errorf("got  %+v\nwant %+v", got, want)
			}
			if given[0].Do != test.do || given[0].Command != test.command {
				t.Error("the fixes given were changed")
			}
		})
	}
}

// TestShellQuote lets a real shell read the words back.
func TestShellQuote(t *testing.T) {
	shell, err := exec.LookPath("sh")
	if err != nil {
		t.Skip("no sh on this machine")
	}
	for _, word := range []string{"plain", "a b", "'", "''", "a'b'c", "$HOME", "`id`", `\`, "*", "~", "#x", "a\nb", "é", "!x", "{a,b}", "x=y", "a;b&c|d<e>f(g)"} {
		out, err := exec.Command(shell, "-c", "printf %s "+shellQuote(word)).Output()
		if err != nil || string(out) != word {
			t.Errorf("%q came back as %q (%v)", word, out, err)
		}
	}
}

func FuzzFill(f *testing.F) {
	f.Add("x", "{file} {host}:{port}")
	f.Add("a'b", "cat {file}")
	f.Fuzz(func(t *testing.T, value, text string) {
		values := map[string]string{"host": value, "port": value, "name": value, "file": value, "key": value}
		got := Fill([]certain.Fix{{Do: "see {file}", Command: "cat {file}"}}, values)[0]
		if certain.Clean(got.Do) != got.Do || certain.Clean(got.Command) != got.Command {
			t.Errorf("not clean: %+v", got)
		}
		if strings.HasPrefix(got.Command, "cat -") {
			t.Errorf("an option slipped in: %q", got.Command)
		}
		Fill([]certain.Fix{{Do: text, Command: text}}, values)
	})
}
