package explain

// sqlserver holds the words of Microsoft's drivers for SQL Server, which
// shakes hands inside its own protocol.
var sqlserver = table{
	Ecosystem: "sqlserver",
	Name:      "SQL Server",
	Marks:     []string{"SqlClient", "SqlException", "ODBC Driver", "SQL Server", "com.microsoft.sqlserver", "sqlcmd", "mssql", "SQLServerException", "tedious"},
	Phrases: []Phrase{
		{Code: "handshake-timeout", Text: "pre-login handshake * The wait operation timed out", Alternatives: []string{"connect-timeout"}, Source: "Microsoft.Data.SqlClient, with WAIT_TIMEOUT (258) of Windows"},
		{Code: "untrusted-root", Text: "A connection was successfully established with the server, but then an error occurred during the login process. (provider: SSL Provider, error: 0 - The certificate chain was issued by an authority that is not trusted", Tells: Hints, Alternatives: []string{"untrusted-issuer", "missing-intermediate", "self-signed", "no-trust-store"}, Source: "System.Data.SqlClient, with Schannel's words"},
		{Code: "untrusted-root", Text: "provider: SSL Provider, error: 0 - The certificate chain was issued by an authority that is not trusted", Tells: Hints, Alternatives: []string{"untrusted-issuer", "missing-intermediate", "self-signed", "no-trust-store"}, Source: "Microsoft.Data.SqlClient, with Schannel's words"},
		{Code: "hostname-mismatch", Text: "provider: SSL Provider, error: 0 - The target principal name is incorrect", Alternatives: []string{"no-san"}, Source: "Microsoft.Data.SqlClient, with Schannel's words"},
		{Code: "expired", Text: "provider: SSL Provider, error: 0 - The certificate received has expired", Source: "Microsoft.Data.SqlClient, with Schannel's words"},
		{Code: "handshake-refused", Text: "An error occurred during the pre-login handshake", Tells: Wraps, Alternatives: []string{"untrusted-root", "protocol-version", "closed-early"}, Source: "System.Data.SqlClient, Strings: the provider's words stand in brackets"},
		{Code: "protocol-version", Text: "pre-login handshake. (provider: SSL Provider, error: 31 - Encryption(ssl/tls) handshake failed)", Tells: Hints, Alternatives: []string{"untrusted-root", "handshake-refused"}, Source: "Microsoft.Data.SqlClient on Linux"},
		{Code: "protocol-version", Text: "Encryption(ssl/tls) handshake failed", Tells: Hints, Alternatives: []string{"untrusted-root", "handshake-refused"}, Source: "Microsoft.Data.SqlClient on Linux"},
		{Code: "starttls-unavailable", Text: "The instance of SQL Server you attempted to connect to does not support encryption", Source: "System.Data.SqlClient, SNI error 20"},
		{Code: "untrusted-issuer", Text: `The driver could not establish a secure connection to SQL Server by using Secure Sockets Layer (SSL) encryption. Error: "PKIX path building failed`, Tells: Hints, Alternatives: []string{"untrusted-root", "missing-intermediate", "self-signed", "no-trust-store"}, Source: "mssql-jdbc"},
		{Code: "hostname-mismatch", Text: "Failed to validate the server name", Tells: Hints, Alternatives: []string{"no-san"}, Source: "mssql-jdbc, SQLServerCertificateUtils"},
		{Code: "protocol-version", Text: "The server selected protocol version TLS10 is not accepted by client preferences", Tells: Hints, Source: "mssql-jdbc over Java"},
		{Code: "handshake-refused", Text: "The driver could not establish a secure connection to SQL Server by using Secure Sockets Layer (SSL) encryption", Tells: Wraps, Alternatives: []string{"protocol-version", "untrusted-root", "hostname-mismatch"}, Source: "mssql-jdbc: Java's words follow"},
		{Code: "closed-early", Text: "SQL Server did not return a response. The connection has been closed", Tells: Hints, Alternatives: []string{"protocol-version"}, Source: "mssql-jdbc"},
		{Code: "handshake-refused", Text: "SSL Provider:", Tells: Wraps, Alternatives: []string{"untrusted-root", "protocol-version"}, Source: "ODBC Driver for SQL Server: the library's words follow"},
		{Code: "untrusted-issuer", Text: "SSL Provider: [error:*:certificate verify failed:unable to get local issuer certificate]", Tells: Hints, Alternatives: []string{"untrusted-root", "missing-intermediate", "no-trust-store"}, Source: "ODBC Driver for SQL Server on Linux"},
		{Code: "self-signed", Text: "SSL Provider: [error:*:certificate verify failed:self-signed certificate]", Source: "ODBC Driver for SQL Server on Linux"},
		{Code: "protocol-version", Text: "SSL Provider: [error:*:unsupported protocol]", Source: "ODBC Driver for SQL Server on Linux"},
		{Code: "hostname-mismatch", Text: "SSL Provider: [error:*:subject name does not match host name]", Alternatives: []string{"no-san"}, Source: "ODBC Driver for SQL Server on Linux"},
		{Code: "untrusted-root", Text: "TLS Handshake failed: x509: certificate signed by unknown authority", Tells: Hints, Alternatives: []string{"untrusted-issuer", "missing-intermediate", "self-signed", "no-trust-store"}, Source: "go-mssqldb, tds.go"},
		{Code: "untrusted-root", Text: "TLS Handshake failed: cannot read handshake packet: EOF", Tells: Hints, Alternatives: []string{"closed-early", "protocol-version"}, Source: "go-mssqldb, tds.go"},
		{Code: "closed-early", Text: "TLS Handshake failed: cannot read handshake packet", Alternatives: []string{"protocol-version"}, Source: "go-mssqldb, tds.go"},
		{Code: "key-missing", Text: "The server could not load the certificate it needs to initiate an SSL connection", Alternatives: []string{"permission-denied"}, Source: "SQL Server, error 26014"},
		{Code: "permission-denied", Text: "Unable to load user-specified certificate", Alternatives: []string{"key-missing"}, Source: "SQL Server, error 26014"},
		{Code: "key-missing", Text: "Could not find any certificate that meets the required criteria", Source: "SQL Server"},
		{Code: "permission-denied", Text: "TDSSNIClient initialization failed with error 0x80092004", Alternatives: []string{"key-missing"}, Source: "SQL Server, error 17182"},
	},
}
