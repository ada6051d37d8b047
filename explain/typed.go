package explain

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io/fs"
	"net"
	"reflect"
	"strings"
	"syscall"

	"github.com/certain-tls/certain"
	"github.com/certain-tls/certain/problem"
)

// Error explains what a call of net/http, crypto/tls, crypto/x509 or net
// returned, so that a service can log a cause instead of a sentence. Where a
// type in the error's chain tells the problem, it decides, and the answer is
// surer than the text alone would be; else the text is read as by [Text]. A
// nil error, or one of which nothing is known, gives the zero Answer. An error
// with a method ProblemCode() string names its code itself.
//
// An alert of the other side is looked at from where the call was made: for a
// client, alert 42 speaks of the client's certificate.
func Error(err error) Answer {
	if err == nil {
		return Answer{}
	}
	read := Text(err.Error())
	v := judge(err)
	if v.code == "" {
		return read
	}
	a := Answer{
		Code:         v.code,
		Confidence:   0.95,
		Ecosystem:    golang.Ecosystem,
		Matched:      certain.Clip(strings.TrimSpace(fold(v.says).shown), 200),
		Alternatives: distinct(append(v.alternatives, read.Alternatives...), v.code),
		Line:         1,
	}
	if len(v.alternatives) > 0 {
		a.Confidence = 0.75
		if read.Code != v.code {
			a.Alternatives = distinct(append(v.alternatives, append([]string{read.Code}, read.Alternatives...)...), v.code)
		}
	}
	a.finish(err.Error(), 0)
	return a
}

// verdict is what a type tells; alternatives only where it leaves doubt.
type verdict struct {
	code         string
	alternatives []string
	says         string // the text of the error that decided
}

// coded is an error that knows its code: it was made where there was more to
// see than its cause tells.
type coded interface {
	error
	ProblemCode() string
}

// judge asks for the types that tell a problem: first for one that names its
// code, then the deepest cause first.
func judge(err error) verdict {
	var known coded
	if errors.As(err, &known) {
		if _, ok := problem.Find(known.ProblemCode()); ok {
			return verdict{code: known.ProblemCode(), says: known.Error()}
		}
	}
	if v := judgeCertificate(err); v.code != "" {
		return v
	}
	if number, ok := alert(err); ok {
		v := alerts8446[number]
		v.says = err.Error()
		return v
	}
	var record tls.RecordHeaderError
	if errors.As(err, &record) {
		return verdict{code: "not-tls", says: record.Error()}
	}
	return judgeConnection(err)
}

func judgeCertificate(err error) verdict {
	var invalid x509.CertificateInvalidError
	var name x509.HostnameError
	var unknown x509.UnknownAuthorityError
	var roots x509.SystemRootsError
	var weak x509.InsecureAlgorithmError
	var critical x509.UnhandledCriticalExtension
	var parent x509.ConstraintViolationError
	switch {
	case errors.As(err, &invalid):
		return verdict{code: reason(invalid), says: invalid.Error()}
	case errors.As(err, &name):
		return verdict{code: nameCode(name.Certificate), says: name.Error()}
	case errors.As(err, &unknown):
		v := authority(sent(err, unknown.Cert))
		v.says = unknown.Error()
		return v
	case errors.As(err, &roots):
		return verdict{code: "no-trust-store", says: roots.Error()}
	case errors.As(err, &weak):
		return verdict{code: "weak-signature", says: weak.Error()}
	case errors.As(err, &critical):
		return verdict{code: "unknown-critical-extension", says: critical.Error()}
	case errors.As(err, &parent):
		return verdict{code: "not-a-ca", says: parent.Error()}
	case errors.Is(err, x509.IncorrectPasswordError):
		return verdict{code: "wrong-passphrase", says: x509.IncorrectPasswordError.Error()}
	}
	return verdict{}
}

// reason names what crypto/x509 counts. Expired stands for both ends of the
// validity; only the detail tells which.
func reason(e x509.CertificateInvalidError) string {
	switch e.Reason {
	case x509.Expired:
		if strings.Contains(e.Detail, " is before ") {
			return "not-yet-valid"
		}
		return "expired"
	case x509.NotAuthorizedToSign:
		return "not-a-ca"
	case x509.TooManyIntermediates:
		return "path-too-long"
	case x509.IncompatibleUsage, x509.CANotAuthorizedForExtKeyUsage:
		return "wrong-purpose"
	case x509.CANotAuthorizedForThisName, x509.NameConstraintsWithoutSANs, x509.UnconstrainedName, x509.TooManyConstraints:
		return "name-constraint"
	}
	return ""
}

func nameCode(c *x509.Certificate) string {
	if c != nil && len(c.DNSNames)+len(c.IPAddresses)+len(c.EmailAddresses)+len(c.URIs) == 0 {
		return "no-san"
	}
	return "hostname-mismatch"
}

// sent gives the chain that the peer sent, as far as the error holds it.
func sent(err error, leaf *x509.Certificate) []*x509.Certificate {
	var verification *tls.CertificateVerificationError
	if errors.As(err, &verification) && len(verification.UnverifiedCertificates) > 0 {
		return verification.UnverifiedCertificates
	}
	if leaf != nil {
		return []*x509.Certificate{leaf}
	}
	return nil
}

// authority tells the cases of an unknown authority apart by what was sent.
func authority(chain []*x509.Certificate) verdict {
	if len(chain) == 0 {
		return verdict{}
	}
	last := chain[len(chain)-1]
	switch selfIssued := string(last.RawSubject) == string(last.RawIssuer); {
	case selfIssued && len(chain) == 1:
		return verdict{code: "self-signed"}
	case selfIssued:
		return verdict{code: "untrusted-root"}
	case len(chain) == 1:
		return verdict{code: "missing-intermediate", alternatives: []string{"untrusted-root", "untrusted-issuer"}}
	}
	return verdict{code: "untrusted-root", alternatives: []string{"missing-intermediate", "untrusted-issuer"}}
}

// alert finds the number of an alert that the other side sent: QUIC's is of a
// type of its own. For TCP, crypto/tls keeps it in an unexported uint8 inside a
// *net.OpError; this is the one place that looks into it.
func alert(err error) (uint8, bool) {
	var quic tls.AlertError
	if errors.As(err, &quic) {
		return uint8(quic), true
	}
	var op *net.OpError
	if !errors.As(err, &op) || op.Op != "remote error" || op.Err == nil {
		return 0, false
	}
	v := reflect.ValueOf(op.Err)
	if v.Kind() != reflect.Uint8 {
		return 0, false
	}
	return uint8(v.Uint()), true
}

// alerts8446 is RFC 8446, section 6, and its neighbours in other RFCs, by number.
var alerts8446 = map[uint8]verdict{
	10:  {code: "corrupt-record"},
	20:  {code: "corrupt-record"},
	22:  {code: "corrupt-record"},
	40:  {code: "handshake-refused", alternatives: []string{"no-shared-cipher", "client-cert-required"}},
	42:  {code: "client-cert-rejected", alternatives: []string{"client-cert-required", "server-cert-rejected"}},
	43:  {code: "client-cert-rejected", alternatives: []string{"wrong-purpose", "unsupported-key"}},
	44:  {code: "revoked", alternatives: []string{"client-cert-rejected", "server-cert-rejected"}},
	45:  {code: "expired", alternatives: []string{"client-cert-rejected", "server-cert-rejected"}},
	46:  {code: "client-cert-rejected", alternatives: []string{"server-cert-rejected", "untrusted-root"}},
	47:  {code: "handshake-refused"},
	48:  {code: "client-cert-rejected", alternatives: []string{"server-cert-rejected", "untrusted-root"}},
	49:  {code: "client-cert-rejected", alternatives: []string{"handshake-refused"}},
	50:  {code: "corrupt-record", alternatives: []string{"handshake-refused"}},
	51:  {code: "corrupt-record", alternatives: []string{"handshake-signature-invalid", "key-mismatch"}},
	70:  {code: "protocol-version"},
	71:  {code: "no-shared-cipher", alternatives: []string{"handshake-refused"}},
	80:  {code: "handshake-refused", alternatives: []string{"sni-unrecognized"}},
	86:  {code: "downgrade", alternatives: []string{"protocol-version"}},
	100: {code: "legacy-renegotiation"},
	109: {code: "handshake-refused"},
	112: {code: "sni-unrecognized"},
	113: {code: "staple-invalid", alternatives: []string{"server-cert-rejected"}},
	116: {code: "client-cert-required"},
	120: {code: "alpn-mismatch"},
}

func judgeConnection(err error) verdict {
	var dns *net.DNSError
	var op *net.OpError
	var path *fs.PathError
	switch {
	case errors.As(err, &op) && op.Op == "proxyconnect":
		return verdict{code: "proxy-refused", alternatives: toProxy(op.Err), says: op.Error()}
	case errors.As(err, &dns):
		return verdict{code: "dns-failure", says: dns.Error()}
	case errors.As(err, &op) && op.Op == "dial" && op.Timeout():
		return verdict{code: "connect-timeout", says: op.Error()}
	case errors.As(err, &op) && socketCode(err) != "":
		return verdict{code: socketCode(err), says: op.Error()}
	case errors.As(err, &path) && errors.Is(err, fs.ErrNotExist):
		return verdict{code: "file-not-found", says: path.Error()}
	case errors.As(err, &path) && errors.Is(err, fs.ErrPermission):
		return verdict{code: "permission-denied", says: path.Error()}
	}
	return verdict{}
}

// toProxy names what happened on the way to a proxy, if that is known.
func toProxy(err error) []string {
	if v := judgeConnection(err); v.code != "" {
		return []string{v.code}
	}
	return nil
}

// socketCode names what the operating system says of a connection. Package
// syscall gives the numbers of Windows other names, so they stand here.
func socketCode(err error) string {
	var number syscall.Errno
	if !errors.As(err, &number) {
		return ""
	}
	const wsaRefused, wsaReset, wsaAborted, wsaTimedOut, wsaNetUnreach, wsaHostUnreach = 10061, 10054, 10053, 10060, 10051, 10065
	switch number {
	case syscall.ECONNREFUSED, wsaRefused:
		return "connection-refused"
	case syscall.ECONNRESET, syscall.EPIPE, wsaReset, wsaAborted:
		return "connection-reset"
	case syscall.ETIMEDOUT, wsaTimedOut:
		return "connect-timeout"
	case syscall.ENETUNREACH, syscall.EHOSTUNREACH, wsaNetUnreach, wsaHostUnreach:
		return "network-unreachable"
	}
	return ""
}
