package lab

import (
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/tls"
	"encoding/binary"
	"errors"
	"fmt"
	"net"
	"slices"

	"github.com/certain-tls/certain/wire"
)

// byHand is a TLS server that does what crypto/tls refuses to do: old
// versions, suites without a certificate or without encryption, small groups,
// hellos without renegotiation_info. It speaks TLS 1.2 to the end with the
// suites that cipherFor knows, and with all others as far as its first flight.
type byHand struct {
	version uint16 // 0 is TLS 1.2
	suite   string
	dhBits  int  // the size of the group, for DHE and anonymous suites
	noRI    bool // leave renegotiation_info out
	mute    bool // say nothing more after the first flight
	// instead replaces all that follows the ServerHello.
	instead func(c net.Conn)
}

// serves gives what speaks for a server with an identity.
func (b byHand) serves(id tls.Certificate, name string) func(net.Conn) {
	suite, _ := wire.SuiteNumber(b.suite)
	if b.version == 0 {
		b.version = wire.TLS12
	}
	return func(c net.Conn) {
		s := &byHandConn{byHand: b, Conn: c, id: id, number: suite, transcript: new(transcript)}
		if s.serve(name) == nil {
			hangUp(c)
		}
	}
}

// byHandConn is one connection.
type byHandConn struct {
	byHand
	net.Conn
	id         tls.Certificate
	number     uint16 // of the suite
	hello      *wire.ClientHello
	random     [32]byte
	exchange   *exchange // nil where the client encrypts to the server's key
	transcript *transcript
}

var errTurnedDown = errors.New("the client was turned down")

func (s *byHandConn) serve(name string) error {
	hello, raw, err := wire.ReadClientHello(s)
	if err != nil {
		return err
	}
	s.hello = hello
	s.transcript.add(raw)
	if !slices.Contains(hello.Suites, s.number) {
		return s.turnDown(wire.AlertHandshakeFailure)
	}
	if err := s.sendHello(); err != nil {
		return err
	}
	if s.instead != nil {
		s.instead(s.Conn)
		return nil
	}
	if err := s.sendFlight(); err != nil {
		return err
	}
	if s.mute {
		saysNothing(s.Conn)
		return nil
	}
	cipher := cipherFor(s.suite)
	if cipher == nil { // as far as it goes
		if _, err := wire.ReadRecord(s); err != nil {
			return err
		}
		return s.turnDown(wire.AlertInternalError)
	}
	return s.finish(cipher, name)
}

func (s *byHandConn) turnDown(alert uint8) error {
	const fatal = 2
	if err := wire.WriteRecord(s, wire.RecordAlert, s.version, []byte{fatal, alert}); err != nil {
		return err
	}
	hangUp(s.Conn)
	return errTurnedDown
}

func (s *byHandConn) say(message []byte, err error) error {
	if err != nil {
		return err
	}
	s.transcript.add(message)
	return wire.WriteRecord(s, wire.RecordHandshake, s.version, message)
}

func (s *byHandConn) sendHello() error {
	if _, err := rand.Read(s.random[:]); err != nil {
		return err
	}
	h := &wire.ServerHello{Legacy: s.version, Random: s.random, Suite: s.number}
	if !s.noRI && s.version > wire.SSL30 {
		h.Extensions = append(h.Extensions, wire.Extension{Type: wire.ExtRenegotiationInfo, Data: []byte{0}})
	}
	return s.say(h.Message())
}

// sendFlight sends what follows the ServerHello.
func (s *byHandConn) sendFlight() error {
	if !anonymous(s.suite) {
		if err := s.say(wire.CertificateMessage(s.id.Certificate)); err != nil {
			return err
		}
	}
	if err := s.agree(); err != nil {
		return err
	}
	return s.say(wire.Message(wire.TypeServerHelloDone, nil))
}

// agree sends the ServerKeyExchange, if the suite has one.
func (s *byHandConn) agree() error {
	var err error
	if s.exchange, err = newExchange(s.suite, s.dhBits); err != nil || s.exchange == nil {
		return err
	}
	params := slices.Clone(s.exchange.params)
	if !anonymous(s.suite) {
		signature, err := s.sign(params)
		if err != nil {
			return err
		}
		params = append(params, signature...)
	}
	return s.say(wire.Message(wire.TypeServerKeyExchange, params))
}

// sign signs the parameters of the key exchange, RFC 5246 section 7.4.3. Before
// TLS 1.2 RSA signs MD5 and SHA-1 together, and no scheme is named.
func (s *byHandConn) sign(params []byte) ([]byte, error) {
	signed := slices.Concat(s.hello.Random[:], s.random[:], params)
	signer, ok := s.id.PrivateKey.(crypto.Signer)
	if !ok {
		return nil, errors.New("the identity has no key that signs")
	}
	var scheme []byte
	digest, hash := md5sha1(signed), crypto.MD5SHA1
	if s.version == wire.TLS12 {
		sum := sha256.Sum256(signed)
		digest, hash = sum[:], crypto.SHA256
		scheme = []byte{4, 3} // ecdsa_secp256r1_sha256
		if _, ok := signer.Public().(*rsa.PublicKey); ok {
			scheme = []byte{4, 1} // rsa_pkcs1_sha256
		}
	}
	signature, err := signer.Sign(rand.Reader, digest, hash)
	if err != nil {
		return nil, fmt.Errorf("sign the key exchange: %w", err)
	}
	return append(binary.BigEndian.AppendUint16(scheme, uint16(len(signature))), signature...), nil
}

// finish takes the client's key, changes to encryption and answers a request.
func (s *byHandConn) finish(cipher *byHandCipher, name string) error {
	message, err := s.readMessage(wire.TypeClientKeyExchange)
	if err != nil {
		return err
	}
	s.transcript.add(message)
	secret, err := s.exchange.secret(message[4:])
	if err != nil {
		return s.turnDown(wire.AlertIllegalParameter)
	}
	master := prf(secret, "master secret", slices.Concat(s.hello.Random[:], s.random[:]), 48)
	in, out := cipher.keys(master, s.hello.Random[:], s.random[:])
	sealed := &sealedConn{Conn: s.Conn, in: in, out: out}
	if rec, err := wire.ReadRecord(s); err != nil || rec.Type != wire.RecordChangeCipherSpec {
		return s.turnDown(wire.AlertHandshakeFailure)
	}
	finished, err := sealed.readRecord(wire.RecordHandshake)
	if err != nil {
		return s.turnDown(wire.AlertBadRecordMAC)
	}
	want := prf(master, "client finished", s.transcript.sum(), 12)
	if len(finished) != 16 || string(finished[4:]) != string(want) {
		return s.turnDown(wire.AlertDecryptError)
	}
	s.transcript.add(finished)
	if err := wire.WriteRecord(s, wire.RecordChangeCipherSpec, s.version, []byte{1}); err != nil {
		return err
	}
	message, err = wire.Message(wire.TypeFinished, prf(master, "server finished", s.transcript.sum(), 12))
	if err != nil {
		return err
	}
	if err := sealed.writeRecord(wire.RecordHandshake, message); err != nil {
		return err
	}
	answerRequest(shaken(s.Conn, sealed), name, nil)
	return sealed.writeRecord(wire.RecordAlert, []byte{1, 0}) // close_notify
}

// readMessage reads one handshake message of a type that lies in one record,
// as honest clients send it.
func (s *byHandConn) readMessage(kind byte) ([]byte, error) {
	rec, err := wire.ReadRecord(s)
	if err != nil {
		return nil, err
	}
	if rec.Type != wire.RecordHandshake || len(rec.Body) < 4 || rec.Body[0] != kind ||
		len(rec.Body) != 4+int(binary.BigEndian.Uint32(rec.Body)&0xffffff) {
		return nil, s.turnDown(wire.AlertDecodeError)
	}
	return rec.Body, nil
}
