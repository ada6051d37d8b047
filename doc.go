// Package certain holds the vocabulary of the project: what is looked at
// ([Target]), what was seen ([Observation]), what follows from it ([Finding])
// and how the answer is handed over ([Report]).
//
// The shape of the house is "look, then conclude": probers and loaders fill an
// Observation and conclude nothing; checks read an Observation and touch
// neither the network, the disk nor the clock. An Observation can be stored
// and judged again later, by newer checks, without a packet.
//
// Everything here is plain data. The package does no input or output, keeps no
// state, and its values are safe for concurrent reading. It never holds a
// private key, a passphrase or a session secret.
package certain
