package problem

import "github.com/certain-tls/certain"

// connecting holds the problems on the way to the first byte of TLS, and of a
// peer that falls silent.
var connecting = []Problem{
	{
		Code:     "dns-failure",
		Title:    "the host name has no address",
		So:       "no connection was tried; whether the server is well is not known",
		Endpoint: certain.Error,
		Bites:    BitesDNS, About: AboutName,
		Apart: "connection-refused: there the name has an address and nothing listens on it",
		Fixes: []certain.Fix{
			{For: certain.ForYou, Do: "check the spelling, then ask this machine's resolver, as programs do", Command: "getent ahosts {host}"},
			{For: certain.ForServer, Do: "publish an A or AAAA record for {host}"},
			{For: certain.ForNetwork, Do: "if the name resolves elsewhere: mend the resolver that this machine uses", Command: "cat /etc/resolv.conf"},
		},
	},
	{
		Code:     "connection-refused",
		Title:    "nothing listens at this address and port",
		So:       "no program can connect; the machine itself answered",
		Endpoint: certain.Error,
		Bites:    BitesTCP, About: AboutHygiene,
		Apart: "connect-timeout: there nobody answers at all; connection-reset: there something listens and then drops the connection",
		Fixes: []certain.Fix{
			{For: certain.ForServer, Do: "see whether the server runs and listens on this port, on this address and not only on 127.0.0.1", Command: "ss -ltnp sport = :{port}"},
			{For: certain.ForServer, Do: "if it is stopped: its log says why, and a bad certificate or key is a frequent reason", Command: "nginx -t"},
			{For: certain.ForYou, Do: "check the port: 443 is taken where none is given"},
		},
	},
	{
		Code:     "connection-reset",
		Title:    "the connection was cut by a reset",
		So:       "no handshake completed; the certificate was not judged",
		Endpoint: certain.Error,
		Bites:    BitesTCP, About: AboutHygiene,
		Apart: "closed-early: there the peer says goodbye in order; connection-refused: there nothing listens",
		Fixes: []certain.Fix{
			{For: certain.ForServer, Do: "read the server's log at this moment: a crash, a limit or an allow list ends connections like this"},
			{For: certain.ForNetwork, Do: "try from another network: a firewall may reset what it does not like"},
			{For: certain.ForServer, Do: "behind a load balancer: see whether the backend is up, and whether it waits for a PROXY protocol header"},
		},
	},
	{
		Code:     "connect-timeout",
		Title:    "nobody answers at this address and port",
		So:       "no program can connect; packets are lost or dropped on the way",
		Endpoint: certain.Error,
		Bites:    BitesTCP, About: AboutHygiene,
		Apart: "connection-refused: there the machine answers at once; handshake-timeout: there TCP connects and TLS gets no answer",
		Fixes: []certain.Fix{
			{For: certain.ForNetwork, Do: "let TCP to this port through: firewall, security group, routing"},
			{For: certain.ForServer, Do: "see whether the machine is up, and still has this address"},
			{For: certain.ForYou, Do: "see how far packets to {host} get", Command: "traceroute {host}"},
		},
	},
	{
		Code:     "network-unreachable",
		Title:    "this machine has no way to the address",
		So:       "not one packet left for the server; the fault is here or at the next router",
		Endpoint: certain.Error,
		Bites:    BitesTCP, About: AboutHygiene,
		Apart: "connect-timeout: there packets leave and no answer comes",
		Fixes: []certain.Fix{
			{For: certain.ForNetwork, Do: "see which way this machine would take; for an IPv6 address it needs IPv6 of its own", Command: "ip route get {host}"},
			{For: certain.ForYou, Do: "see whether the network or the VPN is up", Command: "ip address"},
		},
	},
	{
		Code:     "proxy-refused",
		Title:    "the proxy does not let the connection through",
		So:       "the server behind it was not seen; whether it is well is not known",
		Endpoint: certain.Error,
		Bites:    BitesProxy, About: AboutHygiene,
		Apart: "connection-refused: there the server itself is asked; not-tls: there a proxy is spoken to in the wrong protocol",
		Fixes: []certain.Fix{
			{For: certain.ForYou, Do: "check the proxy's address, its kind (http, https, socks5, socks5h) and whether it wants a user name and password", Command: "env | grep -i _proxy"},
			{For: certain.ForNetwork, Do: "let the proxy allow CONNECT to {host} at port {port}: many allow port 443 alone"},
			{For: certain.ForYou, Do: "if the server is inside, go there without the proxy: put {host} into NO_PROXY"},
		},
	},
	{
		Code:     "starttls-unavailable",
		Title:    "the server does not change to TLS when it is asked to",
		So:       "clients that insist on TLS cannot connect; those that do not send passwords and mail in the clear",
		Endpoint: certain.Error,
		Bites:    BitesStartTLS, About: AboutKey,
		Apart: "not-tls: there nobody asked for the change, or the server agreed to it and then spoke something else",
		Fixes: []certain.Fix{
			{For: certain.ForServer, Do: "switch TLS on: smtpd_tls_security_level in Postfix, ssl = required in Dovecot, ssl = on in postgresql.conf; its log says if it found no certificate", Command: "postconf smtpd_tls_security_level smtpd_tls_chain_files"},
			{For: certain.ForYou, Do: "check the port: 587 and 143 ask for TLS first, 465 (smtps://) and 993 (imaps://) speak it at once"},
			{For: certain.ForNetwork, Do: "try from another network: some firewalls take STARTTLS out of what the server offers"},
		},
	},
	{
		Code:     "handshake-timeout",
		Title:    "the server accepts the connection and never finishes the handshake",
		So:       "clients hang until their own timeout; the certificate was not judged",
		Endpoint: certain.Error,
		Bites:    BitesTLS, About: AboutKey,
		Apart: "connect-timeout: there not even TCP connects; closed-early: there the peer hangs up",
		Fixes: []certain.Fix{
			{For: certain.ForServer, Do: "see whether this port speaks TLS at once: a server that waits for a STARTTLS command or a PROXY protocol header is silent too"},
			{For: certain.ForServer, Do: "see whether the server is out of workers, or waits for something behind it"},
			{For: certain.ForNetwork, Do: "see whether large packets get through: let ICMP \"fragmentation needed\" pass, or lower the MTU", Command: "ping -M do -s 1400 {host}"},
		},
	},
	{
		Code:     "closed-early",
		Title:    "the server hangs up in the middle of the handshake",
		So:       "no handshake completed; the server gave no reason",
		Endpoint: certain.Error,
		Bites:    BitesTLS, About: AboutKey,
		Apart: "handshake-refused: there the server sends an alert first; connection-reset: there the connection is cut by a reset",
		Fixes: []certain.Fix{
			{For: certain.ForServer, Do: "read the server's log at this moment: no certificate for this name, or an allow list, ends like this"},
			{For: certain.ForServer, Do: "behind a load balancer: see whether it has a healthy backend, and whether both agree on the PROXY protocol"},
			{For: certain.ForNetwork, Do: "try from another network: a filter that reads the server name hangs up like this"},
		},
	},
	{
		Code:     "not-tls",
		Title:    "what answers at this port does not speak TLS",
		So:       "no TLS client can connect here; what is sent without TLS can be read on the way",
		Endpoint: certain.Error,
		Bites:    BitesTLS, About: AboutKey,
		Apart: "corrupt-record: there TLS was spoken and then damaged; closed-early: there nothing is answered",
		Fixes: []certain.Fix{
			{For: certain.ForYou, Do: "check the port: 443 for https, 465 for smtps, 993 for imaps; 80, 25, 143 and 587 begin without TLS"},
			{For: certain.ForServer, Do: "switch TLS on for this port: \"listen 443 ssl\" in nginx, SSLEngine on in Apache, \"bind :443 ssl crt\" in HAProxy"},
			{For: certain.ForClient, Do: "if a proxy is configured: its own address may need http:// where https:// is written"},
		},
	},
	{
		Code:     "truncated-close",
		Title:    "the server ends its answer without saying goodbye in TLS",
		So:       "nobody can tell the end of the answer from a connection that was cut on the way",
		Endpoint: certain.Warning,
		Bites:    BitesTLS, About: AboutHygiene,
		Apart: "closed-early: there the handshake itself does not complete",
		Fixes: []certain.Fix{
			{For: certain.ForServer, Do: "send close_notify before closing the socket: SSL_shutdown in OpenSSL, unwrap() in Python, Close of tls.Conn in Go"},
			{For: certain.ForServer, Do: "read the server's log at this moment: a worker that is killed, or a time limit on answers, ends them like this"},
			{For: certain.ForNetwork, Do: "try from another network: a load balancer or a firewall may cut long answers"},
		},
	},
}
