package tlsconfig

// TicketKeys gives the keys of session tickets.
type TicketKeys interface{}
