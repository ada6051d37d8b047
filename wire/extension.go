package wire

import (
	"fmt"

	"golang.org/x/crypto/cryptobyte"
)

// Extension of a hello, RFC 8446 section 4.2.
type Extension struct {
	Type uint16
	Data []byte
}

// Types of extensions, of the IANA registry "TLS ExtensionType Values".
const (
	ExtServerName           uint16 = 0
	ExtStatusRequest        uint16 = 5
	ExtSupportedGroups      uint16 = 10
	ExtPointFormats         uint16 = 11
	ExtSignatureAlgorithms  uint16 = 13
	ExtALPN                 uint16 = 16
	ExtExtendedMasterSecret uint16 = 23
	ExtCompressCertificate  uint16 = 27
	ExtSupportedVersions    uint16 = 43
	ExtPSKModes             uint16 = 45
	ExtKeyShare             uint16 = 51
	ExtRenegotiationInfo    uint16 = 0xff01
)

// Find gives the data of an extension.
func Find(extensions []Extension, kind uint16) (data []byte, ok bool) {
	for _, e := range extensions {
		if e.Type == kind {
			return e.Data, true
		}
	}
	return nil, false
}

// addExtensions leaves the whole block out if there are none, as SSL 3.0 has
// it.
func addExtensions(b *cryptobyte.Builder, all []Extension) {
	if len(all) == 0 {
		return
	}
	b.AddUint16LengthPrefixed(func(b *cryptobyte.Builder) {
		for _, e := range all {
			b.AddUint16(e.Type)
			b.AddUint16LengthPrefixed(func(b *cryptobyte.Builder) { b.AddBytes(e.Data) })
		}
	})
}

// readExtensions reads the block at the end of a hello, which may be absent.
func readExtensions(s cryptobyte.String) ([]Extension, error) {
	if s.Empty() {
		return nil, nil
	}
	var block cryptobyte.String
	if !s.ReadUint16LengthPrefixed(&block) || !s.Empty() {
		return nil, fmt.Errorf("extensions: %w", ErrSyntax)
	}
	var all []Extension
	for !block.Empty() {
		var kind uint16
		var data cryptobyte.String
		if !block.ReadUint16(&kind) || !block.ReadUint16LengthPrefixed(&data) {
			return nil, fmt.Errorf("extensions: %w", ErrSyntax)
		}
		all = append(all, Extension{kind, data})
	}
	return all, nil
}

// extensions are those of a ClientHello that makes this offer.
func (o Offer) extensions() []Extension {
	var all []Extension
	add := func(kind uint16, body func(*cryptobyte.Builder)) {
		var b cryptobyte.Builder
		body(&b)
		if data, err := b.Bytes(); err == nil { // fails only for lists longer than their length field can say
			all = append(all, Extension{kind, data})
		}
	}
	if o.ServerName != "" {
		add(ExtServerName, o.addServerName)
	}
	if len(o.Groups) > 0 {
		add(ExtSupportedGroups, func(b *cryptobyte.Builder) { addNumberList(b, o.Groups) })
		add(ExtPointFormats, func(b *cryptobyte.Builder) { b.AddBytes([]byte{3, 0, 1, 2}) }) // RFC 8422 section 5.1.2
	}
	if len(o.Schemes) > 0 {
		add(ExtSignatureAlgorithms, func(b *cryptobyte.Builder) { addNumberList(b, o.Schemes) })
	}
	if len(o.Protocols) > 0 {
		add(ExtALPN, o.addProtocols)
	}
	add(ExtExtendedMasterSecret, func(*cryptobyte.Builder) {})
	add(ExtRenegotiationInfo, func(b *cryptobyte.Builder) { b.AddUint8(0) })
	if has(o.Versions, TLS13) {
		add(ExtSupportedVersions, func(b *cryptobyte.Builder) {
			b.AddUint8LengthPrefixed(func(b *cryptobyte.Builder) { addNumbers(b, o.Versions) })
		})
		add(ExtKeyShare, o.addShares)
		add(ExtPSKModes, func(b *cryptobyte.Builder) { b.AddBytes([]byte{1, 1}) }) // psk_dhe_ke
	}
	return all
}

func addNumberList(b *cryptobyte.Builder, numbers []uint16) {
	b.AddUint16LengthPrefixed(func(b *cryptobyte.Builder) { addNumbers(b, numbers) })
}

// addServerName writes one name of type host_name, RFC 6066 section 3.
func (o Offer) addServerName(b *cryptobyte.Builder) {
	b.AddUint16LengthPrefixed(func(b *cryptobyte.Builder) {
		b.AddUint8(0)
		b.AddUint16LengthPrefixed(func(b *cryptobyte.Builder) { b.AddBytes([]byte(o.ServerName)) })
	})
}

// addProtocols writes the list of RFC 7301 section 3.1.
func (o Offer) addProtocols(b *cryptobyte.Builder) {
	b.AddUint16LengthPrefixed(func(b *cryptobyte.Builder) {
		for _, p := range o.Protocols {
			b.AddUint8LengthPrefixed(func(b *cryptobyte.Builder) { b.AddBytes([]byte(p)) })
		}
	})
}
