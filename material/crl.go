package material

import (
	"crypto/sha256"
	"encoding/hex"
	"time"

	"github.com/certain-tls/certain"
)

// describeCRL reads the head of a CRL (RFC 5280 section 5.1) and counts its
// entries one by one: lists of a million serials exist, and parsing them
// whole costs ten times their size.
func describeCRL(item *certain.Item, der []byte, at time.Time) {
	sum := sha256.Sum256(der)
	item.SHA256 = hex.EncodeToString(sum[:])
	parts := children(sequenceBody(der), 2)
	if len(parts) == 0 {
		return
	}
	body := parts[0].body
	e, rest, ok := readElement(body)
	if ok && e.tag == tagInteger {
		item.Version = small(e) + 1
		e, rest, ok = readElement(rest)
	} else {
		item.Version = 1
	}
	if !ok {
		return
	}
	item.Signature = signatureWords(e.whole)
	if e, rest, ok = readElement(rest); !ok {
		return
	}
	item.Issuer = distinguishedName(e.whole)
	describeUpdates(item, rest, at)
}

// describeUpdates reads thisUpdate, nextUpdate and the entries.
func describeUpdates(item *certain.Item, rest []byte, at time.Time) {
	revoked := 0
	for len(rest) > 0 {
		e, after, ok := readElement(rest)
		if !ok {
			break
		}
		switch moment, isTime := derTime(e); {
		case isTime && item.NotBefore == nil:
			item.NotBefore = &moment
		case isTime:
			item.NotAfter = &moment
			days := remainingDays(moment, at)
			item.Remaining = &days
		case e.tag == tagSequence:
			revoked = countElements(e.body)
		}
		rest = after
	}
	item.Revoked = &revoked
}

func countElements(body []byte) int {
	n := 0
	for len(body) > 0 {
		_, rest, ok := readElement(body)
		if !ok {
			break
		}
		n, body = n+1, rest
	}
	return n
}

// derTime reads a UTCTime or GeneralizedTime in the form that RFC 5280
// section 4.1.2.5 allows.
func derTime(e element) (time.Time, bool) {
	switch e.tag {
	case tagUTCTime:
		t, err := time.Parse("060102150405Z", string(e.body))
		if err == nil && t.Year() >= 2050 {
			t = t.AddDate(-100, 0, 0)
		}
		return t, err == nil
	case tagTime:
		t, err := time.Parse("20060102150405Z", string(e.body))
		return t, err == nil
	}
	return time.Time{}, false
}
