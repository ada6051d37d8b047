package explain

// docker holds what the Docker daemon and its client, containerd, BuildKit,
// Podman, Buildah and Skopeo add to Go's words. The registry's root belongs
// into /etc/docker/certs.d/HOST:PORT/ca.crt or /etc/containers/certs.d.
var docker = table{
	Ecosystem: "docker",
	Name:      "Docker, containerd, Podman",
	Marks:     []string{"docker", "Docker", "dockerd", "Error response from daemon", "containerd", "podman", "buildah", "skopeo", "docker.io", "docker-machine", "buildkit", "/v2/"},
	Phrases: []Phrase{
		{Code: "not-tls", Text: "server gave HTTP response to HTTPS client", Source: "net/http/client.go: a registry that speaks plain HTTP"},
		{Code: "untrusted-root", Text: "Error response from daemon: Get *: x509: certificate signed by unknown authority", Tells: Hints, Alternatives: []string{"untrusted-issuer", "missing-intermediate", "self-signed", "no-trust-store"}, Source: "moby, registry/endpoint_v1.go"},
		{Code: "untrusted-root", Text: "failed to do request: Head *: x509: certificate signed by unknown authority", Tells: Hints, Alternatives: []string{"untrusted-issuer", "missing-intermediate", "self-signed", "no-trust-store"}, Source: "containerd, remotes/docker/resolver.go"},
		{Code: "untrusted-root", Text: "tls: failed to verify certificate: x509: certificate signed by unknown authority", Tells: Hints, Alternatives: []string{"untrusted-issuer", "missing-intermediate", "self-signed", "no-trust-store"}, Source: "crypto/tls around crypto/x509", Versions: "Go 1.20 on"},
		{Code: "untrusted-root", Text: "error pinging docker registry *: x509: certificate signed by unknown authority", Tells: Hints, Alternatives: []string{"untrusted-issuer", "missing-intermediate", "self-signed", "no-trust-store"}, Source: "containers/image, docker_client.go"},
		{Code: "not-tls", Text: "error pinging docker registry *: http: server gave HTTP response to HTTPS client", Source: "containers/image, docker_client.go"},
		{Code: "ca-file-unreadable", Text: "could not read CA certificate", Alternatives: []string{"file-not-found", "permission-denied"}, Source: "moby, go-connections/tlsconfig/config.go"},
		{Code: "ca-file-unreadable", Text: "failed to append certificates from PEM file", Alternatives: []string{"pem-malformed"}, Source: "moby, go-connections/tlsconfig/config.go"},
		{Code: "ca-file-unreadable", Text: "unable to resolve docker endpoint: open * ca.pem", Alternatives: []string{"file-not-found"}, Source: "docker cli"},
		{Code: "file-not-found", Text: "unable to resolve docker endpoint: open * no such file", Alternatives: []string{"ca-file-unreadable"}, Source: "docker cli: DOCKER_CERT_PATH"},
		{Code: "key-mismatch", Text: "Could not load X509 key pair * private key does not match public key", Source: "moby, go-connections/tlsconfig/config.go"},
		{Code: "file-not-found", Text: "Could not load X509 key pair * no such file or directory", Source: "moby, go-connections/tlsconfig/config.go"},
		{Code: "pem-malformed", Text: "Could not load X509 key pair", Tells: Hints, Alternatives: []string{"file-not-found", "key-mismatch"}, Source: "moby, go-connections/tlsconfig/config.go"},
		{Code: "key-missing", Text: "missing key * for client certificate", Source: "moby, registry/registry.go, ReadCertsDirectory: the folder holds NAME.cert without NAME.key"},
		{Code: "key-missing", Text: "missing client certificate * for key", Source: "moby, registry/registry.go, ReadCertsDirectory"},
		{Code: "untrusted-root", Text: "Error checking TLS connection: Error checking and/or regenerating the certs", Tells: Hints, Alternatives: []string{"hostname-mismatch", "expired"}, Source: "docker-machine, libmachine/check"},
		{Code: "hostname-mismatch", Text: "There was an error validating certificates for host", Tells: Hints, Alternatives: []string{"expired", "untrusted-root", "connect-timeout"}, Source: "docker-machine, libmachine/check"},
		{Code: "connection-refused", Text: "Cannot connect to the Docker daemon at tcp", Tells: Hints, Alternatives: []string{"not-tls", "connect-timeout"}, Source: "docker client/errors.go"},
		{Code: "not-tls", Text: "Client sent an HTTP request to an HTTPS server", Source: "net/http/server.go: DOCKER_TLS_VERIFY is not set"},
		{Code: "client-cert-required", Text: "error during connect: * remote error: tls: bad certificate", Tells: Hints, Alternatives: []string{"client-cert-rejected"}, Source: "docker client: the daemon wants a client certificate"},
		{Code: "connect-timeout", Text: "request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)", Alternatives: []string{"handshake-timeout", "dns-failure"}, Source: "net/http/client.go"},
		{Code: "handshake-timeout", Text: "net/http: TLS handshake timeout", Source: "net/http/transport.go"},
		{Code: "connect-timeout", Text: "net/http: request canceled while waiting for connection", Tells: Hints, Alternatives: []string{"dns-failure", "handshake-timeout"}, Source: "net/http/transport.go"},

		// As Podman and Skopeo say it.
		{Code: "dns-failure", Text: "pinging container registry *: no such host", Source: "containers/image, docker/docker_client.go"},
		{Code: "connection-refused", Text: "pinging container registry *: connection refused", Source: "containers/image, docker/docker_client.go"},
		{Code: "connect-timeout", Text: "pinging container registry *: i/o timeout", Source: "containers/image, docker/docker_client.go"},
	},
}
