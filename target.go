package certain

import (
	"errors"
	"fmt"
	"net"
	"net/netip"
	"net/url"
	"strconv"
	"strings"

	"golang.org/x/net/idna"
)

// Kind tells the two sorts of things that can be looked at.
type Kind string

// The kinds of targets, results and observations.
const (
	Endpoint Kind = "endpoint" // something that answers on a network
	Files    Kind = "files"    // files, folders or standard input
)

// Target is one thing to look at, as the user wrote it and as it was
// understood. The zero value is no target; [ParseTarget] makes them.
type Target struct {
	Raw    string // as written
	Scheme string // "tls", "https", "smtp" and its like (see [Schemes]), "unix", "lab" or "file"
	Host   string // A-label, or an IP address without brackets, its zone kept; none for unix
	Port   int    // 1 to 65535, for endpoints that have one
	Path   string // https: path and query, at least "/". unix: the socket. file: the file. lab: the scenario
}

// Kind tells whether the target is a file or an endpoint. A lab target is an
// endpoint until the lab says otherwise.
func (t Target) Kind() Kind {
	if t.Scheme == "file" {
		return Files
	}
	return Endpoint
}

// HostPort is the address in the form that net.Dial takes.
func (t Target) HostPort() string { return net.JoinHostPort(t.Host, strconv.Itoa(t.Port)) }

// String is the target's canonical text, which parses to the same target.
func (t Target) String() string {
	switch t.Scheme {
	case "file":
		return t.fileText()
	case "lab":
		return "lab:" + t.Path
	case "unix":
		return "unix://" + t.Path
	case "https":
		path := t.Path
		if path == "/" {
			path = ""
		}
		// The zone of an address is written with %25 in a URL, RFC 6874.
		return "https://" + strings.Replace(t.HostPort(), "%", "%25", 1) + path
	case "tls":
		if !hasScheme(t.HostPort()) { // as with a host of the name "file" or "lab"
			return t.HostPort()
		}
	}
	return t.Scheme + "://" + t.HostPort()
}

// fileText is the path alone where that reads as a file, and forced to be one
// otherwise.
func (t Target) fileText() string {
	switch {
	case t.Path == "-", looksLikePath(t.Path) && !hasScheme(t.Path):
		return t.Path
	case strings.HasPrefix(t.Path, "//"):
		return "file://" + t.Path
	}
	return "file:" + t.Path
}

// hasScheme tells whether a text would be read by its scheme, even if it
// looks like a path too.
func hasScheme(text string) bool {
	return strings.HasPrefix(text, "file:") || strings.HasPrefix(text, "lab:") || strings.HasPrefix(text, "unix:/") || strings.Contains(text, "://")
}

// fileEndings are the endings that make a word a file even if it is absent.
var fileEndings = []string{".pem", ".crt", ".cer", ".der", ".key", ".p12", ".pfx", ".p7b", ".jks", ".csr", ".crl"}

// ParseTarget reads one target. exists tells whether a path is there, so that
// the grammar itself touches no disk: what exists is a file; what looks like a
// path is a file even if it is absent; anything else is a host.
//
// An error means that the text is no target, or is one of a kind that is not
// built yet; its text is a sentence for the user.
func ParseTarget(text string, exists func(path string) bool) (Target, error) {
	t := Target{Raw: text}
	switch {
	case text == "":
		return t, errors.New("the target is empty")
	case text == "-":
		t.Scheme, t.Path = "file", "-"
		return t, nil
	}
	if path, ok := strings.CutPrefix(text, "file:"); ok {
		path = strings.TrimPrefix(path, "//")
		if path == "-" {
			path = "./-" // a file of this name, not standard input
		}
		return fileTarget(t, path)
	}
	if id, ok := strings.CutPrefix(text, "lab:"); ok {
		if id == "" {
			return t, errors.New("lab: names no scenario; see: certain lab list")
		}
		t.Scheme, t.Path = "lab", id
		return t, nil
	}
	if scheme, rest, ok := strings.Cut(text, "://"); ok {
		return urlTarget(t, strings.ToLower(scheme), rest)
	}
	if exists(text) {
		return fileTarget(t, text)
	}
	if strings.HasPrefix(text, "unix:/") { // as nginx and gRPC write it
		return unixTarget(t, strings.TrimPrefix(text, "unix:"))
	}
	if looksLikePath(text) {
		return fileTarget(t, text)
	}
	t.Scheme = "tls"
	return hostTarget(t, text, 443)
}

func looksLikePath(text string) bool {
	if strings.ContainsRune(text, '/') || strings.HasPrefix(text, ".") || strings.HasPrefix(text, "~") {
		return true
	}
	lower := strings.ToLower(text)
	for _, ending := range fileEndings {
		if strings.HasSuffix(lower, ending) {
			return true
		}
	}
	return false
}

func fileTarget(t Target, path string) (Target, error) {
	if path == "" {
		return t, errors.New("file: names no file")
	}
	t.Scheme, t.Path = "file", path
	return t, nil
}

func urlTarget(t Target, scheme, rest string) (Target, error) {
	if known, ok := aliases[scheme]; ok {
		scheme = known
	}
	entry, known := schemes[scheme]
	switch {
	case scheme == "https":
		return httpsTarget(t)
	case scheme == "unix":
		return unixTarget(t, rest)
	case known:
		t.Scheme = scheme
		return protocolTarget(t, rest, entry)
	case scheme == "http":
		return t, fmt.Errorf("%s speaks no TLS; if the server also speaks https, check https://%s", Clip(t.Raw, 80), Clip(rest, 80))
	case laterSchemes[scheme]:
		return t, fmt.Errorf("targets of the form %s:// are not built yet", scheme)
	}
	return t, fmt.Errorf("%s:// is no kind of target; known are host, host:port, https://, tls://, smtp:// and its like, unix://, file: and lab: targets", Clip(scheme, 40))
}

// unixTarget reads the path of a socket: unix:///run/app.sock, or a relative
// one as unix://app.sock.
func unixTarget(t Target, path string) (Target, error) {
	switch {
	case path == "":
		return t, errors.New("unix:// names no socket")
	case strings.ContainsRune(path, 0):
		return t, errors.New("the path of the socket holds a zero byte")
	}
	t.Scheme, t.Path = "unix", path
	return t, nil
}

// protocolTarget reads what follows a scheme that takes a host and a port and
// no more.
func protocolTarget(t Target, rest string, entry scheme) (Target, error) {
	rest = strings.TrimSuffix(rest, "/")
	switch {
	case strings.ContainsRune(rest, '@'):
		return t, errors.New("a target takes no user name or password in its URL")
	case strings.ContainsAny(rest, "/?#"):
		return t, fmt.Errorf("a target of the form %s:// takes a host and a port, and nothing behind them", t.Scheme)
	}
	return hostTarget(t, rest, entry.port)
}

func httpsTarget(t Target) (Target, error) {
	u, err := url.Parse(escapeZone(t.Raw))
	if err != nil {
		return t, fmt.Errorf("%q is no URL", Clip(t.Raw, 80))
	}
	if u.User != nil {
		return t, errors.New("a target takes no user name or password in its URL")
	}
	t.Scheme = "https"
	t.Path = u.EscapedPath()
	if t.Path == "" {
		t.Path = "/"
	}
	if u.RawQuery != "" {
		t.Path += "?" + u.RawQuery
	}
	return hostTarget(t, u.Host, 443)
}

// escapeZone writes the zone of an IPv6 address the way URLs have it (RFC 6874
// section 2): [fe80::1%eth0] becomes [fe80::1%25eth0]. Both are understood.
func escapeZone(text string) string {
	open, end := strings.IndexByte(text, '['), strings.IndexByte(text, ']')
	if open < 0 || end < open {
		return text
	}
	address, zone, ok := strings.Cut(text[open:end], "%")
	if !ok || strings.HasPrefix(zone, "25") && len(zone) > 2 {
		return text
	}
	return text[:open] + address + "%25" + zone + text[end:]
}

// hostTarget reads host, host:port, [v6], [v6]:port or a bare IPv6 address.
func hostTarget(t Target, text string, preset int) (Target, error) {
	host, port := text, strconv.Itoa(preset)
	switch {
	case strings.HasPrefix(text, "["):
		end := strings.LastIndexByte(text, ']')
		if end < 0 {
			return t, fmt.Errorf("%q lacks the closing bracket of its IPv6 address", Clip(text, 80))
		}
		host = text[1:end]
		if rest := text[end+1:]; rest != "" {
			var ok bool
			if port, ok = strings.CutPrefix(rest, ":"); !ok {
				return t, fmt.Errorf("%q has text after its IPv6 address that is no port", Clip(text, 80))
			}
		}
		if addr, err := netip.ParseAddr(host); err != nil || !addr.Is6() {
			return t, fmt.Errorf("%q is no IPv6 address", Clip(host, 80))
		}
	case strings.Count(text, ":") == 1:
		host, port, _ = strings.Cut(text, ":")
	}
	number, err := strconv.ParseUint(port, 10, 16)
	if err != nil || number == 0 {
		return t, fmt.Errorf("%q is no port: a port is a number from 1 to 65535", Clip(port, 40))
	}
	t.Port = int(number)
	t.Host, err = asciiHost(host)
	return t, err
}

// asciiHost turns a Unicode name into its A-label (RFC 5891) and leaves
// addresses alone. Underscores are kept: such names resolve, whatever
// certificates may say about them.
func asciiHost(host string) (string, error) {
	if host == "" {
		return "", errors.New("the target names no host")
	}
	if addr, err := netip.ParseAddr(host); err == nil {
		if zone := addr.Zone(); !isZone(zone) {
			return "", fmt.Errorf("%q is no zone of an IPv6 address", Clip(zone, 40))
		}
		return host, nil
	}
	if strings.ContainsAny(host, " \t\r\n/\\@:?#%[]\"'<>") {
		return "", fmt.Errorf("%q is neither a host name nor an address", Clip(host, 80))
	}
	ascii := host
	if !isASCII(host) {
		var err error
		if ascii, err = idna.Lookup.ToASCII(host); err != nil {
			return "", fmt.Errorf("%q is no host name that has an ASCII form (RFC 5891)", Clip(host, 80))
		}
	}
	if len(strings.TrimSuffix(ascii, ".")) > 253 {
		return "", errors.New("the host name is longer than the 253 characters of RFC 1035")
	}
	for _, label := range strings.Split(strings.TrimSuffix(ascii, "."), ".") {
		if label == "" || len(label) > 63 || !isLabel(label) {
			return "", fmt.Errorf("%q is no host name: a label is 1 to 63 letters, digits or hyphens", Clip(host, 80))
		}
	}
	return strings.ToLower(ascii), nil
}

func isASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}

func isLabel(label string) bool {
	for i := 0; i < len(label); i++ {
		c := label[i]
		if c <= ' ' || c >= 0x7f || strings.IndexByte("!$&()*+,;=`{|}^~", c) >= 0 {
			return false
		}
	}
	return true
}

// isZone tells whether text can name an interface, or is empty.
func isZone(text string) bool {
	for i := 0; i < len(text); i++ {
		c := text[i]
		if c != '-' && c != '_' && c != '.' && (c < '0' || c > '9') && (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') {
			return false
		}
	}
	return true
}
