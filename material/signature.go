package material

// signatureWords names the algorithm of an AlgorithmIdentifier in words: "RSA
// with SHA-256". An unknown one is its OID.
func signatureWords(der []byte) string {
	e, _, _ := readElement(der)
	oid, parameters := algorithm(e)
	if oid == "1.2.840.113549.1.1.10" {
		return "RSA-PSS with " + pssHash(parameters)
	}
	if name, ok := signatures[oid]; ok {
		return name
	}
	return oid
}

// pssHash reads the hash of RSASSA-PSS parameters, RFC 4055 section 3.1.
// SHA-1 is the default.
func pssHash(parameters element) string {
	for _, e := range children(parameters.body, 4) {
		if e.tag != tagContext0 {
			continue
		}
		hash, _, _ := readElement(e.body)
		oid, _ := algorithm(hash)
		if name, ok := hashes[oid]; ok {
			return name
		}
		return oid
	}
	return "SHA-1"
}

var hashes = map[string]string{
	"1.3.14.3.2.26":          "SHA-1",
	"2.16.840.1.101.3.4.2.1": "SHA-256",
	"2.16.840.1.101.3.4.2.2": "SHA-384",
	"2.16.840.1.101.3.4.2.3": "SHA-512",
	"2.16.840.1.101.3.4.2.4": "SHA-224",
}

var signatures = map[string]string{
	"1.2.840.113549.1.1.2":    "RSA with MD2",
	"1.2.840.113549.1.1.4":    "RSA with MD5",
	"1.2.840.113549.1.1.5":    "RSA with SHA-1",
	"1.3.14.3.2.29":           "RSA with SHA-1",
	"1.2.840.113549.1.1.14":   "RSA with SHA-224",
	"1.2.840.113549.1.1.11":   "RSA with SHA-256",
	"1.2.840.113549.1.1.12":   "RSA with SHA-384",
	"1.2.840.113549.1.1.13":   "RSA with SHA-512",
	"1.2.840.10040.4.3":       "DSA with SHA-1",
	"2.16.840.1.101.3.4.3.1":  "DSA with SHA-224",
	"2.16.840.1.101.3.4.3.2":  "DSA with SHA-256",
	"1.2.840.10045.4.1":       "ECDSA with SHA-1",
	"1.2.840.10045.4.3.1":     "ECDSA with SHA-224",
	"1.2.840.10045.4.3.2":     "ECDSA with SHA-256",
	"1.2.840.10045.4.3.3":     "ECDSA with SHA-384",
	"1.2.840.10045.4.3.4":     "ECDSA with SHA-512",
	"1.3.101.112":             "Ed25519",
	"1.3.101.113":             "Ed448",
	"2.16.840.1.101.3.4.3.17": "ML-DSA-44",
	"2.16.840.1.101.3.4.3.18": "ML-DSA-65",
	"2.16.840.1.101.3.4.3.19": "ML-DSA-87",
	"1.2.156.10197.1.501":     "SM2 with SM3",
}
