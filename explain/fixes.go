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
		"curl":    {client("if the certificate is yours, trust it for this call", "curl --cacert server.pem https://HOST/")},
		"openssl": {client("if the certificate is yours, give it as the only root", "openssl s_client -connect HOST:443 -CAfile server.pem -verify_return_error")},
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
		"openssl": {client("ask for the name that you want to reach", "openssl s_client -connect HOST:443 -servername NAME -verify_hostname NAME")},
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
		"python": {client("load a client certificate: context.load_cert_chain(\"client.pem\", \"client.key\"); in requests cert=(\"client.pem\", \"client.key\")", "")},
		"curl":   {client("send a client certificate", "curl --cert client.pem --key client.key https://HOST/")},
		"go":     {client("set tls.Config{Certificates: []tls.Certificate{cert}} with cert from tls.LoadX509KeyPair", "")},
		"node":   {client("give cert and key in the options of the request or its agent", "")},
		"java":   {client("give the JVM a key store with -Djavax.net.ssl.keyStore and -Djavax.net.ssl.keyStorePassword", "")},
	},
	"not-tls": {
		"python": {client("see whether the port speaks plain HTTP, and whether a proxy address begins with https:// where http:// is meant", "env | grep -i proxy")},
		"curl":   {client("see whether the port speaks plain HTTP, and whether a proxy address begins with https:// where http:// is meant", "env | grep -i proxy")},
		"node":   {client("see whether the port speaks plain HTTP, and whether a proxy address begins with https:// where http:// is meant", "env | grep -i proxy")},
		"nginx":  {server("where the upstream speaks plain HTTP, let proxy_pass begin with http://; where clients speak TLS, add ssl to the listen line", "")},
	},
	"protocol-version": {
		"python": {client("set context.minimum_version = ssl.TLSVersion.TLSv1_2 and no maximum", "")},
		"java":   {client("use a current JDK: Java 7 offers TLS 1.0 by default", "")},
	},
}

// trustTheRoot is how each ecosystem comes to trust a private root.
var trustTheRoot = map[string][]certain.Fix{
	"python": {
		client("if the root is your organisation's, load it: context.load_verify_locations(\"root.pem\"); requests and httpx take verify", ""),
		client("or name a bundle that holds it for all of requests", "REQUESTS_CA_BUNDLE=bundle.pem python3 app.py"),
	},
	"curl":    {client("if the root is your organisation's, give it", "curl --cacert root.pem https://HOST/")},
	"openssl": {client("if the root is your organisation's, give it", "openssl s_client -connect HOST:443 -CAfile root.pem -verify_return_error")},
	"go":      {client("if the root is your organisation's, add it to a copy of the system's pool: pool, err := x509.SystemCertPool(); pool.AppendCertsFromPEM(pem); tls.Config{RootCAs: pool}", ""), client("or install it in the system's store, which Go reads", "cp root.pem /usr/local/share/ca-certificates/root.crt && update-ca-certificates")},
	"node":    {client("if the root is your organisation's, add it when Node starts", "NODE_EXTRA_CA_CERTS=root.pem node app.js")},
	"java":    {client("if the root is your organisation's, import it into the trust store that this JVM uses", "keytool -importcert -cacerts -alias our-root -file root.pem")},
	"nginx":   {server("for an upstream, let proxy_ssl_trusted_certificate name a file with its root", "")},
}

const (
	seeChain = "certain check HOST:443"
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
