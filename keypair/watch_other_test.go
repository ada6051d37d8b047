//go:build !linux

package keypair_test

const deniedHelper = "watch-denied"

func watchDenied(string, string) int { return 1 }
