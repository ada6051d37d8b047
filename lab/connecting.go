package lab

// connecting are the problems on the way to a handshake.
func connecting() []Scenario {
	return join([]Scenario{
		{
			ID: "dns-failure", Code: "dns-failure", Expect: Reject,
			About: "The DNS server says that the name does not exist.",
			host:  "nowhere.example.test",
			open:  resolvesNothing,
		},
		{
			ID: "connection-refused", Code: "connection-refused", Expect: Reject,
			About: "Nothing listens on the port.",
			open:  refuses,
		},
		{
			ID: "connection-reset", Code: "connection-reset", Expect: Reject,
			About: "The peer accepts the connection and resets it when the handshake begins.",
			speak: resets,
		},
	}, connectTimeout(), []Scenario{
		{
			ID: "handshake-timeout", Code: "handshake-timeout", Expect: Reject,
			About: "The peer accepts the connection, reads, and never answers.",
			speak: saysNothing,
		},
		{
			ID: "closed-early", Code: "closed-early", Expect: Reject,
			About: "The peer ends the connection in order when the handshake begins.",
			speak: closesEarly,
		},
		{
			ID: "not-tls", Code: "not-tls", Expect: Reject,
			About: "A plain HTTP server listens on the port.",
			speak: says("HTTP/1.1 400 Bad Request\r\nServer: lab\r\nContent-Type: text/plain\r\nContent-Length: 16\r\nConnection: close\r\n\r\n400 Bad Request\n"),
		},
		{
			ID: "not-tls-ssh", Code: "not-tls", Expect: Reject,
			About: "An SSH server listens on the port.",
			speak: greets("SSH-2.0-OpenSSH_9.9\r\n"),
		},
	})
}
