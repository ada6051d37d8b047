package prove

import (
	"maps"
	"slices"
)

// use is what a variable of the environment does to trust.
type use int

const (
	replaces use = iota // its roots take the place of the program's own
	defaults            // the default file or folder of OpenSSL; Go minds it the same way
	adds                // its roots are added to the program's own
	jvm                 // options of a Java machine, one of which may name a trust store
	off                 // some of its values switch verification off
	proxies             // the address of a proxy
)

// variable is one that programs mind. Its value is never shown, but for the
// path of roots, and host and port of a proxy.
type variable struct {
	name string
	use  use
	of   []string // the ecosystems of package explain whose programs mind it
	// by names these programs, where not all of the ecosystem mind it, and
	// marks are words of a text that shows one of them; none where every text
	// of the ecosystem does.
	by     string
	marks  []string
	off    []string // the values that switch verification off, in small letters; * is any
	within string   // the file inside the folder that it names
	source string   // which manual says so
}

var (
	requests  = []string{"requests/", "requests.", "urllib3", "httpsconnectionpool"}
	pip       = []string{"pip._vendor", "/pip/", "pip install", "could not fetch url", "pip is configured"}
	aws       = []string{"botocore", "boto3", "awscli", "aws-cli"}
	sslItself = []string{"urllib/request.py", "http/client.py", "aiohttp", "httpx", "httpcore", "asyncio", "urlopen error"}
	uvMarks   = []string{"uv sync", "uv pip", "uv add", "uv run", "pypi.org"}
	jvms      = []string{"java", "kafka", "elasticsearch", "android"}
)

// variables lists what the manuals name, of one ecosystem the one that wins
// first. Several ecosystems have none: wget reads .wgetrc alone, GnuTLS, NSS,
// Schannel and the browsers read their own or the system's stores.
var variables = []variable{
	// Python
	{name: "PIP_CERT", of: []string{"python"}, by: "pip", marks: pip, source: "pip, HTTPS Certificates"},
	{name: "REQUESTS_CA_BUNDLE", of: []string{"python"}, by: "requests and pip", marks: append(requests, pip...), source: "requests, Advanced Usage, SSL Cert Verification; pip, HTTPS Certificates"},
	{name: "CURL_CA_BUNDLE", of: []string{"python"}, by: "requests and pip, if REQUESTS_CA_BUNDLE is not set", marks: append(requests, pip...), source: "requests, Advanced Usage, SSL Cert Verification"},
	{name: "AWS_CA_BUNDLE", of: []string{"python"}, by: "the AWS tools and SDKs", marks: aws, source: "AWS SDKs and Tools Reference, general settings, ca_bundle"},
	{name: "CLOUDSDK_CORE_CUSTOM_CA_CERTS_FILE", of: []string{"python"}, by: "gcloud", marks: []string{"gcloud", "googlecloudsdk"}, source: "gcloud topic configurations, core/custom_ca_certs_file"},
	{name: "CONDA_SSL_VERIFY", of: []string{"python"}, by: "conda", marks: []string{"conda"}, off: []string{"false", "no", "0", "off"}, source: "conda, configuration, ssl_verify"},
	{name: "HTTPLIB2_CA_CERTS", of: []string{"python"}, by: "httplib2", marks: []string{"httplib2"}, source: "httplib2, certs.py"},
	{name: "WEBSOCKET_CLIENT_CA_BUNDLE", of: []string{"python"}, by: "websocket-client", marks: []string{"websocket/_"}, source: "websocket-client, FAQ"},
	{name: "PYTHONHTTPSVERIFY", use: off, of: []string{"python"}, by: "Python 2.7", marks: []string{"python2", "urllib2"}, off: []string{"0"}, source: "PEP 493"},
	{name: "AZURE_CLI_DISABLE_CONNECTION_VERIFICATION", use: off, of: []string{"python"}, by: "the Azure CLI", marks: []string{"azure"}, off: []string{"*"}, source: "Azure CLI, core/util.py"},
	{name: "PIP_PROXY", use: proxies, of: []string{"python"}, by: "pip", marks: pip, source: "pip, user guide, Using a Proxy Server"},

	// curl and git
	{name: "CURL_CA_BUNDLE", of: []string{"curl"}, source: "curl(1), --cacert"},
	{name: "GIT_SSL_CAINFO", of: []string{"git"}, source: "git-config(1), http.sslCAInfo"},
	{name: "GIT_SSL_CAPATH", of: []string{"git"}, source: "git-config(1), http.sslCAPath"},
	{name: "GIT_SSL_NO_VERIFY", use: off, of: []string{"git"}, off: []string{"*"}, source: "git-config(1), http.sslVerify"},

	// JavaScript
	{name: "NPM_CONFIG_CAFILE", of: []string{"npm"}, source: "npm, config, cafile"},
	{name: "npm_config_cafile", of: []string{"npm"}, source: "npm, config, cafile"},
	{name: "YARN_HTTPS_CA_FILE_PATH", of: []string{"npm"}, by: "Yarn", marks: []string{"yarn", "yn00"}, source: "Yarn, settings, httpsCaFilePath"},
	{name: "NODE_EXTRA_CA_CERTS", use: adds, of: []string{"node", "npm", "bun", "deno"}, source: "Node.js, command-line API; Bun, bun install, cafile; Deno 2.8, environment variables"},
	{name: "DENO_CERT", use: adds, of: []string{"deno"}, source: "Deno, environment variables"},
	{name: "NODE_TLS_REJECT_UNAUTHORIZED", use: off, of: []string{"node", "npm", "bun"}, off: []string{"0"}, source: "Node.js, command-line API"},
	{name: "NPM_CONFIG_STRICT_SSL", use: off, of: []string{"npm"}, off: []string{"false"}, source: "npm, config, strict-ssl"},
	{name: "npm_config_strict_ssl", use: off, of: []string{"npm"}, off: []string{"false"}, source: "npm, config, strict-ssl"},
	{name: "YARN_ENABLE_STRICT_SSL", use: off, of: []string{"npm"}, by: "Yarn", marks: []string{"yarn", "yn00"}, off: []string{"false", "0"}, source: "Yarn, settings, enableStrictSsl"},
	{name: "NPM_CONFIG_HTTPS_PROXY", use: proxies, of: []string{"npm"}, source: "npm, config, https-proxy"},
	{name: "npm_config_https_proxy", use: proxies, of: []string{"npm"}, source: "npm, config, https-proxy"},
	{name: "YARN_HTTPS_PROXY", use: proxies, of: []string{"npm"}, by: "Yarn", marks: []string{"yarn", "yn00"}, source: "Yarn, settings, httpsProxy"},

	// Java
	{name: "JDK_JAVA_OPTIONS", use: jvm, of: jvms, source: "java(1), Using the JDK_JAVA_OPTIONS Launcher Environment Variable"},
	{name: "JAVA_TOOL_OPTIONS", use: jvm, of: jvms, source: "Java SE Troubleshooting Guide, The JAVA_TOOL_OPTIONS Environment Variable"},
	{name: "_JAVA_OPTIONS", use: jvm, of: jvms, source: "HotSpot, arguments.cpp"},
	{name: "JAVA_OPTS", use: jvm, of: jvms, by: "programs that a script starts", marks: []string{"org.apache.catalina", "scala", "gradle"}, source: "catalina.sh; Gradle, Build Environment"},
	{name: "MAVEN_OPTS", use: jvm, of: jvms, by: "Maven", marks: []string{"maven"}, source: "Maven, Configuring Apache Maven"},
	{name: "GRADLE_OPTS", use: jvm, of: jvms, by: "Gradle", marks: []string{"gradle"}, source: "Gradle, Build Environment"},
	{name: "KAFKA_OPTS", use: jvm, of: jvms, by: "Kafka", marks: []string{"kafka"}, source: "Kafka, kafka-run-class.sh"},
	{name: "ES_JAVA_OPTS", use: jvm, of: jvms, by: "Elasticsearch", marks: []string{"elasticsearch"}, source: "Elasticsearch, Set JVM options"},

	// Rust, and what is built on libgit2
	{name: "CARGO_HTTP_CAINFO", of: []string{"rust", "libgit2"}, by: "Cargo", marks: []string{"cargo", "crates.io", "spurious network error"}, source: "Cargo, configuration, http.cainfo"},
	{name: "JULIA_SSL_CA_ROOTS_PATH", of: []string{"libgit2"}, by: "Julia", marks: []string{"julia"}, source: "NetworkOptions.jl, ca_roots"},
	{name: "UV_INSECURE_HOST", use: off, of: []string{"rust"}, by: "uv, for the hosts that it lists", marks: uvMarks, off: []string{"*"}, source: "uv, environment variables"},
	{name: "CARGO_HTTP_PROXY", use: proxies, of: []string{"rust", "libgit2"}, by: "Cargo", marks: []string{"cargo", "crates.io"}, source: "Cargo, configuration, http.proxy"},

	// Ruby, PHP, Perl, Haskell
	{name: "BUNDLE_SSL_CA_CERT", of: []string{"ruby"}, by: "Bundler", marks: []string{"bundler", "bundle install"}, source: "bundle-config(1), ssl_ca_cert"},
	{name: "BUNDLE_SSL_VERIFY_MODE", use: off, of: []string{"ruby"}, by: "Bundler", marks: []string{"bundler", "bundle install"}, off: []string{"0"}, source: "bundle-config(1), ssl_verify_mode"},
	{name: "COMPOSER_CAFILE", of: []string{"php"}, by: "Composer", marks: []string{"composer", "packagist"}, source: "Composer, command line, COMPOSER_CAFILE"},
	{name: "PERL_LWP_SSL_CA_FILE", of: []string{"perl"}, by: "LWP", marks: []string{"lwp", "500 can't connect"}, source: "LWP::UserAgent, ENVIRONMENT"},
	{name: "PERL_LWP_SSL_CA_PATH", of: []string{"perl"}, by: "LWP", marks: []string{"lwp", "500 can't connect"}, source: "LWP::UserAgent, ENVIRONMENT"},
	{name: "PERL_LWP_SSL_VERIFY_HOSTNAME", use: off, of: []string{"perl"}, by: "LWP", marks: []string{"lwp", "500 can't connect"}, off: []string{"0"}, source: "LWP::UserAgent, ENVIRONMENT"},
	{name: "SYSTEM_CERTIFICATE_PATH", of: []string{"haskell"}, source: "x509-system, System.X509.Unix"},

	// Go's programs with variables of their own
	{name: "VAULT_CACERT", of: []string{"hashicorp"}, by: "Vault", marks: []string{"vault"}, source: "Vault, commands, VAULT_CACERT"},
	{name: "VAULT_CAPATH", of: []string{"hashicorp"}, by: "Vault", marks: []string{"vault"}, source: "Vault, commands, VAULT_CAPATH"},
	{name: "VAULT_SKIP_VERIFY", use: off, of: []string{"hashicorp"}, by: "Vault", marks: []string{"vault"}, off: []string{"1", "t", "true"}, source: "Vault, commands, VAULT_SKIP_VERIFY"},
	{name: "CONSUL_CACERT", of: []string{"hashicorp"}, by: "Consul", marks: []string{"consul"}, source: "Consul, commands, CONSUL_CACERT"},
	{name: "CONSUL_CAPATH", of: []string{"hashicorp"}, by: "Consul", marks: []string{"consul"}, source: "Consul, commands, CONSUL_CAPATH"},
	{name: "CONSUL_HTTP_SSL_VERIFY", use: off, of: []string{"hashicorp"}, by: "Consul", marks: []string{"consul"}, off: []string{"0", "f", "false"}, source: "Consul, commands, CONSUL_HTTP_SSL_VERIFY"},
	{name: "NOMAD_CACERT", of: []string{"hashicorp"}, by: "Nomad", marks: []string{"nomad"}, source: "Nomad, commands, NOMAD_CACERT"},
	{name: "NOMAD_CAPATH", of: []string{"hashicorp"}, by: "Nomad", marks: []string{"nomad"}, source: "Nomad, commands, NOMAD_CAPATH"},
	{name: "NOMAD_SKIP_VERIFY", use: off, of: []string{"hashicorp"}, by: "Nomad", marks: []string{"nomad"}, off: []string{"1", "t", "true"}, source: "Nomad, commands, NOMAD_SKIP_VERIFY"},
	{name: "DOCKER_CERT_PATH", of: []string{"docker"}, by: "the docker command, towards its daemon", marks: []string{"docker daemon", "docker_host"}, within: "ca.pem", source: "docker(1), environment variables"},
	{name: "GOINSECURE", use: off, of: []string{"go"}, by: "the go command, for the modules that it lists", marks: []string{"go: ", "goproxy", "go get"}, off: []string{"*"}, source: "Go Modules Reference, environment variables"},

	// services
	{name: "PGSSLROOTCERT", of: []string{"postgresql"}, source: "PostgreSQL, libpq, environment variables"},
	{name: "LDAPTLS_CACERT", of: []string{"ldap"}, source: "ldap.conf(5), ENVIRONMENT VARIABLES"},
	{name: "LDAPTLS_CACERTDIR", of: []string{"ldap"}, source: "ldap.conf(5), ENVIRONMENT VARIABLES"},
	{name: "LDAPTLS_REQCERT", use: off, of: []string{"ldap"}, off: []string{"never", "allow"}, source: "ldap.conf(5), TLS_REQCERT"},
	{name: "GRPC_DEFAULT_SSL_ROOTS_FILE_PATH", of: []string{"grpc"}, by: "programs over gRPC's C core", marks: []string{"ssl_transport_security", "handshaker", "grpc._channel"}, source: "gRPC core, doc/environment_variables.md"},

	// whatever is built on OpenSSL or Go, or takes up their variables
	{name: "NIX_SSL_CERT_FILE", of: []string{"curl", "openssl", "git"}, by: "what Nix has built", marks: []string{"/nix/store"}, source: "Nix, environment variables"},
	{name: "SSL_CERT_FILE", of: []string{"rust"}, by: "programs that read the system's roots by rustls-native-certs, and uv", source: "rustls-native-certs, load_native_certs; uv, TLS certificates"},
	{name: "SSL_CERT_DIR", of: []string{"rust"}, by: "programs that read the system's roots by rustls-native-certs, and uv", source: "rustls-native-certs, load_native_certs"},
	{name: "SSL_CERT_FILE", use: defaults, of: []string{"python"}, by: "Python's ssl, aiohttp and httpx", marks: sslItself, source: "Python, ssl, get_default_verify_paths; HTTPX, environment variables"},
	{name: "SSL_CERT_DIR", use: defaults, of: []string{"python"}, by: "Python's ssl, aiohttp and httpx", marks: sslItself, source: "Python, ssl, get_default_verify_paths; HTTPX, environment variables"},
	{name: "SSL_CERT_FILE", use: defaults, of: openSSLs, source: "SSL_CTX_set_default_verify_paths(3); crypto/x509, SystemCertPool; curl(1); .NET, X509Store on Linux"},
	{name: "SSL_CERT_DIR", use: defaults, of: openSSLs, source: "SSL_CTX_set_default_verify_paths(3); crypto/x509, SystemCertPool; curl(1); .NET, X509Store on Linux"},
}

// Variables names what a look reads of the environment, but for the proxies that
// every program minds.
func Variables() (names []string) {
	for _, v := range variables {
		names = append(names, v.name)
	}
	for _, b := range bundled {
		names = slices.AppendSeq(names, maps.Keys(b.unless))
	}
	names = append(names, "JAVA_HOME")
	slices.Sort(names)
	return slices.Compact(names)
}

// openSSLs are the ecosystems whose programs mind the variables of OpenSSL.
var openSSLs = []string{
	"openssl", "libressl", "boringssl", "curl", "ruby", "php", "perl", "libgit2", "dotnet", "powershell",
	"go", "docker", "kubernetes", "hashicorp", "traefik", "caddy", "redis", "mongodb", "stunnel",
}

// bundled are programs that come with roots of their own, which are Mozilla's
// of some day, and do not read the system's by default.
var bundled = []struct {
	of      string
	program string
	marks   []string
	unless  map[string]string // a variable, and a word in it by which it reads the system's after all
	source  string
}{
	{"node", "Node.js", nil, map[string]string{"NODE_USE_SYSTEM_CA": "1", "NODE_OPTIONS": "-ca"}, "Node.js, tls.rootCertificates"},
	{"npm", "Node.js", nil, map[string]string{"NODE_USE_SYSTEM_CA": "1", "NODE_OPTIONS": "-ca"}, "Node.js, tls.rootCertificates"},
	{"bun", "Bun", nil, map[string]string{"NODE_USE_SYSTEM_CA": "1"}, "Bun, --use-bundled-ca"},
	{"deno", "Deno", nil, map[string]string{"DENO_TLS_CA_STORE": "system"}, "Deno, environment variables"},
	{"python", "requests (certifi)", requests, nil, "requests, Advanced Usage, CA Certificates"},
	{"rust", "uv", uvMarks, map[string]string{"UV_SYSTEM_CERTS": "true", "UV_NATIVE_TLS": "true"}, "uv, TLS certificates"},
}

// javaStores are where a Java machine keeps its roots: inside JAVA_HOME, or
// where the packages of Debian and of Fedora put them.
var javaStores = []string{"lib/security/cacerts", "/etc/ssl/certs/java/cacerts", "/etc/pki/java/cacerts"}
