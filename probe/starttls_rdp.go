package probe

import (
	"encoding/binary"
	"fmt"
	"io"
)

// rdpRequest is a connection request of X.224 in a TPKT packet, with the wish
// for TLS, alone or with CredSSP inside: [MS-RDPBCGR] sections 2.2.1.1 and
// 2.2.1.1.1, PROTOCOL_SSL and PROTOCOL_HYBRID.
const rdpRequest = "\x03\x00\x00\x13\x0e\xe0\x00\x00\x00\x00\x00\x01\x00\x08\x00\x03\x00\x00\x00"

// What stands where in the confirm, [MS-RDPBCGR] section 2.2.1.2.
const (
	rdpConfirm = 0xd0 // the code of an X.224 connection confirm
	rdpChoice  = 2    // TYPE_RDP_NEG_RSP
	rdpFailure = 3    // TYPE_RDP_NEG_FAILURE
	rdpLargest = 512  // bytes of a confirm
)

// rdp asks for a connection over TLS. A server that knows nothing of it
// confirms without a word about security.
func (d *dialogue) rdp() (string, error) {
	if _, err := io.WriteString(d.conn, rdpRequest); err != nil {
		return "", err
	}
	var head [4]byte
	if _, err := io.ReadFull(d.in, head[:]); err != nil {
		return "", err
	}
	length := int(binary.BigEndian.Uint16(head[2:]))
	if head[0] != 3 || length < 11 || length > rdpLargest {
		rest, _ := d.in.Peek(min(d.in.Buffered(), maxHeard))
		return "", strange{string(head[:]) + string(rest)}
	}
	body := make([]byte, length-len(head))
	if _, err := io.ReadFull(d.in, body); err != nil {
		return "", err
	}
	if body[1] != rdpConfirm {
		return "", strange{string(body)}
	}
	return rdpAnswer(body[7:])
}

// rdpAnswer reads the negotiation behind the confirm: its kind, flags, length
// and a number.
func rdpAnswer(answer []byte) (string, error) {
	if len(answer) < 8 {
		return "", declined{"the server confirms the connection and says nothing of TLS: it knows RDP's own encryption only"}
	}
	number := binary.LittleEndian.Uint32(answer[4:])
	switch {
	case answer[0] == rdpFailure:
		if why, known := rdpFailures[number]; known {
			return "", declined{"the server answers the request for TLS with: " + why}
		}
		return "", declined{fmt.Sprintf("the server answers the request for TLS with failure %d", number)}
	case answer[0] != rdpChoice || number == 0:
		return "", declined{"the server chooses RDP's own encryption over TLS"}
	}
	return fmt.Sprintf("protocol %d", number), nil
}

// rdpFailures are those of [MS-RDPBCGR] section 2.2.1.2.2.
var rdpFailures = map[uint32]string{
	1: "SSL_REQUIRED_BY_SERVER",
	2: "SSL_NOT_ALLOWED_BY_SERVER: it is set to RDP's own encryption",
	3: "SSL_CERT_NOT_ON_SERVER: it has no certificate",
	4: "INCONSISTENT_FLAGS",
	5: "HYBRID_REQUIRED_BY_SERVER",
	6: "SSL_WITH_USER_AUTH_REQUIRED_BY_SERVER",
}
