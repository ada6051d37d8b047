package lab

import (
	"encoding/binary"
	"io"
	"net"
)

// What stands in place of a TLS server: each takes a connection that has a
// deadline, and is done with it when it returns.

// Types of TLS records, RFC 8446 section 5.1.
const (
	changeCipherSpec = 20
	alertRecord      = 21
	handshakeRecord  = 22
	applicationData  = 23
)

// readHello reads what a client says first: the whole record if it is a TLS
// handshake, else whatever comes at once.
func readHello(c net.Conn) error {
	header := make([]byte, 5)
	if _, err := io.ReadFull(c, header[:1]); err != nil {
		return err
	}
	if header[0] != handshakeRecord {
		_, err := c.Read(make([]byte, 4096))
		return err
	}
	if _, err := io.ReadFull(c, header[1:]); err != nil {
		return err
	}
	length := int64(binary.BigEndian.Uint16(header[3:])) // at most 64 KiB
	_, err := io.CopyN(io.Discard, c, length)
	return err
}

// resets reads the ClientHello and breaks the connection off.
func resets(c net.Conn) {
	readHello(c)
	abort(c)
}

// abort breaks a connection off.
func abort(c net.Conn) {
	if tcp, ok := c.(interface{ SetLinger(int) error }); ok {
		tcp.SetLinger(0) // the close becomes a reset
	}
	c.Close()
}

// saysNothing reads and never answers.
func saysNothing(c net.Conn) { io.Copy(io.Discard, io.LimitReader(c, maxBytes)) }

// closesEarly reads the ClientHello and ends the connection in order.
func closesEarly(c net.Conn) {
	readHello(c)
	hangUp(c)
}

// says answers whatever is said with the same bytes.
func says(text string) func(net.Conn) {
	return func(c net.Conn) {
		if readHello(c) == nil {
			io.WriteString(c, text)
		}
		hangUp(c)
	}
}

// greets speaks first, as SSH and SMTP servers do.
func greets(text string) func(net.Conn) {
	return func(c net.Conn) {
		io.WriteString(c, text)
		readHello(c)
		hangUp(c)
	}
}

// alerts answers a ClientHello with a fatal alert, RFC 8446 section 6, in a
// record of the given version.
func alerts(version uint16, description byte) func(net.Conn) {
	const fatal = 2
	return says(string([]byte{alertRecord, byte(version >> 8), byte(version), 0, 2, fatal, description}))
}
