package lab

import (
	"crypto/x509"
	"errors"
	"path/filepath"
)

// visitor is who a client of the lab is: an authority that the lab's servers
// trust vouches for it.
var visitor = leaf(r11, names("client.example.test"), purposes("client"), keyed("client"))

// writeClient writes what a client shows where a server asks who it is: its
// certificate with the intermediate, and its key.
func (l *Lab) writeClient() error {
	identity, err := l.identity(chain{visitor, r11})
	if err != nil {
		return err
	}
	var text []byte
	for _, der := range identity.Certificate {
		text = append(text, block("CERTIFICATE", der)...)
	}
	key, err := x509.MarshalPKCS8PrivateKey(identity.PrivateKey)
	if err != nil {
		return err
	}
	l.clientCertificate, l.clientKey = filepath.Join(l.dir, "client.pem"), filepath.Join(l.dir, "client.key")
	return errors.Join(l.writeNew(l.clientCertificate, text, 0o644), l.writeNew(l.clientKey, block("PRIVATE KEY", key), 0o600))
}
