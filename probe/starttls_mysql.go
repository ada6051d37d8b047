package probe

import (
	"bytes"
	"encoding/binary"
	"io"
)

// The flags and sizes of MySQL's connection phase, MySQL's documentation,
// "Protocol::HandshakeV10" and "Protocol::SSLRequest".
const (
	mysqlSSL      = 0x0800
	mysqlProtocol = 0x0200 // CLIENT_PROTOCOL_41
	mysqlSecure   = 0x8000 // CLIENT_SECURE_CONNECTION
	mysqlUTF8     = 33     // the character set
	mysqlLargest  = 1 << 14
)

// mysql reads the server's greeting, and asks for TLS if it offers it. There
// is no answer to that: the handshake follows at once.
func (d *dialogue) mysql() (string, error) {
	greeting, err := d.mysqlPacket()
	if err != nil {
		return "", err
	}
	switch {
	case greeting[0] == 0xff: // an error: number, and the state of SQL in newer ones
		return "", refusal("the connection", string(greeting[min(3, len(greeting)):]))
	case greeting[0] != 10:
		return "", strange{string(greeting)}
	}
	version, rest, ok := bytes.Cut(greeting[1:], []byte{0})
	const before = 4 + 8 + 1 // thread, first part of the salt, filler
	if !ok || len(rest) < before+2 {
		return "", strange{string(greeting)}
	}
	if binary.LittleEndian.Uint16(rest[before:])&mysqlSSL == 0 {
		return "", offersNone("TLS")
	}
	request := make([]byte, 4+32)
	request[0], request[3] = 32, 1 // length and number of the packet
	binary.LittleEndian.PutUint32(request[4:], mysqlSSL|mysqlProtocol|mysqlSecure)
	binary.LittleEndian.PutUint32(request[8:], mysqlLargest)
	request[12] = mysqlUTF8
	if _, err := d.conn.Write(request); err != nil {
		return "", err
	}
	return "MySQL " + string(version), nil
}

func (d *dialogue) mysqlPacket() ([]byte, error) {
	head := make([]byte, 4)
	if _, err := io.ReadFull(d.in, head); err != nil {
		return nil, err
	}
	length := int(head[0]) | int(head[1])<<8 | int(head[2])<<16
	if length == 0 || length > maxLine || head[3] != 0 {
		return nil, strange{string(head)}
	}
	body := make([]byte, length)
	_, err := io.ReadFull(d.in, body)
	return body, err
}
