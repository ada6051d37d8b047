package explain

// iis holds the pages and messages of IIS and HTTP.sys.
var iis = table{
	Ecosystem: "iis",
	Name:      "IIS",
	Marks:     []string{"IIS", "http.sys", "HTTP Error 403", "netsh http", "SSL Certificate add failed", "W3SVC", "ARR"},
	Phrases: []Phrase{
		{Code: "client-cert-required", Text: "HTTP Error 403.7", Source: "IIS, the page of status 403.7: client certificate required"},
		{Code: "client-cert-required", Text: "403.7 - Client certificate required", Source: "IIS"},
		{Code: "client-cert-rejected", Text: "HTTP Error 403.16", Alternatives: []string{"untrusted-root"}, Source: "IIS: client certificate is untrusted or invalid"},
		{Code: "client-cert-rejected", Text: "HTTP Error 403.17", Alternatives: []string{"expired"}, Source: "IIS: client certificate has expired or is not yet valid"},
		{Code: "revoked", Text: "HTTP Error 403.13", Alternatives: []string{"revocation-unknown", "client-cert-rejected"}, Source: "IIS: client certificate revoked"},
		{Code: "not-tls", Text: "HTTP Error 403.4", Source: "IIS: SSL required"},
		{Code: "key-missing", Text: "SSL Certificate add failed, Error: 1312", Alternatives: []string{"permission-denied"}, Source: "netsh http add sslcert: a specified logon session does not exist"},
		{Code: "key-missing", Text: "A specified logon session does not exist. It may already have been terminated", Alternatives: []string{"permission-denied"}, Source: "ERROR_NO_SUCH_LOGON_SESSION (1312), where a certificate is bound without its key"},
		{Code: "untrusted-root", Text: "HTTP Error 502.3 - Bad Gateway * 0x80072f8f", Tells: Hints, Alternatives: []string{"hostname-mismatch", "expired"}, Source: "IIS, Application Request Routing"},
	},
}
