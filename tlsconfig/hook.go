package tlsconfig

// Hook hears of handshakes.
type Hook interface{}
