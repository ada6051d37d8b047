package lab

import (
	"bytes"
	"net"
	"slices"

	"github.com/certain-tls/certain/wire"
)

// stripper stands between the network and a TLS server and takes the
// supported_versions extension out of the ClientHello, as a firewall does that
// knows nothing newer than TLS 1.2. The server then believes that this is all
// the client can do.
type stripper struct {
	net.Conn
	hello *bytes.Reader // the changed ClientHello; nil before it was read
}

func strips(c net.Conn) net.Conn { return &stripper{Conn: c} }

func (s *stripper) Read(p []byte) (int, error) {
	if s.hello == nil {
		if err := s.change(); err != nil {
			return 0, err
		}
	}
	if s.hello.Len() > 0 {
		return s.hello.Read(p)
	}
	return s.Conn.Read(p)
}

func (s *stripper) change() error {
	h, _, err := wire.ReadClientHello(s.Conn)
	if err != nil {
		return err
	}
	h.Extensions = slices.DeleteFunc(h.Extensions, func(e wire.Extension) bool { return e.Type == wire.ExtSupportedVersions })
	message, err := h.Message()
	if err != nil {
		return err
	}
	var out bytes.Buffer
	if err := wire.WriteRecord(&out, wire.RecordHandshake, wire.TLS10, message); err != nil {
		return err
	}
	s.hello = bytes.NewReader(out.Bytes())
	return nil
}
