package material

import (
	"bytes"
	"crypto/x509"
	"encoding/base64"
	"fmt"
	"strings"
	"testing"

	"github.com/certain-tls/certain"
)

// brief writes what Read gave, a word for each piece: the form and line of a
// material, the kind and line of a fault.
func brief(materials []certain.Material, faults []certain.Fault) string {
	var words []string
	for _, m := range materials {
		word := string(m.Form) + "@" + strings.TrimPrefix(m.From, "f:")
		if m.Encrypted {
			word += "(encrypted)"
		}
		if m.Unreadable != "" {
			word += "(unreadable)"
		}
		if m.Cert != nil && m.Cert.Err != nil {
			word += "(bad)"
		}
		words = append(words, word)
	}
	for _, f := range faults {
		words = append(words, fmt.Sprintf("!%s@%d", f.What, f.Line))
	}
	return strings.Join(words, " ")
}

type readCase struct {
	name string
	data string
	want string // in the form of brief
	says string // stands in a fault
}

func runReadCases(t *testing.T, cases []readCase) {
	t.Helper()
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			materials, faults := Read("f", []byte(c.data))
			if got := brief(materials, faults); got != c.want {
				t.Errorf("got  %s\nwant %s\nfaults %+v", got, c.want, faults)
			}
			if !strings.Contains(fmt.Sprintf("%+v", faults), c.says) {
				t.Errorf("no fault says %q: %+v", c.says, faults)
			}
			for _, m := range materials {
				if m.Cert != nil && m.Cert.Err == nil && !bytes.Equal(m.Cert.Raw, leaf()) && !bytes.Equal(m.Cert.Raw, other()) {
					t.Errorf("the certificate at %s is not byte for byte what was written", m.From)
				}
			}
			for _, f := range faults {
				if f.Offset < 0 || f.Offset > len(c.data) {
					t.Errorf("offset %d is outside of the file", f.Offset)
				}
			}
		})
	}
}

func TestReadPlainPEM(t *testing.T) {
	one, two := armour("CERTIFICATE", leaf()), armour("CERTIFICATE", other())
	second := strings.Count(one, "\n") + 1
	both := fmt.Sprintf("certificate@1 certificate@%d", second)
	alone := func(body string) string {
		return "-----BEGIN CERTIFICATE-----\n" + body + "-----END CERTIFICATE-----\n"
	}
	body := strings.TrimSpace(wrap(leaf(), 64, "\n"))
	runReadCases(t, []readCase{
		{"two", one + two, both, ""},
		{"CRLF", strings.ReplaceAll(one+two, "\n", "\r\n"), both, ""},
		{"mixed line ends", strings.ReplaceAll(one, "\n", "\r\n") + two, both, ""},
		{"no final line end", strings.TrimSpace(one + two), both, ""},
		{"text around", "subject: me\n\n" + one + "-- and --\n" + two + "bye\n", fmt.Sprintf("certificate@3 certificate@%d", second+3), ""},
		{"a comment about markers", "# -----BEGIN CERTIFICATE-----\n" + one, "certificate@2", ""},
		{"prose about a made-up block", "see -----BEGIN SOMETHING----- for more\n" + one, "certificate@2", ""},
		{"76 columns", alone(wrap(leaf(), 76, "\n")), "certificate@1", ""},
		{"one column", alone(wrap(leaf(), 1, "\n")), "certificate@1", ""},
		{"one line", alone(wrap(leaf(), 1<<20, "\n")), "certificate@1", ""},
		{"spaces and tabs in the body", alone(" \t" + strings.ReplaceAll(body, "\n", "  \n\t") + "\n"), "certificate@1", ""},
		{"blank line behind BEGIN", alone("\n" + wrap(leaf(), 64, "\n")), "certificate@1", ""},
		{"spaces behind the markers", "-----BEGIN CERTIFICATE-----  \n" + wrap(leaf(), 64, "\n") + "-----END CERTIFICATE-----\t\n", "certificate@1", ""},
		{"X509 CERTIFICATE", armour("X509 CERTIFICATE", leaf()), "certificate@1", ""},
		{"TRUSTED CERTIFICATE", armour("TRUSTED CERTIFICATE", append(bytes.Clone(leaf()), 0x30, 0x0c, 0x30, 0x0a, 6, 8, 43, 6, 1, 5, 5, 7, 3, 1)), "certificate@1", ""},
	})
}

func TestReadBrokenArmour(t *testing.T) {
	one, two := armour("CERTIFICATE", leaf()), armour("CERTIFICATE", other())
	body := wrap(leaf(), 64, "\n")
	lines := strings.Count(one, "\n")
	begin, end := "-----BEGIN CERTIFICATE-----\n", "-----END CERTIFICATE-----\n"
	row := func(form string, args ...any) string { return fmt.Sprintf(form, args...) }
	runReadCases(t, []readCase{
		{"CR alone", strings.ReplaceAll(one+two, "\n", "\r"), row("certificate@1 certificate@%d !armour@1", lines+1), "CR alone"},
		{"CR CR LF", strings.ReplaceAll(one, "\n", "\r\r\n"), "certificate@1 !armour@1 !armour@4", "blank line"},
		{"missing END, another follows", begin + body + two, row("certificate@1 certificate@%d !armour@1", lines), row("another block begins at line %d", lines)},
		{"missing END at the end", begin + body, "certificate@1 !cut-off@1", "no END CERTIFICATE line"},
		{"cut off inside the body", one + two[:len(two)/2], row("certificate@1 !cut-off@%d", lines+1), "ends inside the block"},
		{"cut off inside END", one[:len(one)-10], row("certificate@1 !armour@%d", lines), "broken"},
		{"cut off behind BEGIN", "-----BEGIN CERTIFICATE-----", "!cut-off@1", ""},
		{"missing BEGIN", body + end + two, row("certificate@1 certificate@%d !armour@%d", lines, lines-1), "without its BEGIN"},
		{"END alone", end, "!armour@1", "without its BEGIN"},
		{"labels differ", begin + body + "-----END X509 CERTIFICATE-----\n", row("certificate@1 !armour@%d", lines), "began as CERTIFICATE"},
		{"four dashes", one[1:], "certificate@1 !armour@1", "five dashes"},
		{"six dashes", "-" + one, "certificate@1 !armour@1", "five dashes"},
		{"no closing dashes", strings.Replace(one, "CERTIFICATE-----\n", "CERTIFICATE\n", 1), "certificate@1 !armour@1", "no closing dashes"},
		{"lower case", strings.ReplaceAll(one, "BEGIN", "begin"), "certificate@1 !armour@1", "lower case"},
		{"lower-case label", strings.ReplaceAll(one, "CERTIFICATE", "certificate"), "certificate@1", ""},
		{"space in front of the closing dashes", strings.ReplaceAll(one, "CERTIFICATE-----", "CERTIFICATE -----"), "certificate@1 !armour@1", "a space"},
		{"indented", "  " + strings.ReplaceAll(strings.TrimSpace(one), "\n", "\n  "), "certificate@1 !armour@1", "indented"},
		{"text in front of BEGIN", "ca: " + one, "certificate@1 !armour@1", "in front of the BEGIN line"},
		{"text behind END", strings.TrimSpace(one) + " x\n" + two, row("certificate@1 certificate@%d !armour@%d", lines+1, lines), "more text"},
		{"no line break between blocks", strings.TrimSpace(one) + two, row("certificate@1 certificate@%d !armour@%d", lines, lines), "run into one"},
		{"all on one line", strings.ReplaceAll(one, "\n", " "), "certificate@1 !armour@1", "more text follows"},
		{"quoted line breaks", `{"ca":"` + strings.ReplaceAll(one, "\n", `\n`) + `"}`, "certificate@1 !armour@1", ""},
		{"blank line in the body", begin + body[:65] + "\n" + body[65:] + end, "certificate@1 !armour@3", "blank line"},
		{"headers", begin + "Comment: hello\n\n" + body + end, "certificate@1 !armour@1", "header"},
		{"dashes in the body", begin + body + "-----\n", row("certificate@1 !armour@%d", lines), "broken"},
		{"empty block", begin + end + two, "certificate@3 !armour@1", "empty"},
		{"base64 alone", body, "certificate@1 !armour@1", "without BEGIN"},
		{"base64 alone between blocks", two + body + two, row("certificate@1 certificate@%d certificate@%d !armour@%d", lines+1, 2*lines-1, lines+1), "without BEGIN"},
		{"DER behind PEM", one + string(other()), row("certificate@1 !damaged@%d", lines+1), "in DER follows"},
	})
}

func TestReadBrokenBody(t *testing.T) {
	one := armour("CERTIFICATE", leaf())
	body := strings.TrimRight(wrap(leaf(), 64, "\n"), "\n")
	lines := strings.Count(one, "\n")
	alone := func(body string) string {
		return "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n" + armour("CERTIFICATE", other())
	}
	url := strings.NewReplacer("+", "-", "/", "_").Replace(body)
	next := fmt.Sprintf("certificate@%d", lines+1)
	runReadCases(t, []readCase{
		{"bad character", alone(body[:70] + "!" + body[71:]), next + " !base64@3", `'!' at column 6`},
		{"bad byte", alone(body[:70] + "\xe2" + body[71:]), next + " !base64@3", "byte 0xE2"},
		{"NUL", alone(body[:70] + "\x00" + body[71:]), next + " !base64@3", "NUL"},
		{"a comment in the body", alone("# mine\n" + body), fmt.Sprintf("certificate@%d !base64@2", lines+2), "'#' at column 1"},
		{"e-mail quoting", "> " + strings.ReplaceAll(strings.TrimSpace(one), "\n", "\n> "), "!armour@1 !base64@2", "in front of the BEGIN line"},
		{"padding in the middle", alone("MII=" + body[4:]), next + " !base64@2", "behind the padding"},
		{"one character lost", alone(body[:70] + body[71:]), next + " !base64@1", "length"},
		{"padding lost", alone(strings.TrimRight(body, "=")), "certificate@1 " + next + " !base64@1", "padding"},
		{"too much padding", alone(body + "="), "certificate@1 " + next + " !base64@1", "padding"},
		{"URL-safe", alone(url), "certificate@1 " + next + " " + urlFault(url), "URL-safe"},
		{"bytes behind the DER", armour("CERTIFICATE", append(bytes.Clone(leaf()), "tail"...)), "certificate@1 !der@1", "4 bytes follow"},
		{"a second certificate in the block", armour("CERTIFICATE", append(bytes.Clone(leaf()), other()...)), "certificate@1 certificate@1 !der@1", "second structure"},
		{"DER cut off", armour("CERTIFICATE", leaf()[:len(leaf())-9]), "certificate@1(bad) !der@1", "cut off"},
		{"not DER", armour("CERTIFICATE", []byte("hello, this is no certificate")), "!der@1", "no DER"},
		{"another structure", armour("CERTIFICATE", []byte{0x30, 3, 2, 1, 5}), "!der@1", "shape"},
		{"BER", armour("CERTIFICATE", append(append([]byte{0x30, 0x80}, leaf()[4:]...), 0, 0)), "certificate@1(bad) !der@1", "open length"},
		{"a certificate that Go refuses", armour("CERTIFICATE", badVersion()), "certificate@1(bad)", ""},
	})
}

// urlFault is the fault of a body in the URL-safe alphabet.
func urlFault(body string) string {
	at := strings.IndexAny(body, "-_")
	return fmt.Sprintf("!base64@%d", 2+strings.Count(body[:at], "\n"))
}

// badVersion is a certificate whose version Go does not accept.
func badVersion() []byte {
	der := bytes.Clone(leaf())
	at := bytes.Index(der, []byte{0xa0, 3, 2, 1, 2})
	der[at+4] = 9
	return der
}

func TestReadEncodings(t *testing.T) {
	one, two := armour("CERTIFICATE", leaf()), armour("CERTIFICATE", other())
	lines := strings.Count(one, "\n")
	both := fmt.Sprintf("certificate@1 certificate@%d", lines+1)
	runReadCases(t, []readCase{
		{"BOM", "\xef\xbb\xbf" + one + two, both + " !byte-order-mark@1", "EF BB BF"},
		{"BOM in the middle", one + "\xef\xbb\xbf" + two, fmt.Sprintf("%s !byte-order-mark@%d", both, lines+1), "inside the file"},
		{"UTF-16 little-endian", string(wideText(one+two, false, true)), both + " !utf-16@1", "UTF-16"},
		{"UTF-16 big-endian", string(wideText(one+two, true, true)), both + " !utf-16@1", ""},
		{"UTF-16 without a mark", string(wideText(one+two, false, false)), both + " !utf-16@1", ""},
		{"UTF-16 big-endian without a mark", string(wideText(one+two, true, false)), both + " !utf-16@1", ""},
		{"UTF-16 with other letters", string(wideText("Größe: ☃\n"+one, false, true)), "certificate@2 !utf-16@1", ""},
		{"empty", "", "!empty@0", "is empty"},
		{"white space", " \r\n\t\n", "!empty@0", "white space"},
		{"a mark alone", "\xef\xbb\xbf", "!byte-order-mark@1 !empty@0", ""},
	})
}

// The offset of a fault is that of the file, whatever its encoding.
func TestReadOffsets(t *testing.T) {
	bad := "-----BEGIN CERTIFICATE-----\nMIIB!\n-----END CERTIFICATE-----\n"
	for _, c := range []struct {
		name, data, mark string
	}{
		{"plain", bad, "!"},
		{"BOM", "\xef\xbb\xbf" + bad, "!"},
		{"UTF-16", string(wideText(bad, false, true)), "!\x00"},
		{"UTF-16 big-endian", string(wideText(bad, true, false)), "\x00!"},
	} {
		_, faults := Read("f", []byte(c.data))
		last := faults[len(faults)-1]
		if want := strings.Index(c.data, c.mark); last.Offset != want || last.What != certain.FaultBase64 {
			t.Errorf("%s: %+v, want offset %d", c.name, last, want)
		}
	}
}

func TestReadLabels(t *testing.T) {
	ec8 := must(x509.MarshalPKCS8PrivateKey(ecKey()))
	cert := leaf()
	runReadCases(t, []readCase{
		{"PRIVATE KEY", armour("PRIVATE KEY", ec8), "private-key@1", ""},
		{"RSA PRIVATE KEY", armour("RSA PRIVATE KEY", x509.MarshalPKCS1PrivateKey(rsaK())), "private-key@1", ""},
		{"EC PRIVATE KEY", armour("EC PRIVATE KEY", must(x509.MarshalECPrivateKey(ecKey()))), "private-key@1", ""},
		{"PUBLIC KEY", armour("PUBLIC KEY", spkiOf(ecKey())), "public-key@1", ""},
		{"RSA PUBLIC KEY", armour("RSA PUBLIC KEY", x509.MarshalPKCS1PublicKey(&rsaK().PublicKey)), "public-key@1", ""},
		{"CERTIFICATE REQUEST", armour("CERTIFICATE REQUEST", mintRequest()), "request@1", ""},
		{"NEW CERTIFICATE REQUEST", armour("NEW CERTIFICATE REQUEST", mintRequest()), "request@1", ""},
		{"X509 CRL", armour("X509 CRL", mintCRL(2)), "crl@1", ""},
		{"empty X509 CRL", armour("X509 CRL", mintCRL(0)), "crl@1", ""},
		{"EC PARAMETERS", armour("EC PARAMETERS", []byte("\x06\x08\x2a\x86\x48\xce\x3d\x03\x01\x07")), "parameters@1", ""},
		{"PKCS7", armour("PKCS7", []byte("\x30\x0d\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02\xa0\x00")), "!damaged@1", "PKCS#7"},
		{"CMS", armour("CMS", []byte("whatever")), "!damaged@1", "CMS"},
		{"OPENSSH PRIVATE KEY", armour("OPENSSH PRIVATE KEY", []byte("openssh-key-v1\x00")), "private-key@1(unreadable) !damaged@1", "OpenSSH"},
		{"PGP", "-----BEGIN PGP PUBLIC KEY BLOCK-----\nVersion: 1\n\nmQEN=\n=abcd\n-----END PGP PUBLIC KEY BLOCK-----\n", "other@1(unreadable) !format@1", "PGP"},
		{"ATTRIBUTE CERTIFICATE", armour("ATTRIBUTE CERTIFICATE", []byte{0x30, 0}), "other@1", ""},
		{"unknown label", armour("NUMBERS", []byte("one two three")), "other@1(unreadable)", ""},
		{"unknown label, no base64", "-----BEGIN NOTES-----\nhello, you\n-----END NOTES-----\n", "other@1(unreadable)", ""},
		{"unknown label around a certificate", armour("CERT", cert), "certificate@1 !armour@1", "label CERT is unknown"},
		{"a request as certificate", armour("CERTIFICATE", mintRequest()), "request@1 !format@1", "holds a certificate request"},
		{"a certificate as key", armour("PRIVATE KEY", cert), "certificate@1 !format@1", "holds a certificate"},
		{"PKCS#8 as RSA PRIVATE KEY", armour("RSA PRIVATE KEY", ec8), "private-key@1 !format@1", "PKCS#8"},
		{"a key as certificate", armour("CERTIFICATE", ec8), "private-key@1 !format@1", "PKCS#8"},
		{"a key as parameters", armour("EC PARAMETERS", ec8), "private-key@1 !armour@1", "PKCS#8"},
		{"PKCS#7 as certificate", armour("CERTIFICATE", []byte("\x30\x0d\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02\xa0\x00")), "!format@1 !damaged@1", "PKCS#7"},
	})
}

func TestReadDER(t *testing.T) {
	cert := string(leaf())
	runReadCases(t, []readCase{
		{"certificate", cert, "certificate@1", ""},
		{"two certificates", cert + string(other()), "certificate@1 certificate@1 !der@1", "second structure"},
		{"PKCS#8", string(must(x509.MarshalPKCS8PrivateKey(edKey()))), "private-key@1", ""},
		{"PKCS#1", string(x509.MarshalPKCS1PrivateKey(rsaK())), "private-key@1", ""},
		{"SEC 1", string(must(x509.MarshalECPrivateKey(ecKey()))), "private-key@1", ""},
		{"public key", string(spkiOf(rsaK())), "public-key@1", ""},
		{"PKCS#1 public key", string(x509.MarshalPKCS1PublicKey(&rsaK().PublicKey)), "public-key@1", ""},
		{"request", string(mintRequest()), "request@1", ""},
		{"CRL", string(mintCRL(3)), "crl@1", ""},
		{"line end behind", cert + "\n", "certificate@1 !der@1", "1 byte of white space"},
		{"bytes behind", cert + "abc", "certificate@1 !der@1", "3 bytes follow"},
		{"cut off", cert[:len(cert)-20], "certificate@1(bad) !cut-off@1", "bytes promised"},
		{"cut off early", cert[:60], "certificate@1(bad) !cut-off@1", ""},
		{"PEM behind", cert + armour("CERTIFICATE", other()), "certificate@1 certificate@1 !der@1", ""},
		{"text in front", "oops " + cert, "!der@0", "5 foreign bytes"},
		{"LF became CR LF", strings.ReplaceAll(mangled(), "\n", "\r\n"), "!der@0", "copied as text"},
		{"bytes became U+FFFD", strings.ToValidUTF8(cert, "\ufffd"), "!der@0", "U+FFFD"},
		{"some other DER", "\x30\x82\x00\x04\x02\x02\x01\x01", "!der@0", "begins like DER"},
	})
}

// mangled is a certificate with LF at places where CR LF breaks its lengths.
func mangled() string {
	der := bytes.Clone(leaf())
	der[5], der[4], der[3] = '\n', 0x30, '\n' // the outer length stays inside the file
	der[2] = 0
	return string(der)
}

// inUTF16 writes ASCII in UTF-16, little-endian.
func inUTF16(text string) string {
	return strings.Join(strings.Split(text, ""), "\x00") + "\x00"
}

func TestReadNamesFormats(t *testing.T) {
	pem := armour("CERTIFICATE", leaf())
	runReadCases(t, []readCase{
		{"HTML", "<!DOCTYPE html>\n<html><body>404</body></html>", "!format@0", "HTML page"},
		{"JSON", "{\"a\": 1}", "!format@0", "JSON document"},
		{"JWK", `{"kty":"EC"}`, "!format@0", "JSON Web Key"},
		{"PKCS#12", "\x30\x12\x02\x01\x03\x30\x0d\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x01\xa0\x00", "!damaged@1", "PKCS#12"},
		{"PKCS#12 as Windows writes it", "\x30\x80\x02\x01\x03\x30\x80\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x01\xa0\x80\x00\x00", "!damaged@1", "PKCS#12"},
		{"PKCS#7", "\x30\x0d\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02\xa0\x00", "!damaged@1", "PKCS#7"},
		{"JKS", "\xfe\xed\xfe\xed\x00\x00\x00\x02\x00\x00\x00\x00", "!cut-off@1", "Java key store"},
		{"JCEKS", "\xce\xce\xce\xce\x00\x00\x00\x02\x00\x00\x00\x00", "!cut-off@1", "Java key store"},
		{"ZIP", "PK\x03\x04....", "!format@0", "ZIP"},
		{"gzip", "\x1f\x8b\x08\x00", "!format@0", "gzip"},
		{"SSH public key", "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI me@here\n", "!base64@1", "SSH public key"},
		{"PuTTY", "PuTTY-User-Key-File-3: ssh-ed25519\n", "!format@0", "PuTTY"},
		{"printed certificate", "Certificate:\n    Data:\n        Version: 3 (0x2)\n", "!format@0", "printed text"},
		{"word processor's dashes", strings.ReplaceAll(strings.ReplaceAll("\n"+pem, "-----", "–––"), "\nM", "\n M!"), "!armour@0", "five dashes"},
		{"hexadecimal", fmt.Sprintf("% x", leaf()), "!format@0", "hexadecimal"},
		{"PEM in base64", base64.StdEncoding.EncodeToString([]byte(pem)), "!format@1", "base64 once more"},
		{"a certificate inside a line", pem + "{\"x5c\": [\"" + base64.StdEncoding.EncodeToString(leaf()) + "\"]}\n", "certificate@1 !format@9", "inside a line"},
		{"UTF-16 behind ASCII", pem + inUTF16(pem), "certificate@1 !utf-16@9", "goes on in UTF-16"},
		{"ASCII behind UTF-16", "\xff\xfe" + inUTF16(pem) + pem, "certificate@1 !utf-16@1 !utf-16@9", "goes on in ASCII"},
		{"PEM in base64 beside PEM", pem + "key: " + base64.StdEncoding.EncodeToString([]byte(pem)) + "\n", "certificate@1 !format@9", "base64 once more"},
		{"a line break before DER", "\n" + string(leaf()), "!der@0", "1 foreign byte in front"},
		{"prose", "Dear administrator, please find the file attached.\n", "!no-material@0", ""},
		{"noise", "\x00\x01\x02\x03", "!no-material@0", ""},
	})
}

func TestResembles(t *testing.T) {
	for _, c := range []struct {
		data string
		want bool
	}{
		{armour("CERTIFICATE", leaf()), true},
		{"\xef\xbb\xbf" + armour("CERTIFICATE", leaf()), true},
		{string(wideText(armour("CERTIFICATE", leaf()), true, true)), true},
		{string(leaf()), true},
		{"-----BEGIN CERTIFICATE-----", true},
		{"\xfe\xed\xfe\xed\x00\x00\x00\x02", true},
		{"# a README\nThis folder holds keys.\n", false},
		{"<html>", false},
		{"{}", false},
		{"", false},
	} {
		if got := Resembles([]byte(c.data)); got != c.want {
			t.Errorf("Resembles(%.30q) = %v", c.data, got)
		}
	}
}

// What is hostile must cost no more than its size.
func TestReadHostile(t *testing.T) {
	const size = 4 << 20
	for _, unit := range []string{
		"-----BEGIN CERTIFICATE-----\n", "-----END CERTIFICATE-----", "--", "\n", "\r", "MAIAAAAAAAAAAAAAAAAA==\n",
		"-----BEGIN A-----\n-----END A-----\n", "-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n",
		"-----BEGIN X", "0\x80", "0\x84\x00\x00\x00\x06", "\xef\xbb\xbf", "A", "a\x00", "-----END CERTIFICATE----- ",
	} {
		materials, faults := Read("f", bytes.Repeat([]byte(unit), size/len(unit)))
		if len(materials)+len(faults) == 0 || len(materials)+len(faults) > maxPieces+1 {
			t.Errorf("%q: %d materials and %d faults", unit, len(materials), len(faults))
		}
	}
	spaces := strings.Repeat("-----END CERTIFICATE-----", size/100) + strings.Repeat(" ", size)
	Read("f", []byte(spaces))
}

func TestReadSaysThatItStops(t *testing.T) {
	materials, faults := Read("f", bytes.Repeat([]byte("-----BEGIN A-----\nAAAA\n-----END A-----\n"), maxPieces+10))
	if len(materials) != maxPieces || len(faults) != 1 || faults[0].Line != 3*maxPieces+1 {
		t.Errorf("%d materials, faults %+v", len(materials), faults)
	}
}
