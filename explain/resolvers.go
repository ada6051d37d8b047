package explain

// resolvers holds what Unbound and BIND say of DNS over TLS, and what Ansible and
// Chef say of the servers that they fetch from.
var resolvers = table{
	Ecosystem: "resolvers",
	Name:      "DNS servers, Ansible and Chef",
	Marks:     []string{"unbound", "named", "dnsdist", "kdig", "chef-client", "salt-master", "ansible"},
	Phrases: []Phrase{
		{Code: "untrusted-issuer", Text: "ssl handshake cert error", Tells: Wraps, Alternatives: []string{"hostname-mismatch", "untrusted-root", "expired"}, Source: "Unbound, services/listen_dnsport.c, util/net_help.c"},
		{Code: "handshake-refused", Text: "ssl handshake failed crypto", Tells: Wraps, Alternatives: []string{"not-tls", "protocol-version"}, Source: "Unbound, services/listen_dnsport.c, util/net_help.c"},
		{Code: "closed-early", Text: "ssl handshake failed:", With: []string{"unbound|crypto|peer"}, Tells: Wraps, Source: "Unbound, services/listen_dnsport.c, util/net_help.c"},
		{Code: "untrusted-issuer", Text: "error in SSL_CTX_load_verify", Tells: Wraps, Alternatives: []string{"ca-file-unreadable"}, Source: "Unbound, services/listen_dnsport.c, util/net_help.c"},
		{Code: "ca-file-unreadable", Text: "error in SSL_CTX verify", Tells: Hints, Source: "Unbound, services/listen_dnsport.c, util/net_help.c"},
		{Code: "key-mismatch", Text: "error for private key file", Tells: Wraps, Alternatives: []string{"file-not-found", "pem-malformed"}, Source: "Unbound, services/listen_dnsport.c, util/net_help.c"},
		{Code: "pem-malformed", Text: "error for cert file", Tells: Wraps, Alternatives: []string{"file-not-found", "permission-denied"}, Source: "Unbound, services/listen_dnsport.c, util/net_help.c"},
		{Code: "alpn-mismatch", Text: "ALPN for HTTP/2 failed", Source: "BIND 9, lib/isc/result.c"},
		{Code: "alpn-mismatch", Text: "ALPN for DoT failed", Tells: Hints, Source: "BIND 9, lib/isc/result.c"},
		{Code: "untrusted-issuer", Text: "TLS peer certificate verification failed", With: []string{"dig|DoT|DoH|named|kdig|;;"}, Tells: Hints, Alternatives: []string{"hostname-mismatch", "untrusted-root", "expired"}, Source: "BIND 9, lib/isc/result.c"},
		{Code: "hostname-mismatch", Text: "Failed to validate the SSL certificate for * doesn't match", Alternatives: []string{"no-san"}, Source: "Ansible, lib/ansible/module_utils/urls.py"},
		{Code: "untrusted-issuer", Text: "Make sure your managed systems have a valid CA certificate installed", Tells: Wraps, Alternatives: []string{"no-trust-store"}, Source: "Ansible, lib/ansible/module_utils/urls.py"},
		{Code: "untrusted-root", Text: "The SSL certificate of * could not be verified", Tells: Hints, Alternatives: []string{"self-signed", "untrusted-issuer", "hostname-mismatch"}, Source: "Chef, lib/chef/http/authenticator.rb and knife ssl check"},
		{Code: "hostname-mismatch", Text: "The SSL cert is signed by a trusted authority but is not valid for the given hostname", Source: "Chef, lib/chef/http/authenticator.rb and knife ssl check"},
		{Code: "untrusted-root", Text: "SSL Validation failure connecting to host", Tells: Wraps, Alternatives: []string{"untrusted-issuer", "hostname-mismatch"}, Source: "Chef, lib/chef/http/authenticator.rb and knife ssl check"},
	},
}
