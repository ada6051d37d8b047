package explain

// powershell holds what PowerShell's commands add to .NET's words.
var powershell = table{
	Ecosystem: "powershell",
	Name:      "PowerShell",
	Marks:     []string{"Invoke-WebRequest", "Invoke-RestMethod", "iwr :", "FullyQualifiedErrorId", "CategoryInfo", "PS C:", "Install-Module", "Install-PackageProvider", "New-Object Net.WebClient", "DownloadString", "PowerShell"},
	Phrases: []Phrase{
		{Code: "protocol-version", Text: "Unable to download from URI 'https://go.microsoft.com/fwlink", Tells: Hints, Alternatives: []string{"proxy-refused", "dns-failure"}, Source: "PackageManagement: Windows PowerShell offers TLS 1.0 by default"},
		{Code: "protocol-version", Text: "Unable to resolve package source", Tells: Hints, Alternatives: []string{"dns-failure"}, Source: "PowerShellGet: Windows PowerShell offers TLS 1.0 by default"},
		{Code: "protocol-version", Text: "The underlying connection was closed: An unexpected error occurred on a send.", Tells: Hints, Alternatives: []string{"handshake-refused", "closed-early", "connection-reset"}, Source: "System, as Invoke-WebRequest tells it: mostly TLS 1.0 offered to a server that wants 1.2"},
		{Code: "untrusted-issuer", Text: "The underlying connection was closed: Could not establish trust relationship for the SSL/TLS secure channel", Tells: Hints, Alternatives: []string{"untrusted-root", "hostname-mismatch", "self-signed", "expired", "no-trust-store"}, Source: "System, as Invoke-WebRequest tells it"},
		{Code: "hostname-mismatch", Text: "The SSL certificate contains a common name (CN) that does not match the hostname", Source: "WinRM, pwrshplugin and winrm.cmd"},
		{Code: "untrusted-root", Text: "The server certificate on the destination computer * has the following errors: * is signed by an unknown certificate authority", Tells: Hints, Alternatives: []string{"self-signed"}, Source: "WinRM"},
		{Code: "untrusted-root", Text: "The SSL certificate is signed by an unknown certificate authority", Tells: Hints, Alternatives: []string{"self-signed"}, Source: "WinRM"},
		{Code: "expired", Text: "The SSL certificate is expired", Source: "WinRM"},
		{Code: "hostname-mismatch", Text: "The SSL certificate contains a common name", Alternatives: []string{"no-san"}, Source: "WinRM"},
		{Code: "revocation-unknown", Text: "The SSL certificate could not be checked for revocation", Source: "WinRM"},
		{Code: "verification-disabled", Text: "-SkipCertificateCheck", Source: "Invoke-WebRequest, a switch told in a transcript"},
		{Code: "wrong-format", Text: "A certificate * could not be imported: Cannot find the requested object", Source: "Import-Certificate"},
		{Code: "wrong-passphrase", Text: "The PFX file you are trying to import requires either a different password or membership", Alternatives: []string{"passphrase-needed"}, Source: "Import-PfxCertificate"},
		{Code: "insecure-redirect", Text: "Cannot follow an insecure redirection by default", Source: "WebCmdletStrings.resx, InsecureRedirection", Versions: "7.4 on"},
		{Code: "connect-timeout", Text: "The operation has timed out", With: []string{"Invoke-WebRequest|Invoke-RestMethod|Connect-|Install-Module|Find-Module"}, Alternatives: []string{"handshake-timeout"}, Source: "Invoke-WebRequest over System.Net"},
		{Code: "connect-timeout", Text: "The request was canceled due to the configured HttpClient.Timeout of", With: []string{"Invoke-WebRequest|Invoke-RestMethod|HttpClient"}, Tells: Hints, Alternatives: []string{"handshake-timeout"}, Source: "Invoke-WebRequest over System.Net.Http"},
	},
}
