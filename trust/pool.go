package trust

import "crypto/x509"

// Pool is the store in the form that crypto/tls takes. It parses every root,
// so keep it, and do not change it: the roots are shared. It is nil where
// trust is left unjudged (the store none), and only there. Beware: crypto/tls
// and crypto/x509 read nil as the system's roots.
//
// Where the platform does not list its roots (macOS, iOS, Windows), the pool
// stands for the platform's own judgement, to which the roots of other stores
// are added.
func (s *Store) Pool() *x509.CertPool {
	if s.name == None {
		return nil
	}
	pool := s.emptyPool()
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

// emptyPool is what the roots are added to. The system's pool of such
// platforms holds no certificate; it tells crypto/x509 to ask the platform
// first.
func (s *Store) emptyPool() *x509.CertPool {
	if s.opaque {
		if pool, err := x509.SystemCertPool(); err == nil {
			return pool
		}
	}
	return x509.NewCertPool()
}
