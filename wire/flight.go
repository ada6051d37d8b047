package wire

import (
	"cmp"
	"crypto/ecdh"
	"fmt"
	"io"

	"golang.org/x/crypto/cryptobyte"
)

// Options bound what is read of a server. The zero value has useful bounds.
type Options struct {
	Bytes        int // of all records together; 0 is 1 MiB
	Messages     int // handshake messages; 0 is 100
	Certificates int // of one chain; 0 is 100
	// Secret is the server's handshake traffic secret (RFC 8446 section 7.1),
	// as a key log gives it. With it the encrypted part of a TLS 1.3 flight is
	// read too; without it reading ends at the ServerHello.
	Secret []byte
	// Shares and Sent, the whole ClientHello with its header, stand for Secret
	// where the hello was one of our own: the secret follows from them and from
	// the server's share.
	Shares []*ecdh.PrivateKey
	Sent   []byte
}

// Flight is what a server sends before it waits for the client. Fields that
// did not come are empty.
type Flight struct {
	Retry        *ServerHello // a HelloRetryRequest
	Hello        *ServerHello
	Certificates [][]byte // the chain as sent, DER
	KeyExchange  *KeyExchange
	Request      *Request // the server asked for a client certificate
	Scheme       uint16   // the signature scheme of a CertificateVerify, TLS 1.3
	Compressed   bool     // the chain came compressed (RFC 8879) and is not read
	Alert        *Alert
	Done         bool // the flight came to its end
}

// Alert is what a side says when it gives up, RFC 8446 section 6.
type Alert struct{ Level, Number uint8 }

// Version is the version that the server chose, in whichever message; 0 if it
// chose none.
func (f *Flight) Version() uint16 {
	if h := f.Choice(); h != nil {
		return h.Version()
	}
	return 0
}

// Choice is the ServerHello, or the HelloRetryRequest if that is all; nil if
// neither came.
func (f *Flight) Choice() *ServerHello {
	if f.Hello != nil {
		return f.Hello
	}
	return f.Retry
}

// ReadFlight reads a server's answer to a ClientHello until it waits for the
// client, says no, breaks a bound or makes no sense. The Flight is never nil:
// with an error it holds what came before it. An alert is no error, and
// neither is the end of what can be read: the keys that are missing in TLS 1.3.
func ReadFlight(r io.Reader, o Options) (*Flight, error) {
	fr := &flightReader{
		r: r, secret: o.Secret, shares: o.Shares, sent: o.Sent, flight: new(Flight),
		bytes: cmp.Or(o.Bytes, 1<<20), messages: cmp.Or(o.Messages, 100), certificates: cmp.Or(o.Certificates, 100),
	}
	for !fr.ended {
		if err := fr.record(); err != nil {
			return fr.flight, err
		}
	}
	return fr.flight, nil
}

// flightReader is one reading. The numbers are what is left of each bound.
type flightReader struct {
	r                             io.Reader
	secret                        []byte
	shares                        []*ecdh.PrivateKey
	sent                          []byte
	opener                        *opener // decrypts, once there is a ServerHello of TLS 1.3
	flight                        *Flight
	bytes, messages, certificates int
	pending                       []byte // of messages that are not whole yet
	ended                         bool
}

func (fr *flightReader) record() error {
	rec, err := ReadRecord(fr.r)
	if err != nil {
		return err
	}
	if fr.bytes -= 5 + len(rec.Body); fr.bytes < 0 {
		return fmt.Errorf("server flight: bytes: %w", ErrTooLarge)
	}
	if rec.Type == RecordApplicationData && fr.opener != nil {
		if rec.Type, rec.Body, err = fr.opener.open(rec); err != nil {
			return err
		}
	}
	switch rec.Type {
	case RecordHandshake:
		fr.pending = append(fr.pending, rec.Body...)
		return fr.take()
	case RecordAlert:
		return fr.alert(rec.Body)
	case RecordChangeCipherSpec:
		if fr.flight.Choice() == nil {
			return fmt.Errorf("a change of cipher before the server hello: %w", ErrSyntax)
		}
		fr.ended = fr.opener == nil && fr.flight.Retry == nil // up to TLS 1.2 all is encrypted behind it
		return nil
	}
	return fmt.Errorf("a record of type %d in the handshake: %w", rec.Type, ErrSyntax)
}

// alert reads an alert. A warning does not end a handshake, except for the one
// that says goodbye.
func (fr *flightReader) alert(body []byte) error {
	if len(body) != 2 {
		return fmt.Errorf("alert: %w", ErrSyntax)
	}
	const warning, closeNotify = 1, 0
	if body[0] == warning && body[1] != closeNotify {
		return fr.count()
	}
	fr.flight.Alert = &Alert{body[0], body[1]}
	fr.ended = true
	return nil
}

func (fr *flightReader) count() error {
	if fr.messages--; fr.messages < 0 {
		return fmt.Errorf("server flight: messages: %w", ErrTooLarge)
	}
	return nil
}

// take reads the messages that have come whole.
func (fr *flightReader) take() error {
	for !fr.ended && len(fr.pending) >= 4 {
		length := int(fr.pending[1])<<16 | int(fr.pending[2])<<8 | int(fr.pending[3])
		if length-len(fr.pending) > fr.bytes {
			return fmt.Errorf("a message of %d bytes: %w", length, ErrTooLarge)
		}
		if len(fr.pending) < 4+length {
			return nil
		}
		if err := fr.count(); err != nil {
			return err
		}
		kind, body := fr.pending[0], fr.pending[4:4+length:4+length]
		fr.pending = fr.pending[4+length:]
		if err := fr.message(kind, body); err != nil {
			return err
		}
	}
	return nil
}

func (fr *flightReader) message(kind byte, body cryptobyte.String) error {
	f := fr.flight
	if kind == TypeServerHello {
		return fr.hello(body)
	}
	if f.Hello == nil {
		if kind == 0 && len(body) == 0 {
			return nil // HelloRequest: ignored within a handshake, RFC 5246 section 7.4.1.1
		}
		return fmt.Errorf("message %d before the server hello: %w", kind, ErrSyntax)
	}
	if fr.opener != nil {
		return fr.message13(kind, body)
	}
	var err error
	switch kind {
	case TypeCertificate:
		f.Certificates, err = readChain(body, fr.certificates)
	case TypeServerKeyExchange:
		f.KeyExchange, err = readKeyExchange(body, f.Hello.Suite, f.Hello.Version())
	case TypeCertificateRequest:
		f.Request, err = readRequest(body, f.Hello.Version())
	case TypeCompressedCertificate:
		f.Compressed = true
	case TypeServerHelloDone:
		f.Done, fr.ended = true, true
	}
	return err
}

func (fr *flightReader) message13(kind byte, body cryptobyte.String) error {
	f := fr.flight
	var err error
	switch kind {
	case TypeCertificate:
		f.Certificates, err = readChain13(body, fr.certificates)
	case TypeCertificateRequest:
		f.Request, err = readRequest13(body)
	case TypeCompressedCertificate:
		f.Compressed = true
	case TypeCertificateVerify:
		body.ReadUint16(&f.Scheme)
	case TypeFinished:
		f.Done, fr.ended = true, true
	}
	return err
}

func (fr *flightReader) hello(body []byte) error {
	h, err := ParseServerHello(body)
	if err != nil {
		return err
	}
	f := fr.flight
	switch {
	case h.Retry() && f.Retry == nil && f.Hello == nil:
		f.Retry = h
		fr.ended = fr.secret == nil // what follows needs another ClientHello
	case f.Hello == nil && !h.Retry():
		f.Hello = h
		if h.Version() >= TLS13 {
			if fr.secret == nil {
				fr.secret = handshakeSecret(h, body, fr.sent, fr.shares)
			}
			fr.opener = newOpener(h.Suite, fr.secret)
			fr.ended = fr.opener == nil
		}
	default:
		return fmt.Errorf("a second server hello: %w", ErrSyntax)
	}
	return nil
}
