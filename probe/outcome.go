package probe

import (
	"context"
	"crypto/tls"
	"errors"
	"io"
	"io/fs"
	"net"
	"os"
	"reflect"
	"strings"
	"syscall"

	certain "github.com/certain-tls/certain"
	"github.com/certain-tls/certain/wire"
)

// maxWords bounds the text of an error in a step.
const maxWords = 300

// words is the text of an error, fit to be shown. Errors quote what strangers
// sent.
func words(err error) string { return certain.Clip(err.Error(), maxWords) }

// Windows gives its own numbers to what POSIX names (Winsock error codes);
// package syscall maps none of them to the names used elsewhere. The numbers
// are free on other systems, or stand for something that sockets do not say.
const (
	wsaEACCES       = syscall.Errno(10013)
	wsaENETUNREACH  = syscall.Errno(10051)
	wsaECONNABORTED = syscall.Errno(10053)
	wsaECONNRESET   = syscall.Errno(10054)
	wsaETIMEDOUT    = syscall.Errno(10060)
	wsaECONNREFUSED = syscall.Errno(10061)
	wsaEHOSTUNREACH = syscall.Errno(10065)
)

var socketOutcomes = []struct {
	outcome certain.Outcome
	errs    []error
}{
	{certain.Refused, []error{syscall.ECONNREFUSED, wsaECONNREFUSED}},
	{certain.Reset, []error{syscall.ECONNRESET, syscall.ECONNABORTED, wsaECONNRESET, wsaECONNABORTED}},
	{certain.Timeout, []error{os.ErrDeadlineExceeded, context.DeadlineExceeded, syscall.ETIMEDOUT, wsaETIMEDOUT}},
	{certain.Unreachable, []error{
		syscall.ENETUNREACH, syscall.EHOSTUNREACH, syscall.EADDRNOTAVAIL, syscall.EAFNOSUPPORT,
		syscall.ENETDOWN, wsaENETUNREACH, wsaEHOSTUNREACH,
	}},
	{certain.Denied, []error{syscall.EACCES, syscall.EPERM, wsaEACCES}},
	// Writing to a peer that has ended the connection in order.
	{certain.Closed, []error{io.EOF, io.ErrUnexpectedEOF, syscall.EPIPE}},
}

// socketOutcome classifies what the network said.
func socketOutcome(err error) certain.Outcome {
	for _, o := range socketOutcomes {
		for _, known := range o.errs {
			if errors.Is(err, known) {
				return o.outcome
			}
		}
	}
	var timeout net.Error
	if errors.As(err, &timeout) && timeout.Timeout() {
		return certain.Timeout
	}
	return certain.Failed
}

// dialOutcome classifies why a connection was not made. A Unix socket that is
// not there has nobody who listens on it.
func dialOutcome(w way, err error) certain.Outcome {
	if w.network == "unix" && (errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTSOCK)) {
		return certain.Refused
	}
	return socketOutcome(err)
}

// talkOutcome classifies why a proxy or a server that speaks in the clear did
// not do what it was asked for.
func talkOutcome(err error) certain.Outcome {
	var no declined
	var dns *net.DNSError
	switch {
	case errors.As(err, &no):
		return certain.Declined
	case errors.Is(err, errTalk), errors.Is(err, errLine), errors.Is(err, errLines), errors.Is(err, errLongHead):
		return certain.TooLarge
	case errors.As(err, &dns):
		return dnsOutcome(err)
	}
	return socketOutcome(err)
}

// handshakeOutcome classifies why a handshake did not complete. heard is what
// the peer sent, from its first byte.
func handshakeOutcome(err error, heard []byte) certain.Outcome {
	var header tls.RecordHeaderError
	_, alerted := remoteAlert(err)
	switch {
	case errors.Is(err, errTooMuch):
		return certain.TooLarge
	case alerted:
		return certain.Alerted
	case len(heard) > 0 && !wire.LooksLikeTLS(heard):
		return certain.NotTLS
	case errors.As(err, &header), isLocalAlert(err):
		return certain.BadRecord
	}
	if outcome := socketOutcome(err); outcome != certain.Failed {
		return outcome
	}
	return libraryOutcome(err.Error())
}

// libraryOutcome reads the text of crypto/tls, which has no types for these.
// A text that changes makes the outcome "bad-record", with the text beside it;
// a test holds the texts.
func libraryOutcome(text string) certain.Outcome {
	for _, known := range libraryTexts {
		if strings.Contains(text, known.part) {
			return known.outcome
		}
	}
	// Whatever else crypto/tls complains of is a message that breaks the rules.
	if strings.HasPrefix(text, "tls: ") && !strings.Contains(text, "internal error") {
		return certain.BadRecord
	}
	return certain.Failed
}

var libraryTexts = []struct {
	part    string
	outcome certain.Outcome
}{
	{"failed to parse certificate", certain.BadCert},
	{"unsupported type of public key", certain.BadCert},
	{"certificate containing RSA key larger", certain.BadCert},
	{"keys are insecure", certain.BadCert}, // crypto/rsa, below 1024 bits: nothing is said about the signature
	{"invalid signature by the server certificate", certain.BadProof},
	{"downgrade attempt detected", certain.Downgraded},
	{"exceeds maximum of", certain.TooLarge},
	{"unsupported protocol version", certain.Unoffered},
	{"unconfigured cipher suite", certain.Unoffered},
	{"unsupported group", certain.Unoffered},
	{"unsupported curve", certain.Unoffered},
	{"unoffered curve", certain.Unoffered},
	{"invalid signature algorithm", certain.Unoffered},
	{"unadvertised ALPN protocol", certain.Unoffered},
	{"unrequested ALPN extension", certain.Unoffered},
}

// remoteAlert gives the number of the TLS alert that the peer sent. crypto/tls
// keeps it in a type of its own that nobody can name, a uint8 inside a
// *net.OpError; this is the one place that looks inside.
func remoteAlert(err error) (number uint8, ok bool) {
	var op *net.OpError
	if !errors.As(err, &op) || op.Op != "remote error" {
		return 0, false
	}
	value := reflect.ValueOf(op.Err)
	if !value.IsValid() || value.Kind() != reflect.Uint8 {
		return 0, false
	}
	return uint8(value.Uint()), true
}

// isLocalAlert tells that our side of crypto/tls ended the handshake with an
// alert and no further word: a record that did not decrypt or decode.
func isLocalAlert(err error) bool {
	var op *net.OpError
	return errors.As(err, &op) && op.Op == "local error"
}
