package trust

// places are where a system keeps its roots.
type places struct{ files, folders []string }

// systemPaths are the places that crypto/x509 reads, by operating system
// (root_linux.go, root_bsd.go, root_solaris.go, root_aix.go of Go 1.26). The
// systems that are missing here, macOS and Windows above all, keep their roots
// where only they can look.
var systemPaths = map[string]places{
	"linux": {files: linuxFiles, folders: []string{"/etc/ssl/certs", "/etc/pki/tls/certs"}},
	"android": {files: linuxFiles, folders: []string{
		"/etc/ssl/certs", "/etc/pki/tls/certs",
		"/system/etc/security/cacerts",    // of the system
		"/data/misc/keychain/certs-added", // of the user
	}},
	"freebsd":   bsdPlaces,
	"openbsd":   bsdPlaces,
	"netbsd":    bsdPlaces,
	"dragonfly": bsdPlaces,
	"solaris":   sunPlaces,
	"illumos":   sunPlaces,
	"aix":       {files: []string{"/var/ssl/certs/ca-bundle.crt"}, folders: []string{"/var/ssl/certs"}},
}

var linuxFiles = []string{
	"/etc/ssl/certs/ca-certificates.crt",                // Debian, Ubuntu, Gentoo
	"/etc/pki/tls/certs/ca-bundle.crt",                  // Fedora, RHEL 6
	"/etc/ssl/ca-bundle.pem",                            // openSUSE
	"/etc/pki/tls/cacert.pem",                           // OpenELEC
	"/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem", // CentOS, RHEL 7
	"/etc/ssl/cert.pem",                                 // Alpine Linux
}

var bsdPlaces = places{
	files: []string{
		"/usr/local/etc/ssl/cert.pem",
		"/etc/ssl/cert.pem",
		"/usr/local/share/certs/ca-root-nss.crt",
		"/etc/openssl/certs/ca-certificates.crt",
	},
	folders: []string{"/etc/ssl/certs", "/usr/local/share/certs", "/etc/openssl/certs"},
}

var sunPlaces = places{
	files: []string{
		"/etc/certs/ca-certificates.crt",
		"/etc/ssl/certs/ca-certificates.crt",
		"/etc/ssl/cacert.pem",
	},
	folders: []string{"/etc/certs/CA"},
}
