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
		"python":     {server("serve leaf and intermediate together (fullchain.pem): in Python, load_cert_chain(\"fullchain.pem\", \"privkey.pem\")", ""), you("see what the server sends", seeChain)},
		"curl":       {you("see what the server sends, and whether an intermediate or a private root is missing", seeChain)},
		"openssl":    {you("see what the server sends, and whether an intermediate or a private root is missing", seeChain)},
		"go":         {server("serve leaf and intermediate together: tls.LoadX509KeyPair(\"fullchain.pem\", \"privkey.pem\")", ""), you("see what the server sends", seeChain)},
		"node":       {server("serve leaf and intermediate together: cert: fs.readFileSync(\"fullchain.pem\")", ""), you("see what the server sends", seeChain)},
		"java":       {server("serve leaf and intermediate together: import the whole chain as the reply to the request, not the leaf alone", "keytool -importcert -trustcacerts -alias server -file fullchain.pem -keystore keystore.p12"), you("see what the server sends", seeChain)},
		"nginx":      {server("let ssl_certificate name fullchain.pem, then reload", "nginx -t && nginx -s reload")},
		"apache":     {server("let SSLCertificateFile name fullchain.pem, then reload", "apachectl configtest && apachectl graceful")},
		"haproxy":    {server("put leaf, intermediate and key into the file that crt names, in this order", "certain check haproxy.pem")},
		"postfix":    {server("let smtpd_tls_chain_files name key, leaf and intermediate, in this order", "postconf smtpd_tls_chain_files")},
		"dovecot":    {server("let ssl_cert (ssl_server_cert_file from 2.4 on) name fullchain.pem, then reload", "doveadm reload")},
		"iis":        {server("install the intermediate on the server, where Windows looks for issuers", "certutil -addstore CA intermediate.cer")},
		"windows":    {server("install the intermediate on the server, where Windows looks for issuers", "certutil -addstore CA intermediate.cer")},
		"kubernetes": {server("let the secret hold leaf and intermediate together", "kubectl create secret tls NAME --cert=fullchain.pem --key=privkey.pem --dry-run=client -o yaml | kubectl apply -f -"), you("see what the server sends", seeChain)},
		"docker":     {server("let the registry serve leaf and intermediate together: REGISTRY_HTTP_TLS_CERTIFICATE names fullchain.pem", ""), you("see what the server sends", seeChain)},
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
		"java":    {client("connect by a name that the certificate holds: Java compares the host of the address that it was given", "")},
		"wget":    {client("connect by a name that the certificate holds", "certain inspect {host}:{port}")},
		"git":     {client("let the remote's address hold a name that the certificate holds", "git remote set-url origin https://NAME/PATH")},
		"npm":     {client("see which registry is asked, and let its address hold a name that the certificate holds", "npm config get registry")},
		"pip":     {client("see which index is asked, and let its address hold a name that the certificate holds", "pip config list")},
		"docker":  {client("name the registry in the image as the certificate names it", "docker tag IMAGE NAME:{port}/IMAGE")},
		"kubernetes": {
			client("where the API server is reached by another address, say which name its certificate is to hold", "kubectl --tls-server-name=NAME get nodes"),
			server("or give its certificate that name: move apiserver.crt and apiserver.key of /etc/kubernetes/pki away, make them anew, and restart the API server", "kubeadm init phase certs apiserver --apiserver-cert-extra-sans=NAME"),
		},
		"postgresql": {client("let host be a name that the certificate holds; where the address must differ, hostaddr takes it", "psql \"host=NAME hostaddr=ADDRESS sslmode=verify-full\"")},
		"kafka":      {server("let advertised.listeners hold names that the broker's certificate holds: clients compare with those", "")},
		"grpc":       {client("where the target is an address, say which name the certificate is to hold: grpc.WithAuthority(name) in Go, the channel option grpc.default_authority elsewhere", "")},
		"rust":       {client("connect by a name that the certificate holds; where the address must differ: reqwest ClientBuilder::resolve(name, address)", "")},
		"ruby":       {client("connect by a name that the certificate holds; where the address must differ: http.ipaddr = address", "")},
		"php":        {client("connect by a name that the certificate holds; where the address must differ: CURLOPT_RESOLVE, or peer_name in the stream context", "")},
		"dotnet":     {client("connect by a name that the certificate holds; where the address must differ, set TargetHost of SslClientAuthenticationOptions", "")},
		"envoy":      {server("let sni and match_typed_subject_alt_names of the cluster's TLS context hold the name in the upstream's certificate", "")},
		"haproxy":    {server("let the server line name what the upstream's certificate holds: sni str(NAME) verifyhost NAME", "")},
		"apache":     {server("let the address in ProxyPass hold the name in the upstream's certificate: SSLProxyCheckPeerName compares with that", "")},
		"traefik":    {server("let serverName of the serversTransport hold the name in the upstream's certificate", "")},
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
	"client-cert-required": showCertificate,
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
		"java":    {client("see whether the passphrase opens the store; key and store may have different ones", "keytool -list -keystore keystore.p12")},
		"python":  {client("give the passphrase: context.load_cert_chain(cert, key, password=...)", "")},
		"dotnet":  {client("try the passphrase with another program", "openssl pkcs12 -in file.pfx -info -noout")},
		"nginx":   {server("let ssl_password_file name a file with the passphrase, one a line; blanks at its end count. Try the passphrase by hand", "openssl pkey -in {key} -noout")},
		"openssl": {you("try the passphrase by hand, so that no shell and no file changes it", "openssl pkey -in {key} -noout")},
		"node":    {client("give it as passphrase beside key or pfx: a missing one is reported as a wrong one", "")},
		"curl":    {client("hand it over by a file, so that no shell changes it: the line pass = \"...\" in it", "curl --config pass.conf --cert client.pem --key client.key https://{host}:{port}/")},
		"kafka":   {client("ssl.keystore.password opens the store, ssl.key.password the key in it: see whether the first does", "keytool -list -keystore keystore.p12")},
		"ruby":    {client("give it where the key is read: OpenSSL::PKey.read(text, passphrase)", "")},
		"php":     {client("give it beside the key: CURLOPT_KEYPASSWD, or passphrase in the stream context", "")},
	},
	"legacy-renegotiation": {
		"python": {server("update the server's TLS library: it lacks secure renegotiation (RFC 5746), which OpenSSL 3 demands", "")},
		"node":   {server("update the server's TLS library: it lacks secure renegotiation (RFC 5746), which OpenSSL 3 demands", "")},
	},
	"proxy-refused": {
		"python":     {client("see which proxy is set; its address begins with http:// also for https targets", "env | grep -i proxy")},
		"go":         {client("see which proxy is set; its address begins with http:// also for https targets", "env | grep -i proxy")},
		"npm":        {client("see which proxy npm uses", "npm config get https-proxy")},
		"git":        {client("see which proxy git uses", "git config --get http.proxy")},
		"pip":        {client("see which proxy pip uses; its address begins with http:// also for https targets", "pip config list; env | grep -i proxy")},
		"conda":      {client("see which proxy conda uses; its address begins with http:// also for https targets", "conda config --show proxy_servers")},
		"yarn":       {client("see which proxy Yarn uses", "yarn config get httpsProxy")},
		"node":       {client("Node follows no proxy variable before version 24; from then on it does where it is told to", "NODE_USE_ENV_PROXY=1 node app.js")},
		"curl":       {client("see which proxy is used, and what it answers", "curl -sv -o /dev/null https://{host}:{port}/ 2>&1 | grep -i proxy")},
		"java":       {client("give the proxy to the JVM with -Dhttps.proxyHost and -Dhttps.proxyPort: it reads no proxy variable", "")},
		"maven":      {client("give the proxy in ~/.m2/settings.xml, below <proxies>: Maven reads no proxy variable", "mvn help:effective-settings")},
		"gradle":     {client("give the proxy in ~/.gradle/gradle.properties: systemProp.https.proxyHost and systemProp.https.proxyPort", "")},
		"docker":     {client("the daemon does not see your shell's variables: see which proxy it has", "docker info | grep -i proxy")},
		"kubernetes": {client("the API server is mostly to be reached without the proxy: put it into NO_PROXY", "env | grep -i proxy")},
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
		"go":         {client("take MaxVersion out of tls.Config; the least is TLS 1.2 by default", "")},
		"node":       {client("take maxVersion and secureProtocol out of the options, and --tls-max-v1.2 out of NODE_OPTIONS", "node -p tls.DEFAULT_MAX_VERSION")},
		"curl":       {client("take --tls-max out of the call and of ~/.curlrc, and see whether 1.2 works", "curl -sSv -o /dev/null --tlsv1.2 https://{host}:{port}/")},
		"openssl":    {you("see which versions the server takes", "openssl s_client -connect {host}:{port} -tls1_2 </dev/null; openssl s_client -connect {host}:{port} -tls1_3 </dev/null")},
		"git":        {client("see whether a setting names a version, and unset it", "git config --show-origin --get-all http.sslVersion")},
		"ruby":       {client("take ssl_version out; state the least instead: http.min_version = :TLS1_2", "")},
		"php":        {client("take crypto_method or CURLOPT_SSLVERSION out: the defaults are what the library has", "")},
		"nginx":      {server("let ssl_protocols, and towards an upstream proxy_ssl_protocols, be TLSv1.2 TLSv1.3, then reload", "nginx -t && nginx -s reload")},
		"apache":     {server("set SSLProtocol -all +TLSv1.2 +TLSv1.3, then reload", "apachectl configtest && apachectl graceful")},
		"postgresql": {server("see what the server allows", "psql -c 'SHOW ssl_min_protocol_version' -c 'SHOW ssl_max_protocol_version'")},
		"mysql":      {server("see what the server allows", "mysql -e \"SHOW VARIABLES LIKE 'tls_version'\"")},
	},
	"expired": {
		"python":  {client("if what ended is a root of certifi, update it", "python3 -m pip install --upgrade certifi"), clock},
		"pip":     {client("if what ended is a root that pip brings along, update pip", "python3 -m pip install --upgrade pip"), clock},
		"conda":   {client("if what ended is a root that conda brings along, update it", "conda update ca-certificates certifi"), clock},
		"curl":    {client("if what ended is a root of this machine, update its store", "apt-get install --only-upgrade ca-certificates"), clock},
		"wget":    {client("if what ended is a root of this machine, update its store", "apt-get install --only-upgrade ca-certificates"), clock},
		"git":     {client("if what ended is a root of this machine, update its store", "apt-get install --only-upgrade ca-certificates"), clock},
		"openssl": {client("if what ended is a root of this machine, update its store", "apt-get install --only-upgrade ca-certificates"), clock},
		"go":      {client("if what ended is a root of this machine, update its store, which Go reads", "apt-get install --only-upgrade ca-certificates"), clock},
		"node":    {client("if what ended is a root that Node brings along, update Node", "node --version"), clock},
		"java":    {client("if what ended is a root of the JVM's store, update the JDK, which brings it", "keytool -list -v -cacerts | grep -E 'Alias|until'"), clock},
		"docker":  {clock, you("the machine under Docker Desktop or WSL may lag behind after sleep; compare", "docker run --rm alpine date -u")},
		"kubernetes": {
			server("on a control plane that kubeadm made: see what has ended, renew it, and restart the control plane's pods", "kubeadm certs check-expiration && kubeadm certs renew all"),
			client("the kubeconfig holds a client certificate that ends with the others: take the new one", "cp /etc/kubernetes/admin.conf ~/.kube/config"),
			clock,
		},
		"postgresql": {server("renew, then have the server read its files again", "psql -c 'SELECT pg_reload_conf()'"), clock},
		"mysql":      {server("renew, then have the server read its files again", "mysql -e 'ALTER INSTANCE RELOAD TLS'"), clock},
		"mongodb":    {server("renew, then have the server read its files again", "mongosh --eval 'db.adminCommand({rotateCertificates: 1})'"), clock},
		"postfix":    {server("renew, then have the server read its files again", "postfix reload"), clock},
		"dovecot":    {server("renew, then have the server read its files again", "doveadm reload"), clock},
		"haproxy":    {server("renew, put certificate and key into one file again, then reload", "systemctl reload haproxy"), clock},
		"apache":     {server("renew, then reload", "apachectl configtest && apachectl graceful"), clock},
		"ruby":       {client("if what ended is a root of this machine, update its store, which Ruby reads", "apt-get install --only-upgrade ca-certificates"), clock},
		"php":        {client("if what ended is a root of this machine, update its store, which PHP reads unless php.ini names another", "apt-get install --only-upgrade ca-certificates"), clock},
		"perl":       {client("if what ended is a root of Mozilla::CA, update that", "cpan Mozilla::CA"), clock},
		"gnutls":     {client("if what ended is a root of this machine, update its store, which GnuTLS reads", "apt-get install --only-upgrade ca-certificates"), clock},
		"dotnet":     {client("if what ended is a root of this machine, update its store, which .NET reads", "apt-get install --only-upgrade ca-certificates"), clock},
		"npm":        {you("see which registry is asked: a mirror that was given up lets its certificate end", "npm config get registry"), client("if what ended is a root that Node brings along, update Node", "node --version"), clock},
		"browsers":   {clock},
		"android":    {client("an old device has old roots, which only an update of the system brings; see its clock first", "")},
	},
	"not-yet-valid": {
		"docker":     {you("the machine under Docker Desktop or WSL may lag behind after sleep; compare", "docker run --rm alpine date -u; date -u")},
		"kubernetes": {you("compare the clocks of the nodes, in UTC: one of them lags behind", "date -u")},
		"android":    {client("set the device's clock, or let the network set it", "")},
		"mbedtls":    {client("set the clock before the first connection, by SNTP for instance: after a start it says 1970", "")},
		"bearssl":    {client("set the clock before the first connection: configTime(0, 0, \"pool.ntp.org\"), then wait until time() is past 2020", "")},
		"wolfssl":    {client("set the clock before the first connection, by SNTP for instance: after a start it says 1970", "")},
	},
	"pem-malformed": {
		"python":     {client("a key out of a variable may hold \\n as two letters: os.environ[\"KEY\"].replace(\"\\\\n\", \"\\n\")", ""), you("see which file, and which part of it, cannot be read", "certain inspect {file}")},
		"node":       {client("a key out of a variable may hold \\n as two letters: process.env.KEY.replace(/\\\\n/g, \"\\n\")", ""), you("see which file, and which part of it, cannot be read", "certain inspect {file}")},
		"go":         {you("see which file, and which part of it, cannot be read", "certain inspect {file}")},
		"java":       {you("see whether Java reads it: no byte-order mark, and no text in front of BEGIN", "keytool -printcert -file {file}")},
		"nginx":      {you("see which part cannot be read; two files that were joined lack a line end between END and BEGIN", "certain inspect {file}")},
		"haproxy":    {you("see which part cannot be read; HAProxy wants certificate, chain and key in one file", "certain inspect {file}")},
		"kubernetes": {you("see what the secret really holds: PEM, encoded in base64 once", "kubectl get secret NAME -o jsonpath='{.data.tls\\.crt}' | base64 -d | certain inspect -")},
	},
	"handshake-timeout": {
		"docker":     {client("behind a proxy the daemon needs the proxy itself: it does not see your shell's variables", "systemctl show --property=Environment docker")},
		"kubernetes": {client("see whether a proxy stands between: the API server is mostly to be put into NO_PROXY", "env | grep -i proxy"), server("see whether the API server has memory and processor left", "kubectl top nodes")},
		"go":         {client("http.DefaultTransport gives the handshake 10 seconds: set TLSHandshakeTimeout of the Transport where a server is slow", "")},
		"node":       {client("fetch gives TCP and TLS 10 seconds together; see whether a proxy is to be used, which Node does not follow by itself", "env | grep -i proxy")},
		"git":        {client("see whether a proxy stands between", "git config --show-origin --get-all http.proxy; env | grep -i proxy")},
	},
	"connect-timeout": {
		"pip":    {client("inside a company, pip may have to be told the proxy", "pip config set global.proxy http://PROXY:3128")},
		"conda":  {client("inside a company, conda may have to be told the proxy", "conda config --set proxy_servers.https http://PROXY:3128")},
		"npm":    {client("inside a company, npm may have to be told the proxy", "npm config set https-proxy http://PROXY:3128")},
		"git":    {client("inside a company, git may have to be told the proxy", "git config --global http.proxy http://PROXY:3128")},
		"docker": {client("behind a proxy the daemon needs the proxy itself: it does not see your shell's variables", "systemctl show --property=Environment docker")},
		"java":   {client("inside a company, the JVM may have to be told the proxy: -Dhttps.proxyHost and -Dhttps.proxyPort", "")},
	},
}

const (
	seeChain = "certain check {host}:{port}"
	pair     = "certain check fullchain.pem privkey.pem"
)

// clock is the cause of an end date that only one machine sees.
var clock = you("if other machines find it in date, this one's clock is ahead", "date -u")

func client(do, command string) certain.Fix {
	return certain.Fix{For: certain.ForClient, Do: do, Command: command}
}

func server(do, command string) certain.Fix {
	return certain.Fix{For: certain.ForServer, Do: do, Command: command}
}

func you(do, command string) certain.Fix {
	return certain.Fix{For: certain.ForYou, Do: do, Command: command}
}
