package problem

var handshake = []Problem{}
