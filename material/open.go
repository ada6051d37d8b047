package material

import (
	"crypto"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"github.com/certain-tls/certain"
)

// Options say how to open what is encrypted. The zero value opens what needs
// no passphrase.
type Options struct {
	// Passphrases are tried in their order on everything that is encrypted.
	// An empty one counts. PKCS#12 files without a passphrase, or with an
	// empty one, are opened in any case.
	Passphrases []string
	// Room is what may be kept, where several files share it; nil is a new
	// one.
	Room *Room
}

// Contents are all that one file holds.
type Contents struct {
	Materials []certain.Material
	Faults    []certain.Fault
	Keys      []Key // the private keys that could be opened
}

// Locked tells whether something in the file needs a passphrase and none that
// was given has opened it.
func (c Contents) Locked() bool {
	return slices.ContainsFunc(c.Materials, func(m certain.Material) bool {
		return m.Encrypted && len(m.SPKI) == 0
	})
}

// Key is one private key in the open. It shows itself in no text: formatting
// it gives its kind, and turning it into JSON fails.
type Key struct {
	Index  int // of its public half in Contents.Materials
	secret crypto.PrivateKey
}

// Private is the key itself: *rsa.PrivateKey, *ecdsa.PrivateKey,
// ed25519.PrivateKey or *ecdh.PrivateKey.
func (k Key) Private() crypto.PrivateKey { return k.secret }

// Signer is the key as a signer, nil for a key that cannot sign (X25519).
func (k Key) Signer() crypto.Signer {
	s, _ := k.secret.(crypto.Signer)
	return s
}

// String names the kind of the key.
func (k Key) String() string { return fmt.Sprintf("private key (%T, not shown)", k.secret) }

// Format writes what String gives, whatever the verb: %+v and %#v would walk
// into the key otherwise.
func (k Key) Format(f fmt.State, _ rune) { fmt.Fprint(f, k.String()) }

// MarshalJSON refuses.
func (k Key) MarshalJSON() ([]byte, error) {
	return nil, errors.New("a private key is not written as JSON")
}

var _ json.Marshaler = Key{}

// Open reads all that data holds and opens what the passphrases open. name is
// the file's name, as it shall stand in [certain.Material.From]. Materials and
// faults come in the order of the file, and never hold private keys: those
// that could be opened are in Contents.Keys.
//
// Deriving keys from passphrases is bounded: a file that would cost more than
// about a second is refused with that reason.
func Open(name string, data []byte, o Options) Contents {
	if o.Room == nil {
		o.Room = new(Room)
	}
	r := &reader{name: name, passphrases: o.Passphrases, purse: newPurse(), room: o.Room}
	r.file(data)
	slices.SortStableFunc(r.faults, func(a, b certain.Fault) int { return a.Offset - b.Offset })
	return Contents{Materials: r.materials, Faults: r.faults, Keys: r.keys}
}
