package lab

// connecting are the problems on the way to a handshake.
func connecting() []Scenario {
	return join([]Scenario{
		{
			ID: "dns-failure", Code: "dns-failure", Expect: Reject,
			About:     "The DNS server says that the name does not exist.",
			behaviour: nameless,
		},
		{
			ID: "connection-refused", Code: "connection-refused", Expect: Reject,
			About:     "Nothing listens on the port.",
			behaviour: "refused",
		},
		{
			ID: "connection-reset", Code: "connection-reset", Expect: Reject,
			About:     "The peer accepts the connection and resets it when the handshake begins.",
			behaviour: "reset",
		},
		{
			ID: "connection-reset-at-once", Code: "connection-reset", Expect: Reject,
			About:     "The peer accepts the connection and resets it at once.",
			behaviour: "reset-at-once",
		},
	}, connectTimeout(), []Scenario{
		{
			ID: "handshake-timeout", Code: "handshake-timeout", Expect: Reject,
			About:     "The peer accepts the connection, reads, and never answers.",
			behaviour: "silent",
		},
		{
			ID: "closed-early", Code: "closed-early", Expect: Reject,
			About:     "The peer ends the connection in order when the handshake begins.",
			behaviour: "closed",
		},
		{
			ID: "not-tls", Code: "not-tls", Expect: Reject,
			About:     "A plain HTTP server listens on the port.",
			behaviour: "plain-http",
		},
		{
			ID: "not-tls-ssh", Code: "not-tls", Expect: Reject,
			About:     "An SSH server listens on the port.",
			behaviour: "greets", text: "SSH-2.0-OpenSSH_9.9\r\n",
		},
		{
			ID: "proxy-refused", Code: "proxy-refused", Expect: Reject,
			About:     "The proxy on the way wants a password, and was given none.",
			sends:     chain{leaf(r11), r11},
			behaviour: "proxy-wants-password",
		},
		{
			ID: "proxy-refused-gateway", Code: "proxy-refused", Expect: Reject,
			About:     "The proxy on the way says that it cannot reach the server.",
			sends:     chain{leaf(r11), r11},
			behaviour: "proxy-reaches-nothing",
		},
		{
			ID: "proxy-refused-socks", Code: "proxy-refused", Expect: Reject,
			About:     "The SOCKS5 proxy on the way has rules against this connection.",
			sends:     chain{leaf(r11), r11},
			behaviour: "proxy-refuses-socks",
		},
		{
			ID: "starttls-unavailable", Code: "starttls-unavailable", Expect: Reject,
			About:     "The mail server does not offer STARTTLS.",
			sends:     chain{leaf(r11), r11},
			behaviour: "smtp-plain",
		},
		{
			ID: "starttls-unavailable-postgres", Code: "starttls-unavailable", Expect: Reject,
			About:     "The database answers that it has TLS switched off.",
			behaviour: "postgres-plain",
		},
		{
			ID: "starttls-unavailable-silent", Code: "starttls-unavailable", Expect: Reject,
			About:     "The mail server accepts the connection and never greets.",
			behaviour: "smtp-silent",
		},
		{
			ID: "starttls-injection", Code: "starttls-injection", Expect: Either,
			About:     "The mail server obeys inside TLS what it was sent in the clear behind STARTTLS.",
			sends:     chain{leaf(r11), r11},
			behaviour: "smtp-obeys",
		},
		{
			ID: "truncated-close", Code: "truncated-close", Expect: Reject,
			About:     "The server hangs up in the middle of its answer, without saying goodbye in TLS.",
			sends:     chain{leaf(r11), r11},
			behaviour: "hangs-up", text: "HTTP/1.1 200 OK\r\nServer: lab\r\nContent-Length: 1000\r\nConnection: close\r\n\r\nthis is a part of it",
		},
		{
			ID: "truncated-close-open", Code: "truncated-close", Expect: Either,
			About:     "The server hangs up without saying goodbye in TLS, and nothing else tells where its answer ends.",
			sends:     chain{leaf(r11), r11},
			behaviour: "hangs-up", text: "HTTP/1.0 200 OK\r\nServer: lab\r\n\r\nthis is all, perhaps\n",
		},
	})
}
