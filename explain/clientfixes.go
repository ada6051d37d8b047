package explain

import "github.com/certain-tls/certain"

// showCertificate is how each ecosystem and each tool is given a certificate
// to show. Where one file is named, it holds certificate and key.
var showCertificate = map[string][]certain.Fix{
	"python":   {client("load a client certificate: context.load_cert_chain(\"client.pem\", \"client.key\"); in requests cert=(\"client.pem\", \"client.key\")", "")},
	"requests": {client("give certificate and key: requests.get(url, cert=(\"client.pem\", \"client.key\")), or session.cert", "")},
	"httpx":    {client("load them into a context and hand it over: context.load_cert_chain(\"client.pem\", \"client.key\"); httpx.Client(verify=context)", "")},
	"aiohttp":  {client("load them into a context and hand it over: context.load_cert_chain(\"client.pem\", \"client.key\"); aiohttp.TCPConnector(ssl=context)", "")},
	"pip":      {client("name a file that holds certificate and key; for one call --client-cert does", "pip config set global.client-cert /path/to/client-and-key.pem")},
	"conda":    {client("name certificate and key", "conda config --set client_ssl_cert /path/to/client.pem && conda config --set client_ssl_cert_key /path/to/client.key")},
	"poetry":   {client("name a file that holds certificate and key, for the source by its name in pyproject.toml", "poetry config certificates.NAME.client-cert /path/to/client-and-key.pem")},
	"uv":       {client("name a file that holds certificate and key", "SSL_CLIENT_CERT=client-and-key.pem uv sync")},

	"curl":    {client("send a client certificate", "curl --cert client.pem --key client.key https://{host}:{port}/")},
	"wget":    {client("send a client certificate", "wget --certificate=client.pem --private-key=client.key https://{host}:{port}/")},
	"git":     {client("name a client certificate for that host", "git config --global http.https://{host}:{port}/.sslCert /path/to/client.pem && git config --global http.https://{host}:{port}/.sslKey /path/to/client.key")},
	"openssl": {client("send a client certificate; -cert takes the first of the file alone, -cert_chain the intermediates", "openssl s_client -connect {host}:{port} -cert client.pem -cert_chain client.pem -key client.key")},
	"gnutls":  {client("send a client certificate", "gnutls-cli --x509certfile client.pem --x509keyfile client.key -p {port} {host}")},
	"stunnel": {client("let cert and key of the service name certificate and key", "")},

	"go":   {client("set tls.Config{Certificates: []tls.Certificate{cert}} with cert from tls.LoadX509KeyPair", "")},
	"grpc": {client("give certificate and key to the credentials: credentials.NewTLS(&tls.Config{Certificates: …}) in Go, grpc.ssl_channel_credentials(roots, key, chain) in Python", "")},
	"node": {client("give cert and key in the options of the request or its agent", "")},
	"npm":  {client("name certificate and key for that registry", "npm config set //{host}:{port}/:certfile=/path/to/client.pem && npm config set //{host}:{port}/:keyfile=/path/to/client.key")},
	"pnpm": {client("name certificate and key for that registry, in ~/.npmrc: //HOST:PORT/:certfile=/path/to/client.pem and //HOST:PORT/:keyfile=/path/to/client.key", "")},
	"yarn": {client("name certificate and key (cert and key in Yarn 1)", "yarn config set httpsCertFilePath /path/to/client.pem && yarn config set httpsKeyFilePath /path/to/client.key")},
	"java": {
		client("make a key store of certificate and key", "openssl pkcs12 -export -in client.pem -inkey client.key -name client -out client.p12"),
		client("and give it to the JVM with -Djavax.net.ssl.keyStore and -Djavax.net.ssl.keyStorePassword", ""),
	},
	"kafka":      {client("let ssl.keystore.location (Java) or ssl.certificate.location and ssl.key.location (librdkafka) name certificate and key", "")},
	"ruby":       {client("give certificate and key: http.cert = OpenSSL::X509::Certificate.new(File.read(\"client.pem\")); http.key = OpenSSL::PKey.read(File.read(\"client.key\"))", "")},
	"bundler":    {client("name a file that holds certificate and key", "bundle config set --global ssl_client_cert /path/to/client-and-key.pem")},
	"php":        {client("name certificate and key: CURLOPT_SSLCERT and CURLOPT_SSLKEY, or local_cert and local_pk in the stream context", "")},
	"perl":       {client("name certificate and key: SSL_cert_file and SSL_key_file in the options of IO::Socket::SSL", "")},
	"rust":       {client("give certificate and key: reqwest ClientBuilder::identity with Identity::from_pem; in rustls, with_client_auth_cert", "")},
	"dotnet":     {client("add a certificate that has its private key to HttpClientHandler.ClientCertificates", "")},
	"powershell": {client("send a certificate with its private key", "Invoke-WebRequest -Uri https://{host}:{port}/ -Certificate (Get-PfxCertificate client.pfx)")},
	"windows":    {client("install certificate and key for this user", "certutil -user -importpfx client.pfx")},
	"apple":      {client("install certificate and key in the keychain", "security import client.p12")},
	"browsers":   {client("install certificate and key, as a .p12 file, in the system's store; Firefox has its own, under Settings, Certificates", "")},

	"docker":     {client("put the certificate and its key beside the registry's root: /etc/docker/certs.d/{host}:{port}/client.cert and client.key", "")},
	"kubernetes": {client("let the kubeconfig's user have certificate and key", "kubectl config set-credentials NAME --client-certificate=client.pem --client-key=client.key --embed-certs")},
	"helm":       {client("give certificate and key to the repository", "helm repo add NAME https://{host}:{port}/ --cert-file client.pem --key-file client.key")},
	"vault":      {client("name certificate and key", "VAULT_CLIENT_CERT=client.pem VAULT_CLIENT_KEY=client.key vault status")},
	"consul":     {client("name certificate and key", "CONSUL_CLIENT_CERT=client.pem CONSUL_CLIENT_KEY=client.key consul members")},

	"postgresql": {client("give certificate and key to libpq", "psql \"host={host} sslmode=verify-full sslcert=client.pem sslkey=client.key\"")},
	"mysql":      {client("give certificate and key to the client", "mysql --ssl-mode=VERIFY_IDENTITY --ssl-ca=root.pem --ssl-cert=client.pem --ssl-key=client.key -h {host}")},
	"mongodb":    {client("give the client a file that holds certificate and key", "mongosh --tls --tlsCAFile root.pem --tlsCertificateKeyFile client-and-key.pem --host {host}")},
	"redis":      {client("give certificate and key to the client", "redis-cli --tls --cacert root.pem --cert client.pem --key client.key -h {host}")},
	"ldap":       {client("name certificate and key, in the environment or in ~/.ldaprc (TLS_CERT, TLS_KEY)", "LDAPTLS_CERT=client.pem LDAPTLS_KEY=client.key ldapsearch -H ldaps://{host}/")},
	"mqtt":       {client("give certificate and key to the client", "mosquitto_pub --cafile root.pem --cert client.pem --key client.key -h {host} -p 8883 -t topic -m text")},
	"postfix":    {client("let smtp_tls_cert_file and smtp_tls_key_file name certificate and key", "postconf smtp_tls_cert_file smtp_tls_key_file")},
}
