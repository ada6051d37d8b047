package trust

import "crypto/x509"

// Pool is the store in the form that crypto/tls takes, for connections that
// are not looked at but used: to a proxy. It parses every root. nil stands for
// what the platform itself trusts, where that is part of the store and cannot
// be listed, or where trust is left unjudged.
func (s *Store) Pool() *x509.CertPool {
	if s.opaque || s.name == None {
		return nil
	}
	pool := x509.NewCertPool()
	for _, r := range s.roots {
		switch cert := r.parsed().X509; {
		case cert == nil:
		case r.constraint == nil:
			pool.AddCert(cert)
		default:
			pool.AddCertWithConstraint(cert, r.constraint)
		}
	}
	return pool
}
