package lab

import (
	"bytes"
	"compress/flate"
	"encoding/binary"
	"io"
	"net"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/certain-tls/certain/wire"
)

// anySuite is one that every client has.
const anySuite = "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256"

// silent are the endpoints that fall silent at some step, or nearly so.
func silent() []Scenario {
	good := chain{leaf(r11), r11}
	return []Scenario{
		{
			ID: "handshake-timeout-hello", Code: "handshake-timeout", Expect: Reject,
			About: "The server falls silent after its ServerHello.",
			sends: good, behaviour: "silent-after-hello",
		},
		{
			ID: "handshake-timeout-finished", Code: "handshake-timeout", Expect: Reject,
			About: "The server sends its whole first flight and never its Finished.",
			sends: good, behaviour: "silent-before-finished",
		},
		{
			ID: "handshake-timeout-slow", Code: "handshake-timeout", Expect: Reject,
			About: "The server sends one byte a second.",
			sends: good, behaviour: "slow",
		},
	}
}

// hostile are the endpoints that try to harm whoever looks at them.
func hostile() []Scenario {
	good := chain{leaf(r11), r11}
	long := slices.Concat(good, slices.Repeat(chain{r11}, 290))
	return []Scenario{
		{
			ID: "oversized-handshake", Code: "oversized-handshake", Expect: Reject,
			About: "The server's Certificate message has 10 MB.",
			sends: good, byHand: &byHand{suite: anySuite, instead: floods},
		},
		{
			ID: "oversized-handshake-certificates", Code: "oversized-handshake", Expect: Reject,
			About: "The server sends 10,000 certificates of five bytes each.",
			sends: good, byHand: &byHand{suite: anySuite, instead: sendsMany},
		},
		{
			ID: "oversized-handshake-chain", Code: "oversized-handshake", Codes: []string{"oversized-handshake", "chain-surplus"}, Expect: Either,
			About: "The server sends its intermediate 291 times, more than OpenSSL reads of a chain.",
			sends: long,
		},
		{
			ID: "corrupt-record-garbage", Code: "corrupt-record", Expect: Reject,
			About:     "The server answers with a handshake record full of garbage.",
			behaviour: "says", text: "\x16\x03\x03\x00\x20" + "\x02\x00\x00\x1cgarbage garbage garbage garb",
		},
		{
			ID: "corrupt-record-giant", Code: "corrupt-record", Expect: Reject,
			About: "The server answers with a record of 65,535 bytes, four times what the protocol allows.",
			speak: says("\x16\x03\x03\xff\xff" + strings.Repeat("\x00", 0xffff)),
		},
		{
			ID: "corrupt-record-endless", Code: "corrupt-record", Expect: Reject,
			About: "The server's handshake never ends: message follows message.",
			sends: good, byHand: &byHand{suite: anySuite, instead: neverEnds},
		},
		{
			ID: "corrupt-record-compressed", Code: "corrupt-record", Expect: Reject,
			About: "The server sends a compressed certificate that nobody asked for: 4 KB that stand for 4 MB.",
			sends: good, byHand: &byHand{suite: anySuite, instead: bombs},
		},
	}
}

// unruly are endpoints whose certificate and handshake are well, and whose
// answer to the request is not.
func unruly() []Scenario {
	good := chain{leaf(r11), r11}
	return []Scenario{
		{
			ID: "healthy-endless-headers", Expect: Either,
			About: "The handshake is well; the answer to the request has headers of 1 GB.",
			sends: good, behaviour: "endless-headers",
		},
		{
			ID: "healthy-redirect-loop", Expect: Either,
			About: "The handshake is well; the answer to the request leads back to itself.",
			sends: good, behaviour: "answers", text: redirectLoop,
		},
	}
}

// replies says the same to every request.
func replies(text string) func(io.Writer) {
	return func(c io.Writer) { io.WriteString(c, text) } // a client that is gone needs no answer
}

const redirectLoop = "HTTP/1.1 302 Found\r\nServer: lab\r\nLocation: /\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"

func endlessHeaders(c io.Writer) {
	_, err := io.WriteString(c, "HTTP/1.1 200 OK\r\n")
	part := bytes.Repeat([]byte("Padding: "+strings.Repeat("x", 53)+"\r\n"), 1<<10) // 64 KiB
	for sent := 0; err == nil && sent < 1<<30; sent += len(part) {
		_, err = c.Write(part)
	}
}

// floods sends a Certificate message of 10 MB.
func floods(c net.Conn) {
	const size = 10_000_000
	part := make([]byte, 1<<14)
	copy(part, []byte{wire.TypeCertificate, size >> 16, size >> 8 & 0xff, size & 0xff})
	for sent := 0; sent < size+4; sent += len(part) {
		if wire.WriteRecord(c, wire.RecordHandshake, wire.TLS12, part) != nil {
			return // the client has had enough
		}
		part[0], part[1], part[2], part[3] = 0, 0, 0, 0
	}
}

// sendsMany sends 10,000 certificates.
func sendsMany(c net.Conn) {
	message, err := wire.CertificateMessage(slices.Repeat([][]byte{{0x30, 3, 2, 1, 0}}, 10_000))
	message = append(message, wire.TypeServerHelloDone, 0, 0, 0)
	if err == nil && wire.WriteRecord(c, wire.RecordHandshake, wire.TLS12, message) == nil {
		saysNothing(c)
	}
}

// neverEnds sends HelloRequests, which a client ignores within a handshake
// (RFC 5246 section 7.4.1.1), until the client has had enough. It pauses after
// each record: OpenSSL returns to its caller, who may look at the clock, only
// where there is nothing left to read.
func neverEnds(c net.Conn) {
	pause := time.NewTicker(time.Millisecond)
	defer pause.Stop()
	part := make([]byte, 1<<14) // a HelloRequest is four zeros
	for wire.WriteRecord(c, wire.RecordHandshake, wire.TLS12, part) == nil {
		<-pause.C
	}
}

// bombs sends a CompressedCertificate, RFC 8879 section 4.
func bombs(c net.Conn) {
	packed := bomb()
	n := len(packed)
	body := slices.Concat([]byte{0, 1, bombSize >> 16, bombSize >> 8 & 0xff, bombSize & 0xff, byte(n >> 16), byte(n >> 8), byte(n)}, packed)
	message, err := wire.Message(wire.TypeCompressedCertificate, body)
	if err == nil && wire.WriteRecord(c, wire.RecordHandshake, wire.TLS12, message) == nil {
		saysNothing(c)
	}
}

const bombSize = 4 << 20 // bytes, unpacked

// bomb is that many zeros, packed by zlib (RFC 1950). All pieces but the first
// pack to the same bytes, since the same goes before them: two are packed, and
// the client, who has a deadline, does not wait for the rest.
var bomb = sync.OnceValue(func() []byte {
	const piece, header, noMore = 1 << 15, "\x78\x9c", "\x03\x00"
	var packed bytes.Buffer
	z, _ := flate.NewWriter(&packed, flate.DefaultCompression) // the level is a good one
	pack := func() []byte {
		packed.Reset()
		z.Write(make([]byte, piece)) // a buffer takes all
		z.Flush()
		return bytes.Clone(packed.Bytes())
	}
	all := append([]byte(header), pack()...)
	all = append(all, bytes.Repeat(pack(), bombSize/piece-1)...)
	// The checksum of zeros is 1, and how many there are, modulo 65521.
	return binary.BigEndian.AppendUint32(append(all, noMore...), bombSize%65521<<16|1)
})

// dripper writes one byte a second.
type dripper struct{ net.Conn }

func drips(c net.Conn) net.Conn { return dripper{c} }

func (d dripper) Write(p []byte) (int, error) {
	for i := range p {
		if _, err := d.Conn.Write(p[i : i+1]); err != nil {
			return i, err
		}
		if err := d.pause(); err != nil {
			return i + 1, err
		}
	}
	return len(p), nil
}

// pause waits a second, or until the connection ends.
func (d dripper) pause() error {
	if err := d.Conn.SetReadDeadline(time.Now().Add(time.Second)); err != nil {
		return err
	}
	_, err := d.Conn.Read(make([]byte, 1))
	if timeout, ok := err.(net.Error); ok && timeout.Timeout() {
		return d.Conn.SetReadDeadline(time.Now().Add(patience))
	}
	return net.ErrClosed // ended; or the client speaks out of turn, and there is no more to show
}
