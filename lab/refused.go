package lab

import (
	"context"
	"net"
)

// refuses claims a port on which nothing listens, so that every attempt to
// connect is refused and nobody else can take the port meanwhile. The port
// belongs to a connection of ours that leads elsewhere: unlike a socket that
// is only bound, package net makes one on every platform.
func refuses(l *Lab, r *Running) error {
	elsewhere, _, err := l.bind()
	if err != nil {
		return err
	}
	_, port, err := pair(l, func(address string) (net.Conn, error) {
		local, err := net.ResolveTCPAddr("tcp", address)
		if err != nil {
			return nil, err
		}
		to := elsewhere[0]
		if local.IP.To4() == nil {
			to = elsewhere[1]
		}
		dialer := net.Dialer{LocalAddr: local}
		return dialer.DialContext(context.Background(), "tcp", to.Addr().String())
	}, net.Conn.LocalAddr)
	if err != nil {
		return err
	}
	r.at(port)
	return nil
}
