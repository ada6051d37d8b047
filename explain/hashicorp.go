package explain

// hashicorp holds what Terraform, Vault, Consul and Nomad add to Go's words.
var hashicorp = table{
	Ecosystem: "hashicorp",
	Name:      "Terraform, Vault, Consul",
	Marks:     []string{"terraform", "Terraform", "vault", "Vault", "consul", "Consul", "nomad", "packer", "registry.terraform.io"},
	Phrases: []Phrase{
		{Code: "untrusted-root", Text: "Failed to query available provider packages * x509: certificate signed by unknown authority", Tells: Hints, Alternatives: []string{"untrusted-issuer", "missing-intermediate", "self-signed", "no-trust-store"}, Source: "terraform, internal/command/init.go"},
		{Code: "untrusted-root", Text: "could not connect to registry.terraform.io * x509: certificate signed by unknown authority", Tells: Hints, Alternatives: []string{"untrusted-issuer", "missing-intermediate", "self-signed", "no-trust-store"}, Source: "terraform, internal/getproviders/registry_client.go"},
		{Code: "connection-refused", Text: "could not query provider registry for", Tells: Wraps, Alternatives: []string{"untrusted-root", "connect-timeout", "dns-failure"}, Source: "terraform, internal/getproviders/errors.go: Go's words follow"},
		{Code: "handshake-timeout", Text: "could not query provider registry for *: net/http: TLS handshake timeout", Source: "terraform, internal/getproviders/errors.go"},
		{Code: "connect-timeout", Text: "could not connect to * context deadline exceeded", Alternatives: []string{"handshake-timeout"}, Source: "terraform, internal/getproviders"},
		{Code: "key-mismatch", Text: "Error initializing listener of type tcp: error loading TLS cert: * private key does not match", Source: "vault, internalshared/listenerutil"},
		{Code: "file-not-found", Text: "Error initializing listener of type tcp: error loading TLS cert: open", Alternatives: []string{"permission-denied"}, Source: "vault, internalshared/listenerutil"},
		{Code: "wrong-passphrase", Text: "Error initializing listener of type tcp: error loading TLS cert: decryption password", Source: "vault"},
		{Code: "not-tls", Text: "Error checking seal status: Get *: http: server gave HTTP response to HTTPS client", Source: "vault command"},
		{Code: "untrusted-root", Text: "Error checking seal status: Get *: x509: certificate signed by unknown authority", Tells: Hints, Alternatives: []string{"untrusted-issuer", "missing-intermediate", "self-signed", "no-trust-store"}, Source: "vault command"},
		{Code: "ca-file-unreadable", Text: "Error loading CA File", Alternatives: []string{"file-not-found", "pem-malformed"}, Source: "hashicorp/go-rootcerts, rootcerts.go"},
		{Code: "ca-file-unreadable", Text: "Error loading CA Path", Alternatives: []string{"file-not-found"}, Source: "hashicorp/go-rootcerts"},
		{Code: "ca-file-unreadable", Text: "Couldn't parse PEM in", Alternatives: []string{"pem-malformed"}, Source: "hashicorp/go-rootcerts"},
		{Code: "not-tls", Text: "Transport: TLS handshake error, is the peer expecting TLS?", Alternatives: []string{"handshake-refused"}, Source: "hashicorp agents"},
		{Code: "hostname-mismatch", Text: "rpc error getting client: failed to get conn: x509: certificate is valid for", Source: "consul, agent/pool"},
		{Code: "client-cert-required", Text: "consul.rpc: failed to read byte: tls: client didn't provide a certificate", Tells: Hints, Source: "consul, agent/consul/rpc.go"},
		{Code: "client-cert-rejected", Text: "[ERR] consul.rpc: failed to read byte: remote error: tls: bad certificate", Tells: Hints, Alternatives: []string{"server-cert-rejected"}, Source: "consul, agent/consul/rpc.go"},
	},
}
