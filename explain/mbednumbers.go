package explain

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// aboutMbed is what stands beside a number of Mbed TLS: alone, a negative
// number is anything's.
const aboutMbed = "ssl|SSL|tls|mbedtls|mbed|start_ssl_client|ssl_client|ssl_client.cpp|x509|net_sockets"

var mbedName = regexp.MustCompile(`\bMBEDTLS_ERR_[A-Z0-9_]+`)

// mbedNumbers gives the errors of which the table has the number in hex under
// their names, and in decimal, as Arduino and others print them.
func mbedNumbers(phrases []Phrase) (all []Phrase) {
	held := map[string]bool{}
	for _, p := range phrases {
		held[p.Text] = true
	}
	for _, p := range phrases {
		number, err := strconv.ParseInt(strings.TrimPrefix(p.Text, "-0x"), 16, 32)
		if err != nil || !strings.HasPrefix(p.Text, "-0x") {
			continue
		}
		forms := []Phrase{p, p, p}
		forms[0].Text, forms[0].With = mbedName.FindString(p.Source), nil
		forms[1].Text, forms[1].With = fmt.Sprintf("-%d", number), []string{aboutMbed}
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
