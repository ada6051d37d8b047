package explain

import "github.com/certain-tls/certain"

// ownFixes is what mends a problem in one ecosystem, by code and ecosystem.
// It holds what the reader of that ecosystem's error can type or write; what
// the server's side must do stands in the catalogue. Nothing here lowers
// security: a root is added only after asking whose it is.
var ownFixes = map[string]map[string][]certain.Fix{
	"untrusted-root": trustTheRoot,
	// The issuer is not known, so its root may well be the private one.
	"untrusted-issuer": trustTheRoot,
	"self-signed": {
		"python":  {client("if the certificate is yours, trust that certificate in this context, and no other: ssl.create_default_context(cafile=\"server.pem\")", "")},
		"curl":    {client("if the certificate is yours, trust it for this call", "curl --cacert server.pem https://{host}:{port}/")},
		"openssl": {client("if the certificate is yours, give it as the only root", "openssl s_client -connect {host}:{port} -CAfile server.pem -verify_return_error")},
		"go":      {client("if the certificate is yours, add it to a pool: pool.AppendCertsFromPEM(pem); tls.Config{RootCAs: pool}", "")},
		"node":    {client("if the certificate is yours, name it when Node starts", "NODE_EXTRA_CA_CERTS=server.pem node app.js")},
		"java":    {client("if the certificate is yours, import it into a trust store of your own and start with -Djavax.net.ssl.trustStore", "keytool -importcert -alias server -file server.pem -keystore truststore.p12 -storetype PKCS12")},
	},
	"missing-intermediate": {
		"python":  {server("serve leaf and intermediate together (fullchain.pem): in Python, load_cert_chain(\"fullchain.pem\", \"privkey.pem\")", ""), you("see what the server sends", seeChain)},
		"curl":    {you("see what the server sends, and whether an intermediate or a private root is missing", seeChain)},
		"openssl": {you("see what the server sends, and whether an intermediate or a private root is missing", seeChain)},
		"go":      {server("serve leaf and intermediate together: tls.LoadX509KeyPair(\"fullchain.pem\", \"privkey.pem\")", ""), you("see what the server sends", seeChain)},
		"node":    {server("serve leaf and intermediate together: cert: fs.readFileSync(\"fullchain.pem\")", ""), you("see what the server sends", seeChain)},
		"java":    {server("serve leaf and intermediate together: import the whole chain as the reply to the request, not the leaf alone", "keytool -importcert -trustcacerts -alias server -file fullchain.pem -keystore keystore.p12"), you("see what the server sends", seeChain)},
		"nginx":   {server("let ssl_certificate name fullchain.pem, then reload", "nginx -t && nginx -s reload")},
	},
	"no-trust-store": {
		"python": {client("install the roots, or let the context use certifi's: ssl.create_default_context(cafile=certifi.where())", "python3 -m pip install certifi")},
		"curl":   {client("install the system's roots", "apt-get install ca-certificates")},
		"go":     {client("install the system's roots; a container built from scratch has none", "apt-get install ca-certificates")},
		"java":   {client("give the JVM a trust store that holds roots", "keytool -list -cacerts")},
		"node":   {client("let Node use the system's roots", "node --use-openssl-ca app.js")},
	},
	"hostname-mismatch": {
		"python":  {client("connect by a name that the certificate holds; where the address must differ, keep that name in server_hostname", "")},
		"curl":    {client("connect by a name that the certificate holds; where the address must differ, keep the name", "curl --connect-to NAME:443:ADDRESS:443 https://NAME/")},
		"go":      {client("connect by a name that the certificate holds; where the address must differ, set tls.Config{ServerName: name}", "")},
		"node":    {client("connect by a name that the certificate holds; where the address must differ, set servername in the options", "")},
		"openssl": {client("ask for the name that you want to reach", "openssl s_client -connect {host}:{port} -servername NAME -verify_hostname NAME")},
		"nginx":   {server("let proxy_ssl_name hold the name in the upstream's certificate, and send it", "")},
	},
	"key-mismatch": {
		"nginx":   {you("compare certificate and key", pair)},
		"apache":  {you("compare certificate and key", pair)},
		"haproxy": {you("see whether the file holds the key of its own first certificate", "certain check haproxy.pem")},
		"python":  {you("compare the two files that load_cert_chain is given", pair)},
		"go":      {you("compare the two files that tls.LoadX509KeyPair is given", pair)},
		"node":    {you("compare the files behind cert and key", pair)},
		"openssl": {you("compare certificate and key", pair)},
	},
	"client-cert-required": {
		"python":     {client("load a client certificate: context.load_cert_chain(\"client.pem\", \"client.key\"); in requests cert=(\"client.pem\", \"client.key\")", "")},
		"curl":       {client("send a client certificate", "curl --cert client.pem --key client.key https://{host}:{port}/")},
		"go":         {client("set tls.Config{Certificates: []tls.Certificate{cert}} with cert from tls.LoadX509KeyPair", "")},
		"node":       {client("give cert and key in the options of the request or its agent", "")},
		"docker":     {client("put the certificate and its key beside the registry's root: /etc/docker/certs.d/{host}:{port}/client.cert and client.key", "")},
		"git":        {client("name a client certificate for that host", "git config --global http.https://{host}:{port}/.sslCert client.pem && git config --global http.https://{host}:{port}/.sslKey client.key")},
		"wget":       {client("send a client certificate", "wget --certificate=client.pem --private-key=client.key https://{host}:{port}/")},
		"postgresql": {client("give certificate and key to libpq: sslcert=client.pem sslkey=client.key", "")},
		"java":       {client("give the JVM a key store with -Djavax.net.ssl.keyStore and -Djavax.net.ssl.keyStorePassword", "")},
	},
	"not-tls": {
		"python": {client("see whether the port speaks plain HTTP, and whether a proxy address begins with https:// where http:// is meant", "env | grep -i proxy")},
		"curl":   {client("see whether the port speaks plain HTTP, and whether a proxy address begins with https:// where http:// is meant", "env | grep -i proxy")},
		"node":   {client("see whether the port speaks plain HTTP, and whether a proxy address begins with https:// where http:// is meant", "env | grep -i proxy")},
		"nginx":  {server("where the upstream speaks plain HTTP, let proxy_pass begin with http://; where clients speak TLS, add ssl to the listen line", "")},
	},
	"tls-not-built": {
		"python": {client("install the headers, then build Python again; pyenv does both steps for its versions", "apt-get install libssl-dev && pyenv install --force VERSION")},
		"ruby":   {client("install the headers, then build Ruby again", "apt-get install libssl-dev")},
		"php":    {client("install the extension, or let php.ini load it: extension=openssl", "php -m | grep openssl")},
		"git":    {client("install git with its helper for https; small images split it off", "apk add git-remote-https || apt-get install git")},
	},
	"openssl-mismatch": {
		"python": {client("update pyOpenSSL and cryptography together", "python3 -m pip install --upgrade pyOpenSSL cryptography"), client("urllib3 2 needs OpenSSL 1.1.1: use a newer Python, or keep urllib3 below 2", "python3 -c 'import ssl; print(ssl.OPENSSL_VERSION)'")},
		"node":   {client("update webpack and its loaders, which hash with MD4; error 0308010C then goes away", "npm update webpack")},
		"dotnet": {client("install the libssl that this .NET looks for, or a .NET that knows OpenSSL 3", "ldconfig -p | grep libssl")},
		"rust":   {client("install the headers, or choose rustls in the crate's features", "apt-get install libssl-dev pkg-config")},
	},
	"ca-file-unreadable": {
		"python": {client("unset the variable that names a missing bundle, or name one that exists", "python3 -c 'import ssl; print(ssl.get_default_verify_paths())'")},
		"curl":   {client("let CURL_CA_BUNDLE or --cacert name a file that exists; see which one curl uses", "curl-config --ca")},
		"git":    {client("see which setting names the file, and unset it", "git config --show-origin --get-all http.sslCAInfo")},
		"node":   {client("let NODE_EXTRA_CA_CERTS name a file that exists", "ls -l \"$NODE_EXTRA_CA_CERTS\"")},
		"rust":   {client("let SSL_CERT_FILE name a file that exists, or unset it", "ls -l \"$SSL_CERT_FILE\"")},
	},
	"verification-disabled": {
		"python": {client("take the setting out and give the root instead: requests takes verify=\"root.pem\", or REQUESTS_CA_BUNDLE for all of it", "")},
		"node":   {client("unset the variable and add the root instead", "NODE_EXTRA_CA_CERTS=root.pem node app.js")},
		"git":    {client("unset it and name the root instead", "git config --global --unset http.sslVerify; git config --global http.sslCAInfo root.pem")},
	},
	"context-misuse": {
		"python": {client("let ssl.create_default_context() make the context, and give server_hostname to wrap_socket", "")},
		"go":     {client("set ServerName in tls.Config where the connection is made apart from the name: tls.Client(conn, &tls.Config{ServerName: name})", "")},
		"rust":   {client("install one provider at the start: rustls::crypto::ring::default_provider().install_default()", "")},
		"grpc":   {client("give credentials when dialling: grpc.WithTransportCredentials(credentials.NewTLS(config))", "")},
	},
	"wrong-passphrase": {
		"java":   {client("see whether the passphrase opens the store; key and store may have different ones", "keytool -list -keystore keystore.p12")},
		"python": {client("give the passphrase: context.load_cert_chain(cert, key, password=...)", "")},
		"dotnet": {client("try the passphrase with another program", "openssl pkcs12 -in file.pfx -info -noout")},
	},
	"legacy-renegotiation": {
		"python": {server("update the server's TLS library: it lacks secure renegotiation (RFC 5746), which OpenSSL 3 demands", "")},
		"node":   {server("update the server's TLS library: it lacks secure renegotiation (RFC 5746), which OpenSSL 3 demands", "")},
	},
	"proxy-refused": {
		"python": {client("see which proxy is set; its address begins with http:// also for https targets", "env | grep -i proxy")},
		"go":     {client("see which proxy is set; its address begins with http:// also for https targets", "env | grep -i proxy")},
		"npm":    {client("see which proxy npm uses", "npm config get https-proxy")},
		"git":    {client("see which proxy git uses", "git config --get http.proxy")},
	},
	"starttls-unavailable": {
		"postgresql": {server("switch TLS on in postgresql.conf: ssl = on, with ssl_cert_file and ssl_key_file", "psql -c 'SHOW ssl'")},
		"mysql":      {server("see whether the server has a certificate", "mysql -e \"SHOW VARIABLES LIKE '%ssl%'\"")},
		"postfix":    {server("see what the other server offers", "openssl s_client -starttls smtp -connect {host}:25")},
	},
	"protocol-version": {
		"python":     {client("set context.minimum_version = ssl.TLSVersion.TLSv1_2 and no maximum", "")},
		"dotnet":     {client("let the system choose: take out settings of ServicePointManager.SecurityProtocol, and target .NET Framework 4.7 or later", "")},
		"powershell": {client("let this session offer TLS 1.2", "[Net.ServicePointManager]::SecurityProtocol = [Net.SecurityProtocolType]::Tls12")},
		"java":       {client("use a current JDK: Java 7 offers TLS 1.0 by default", "")},
	},
}

// trustTheRoot is how each ecosystem comes to trust a private root.
var trustTheRoot = map[string][]certain.Fix{
	"python": {
		client("if the root is your organisation's, load it: context.load_verify_locations(\"root.pem\"); requests and httpx take verify", ""),
		client("or name a bundle that holds it for all of requests", "REQUESTS_CA_BUNDLE=bundle.pem python3 app.py"),
	},
	"curl":    {client("if the root is your organisation's, give it", "curl --cacert root.pem https://{host}:{port}/")},
	"openssl": {client("if the root is your organisation's, give it", "openssl s_client -connect {host}:{port} -CAfile root.pem -verify_return_error")},
	"go":      {client("if the root is your organisation's, add it to a copy of the system's pool: pool, err := x509.SystemCertPool(); pool.AppendCertsFromPEM(pem); tls.Config{RootCAs: pool}", ""), client("or install it in the system's store, which Go reads", "cp root.pem /usr/local/share/ca-certificates/root.crt && update-ca-certificates")},
	"node":    {client("if the root is your organisation's, add it when Node starts", "NODE_EXTRA_CA_CERTS=root.pem node app.js")},
	"java":    {client("if the root is your organisation's, import it into the trust store that this JVM uses", "keytool -importcert -cacerts -alias our-root -file root.pem")},
	"nginx":   {server("for an upstream, let proxy_ssl_trusted_certificate name a file with its root", "")},
	"npm":     {client("if the root is your organisation's, let npm, Yarn and Node know it", "NODE_EXTRA_CA_CERTS=root.pem npm install"), client("or for npm alone; this replaces the public roots, so the file must hold them too", "npm config set cafile /etc/ssl/certs/bundle.pem")},
	"bun":     {client("if the root is your organisation's, add it when Bun starts", "NODE_EXTRA_CA_CERTS=root.pem bun install")},
	"deno":    {client("if the root is your organisation's, name it, or let Deno use the system's roots with DENO_TLS_CA_STORE=system", "DENO_CERT=root.pem deno run app.ts")},
	"git":     {client("if the root is your organisation's, name it for that host alone", "git config --global http.https://{host}:{port}/.sslCAInfo /etc/ssl/certs/root.pem")},
	"wget":    {client("if the root is your organisation's, give it", "wget --ca-certificate=root.pem https://{host}:{port}/")},
	"docker": {
		client("if the root is your organisation's, put it where the daemon looks for this registry", "mkdir -p /etc/docker/certs.d/{host}:{port} && cp root.pem /etc/docker/certs.d/{host}:{port}/ca.crt"),
		client("Podman, Buildah and Skopeo look in /etc/containers/certs.d/HOST:PORT/; a program inside an image needs the root in that image", ""),
	},
	"kubernetes": {
		client("let the kubeconfig name the cluster's authority", "kubectl config set-cluster NAME --certificate-authority=ca.pem --embed-certs"),
		client("for a webhook, let caBundle hold the authority of its service's certificate; helm takes --ca-file", ""),
	},
	"hashicorp":     {client("if the root is your organisation's: Vault reads VAULT_CACERT, Consul CONSUL_CACERT; Terraform reads the system's store", "VAULT_CACERT=root.pem vault status")},
	"dotnet":        {client("if the root is your organisation's, install it in the system's store, which .NET reads; Mono needs cert-sync after that", "cp root.pem /usr/local/share/ca-certificates/root.crt && update-ca-certificates")},
	"powershell":    {client("if the root is your organisation's, install it for this machine", "Import-Certificate -FilePath root.cer -CertStoreLocation Cert:\\LocalMachine\\Root")},
	"windows":       {client("if the root is your organisation's, install it for this machine", "certutil -addstore Root root.cer")},
	"languages":     {client("if the root is your organisation's, install it for this machine", "certutil -addstore Root root.cer")},
	"apple":         {client("if the root is your organisation's, install it in the system's keychain", "security add-trusted-cert -d -r trustRoot root.pem")},
	"android":       {client("if the root is your organisation's, let the app's network security config trust it: <trust-anchors><certificates src=\"@raw/root\"/>", "")},
	"ruby":          {client("if the root is your organisation's: http.ca_file = \"root.pem\"; gem and bundle read SSL_CERT_FILE", "SSL_CERT_FILE=bundle.pem bundle install")},
	"php":           {client("if the root is your organisation's: let curl.cainfo and openssl.cafile in php.ini name a bundle that holds it, or give cafile in the stream context", "")},
	"rust":          {client("if the root is your organisation's: cargo and programs that read the system's store take SSL_CERT_FILE; uv wants UV_NATIVE_TLS=true to read it", "SSL_CERT_FILE=bundle.pem uv sync"), client("in code: reqwest::ClientBuilder::add_root_certificate; with rustls, RootCertStore::add", "")},
	"browsers":      {client("if the root is your organisation's, install it in the system's store; Firefox has its own, under Settings, Certificates", "")},
	"grpc":          {client("if the root is your organisation's: credentials.NewClientTLSFromFile in Go, GRPC_DEFAULT_SSL_ROOTS_FILE_PATH for programs over its C core", "")},
	"envoy":         {server("let validation_context.trusted_ca of the cluster name a file with the upstream's root", "")},
	"haproxy":       {server("let ca-file of the server line name a file with its root", "")},
	"apache":        {server("let SSLProxyCACertificateFile, or SSLCACertificateFile for clients, name a file with the root", "")},
	"traefik":       {server("let rootCAs of the serversTransport name a file with the root", "")},
	"postgresql":    {client("give the root to libpq: sslmode=verify-full sslrootcert=root.pem, or ~/.postgresql/root.crt", "psql \"host={host} sslmode=verify-full sslrootcert=root.pem\"")},
	"mysql":         {client("give the root to the client", "mysql --ssl-mode=VERIFY_IDENTITY --ssl-ca=root.pem -h {host}")},
	"sqlserver":     {client("install the root in the store of the client's machine; the drivers read it there", "")},
	"mongodb":       {client("give the root to the client", "mongosh --tls --tlsCAFile root.pem --host {host}")},
	"redis":         {client("give the root to the client", "redis-cli --tls --cacert root.pem -h {host}")},
	"kafka":         {client("let ssl.truststore.location (Java) or ssl.ca.location (librdkafka) name a file with the root", "")},
	"elasticsearch": {client("let ssl.certificate_authorities name a file with the root", "")},
	"ldap":          {client("let TLS_CACERT in ldap.conf name a file with the root", "LDAPTLS_CACERT=root.pem ldapsearch -H ldaps://{host}/")},
	"mqtt":          {client("give the root to the client", "mosquitto_pub --cafile root.pem -h {host} -p 8883 -t topic -m text")},
	"mbedtls":       {client("give the device the root as PEM, its last byte a zero, and set its clock before it connects", "")},
	"openvpn":       {client("let ca name the file with the authority of the server's certificate", "")},
	"postfix":       {server("let smtp_tls_CAfile name a file with the root", "postconf -e smtp_tls_CAfile=/etc/ssl/certs/ca-certificates.crt")},
	"gnutls":        {client("if the root is your organisation's, install it in the system's store, which GnuTLS reads", "cp root.pem /usr/local/share/ca-certificates/root.crt && update-ca-certificates")},
	"perl":          {client("if the root is your organisation's, name it: SSL_ca_file in the options of IO::Socket::SSL, or for all of LWP", "PERL_LWP_SSL_CA_FILE=root.pem perl app.pl")},
	"libgit2":       {client("if the root is your organisation's, name a bundle that holds it: Cargo reads CARGO_HTTP_CAINFO, Julia JULIA_SSL_CA_ROOTS_PATH", "CARGO_HTTP_CAINFO=bundle.pem cargo build")},
	"haskell":       {client("if the root is your organisation's, install it in the system's store, which x509-system reads, or name a folder", "SYSTEM_CERTIFICATE_PATH=/etc/ssl/certs cabal update")},
	"stunnel":       {server("let CAfile name a file with the root, and keep verifyChain = yes", "")},
	"boringssl":     {client("if the root is your organisation's, give it in Dart to SecurityContext.setTrustedCertificates; Flutter apps carry it as an asset", "")},
	"bearssl":       {client("give the root to the client before it connects: X509List roots(pem); client.setTrustAnchors(&roots); and set the clock with configTime", "")},
	"wolfssl":       {client("if the root is your organisation's, load it: wolfSSL_CTX_load_verify_locations(ctx, \"root.pem\", NULL)", "")},
}

const (
	seeChain = "certain check {host}:{port}"
	pair     = "certain check fullchain.pem privkey.pem"
)

func client(do, command string) certain.Fix {
	return certain.Fix{For: certain.ForClient, Do: do, Command: command}
}

func server(do, command string) certain.Fix {
	return certain.Fix{For: certain.ForServer, Do: do, Command: command}
}

func you(do, command string) certain.Fix {
	return certain.Fix{For: certain.ForYou, Do: do, Command: command}
}
