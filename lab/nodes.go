package lab

import (
	"crypto/rand"
	"crypto/tls"
	"net"
	"strconv"
	"sync"
)

// node is one of several machines behind one name.
type node struct {
	sends chain
	keys  string // who shares its ticket keys; empty for a machine that gives no tickets
}

// many are the problems that show only where every address of a name is looked
// at. There are none on a platform with one loopback address.
func many() []Scenario {
	if loopbacks() == nil {
		return nil
	}
	const name = "nodes.example.test"
	good := chain{leaf(r11, names(name)), r11}
	renewed := chain{leaf(r11, names(name), lasts(-2*day, 88*day)), r11}
	dead := chain{leaf(r11, names(name), ended), r11}
	all := []Scenario{
		{
			ID: "healthy-nodes", Expect: Accept,
			About: "Two machines behind one name have the same certificate and the same ticket keys.",
			nodes: []node{{good, "both"}, {good, "both"}},
		},
		{
			ID: "healthy-nodes-two-keys", Expect: Accept,
			About: "Of two machines behind one name one has an ECDSA and one an RSA certificate, issued on the same day.",
			nodes: []node{{good, ""}, {chain{leaf(r11, names(name), keyed(rsa2048)), r11}, ""}},
		},
		{
			ID: "rollout-incomplete", Code: "rollout-incomplete", Expect: Accept,
			About: "Of two machines behind one name one still serves last month's certificate.",
			nodes: []node{{renewed, ""}, {good, ""}},
		},
		{
			ID: "expired-and-rollout-incomplete", Code: "expired", Codes: []string{"expired", "rollout-incomplete"}, Expect: Reject,
			About: "Of two machines behind one name one was renewed, and the certificate of the other ended three days ago.",
			nodes: []node{{renewed, ""}, {dead, ""}},
		},
		{
			ID: "hostname-mismatch-balancer", Code: "hostname-mismatch", Expect: Reject,
			About: "Behind one of two addresses a balancer forgets the name in the handshake, and the default certificate comes.",
			nodes: []node{{good, ""}, {chain{leaf(r11, names("default.example.test")), r11}, ""}},
		},
		{
			ID: "resumption-broken", Code: "resumption-broken", Expect: Accept,
			About: "Two machines behind one name have the same certificate, and each makes ticket keys of its own.",
			nodes: []node{{good, "first"}, {good, "second"}},
		},
		{
			ID: "resumed-after-expiry", Code: "resumed-after-expiry", Codes: []string{"resumed-after-expiry", "expired", "rollout-incomplete"}, Expect: Reject,
			About: "Two machines share their ticket keys; the renewed one takes up sessions that the other began with a certificate that has ended.",
			nodes: []node{{renewed, "both"}, {dead, "both"}},
		},
	}
	for i := range all {
		all[i].host = name
	}
	return all
}

// loopbacks are two addresses of this machine on which machines behind one
// name can stand. Linux has all of 127.0.0.0/8; elsewhere ::1 is the second,
// and nil says that there is none.
var loopbacks = sync.OnceValue(func() []string {
	for _, second := range []string{"127.0.0.2", "::1"} {
		if listener, err := listenTCP(net.JoinHostPort(second, "0")); err == nil {
			listener.Close()
			return []string{"127.0.0.1", second}
		}
	}
	return nil
})

// serveNodes opens the machines behind one name, all at the same port.
func (l *Lab) serveNodes(r *Running) error {
	listeners, port, err := onePort(l, loopbacks(), listenTCP, net.Listener.Addr)
	if err != nil {
		return err
	}
	r.at(port)
	r.Address = "" // its name resolves nowhere
	r.log = newVisits()
	for i, n := range r.nodes {
		address := net.JoinHostPort(loopbacks()[i], strconv.Itoa(port))
		r.Addresses, r.doors = append(r.Addresses, address), append(r.doors, address)
		settings := sync.OnceValues(func() (*tls.Config, error) { return l.nodeConfig(r.Scenario, n) })
		l.accept(listeners[i:i+1], noted(r.log, func(c net.Conn) {
			if config, err := settings(); err == nil {
				speakTLS(tls.Server(c, config), c, r.ID, nil)
			}
			hangUp(c)
		}))
	}
	return nil
}

func (l *Lab) nodeConfig(s Scenario, n node) (*tls.Config, error) {
	s.sends = n.sends
	config, err := l.config(s)
	if err != nil || n.keys == "" {
		return config, err
	}
	config.SessionTicketsDisabled = false
	config.SetSessionTicketKeys([][32]byte{l.ticketKey(s.ID + " " + n.keys)})
	return config, nil
}

// ticketKey is the key of all who share it by that name.
func (l *Lab) ticketKey(name string) [32]byte {
	l.mu.Lock()
	defer l.mu.Unlock()
	key, ok := l.ticketKeys[name]
	if !ok {
		rand.Read(key[:]) // never fails
		if l.ticketKeys == nil {
			l.ticketKeys = map[string][32]byte{}
		}
		l.ticketKeys[name] = key
	}
	return key
}
