package explain

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// aboutMbed is what stands beside a number of Mbed TLS: alone, a negative
// number is anything's. One of two digits is anything's even beside a word of
// TLS, and asks for a word of Mbed TLS's own or of its users.
const aboutMbed = "ssl|SSL|tls|mbedtls|mbed|start_ssl_client|ssl_client|ssl_client.cpp|x509|net_sockets"

const aboutMbedAlone = "mbedtls|mbed|esp-tls|start_ssl_client|ssl_client|ssl_client.cpp|net_sockets|WiFiClientSecure"

var mbedName = regexp.MustCompile(`\bMBEDTLS_(?:ERR|X509_BADC(?:ERT|RL))_[A-Z0-9_]+`)

// mbedNumbers gives the errors of which the table has the number in hex under
// their names, and in decimal, as Arduino and others print them; and the flags
// of its verifier under theirs.
func mbedNumbers(phrases []Phrase) (all []Phrase) {
	held := map[string]bool{}
	for _, p := range phrases {
		held[p.Text] = true
	}
	for _, p := range phrases {
		name := mbedName.FindString(p.Source)
		if strings.Contains(name, "_BADC") && !held[name] {
			held[name] = true
			f := p
			f.Text, f.With = name, nil
			all = append(all, f)
		}
		number, err := strconv.ParseInt(strings.TrimPrefix(p.Text, "-0x"), 16, 32)
		if err != nil || !strings.HasPrefix(p.Text, "-0x") {
			continue
		}
		about := aboutMbed
		if number < 100 {
			about = aboutMbedAlone
		}
		forms := []Phrase{p, p, p}
		forms[0].Text, forms[0].With = name, nil
		forms[1].Text, forms[1].With = fmt.Sprintf("-%d", number), []string{about}
		forms[2].Text, forms[2].With = fmt.Sprintf("-0x%X", number), []string{aboutMbed} // without leading zeros
		for _, f := range forms {
			if f.Text != "" && !held[f.Text] {
				held[f.Text] = true
				all = append(all, f)
			}
		}
	}
	return all
}
