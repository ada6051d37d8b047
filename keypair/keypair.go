// Package keypair loads a certificate and its private key for a service, or
// refuses them and says why.
//
// [Load] stands in the place of tls.LoadX509KeyPair, and reads PEM, DER,
// PKCS#12 and Java key stores alike. It refuses what would fail or do harm in
// service: a key of another certificate, a leaf that does not stand first, a
// certificate that has ended or not begun, a chain that does not link, a file
// that was cut off. The error is an [*Error]: a program branches on its code
// and shows its findings to people. What harms nobody yet, such as a
// certificate that ends soon, stands in [Pair.Findings].
//
//	pair, err := keypair.Load("fullchain.pem", "privkey.pem", keypair.Options{})
//	if err != nil {
//		return err
//	}
//	config.Certificates = []tls.Certificate{pair.Certificate()}
//
// [Watch] keeps a pair current as its files change, [WatchFrom] one that lies
// elsewhere; [Source] is what both give to a server.
//
// No private key and no passphrase is in any error, finding or text of this
// package. Functions and methods are safe for concurrent use.
package keypair

import (
	"context"
	"slices"
	"time"

	"github.com/certain-tls/certain"
	"github.com/certain-tls/certain/check"
	"github.com/certain-tls/certain/load"
	"github.com/certain-tls/certain/trust"
)

// Options say by what a pair is judged. The zero value is useful: key and
// certificate, dates, order and strength are judged, as of now. One Options may
// serve many goroutines at once if its functions may.
type Options struct {
	// Now is the clock to judge by; nil is time.Now.
	Now func() time.Time
	// Name is a DNS name or an IP address that the certificate must be for.
	// Empty leaves names unjudged.
	Name string
	// Purpose is what the certificate must be good for: server, client or any.
	// Empty asks for a server's, and only warns.
	Purpose string
	// Roots must be reached by the chain. Nil leaves trust unjudged: then a
	// chain must link, wherever it leads.
	Roots *trust.Store
	// Passphrase gives the passphrase of what is encrypted. It is asked at
	// most once a call, and only if something cannot be opened without; nil
	// means that there is none. See [PassphraseFile].
	Passphrase func() (string, error)
	// Alias is the entry to take from a PKCS#12 file or a Java key store that
	// holds several pairs.
	Alias string
	// Soon is how long before its end a certificate ends soon, see
	// [check.Options].
	Soon time.Duration
	// Refuse lists codes that refuse the pair though they only warn, for
	// instance key-exposed: a private key that others can read.
	Refuse []string
	// Accept lists codes that do not refuse the pair. What makes it unusable,
	// such as a missing key, refuses it all the same.
	Accept []string
}

// Load reads a certificate with its chain, and its private key, and judges
// them. keyFile may be empty, or the same as certFile, if the key stands in
// certFile, as it does in PKCS#12 files and Java key stores.
//
// In PEM files the order counts, for that is what a server sends: the leaf
// first. In the other containers there is no order that could be wrong; there
// the leaf is the certificate of the key, and the chain is what leads on from
// it.
//
// The error is an [*Error], or that of Options.Passphrase.
func Load(certFile, keyFile string, o Options) (*Pair, error) {
	ctx := context.Background()
	sources := []source{read(ctx, certFile)}
	if keyFile != "" && keyFile != certFile {
		sources = append(sources, read(ctx, keyFile).asKey())
	}
	return o.pair(sources)
}

// Parse is [Load] for bytes that are at hand already. key may be nil if the
// private key stands in cert. Findings speak of "certificate" and "key" in the
// place of files.
func Parse(cert, key []byte, o Options) (*Pair, error) {
	sources := []source{{data: cert, file: given("certificate", cert)}}
	if key != nil {
		sources = append(sources, source{data: key, file: given("key", key)}.asKey())
	}
	return o.pair(sources)
}

// source is one file: its bytes, and how reading it went.
type source struct {
	data []byte
	file certain.File
}

func read(ctx context.Context, name string) source {
	data, file := load.One(ctx, name, load.Options{})
	return source{data, file}
}

func given(name string, data []byte) certain.File {
	return certain.File{Name: name, Size: int64(len(data)), Outcome: certain.OK}
}

func (s source) asKey() source {
	s.file.Role = certain.RoleKey
	return s
}

// pair opens, judges and puts together.
func (o Options) pair(sources []source) (*Pair, error) {
	h, err := o.open(sources)
	if err != nil {
		return nil, err
	}
	h.arrange()
	obs := o.observe(h)
	findings := check.Conclude(obs, check.Options{Soon: o.Soon, Accept: o.Accept}).Findings
	pair, lack := h.choose()
	if pair == nil {
		return nil, newError(h, lack.explain(findings), nil)
	}
	findings = slices.DeleteFunc(findings, wasRead)
	findings = append(findings, o.unlinked(obs, pair)...)
	var refused, rest []certain.Finding
	for _, f := range findings {
		if o.refuses(f) {
			refused = append(refused, f)
		} else {
			rest = append(rest, f)
		}
	}
	if len(refused) > 0 {
		return nil, newError(h, refused, rest)
	}
	pair.Findings = rest
	return pair, nil
}

// wasRead tells of a finding that a container is not what servers take: here
// it was taken.
func wasRead(f certain.Finding) bool { return f.Code == "wrong-format" }

func (o Options) refuses(f certain.Finding) bool {
	return !f.Accepted && (f.Severity == certain.Error || slices.Contains(o.Refuse, f.Code))
}
