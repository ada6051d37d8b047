package probe

import "golang.org/x/crypto/cryptobyte"

const (
	maxChain = 100 // certificates of one message that are kept

	recordHandshake = 22 // content types, RFC 8446 section 5.1
	recordCCS       = 20
	certificateType = 11 // handshake type, RFC 5246 section 7.4
)

// plaintextChain finds the certificates of a server in the bytes that it sent
// in a handshake up to TLS 1.2, where the Certificate message is not
// encrypted (RFC 5246 section 7.4.2). It is for chains that crypto/tls refuses
// to parse. In TLS 1.3 there is nothing to find, and nil is returned, as for
// bytes that are cut off or no TLS.
func plaintextChain(sent []byte) [][]byte {
	messages := cryptobyte.String(handshakeBytes(sent))
	for !messages.Empty() {
		var kind uint8
		var body cryptobyte.String
		if !messages.ReadUint8(&kind) || !messages.ReadUint24LengthPrefixed(&body) {
			return nil
		}
		if kind == certificateType {
			return chainOf(body)
		}
	}
	return nil
}

// handshakeBytes joins the plaintext handshake records, up to the first
// ChangeCipherSpec, after which all is encrypted.
func handshakeBytes(sent []byte) []byte {
	var joined []byte
	records := cryptobyte.String(sent)
	for {
		var kind uint8
		var version uint16
		var body cryptobyte.String
		if !records.ReadUint8(&kind) || !records.ReadUint16(&version) ||
			!records.ReadUint16LengthPrefixed(&body) || kind == recordCCS {
			return joined
		}
		if kind == recordHandshake {
			joined = append(joined, body...)
		}
	}
}

// chainOf reads the body of a Certificate message: one list of certificates,
// each behind its length.
func chainOf(body cryptobyte.String) [][]byte {
	var list cryptobyte.String
	if !body.ReadUint24LengthPrefixed(&list) || !body.Empty() {
		return nil
	}
	var chain [][]byte
	for !list.Empty() {
		var der cryptobyte.String
		if !list.ReadUint24LengthPrefixed(&der) || len(chain) == maxChain {
			return chain
		}
		chain = append(chain, der)
	}
	return chain
}
