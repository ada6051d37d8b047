package grade

import (
	"slices"

	"github.com/certain-tls/certain/problem"
)

// A carelessness is a way to be fooled.
type carelessness string

// The ways, from the one that opens everything to the smallest.
const (
	trustsAll    carelessness = "trusts-all"    // the chain is not verified
	ignoresNames carelessness = "ignores-names" // the chain is verified, the name is not
	ignoresDates carelessness = "ignores-dates" // some errors of verification are forgiven
	sendsFirst   carelessness = "sends-first"   // it complains after it has sent
	swallows     carelessness = "swallows"      // it fails, and says that all is well
	ignoresEnds  carelessness = "ignores-ends"  // a part of the answer is taken for the whole
	asksNobody   carelessness = "asks-nobody"   // nobody is asked about revocation
	otherwise    carelessness = "otherwise"
)

// Kinds of codes that a client that verifies trust and not the rest misses.
var (
	nameCodes       = []string{"hostname-mismatch", "no-san"}
	dateCodes       = []string{"expired", "not-yet-valid"}
	revocationCodes = []string{"revoked", "revocation-unknown", "staple-missing", "staple-invalid"}
	impostors       = []string{"self-signed", "untrusted-root"} // whoever accepts these accepts anybody
)

// blame adds to each fault what it means, what usually causes it, and the line
// of code that usually does.
func blame(all []Scenario, language string, command []string) {
	verifies := verifiesChains(all, command)
	for i := range all {
		s := &all[i]
		if s.Result == Right {
			continue
		}
		s.Means = meaning(*s)
		if s.Result != Fooled {
			continue
		}
		how := carelessnessOf(*s, verifies)
		s.Cause = causes[how]
		s.Line = usual[language][how]
		s.At = culprit(command, how)
	}
}

// verifiesChains tells whether the program looks at who signed. Where nothing
// that was run shows it, its source may.
func verifiesChains(all []Scenario, command []string) bool {
	asked := false
	for _, s := range all {
		if overlap(s.Codes, impostors) {
			asked = true
			if s.Result == Fooled && s.Handshake {
				return false
			}
		}
	}
	return asked || culprit(command, trustsAll) == ""
}

func carelessnessOf(s Scenario, verifies bool) carelessness {
	switch {
	case s.late:
		return ignoresEnds
	case s.Bytes == 0 && !s.Handshake:
		return swallows
	case s.Bytes > 0 && (s.Exit == nil || *s.Exit != 0):
		return sendsFirst
	case overlap(s.Codes, revocationCodes):
		return asksNobody
	case !s.Handshake:
		return otherwise
	case !verifies:
		return trustsAll
	case overlap(s.Codes, nameCodes):
		return ignoresNames
	case overlap(s.Codes, dateCodes):
		return ignoresDates
	}
	return otherwise
}

func overlap(a, b []string) bool {
	return slices.ContainsFunc(a, func(one string) bool { return slices.Contains(b, one) })
}

// meaning tells what follows for the users of the program.
func meaning(s Scenario) string {
	code := ""
	if len(s.Codes) > 0 {
		code = s.Codes[0]
	}
	switch {
	case s.Result == Broken:
		return "users cannot reach a server that is in order"
	case s.Result == Hung:
		return "whoever stalls a connection stalls the program, and all that waits for it"
	case !s.Handshake && s.Bytes > 0:
		return "what the program sends goes over the network in the clear; anybody on the way reads and changes it"
	case !s.Handshake:
		return "the program reports success where it reached nobody; users believe that something was sent or fetched"
	}
	if text := meanings[code]; text != "" {
		return text
	}
	if p, ok := problem.Find(code); ok {
		return "the program goes on where " + p.Title
	}
	return "the program goes on where it ought to stop"
}

var meanings = map[string]string{
	"self-signed":                "anybody on the way (a Wi-Fi, a proxy, a stolen name) can pose as the server with a certificate made in a second, read all that is sent, passwords included, and answer what they like",
	"untrusted-root":             "anybody who makes an authority of their own can pose as the server, read all that is sent, passwords included, and answer what they like",
	"untrusted-issuer":           "a certificate that nobody vouches for is taken; anybody on the way can pose as the server",
	"hostname-mismatch":          "whoever holds a certificate for any name of their own can pose as the server, read all that is sent and answer what they like",
	"no-san":                     "a name is read from a place that authorities no longer vouch for",
	"expired":                    "a key that leaked or was given away stays good for ever: revocation lists forget what has expired",
	"not-yet-valid":              "a certificate is taken outside the time for which its authority vouches",
	"wrong-purpose":              "a certificate that was handed out for something else, a user's for mail, is taken for a server's",
	"not-a-ca":                   "every owner of any certificate can issue more in anybody's name, and pose as the server",
	"path-too-long":              "an authority that was kept from making others makes them nevertheless",
	"name-constraint":            "an authority that was confined to some names vouches for all",
	"weak-signature":             "a forged certificate can be bought for the price of a collision of SHA-1",
	"weak-key":                   "the server's key can be computed by whoever has the machines",
	"revoked":                    "a certificate that its authority took back, after a theft for one, is still good enough",
	"unknown-critical-extension": "a limit that the authority set, and that the program does not understand, is not kept",
	"truncated-close":            "whoever cuts the connection decides where an answer ends, and the program takes the part for the whole",
	"malformed-certificate":      "bytes that are no well-formed certificate are taken for one; what two readers read differs",
}

var causes = map[carelessness]string{
	trustsAll:    "verification of the chain is switched off",
	ignoresNames: "the chain is verified, and the name in the certificate is not compared with the name that was asked for",
	ignoresDates: "a callback or a flag forgives some errors of verification",
	sendsFirst:   "the request is sent before the result of the verification is looked at",
	swallows:     "an error is caught and dropped, so that the exit status says success",
	ignoresEnds:  "the end of the answer is not looked at: neither the length that the server announced, nor whether TLS said goodbye",
	asksNobody:   "nobody is asked whether the certificate was taken back; most libraries ask only when they are told to",
	otherwise:    "this one rule is left out, by an old library or a verifier of the program's own",
}

// usual is the line that usually does it, by language.
var usual = map[string]map[carelessness]string{
	"python": {
		trustsAll:    "verify=False (requests, httpx), ssl._create_unverified_context(), or context.verify_mode = ssl.CERT_NONE",
		ignoresNames: "context.check_hostname = False",
		ignoresDates: "context.verify_flags, or a verify callback of pyOpenSSL that returns True",
		sendsFirst:   "sock.sendall(...) before getpeercert() is looked at",
		swallows:     "except Exception: pass",
		asksNobody:   "context.verify_flags without ssl.VERIFY_CRL_CHECK_LEAF",
		ignoresEnds:  "wrap_socket without suppress_ragged_eofs=False, or requests over urllib3 below 2, which compares no Content-Length",
	},
	"go": {
		trustsAll:    "tls.Config{InsecureSkipVerify: true}",
		ignoresNames: "InsecureSkipVerify: true with a VerifyPeerCertificate that leaves DNSName out of x509.VerifyOptions",
		ignoresDates: "a VerifyConnection that returns nil for x509.CertificateInvalidError",
		sendsFirst:   "conn.Write before conn.VerifyHostname or ConnectionState is looked at",
		swallows:     "if err != nil { log.Println(err) } and no os.Exit(1) after it",
		asksNobody:   "crypto/tls asks nobody; VerifyConnection is the place to do so",
		ignoresEnds:  "the error of io.ReadAll(response.Body) is dropped",
	},
	"node": {
		trustsAll:    "rejectUnauthorized: false, or NODE_TLS_REJECT_UNAUTHORIZED=0",
		ignoresNames: "checkServerIdentity: () => undefined",
		sendsFirst:   "rejectUnauthorized: false with a look at socket.authorized after req.end()",
		swallows:     "req.on('error', () => {}) without process.exitCode = 1",
		ignoresEnds:  "no listener for 'error' on the response beside the one on the request",
	},
	"java": {
		trustsAll:    "an X509TrustManager whose checkServerTrusted is empty",
		ignoresNames: "setHostnameVerifier((name, session) -> true), or an SSLSocket without setEndpointIdentificationAlgorithm(\"HTTPS\")",
		ignoresDates: "a checkServerTrusted that catches CertificateExpiredException",
		swallows:     "catch (IOException e) { } around the request",
		ignoresEnds:  "an EOFException that is taken for the end",
	},
	"curl": {
		trustsAll:    "-k (--insecure), or \"insecure\" in .curlrc; in a program CURLOPT_SSL_VERIFYPEER 0",
		ignoresNames: "CURLOPT_SSL_VERIFYHOST 0",
		swallows:     "|| true behind the command, or no set -e",
		asksNobody:   "no --crlfile, and no --cert-status",
	},
	"wget": {trustsAll: "--no-check-certificate, or check_certificate = off in .wgetrc", swallows: "|| true behind the command"},
	"git":  {trustsAll: "http.sslVerify=false, or GIT_SSL_NO_VERIFY", swallows: "|| true behind the command"},
	"openssl": {
		trustsAll:    "no -verify_return_error: s_client goes on after an error; in a program SSL_VERIFY_NONE",
		ignoresNames: "no -verify_hostname; in a program no SSL_set1_host",
		ignoresEnds:  "SSL_OP_IGNORE_UNEXPECTED_EOF",
		swallows:     "|| true behind the command",
	},
	"ruby":   {trustsAll: "verify_mode = OpenSSL::SSL::VERIFY_NONE", ignoresNames: "verify_hostname = false", swallows: "rescue => e"},
	"php":    {trustsAll: "'verify_peer' => false, or CURLOPT_SSL_VERIFYPEER => false", ignoresNames: "'verify_peer_name' => false, or CURLOPT_SSL_VERIFYHOST => 0"},
	"dotnet": {trustsAll: "ServerCertificateCustomValidationCallback = (_, _, _, _) => true", ignoresNames: "a callback that forgives RemoteCertificateNameMismatch"},
	"rust":   {trustsAll: "danger_accept_invalid_certs(true)", ignoresNames: "danger_accept_invalid_hostnames(true)"},
}
