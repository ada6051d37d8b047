package check

import (
	"crypto/x509/pkix"
	"strings"

	"github.com/certain-tls/certain"
)

// A knownIssuer is a program that makes its own authority, known by the names
// that it gives to it. Names prove nothing, since anybody can write them: they
// make a guess, and a finding says so.
type knownIssuer struct {
	Name  string   // of the product
	Sort  sort     // what it does
	Marks []string // parts of the common name, organisation or unit, in small letters
	From  string   // where the names come from
}

// sort is what a known issuer is there for.
type sort int

const (
	inspects  sort = iota // a proxy or firewall that opens connections for an organisation
	antivirus             // a program on this machine that opens its connections
	debugs                // a tool of developers that opens connections
	portal                // a page that wants something before it lets anybody out
	develops              // an authority for machines of developers, or inside a cluster
	preset                // what a server shows that was given no certificate
)

// likely is the guess about each sort; %s is the product.
var likely = map[sort]string{
	inspects:  "%s opens this connection: an organisation inspects it; trust its root, as its administrators hand it out, in each runtime",
	antivirus: "%s on this machine opens this connection; runtimes with a store of their own need its root too",
	debugs:    "%s is set as proxy and opens this connection; stop it, or trust its root for this test alone",
	portal:    "%s answers in the place of the server until its page is dealt with",
	develops:  "%s made this certificate; trust its root on the machines that use it, or get a public certificate",
	preset:    "%s shows the certificate that it makes for itself, because it found none for this name",
}

var knownIssuers = []knownIssuer{
	{"Zscaler", inspects, []string{"zscaler"}, "help.zscaler.com, Adding Custom Certificate to an Application-Specific Trust Store"},
	{"Netskope", inspects, []string{"goskope.com", "netskope"}, "docs.netskope.com, Managing Certificates: ca.TENANT.goskope.com"},
	{"Palo Alto Networks", inspects, []string{"palo alto networks", "paloaltonetworks"}, "docs.paloaltonetworks.com, SSL Forward Proxy"},
	{"Fortinet FortiGate", inspects, []string{"fortinet", "fortigate ca", "fortigate_ca"}, "docs.fortinet.com, Fortinet_CA_SSL"},
	{"Cisco Umbrella", inspects, []string{"cisco umbrella"}, "docs.umbrella.com, Cisco Umbrella Root CA"},
	{"Cisco Secure Web Appliance", inspects, []string{"ironport"}, "cisco.com, AsyncOS HTTPS Proxy"},
	{"Forcepoint", inspects, []string{"forcepoint", "websense"}, "Forcepoint Cloud CA, Forcepoint LLC"},
	{"Sophos", inspects, []string{"sophos ssl ca", "sophos web appliance", "sophos endpoint"}, "docs.sophos.com, SecurityAppliance_SSL_CA: Sophos SSL CA_SERIAL"},
	{"Check Point", inspects, []string{"check point software", "checkpoint https inspection"}, "sc1.checkpoint.com, HTTPS Inspection"},
	{"Blue Coat or Symantec Web Security", inspects, []string{"blue coat", "bluecoat", "symantec web security", "cloud services ca"}, "techdocs.broadcom.com, ProxySG and Cloud SWG"},
	{"McAfee or Skyhigh Web Gateway", inspects, []string{"mcafee web gateway", "skyhigh"}, "success.skyhighsecurity.com, SSL Scanner"},
	{"Trend Micro", inspects, []string{"trend micro", "trendmicro"}, "docs.trendmicro.com, HTTPS decryption"},
	{"Barracuda", inspects, []string{"barracuda networks"}, "campus.barracuda.com, SSL Inspection"},
	{"WatchGuard", inspects, []string{"fireware https proxy", "watchguard"}, "watchguard.com, Fireware HTTPS Proxy: Default Certificate Authority"},
	{"SonicWall", inspects, []string{"sonicwall"}, "sonicwall.com, DPI-SSL"},
	{"Cato Networks", inspects, []string{"cato networks"}, "support.catonetworks.com, TLS Inspection"},
	{"iboss", inspects, []string{"iboss"}, "iboss.com, SSL decryption"},
	{"Menlo Security", inspects, []string{"menlo security"}, "docs.menlosecurity.com"},
	{"Cloudflare Gateway", inspects, []string{"gateway ca - cloudflare"}, "developers.cloudflare.com, TLS decryption: Gateway CA - Cloudflare Managed G1"},
	{"Securly", inspects, []string{"securly"}, "support.securly.com, SSL certificate"},
	{"Lightspeed", inspects, []string{"lightspeed systems", "lightspeed rocket"}, "help.relay.school"},
	{"Smoothwall", inspects, []string{"smoothwall"}, "kb.smoothwall.com"},
	{"Untangle or Arista", inspects, []string{"untangle"}, "wiki.untangle.com, SSL Inspector"},
	{"Squid", inspects, []string{"squid proxy", "squid ca"}, "wiki.squid-cache.org, SslBump"},

	{"Avast", antivirus, []string{"avast web/mail shield", "avast! web/mail shield", "avast antivirus", "avast trusted ca"}, "support.avast.com, Web/Mail Shield Root"},
	{"AVG", antivirus, []string{"avg web/mail shield", "avg technologies", "avg antivirus"}, "support.avg.com, Web/Mail Shield Root"},
	{"Norton", antivirus, []string{"norton web/mail shield"}, "support.norton.com"},
	{"Kaspersky", antivirus, []string{"kaspersky"}, "support.kaspersky.com, Kaspersky Anti-Virus Personal Root Certificate"},
	{"ESET", antivirus, []string{"eset ssl filter"}, "help.eset.com, SSL/TLS: ESET SSL Filter CA"},
	{"Bitdefender", antivirus, []string{"bitdefender"}, "bitdefender.com, Bitdefender Personal CA.Net-Defender"},
	{"Dr.Web", antivirus, []string{"dr.web"}, "download.drweb.com, Dr.Web for Windows"},
	{"AdGuard", antivirus, []string{"adguard personal"}, "adguard.com, HTTPS filtering: AdGuard Personal CA"},

	{"mitmproxy", debugs, []string{"mitmproxy"}, "mitmproxy/certs.py: CONF_BASENAME"},
	{"Charles", debugs, []string{"charles proxy"}, "charlesproxy.com, SSL Certificates"},
	{"Fiddler", debugs, []string{"do_not_trust_fiddler", "fiddler root"}, "docs.telerik.com, Fiddler: DO_NOT_TRUST_FiddlerRoot"},
	{"Burp Suite", debugs, []string{"portswigger"}, "portswigger.net, Installing Burp's CA certificate"},
	{"Proxyman", debugs, []string{"proxyman"}, "docs.proxyman.com, Install certificate"},
	{"HTTP Toolkit", debugs, []string{"http toolkit"}, "httptoolkit/mockttp: HTTP Toolkit CA"},
	{"ZAP", debugs, []string{"zed attack proxy", "owasp zap"}, "zaproxy: OWASP Zed Attack Proxy Root CA"},

	{"a Cisco wireless controller", portal, []string{"cisco wlc", "default virtual server cert"}, "cisco.com, Web authentication on a WLC"},
	{"an Aruba portal", portal, []string{"securelogin.arubanetworks.com", "captiveportal-login"}, "arubanetworks.com, Captive Portal"},

	{"mkcert", develops, []string{"mkcert"}, "mkcert cert.go, newCA: mkcert development CA"},
	{"Caddy", develops, []string{"caddy local authority"}, "caddy modules/caddypki/ca.go: defaultCAName"},
	{"minikube", develops, []string{"minikubeca"}, "minikube pkg/minikube/bootstrapper/certs.go"},
	{"k3s", develops, []string{"k3s-server-ca", "k3s-client-ca"}, "k3s pkg/daemons/control/deps"},
	{"Rancher", develops, []string{"dynamiclistener-ca"}, "rancher/dynamiclistener cert/cert.go"},
	{"Cloudflare's authority for origins", develops, []string{"cloudflare origin"}, "developers.cloudflare.com, Origin CA: trusted by Cloudflare alone"},
	{"step-ca", develops, []string{"smallstep"}, "smallstep.com, step ca init"},
	{"Vault", develops, []string{"vault ca"}, "developer.hashicorp.com, PKI secrets engine"},
	{"OpenShift", develops, []string{"openshift-signer", "ingress-operator@"}, "openshift/cluster-ingress-operator"},
	{"Docker", develops, []string{"docker:dind ca"}, "docker-library/docker, dockerd-entrypoint.sh"},

	{"Traefik", preset, []string{"traefik default cert"}, "traefik pkg/tls/generate: DefaultDomain"},
	{"ingress-nginx", preset, []string{"kubernetes ingress controller fake"}, "kubernetes/ingress-nginx internal/net/ssl: GetFakeSSLCert"},
	{"Plesk", preset, []string{"plesk"}, "docs.plesk.com, default certificate"},
	{"Synology DSM", preset, []string{"synology"}, "kb.synology.com, default certificate"},
	{"UniFi", preset, []string{"ubnt", "unifi"}, "help.ui.com, self-signed certificate"},
	{"VMware", preset, []string{"vmware default certificate", "vmware engineering"}, "kb.vmware.com"},
}

// exactly are common names too short to be looked for inside others.
var exactly = map[string]knownIssuer{
	"kubernetes":    {Name: "Kubernetes", Sort: develops, From: "kubernetes cmd/kubeadm/app/phases/certs: the cluster's own authority"},
	"kubernetes-ca": {Name: "Kubernetes", Sort: develops, From: "kubernetes.io, PKI certificates and requirements"},
	"fortigate":     {Name: "Fortinet FortiGate", Sort: inspects, From: "docs.fortinet.com"},
}

// aspNetDevelopment is the extension by which dotnet dev-certs marks its
// certificates: aspnetcore src/Shared/CertificateGeneration, AspNetHttpsOid.
const aspNetDevelopment = "1.3.6.1.4.1.311.84.1.1"

// likelyIssuer guesses who made the certificates of a path, by the names in
// it from the top down. It is empty if none is known.
func likelyIssuer(certs []*certain.Cert) string {
	for i := len(certs) - 1; i >= 0; i-- {
		c := certs[i].X509
		if c == nil {
			continue
		}
		for _, name := range []pkix.Name{c.Issuer, c.Subject} {
			if is, ok := known(name); ok {
				return strings.Replace(likely[is.Sort], "%s", is.Name, 1)
			}
		}
		for _, extension := range c.Extensions {
			if extension.Id.String() == aspNetDevelopment {
				return strings.Replace(likely[develops], "%s", "dotnet dev-certs", 1)
			}
		}
	}
	return ""
}

func known(name pkix.Name) (knownIssuer, bool) {
	if is, ok := exactly[strings.ToLower(name.CommonName)]; ok {
		return is, true
	}
	text := strings.ToLower(strings.Join(append(append([]string{name.CommonName}, name.Organization...), name.OrganizationalUnit...), "\n"))
	for _, is := range knownIssuers {
		for _, mark := range is.Marks {
			if strings.Contains(text, mark) {
				return is, true
			}
		}
	}
	return knownIssuer{}, false
}
