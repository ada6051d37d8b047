package material

import (
	"errors"
	"fmt"
)

// Passphrases are made expensive on purpose, and the price stands in the
// file: 2^30 iterations fit in two kilobytes. So a file has a purse that its
// passphrases spend, in estimated nanoseconds of one core, and what costs
// more than is left is not begun.
type purse struct{ left float64 }

// fullPurse buys what a person waits for: about a second.
const fullPurse = 1e9

func newPurse() *purse { return &purse{left: fullPurse} }

// spend takes the price of n steps, or refuses.
func (p *purse) spend(n int, each float64, noun string) error {
	price := float64(n) * each
	if n < 0 || price > p.left {
		return costError{fmt.Sprintf("opening it would take more than about a second: %d %s", n, noun)}
	}
	p.left -= price
	return nil
}

// costError is a refusal because of the price.
type costError struct{ says string }

func (e costError) Error() string { return e.says }

// unsupportedError is an algorithm that is not known here.
type unsupportedError struct{ says string }

func (e unsupportedError) Error() string { return e.says }

// The other reasons why something encrypted stays shut.
var (
	errPassphrase = errors.New("the passphrase does not open it")
	errDamaged    = errors.New("the parameters of its encryption are damaged")
)

// The prices of one step, measured on a common server core and rounded up.
const (
	priceHash    = 130 // one round of a hash over a short text
	priceHMAC    = 330 // one HMAC with a hash of 32-bit words
	priceHMAC512 = 700 // one HMAC with a hash of 64-bit words
	priceScrypt  = 420 // one block of 128 bytes, written and read again
	priceBcrypt  = 8e6 // one round of bcrypt_pbkdf for a block of 32 bytes
)

// maxMemory bounds what one derivation may hold, in bytes.
const maxMemory = 64 << 20
