package tlsconfig

import (
	"crypto/hkdf"
	"crypto/sha256"
	"crypto/tls"
	"errors"
	"fmt"
	"time"
)

// periods are the rules by which keys follow from secrets and the time. They
// are the same on all nodes, and hold no state.
type periods struct {
	length   time.Duration // of one period
	lifetime time.Duration // for which a ticket stays good
	skew     time.Duration // by which clocks of nodes may differ
	name     string        // of the service, part of each key
}

// mostKeys bounds the work of one junk ticket: each key is an HMAC of it.
const mostKeys = 64

// longestLifetime is that of crypto/tls, which takes no older ticket, RFC 8446
// section 4.6.1.
const longestLifetime = 7 * 24 * time.Hour

func (p periods) validate() error {
	switch {
	case p.length < time.Second || p.length%time.Second != 0:
		return errors.New("tlsconfig: a period of ticket keys is a number of whole seconds")
	case p.lifetime < 0 || p.lifetime > longestLifetime:
		return errors.New("tlsconfig: a ticket lives from 0 to 7 days")
	case p.skew < 0 || p.skew > p.length:
		return errors.New("tlsconfig: the skew of ticket keys is at most one period")
	case p.lifetime+2*p.skew > (mostKeys-2)*p.length:
		return fmt.Errorf("tlsconfig: a period of %v is too short for tickets that live for %v: more than %d keys would be in use at once", p.length, p.lifetime, mostKeys)
	}
	return nil
}

// number is that of the period that t lies in.
func (p periods) number(t time.Time) int64 {
	length := int64(p.length / time.Second)
	n := t.Unix() / length
	if t.Unix()%length < 0 {
		n-- // before 1970, as a broken clock may say
	}
	return n
}

func (p periods) start(n int64) time.Time { return time.Unix(n*int64(p.length/time.Second), 0) }

// accepted gives the first and the last period whose tickets are good at t.
// The last may be the one after the current: another node's clock may be
// ahead by the skew. The first is the one in which the oldest good ticket was
// made, by a clock that was behind by the skew.
func (p periods) accepted(t time.Time) (first, last int64) {
	return p.number(t.Add(-p.lifetime - p.skew)), p.number(t.Add(p.skew))
}

// inForce is the secret from which the key of a period is derived: the newest
// that began before the period did, or with it. Secrets are ordered by From.
func (p periods) inForce(secrets []TicketSecret, n int64) (TicketSecret, bool) {
	start := p.start(n)
	for i := len(secrets) - 1; i >= 0; i-- {
		if !secrets[i].From.After(start) {
			return secrets[i], true
		}
	}
	return TicketSecret{}, false
}

// keys gives those in use when it is now: the first encrypts, all decrypt.
// also are further times whose tickets are good, where the clock is in doubt.
// A period that no secret covers has no key.
func (p periods) keys(secrets []TicketSecret, now time.Time, also ...time.Time) [][32]byte {
	var keys [][32]byte
	have := map[int64]bool{}
	add := func(n int64) {
		if have[n] {
			return
		}
		have[n] = true
		s, ok := p.inForce(secrets, n)
		if !ok {
			return
		}
		if key, err := p.derive(s, n); err == nil {
			keys = append(keys, key)
		}
	}
	add(p.number(now))
	for _, t := range append([]time.Time{now}, also...) {
		first, last := p.accepted(t)
		for n := last; n >= first; n-- {
			add(n)
		}
	}
	return keys
}

// derive makes the key of one period from its secret, by HKDF (RFC 5869). The
// length of the period is in it: nodes that are configured differently do not
// make the same key last for different times. It fails for no secret that
// NewTicketSecret takes.
func (p periods) derive(s TicketSecret, n int64) (key [32]byte, err error) {
	info := fmt.Sprintf("certain session ticket key/1 %d %d %s", int64(p.length/time.Second), n, p.name)
	made, err := hkdf.Key(sha256.New, s.secret, nil, info, len(key))
	copy(key[:], made)
	clear(made)
	return key, err
}

// needed are the secrets from which a key that is in use now, or will be, is
// derived. The others are forgotten.
func (p periods) needed(secrets []TicketSecret, now time.Time, also ...time.Time) []TicketSecret {
	first, _ := p.accepted(now)
	for _, t := range also {
		n, _ := p.accepted(t)
		first = min(first, n)
	}
	for len(secrets) > 1 && !secrets[1].From.After(p.start(first)) {
		secrets = secrets[1:]
	}
	return secrets
}

// created tells when the session of a ticket began. crypto/tls keeps that time
// when it wraps the master secret of a TLS 1.2 session once more, and limits
// it to 7 days; it has no other way to give it out than the encoding, which
// begins: version (2 bytes), side (1), cipher suite (2), created (8). A test
// holds crypto/tls to it.
func created(s *tls.SessionState) (time.Time, bool) {
	b, err := s.Bytes()
	if err != nil || len(b) < 13 {
		return time.Time{}, false
	}
	var seconds uint64
	for _, c := range b[5:13] {
		seconds = seconds<<8 | uint64(c)
	}
	clear(b) // the session's secret is in it
	if seconds > 1<<40 {
		return time.Time{}, false
	}
	return time.Unix(int64(seconds), 0), true
}
