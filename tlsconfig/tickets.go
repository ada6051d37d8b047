package tlsconfig

import "crypto/tls"

// resumption sets up the keys of session tickets.
func resumption(*tls.Config, ServerOptions) error { return nil }

// TicketKeys gives the keys of session tickets.
type TicketKeys interface{}
