package article_test

import "testing"

func TestChange(t *testing.T) {
	const text = "a = 1\nb = load(a)\nc = 2\n"
	for what, want := range map[string]string{
		"load":     "a = 1\nc = 2\n",
		"1→3":      "a = 3\nb = load(a)\nc = 2\n",
		"load(a)→": "a = 1\nb = \nc = 2\n",
		"absent":   text,
	} {
		if got, inText := change(text, what); got != want || !inText {
			t.Errorf("%s: %q, %t", what, got, inText)
		}
	}
	for _, what := range given {
		if got, inText := change("ca cert key pin\n", what); got != "ca cert key pin\n" || inText {
			t.Errorf("%s is what the environment names: %q, %t", what, got, inText)
		}
	}
}

func TestInfo(t *testing.T) {
	for info, good := range map[string]bool{
		"python run=expired expect=fail":                               true,
		"python run=expired expect=fail says=expired control=no":       true,
		"python run=healthy-ecdsa expect=ok mends=ca says=self-signed": true,
		"python run=none expect=ok nomend=looks part=a":                true,
		"":                                       false,
		"python run=expired":                     false,
		"python run=expired expect=maybe":        false,
		"python run=expired expect=ok norun=why": false,
		"python run=expired expect=ok mends=ca nomend=looks": false,
		"python norun=why mends=ca":                          false,
		"python run=healthy-ecdsa expect=ok says=expired":    false,
		"python run=healthy-ecdsa expect=ok mends=":          false,
		"python run=healthy-ecdsa expect=ok mend=ca":         false,
	} {
		if _, err := parseInfo(info); (err == nil) != good {
			t.Errorf("%q: %v", info, err)
		}
	}
}

// TestParts: a block that stands behind another is one program with it.
func TestParts(t *testing.T) {
	const page = "```python part=a run=none expect=ok\na = 1\n```\n\n```python after=a run=none expect=ok\nprint(a)\n```\n"
	all, err := snippets("page", page)
	if err != nil || len(all) != 2 || all[1].text != "a = 1\n\nprint(a)\n" {
		t.Errorf("%+v, %v", all, err)
	}
	if _, err := snippets("page", "```python after=a run=none expect=ok\n```\n"); err == nil {
		t.Error("what stands behind nothing is taken")
	}
}
