package explain

import (
	"regexp"
	"slices"
	"strings"
)

// reasons holds OpenSSL's reasons under their names, as Python, Node, Squid,
// BoringSSL and debuggers write them: SSL_R_DH_KEY_TOO_SMALL stands behind
// "dh key too small". The names are those that the table openssl gives as
// sources; what another table says of a name stands before what is read here.
var reasons = table{
	Ecosystem: openssl.Ecosystem,
	Name:      openssl.Name,
	Made: func() []Phrase {
		return reasonNames(openssl.all(), python, node, npm, deno, bun, boringssl, libressl, curl)
	},
}

var reasonName = regexp.MustCompile(`\b((?:SSL|X509|PEM|EVP|ASN1|PKCS12|EC|OCSP|RSA)_R|X509_V_ERR)_([A-Z0-9_]+)`)

// reasonNames reads the names off the sources of phrases.
func reasonNames(phrases []Phrase, others ...table) []Phrase {
	made := makerBesideTables(append(others, table{Phrases: phrases})...)
	for _, p := range phrases {
		m := reasonName.FindStringSubmatch(p.Source)
		plain := len(p.With) > 0 && !slices.Contains(p.With, aboutTLS)
		if m == nil || p.Tells == Wraps || plain && !strings.HasSuffix(p.With[0], " routines") {
			continue
		}
		for _, text := range named(m[1], m[2]) {
			if !plain || text != m[2] {
				made.add(p, text)
			}
		}
	}
	return made.made
}

// named gives the forms in which a reason's name is written. A name of one or
// two words, such as BAD_EXTENSION, might be anything's: it is not taken bare.
func named(prefix, name string) []string {
	library := strings.TrimSuffix(prefix, "_R")
	forms := []string{prefix + "_" + name}
	switch {
	case prefix == "X509_V_ERR":
	case library == "SSL":
		forms = append(forms, "[SSL: "+name+"]", "ERR_SSL_"+name, "OPENSSL_internal:"+name)
	default:
		forms = append(forms, "["+library+": "+name+"]", "ERR_OSSL_"+library+"_"+name, "OPENSSL_internal:"+name)
	}
	if strings.Count(name, "_") >= 2 {
		forms = append(forms, name)
	}
	return forms
}
