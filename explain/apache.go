package explain

// apache holds what mod_ssl of Apache httpd writes to its error log. The AH
// numbers stand for one sentence each and do not change.
var apache = table{
	Ecosystem: "apache",
	Name:      "Apache httpd",
	Marks:     []string{"[ssl:error]", "[ssl:emerg]", "[ssl:warn]", "[ssl:info]", "[proxy:error]", "mod_ssl", "httpd", "apache2", "AH00526", "SSLCertificateFile", "SSLCertificateKeyFile"},
	Phrases: []Phrase{
		{Code: "key-mismatch", Text: "Certificate and private key * do not match", Source: "modules/ssl/ssl_engine_init.c, AH02565"},
		{Code: "key-mismatch", Text: "AH02565", Source: "modules/ssl/ssl_engine_init.c"},
		{Code: "file-not-found", Text: "SSLCertificateFile: file * does not exist or is empty", Source: "modules/ssl/ssl_engine_config.c, ssl_cmd_check_file"},
		{Code: "file-not-found", Text: "SSLCertificateKeyFile: file * does not exist or is empty", Source: "modules/ssl/ssl_engine_config.c, ssl_cmd_check_file"},
		{Code: "file-not-found", Text: "SSLCACertificateFile: file * does not exist or is empty", Source: "modules/ssl/ssl_engine_config.c, ssl_cmd_check_file"},
		{Code: "file-not-found", Text: "SSLCertificateChainFile: file * does not exist or is empty", Source: "modules/ssl/ssl_engine_config.c, ssl_cmd_check_file"},
		{Code: "pem-malformed", Text: "Failed to configure certificate", Tells: Wraps, Alternatives: []string{"wrong-format", "weak-key"}, Source: "modules/ssl/ssl_engine_init.c, AH02561"},
		{Code: "passphrase-needed", Text: "Failed to configure encrypted (?) private key", Tells: Hints, Alternatives: []string{"pem-malformed", "wrong-format"}, Source: "modules/ssl/ssl_engine_init.c, AH02564"},
		{Code: "pem-malformed", Text: "Failed to configure at least one certificate and key for", Tells: Wraps, Alternatives: []string{"file-not-found", "key-mismatch"}, Source: "modules/ssl/ssl_engine_init.c, AH02572"},
		{Code: "pem-malformed", Text: "Init: Unable to read server certificate from file", Tells: Hints, Alternatives: []string{"wrong-format", "file-not-found"}, Source: "modules/ssl/ssl_engine_init.c", Versions: "2.2"},
		{Code: "wrong-passphrase", Text: "Init: Pass phrase incorrect for key", Tells: Hints, Alternatives: []string{"passphrase-needed"}, Source: "modules/ssl/ssl_engine_pphrase.c, AH02580"},
		{Code: "passphrase-needed", Text: "Init: Private key not found", Tells: Hints, Alternatives: []string{"pem-malformed"}, Source: "modules/ssl/ssl_engine_pphrase.c, AH02577"},
		{Code: "permission-denied", Text: "Can't open file * Permission denied", With: []string{"Init: Can't open server certificate file|Can't open server private key file|mod_ssl|SSL"}, Source: "modules/ssl/ssl_engine_pphrase.c"},
		{Code: "hostname-mismatch", Text: "server certificate does NOT include an ID which matches the server name", Source: "modules/ssl/ssl_engine_init.c, AH01909"},
		{Code: "hostname-mismatch", Text: "SSL Proxy: Peer certificate does not match for hostname", Source: "modules/ssl/ssl_engine_io.c, AH02411"},
		{Code: "hostname-mismatch", Text: "SSL Proxy: Peer certificate CN mismatch", Source: "modules/ssl/ssl_engine_io.c, AH02005"},
		{Code: "expired", Text: "SSL Proxy: Peer certificate is expired", Source: "modules/ssl/ssl_engine_io.c, AH02004"},
		{Code: "wrong-purpose", Text: "server certificate is a CA certificate (BasicConstraints: CA == TRUE", Tells: Hints, Alternatives: []string{"self-signed"}, Source: "modules/ssl/ssl_engine_init.c, AH01906"},
		{Code: "untrusted-root", Text: "Certificate Verification: Error", Tells: Wraps, Alternatives: []string{"missing-intermediate", "expired", "self-signed"}, Source: "modules/ssl/ssl_engine_kernel.c, AH02039: OpenSSL's number and words behind it"},
		{Code: "not-tls", Text: "SSL handshake failed: HTTP spoken on HTTPS port", Source: "modules/ssl/ssl_engine_io.c, AH01996"},
		{Code: "not-tls", Text: "You're speaking plain HTTP to an SSL-enabled server port", Source: "modules/ssl/ssl_engine_kernel.c, ssl_hook_ReadReq"},
		{Code: "sni-unrecognized", Text: "No hostname was provided via SNI for a name based virtual host", Source: "modules/ssl/ssl_engine_kernel.c, AH02033"},
		{Code: "sni-unrecognized", Text: "Hostname * provided via SNI and hostname * provided via HTTP", Source: "modules/ssl/ssl_engine_kernel.c, AH02032"},
		{Code: "closed-early", Text: "SSL handshake interrupted by system", Source: "modules/ssl/ssl_engine_io.c, AH02006 and AH02007: the peer left"},
		{Code: "closed-early", Text: "SSL handshake stopped: connection was closed", Source: "modules/ssl/ssl_engine_io.c, AH02006"},
		{Code: "client-cert-required", Text: "Re-negotiation handshake failed: Client certificate missing", Source: "modules/ssl/ssl_engine_kernel.c, AH02262"},
		{Code: "handshake-refused", Text: "SSL library error * in handshake", Tells: Wraps, Alternatives: []string{"protocol-version", "not-tls", "untrusted-root"}, Source: "modules/ssl/ssl_engine_io.c, AH02008: OpenSSL's words follow"},
		{Code: "handshake-refused", Text: "SSL Handshake failed", With: []string{"proxy|AH00898|AH01097|[ssl"}, Tells: Wraps, Alternatives: []string{"untrusted-root", "hostname-mismatch", "protocol-version"}, Source: "modules/proxy/proxy_util.c: the reason stands a line before"},
	},
}
