package explain

import "strings"

// A sentence is how a program that no table knows says what is wrong, in words
// of its own: they are the same few words everywhere, in any order. So a rule
// names them and not their order. Sentences are the last resort: they count
// where no phrase answers, or only one that stands around any cause.
type sentence struct {
	Code string
	// Words are what must stand near each other; each element may name several
	// words, separated by |, of which one is enough. The first element is the
	// one that is looked for, so the rarest stands there.
	Words []string
	// Without names words that must not stand there.
	Without      string
	Alternatives []string
}

// near is how many bytes before and behind its first word a sentence reaches.
const near = 140

// longestSentences is how much of a text is read for sentences: a program's
// own words about its failure are short.
const longestSentences = 16 << 10

// maxPlaces bounds the places of one word that are looked around.
const maxPlaces = 8

// reads are words of sentences that tell of no failure: that all went well,
// that something might go wrong, or how to do something.
const reads = "success|succeeded|successful|successfully|passed|if|whether|unless|how to|usage:|fixed|fixes|would|should|not due|may be|might be|in case|(ok)|verification ok|verification: ok|date ok|false positive|normal and expected"

const (
	certificateWords = "certificate|certificates|cert|certs|certificate's|ssl_cert"
	tlsWords         = "ssl|tls|https|ssl/tls|tls/ssl|handshake|starttls"
	keyFileWords     = "private key|key file|keyfile|private keys|privatekey|server key|client key"
	failing          = "failed|failure|fails|fail|error|errors|could not|cannot|can't|couldn't|unable|refused|rejected|aborted|denied|invalid|impossible|unsuccessful"
	missingWords     = "不存在|не существует|nicht vorhanden|no existe|n'existe pas|not found|missing|no such file|does not exist|doesn't exist|cannot find|can't find|could not find|couldn't find|enoent|not exist|cannot open|could not open|can't open|unable to open|failed to open"
	unequal          = "does not match|doesn't match|did not match|didn't match|do not match|don't match|mismatch|mismatched|not match|mismatches|not matching"
	unverified       = "not trusted|isn't trusted|untrusted|not issued by a trusted|unknown issuer|unknown ca|unknown authority|unknown certificate authority|not verified|could not be verified|cannot be verified|can't be verified|could not verify|couldn't verify|cannot verify|can't verify|unable to verify|failed to verify|failed to validate|could not validate|unable to validate|failed verification|verification failed|verification failure|verification error|verify failed|verify error|validation failed|validation failure|validation error|failed validation|failed certificate verification|invalid certificate|insecure|not trust|don't trust"
)

// sentences stand in the order in which they are asked: what tells more first.
var sentences = []sentence{
	{Code: "pin-mismatch", Words: []string{"pin|pins|pinning|pinned|fingerprint|thumbprint", unequal + "|failed|failure|wrong|unexpected", certificateWords + "|public key|" + tlsWords}, Without: "ssh|host key|known_hosts|signing|gpg"},
	{Code: "revocation-unknown", Words: []string{"revocation|crl|crls|ocsp", failing + "|unavailable|not available|timed out|timeout|offline|unreachable|unauthorized|no dedicated crl|no crl|expired", certificateWords + "|check|responder|status|server|response"}, Without: "stapling|staple|stapled|revoked"},
	{Code: "staple-missing", Words: []string{"stapled|stapling|staple|must-staple", "not stapled|missing|no response|no ocsp|not send|required but"}},
	{Code: "staple-invalid", Words: []string{"stapling|stapled|ocsp", "no ocsp server|no ocsp responder|no responder|ignored|ignoring|invalid|expired"}, Alternatives: []string{"staple-missing", "revocation-unknown"}},
	{Code: "revoked", Words: []string{"revoked", certificateWords + "|crl|ocsp"}, Without: "not revoked|none revoked|unrevoked|revoked token|ssh"},
	{Code: "not-yet-valid", Words: []string{"not yet valid|not valid yet|is not valid before|not yet active|not valid until|not yet in effect", certificateWords + "|chain|issuer"}, Alternatives: []string{"wrong-clock"}},
	{Code: "expired", Words: []string{"expired|out of date|outdated|past its|no longer valid", certificateWords}, Without: "not expired|unexpired|0 expired|session expired|token|license|licence|password|domain|will expire", Alternatives: []string{"wrong-clock"}},
	{Code: "ends-soon", Words: []string{"will expire in|will expire within|about to expire|expiring soon|expires soon|will expire soon|will soon expire|is expiring|near expiry|nearing expiry|close to expiry|close to expiring", certificateWords}, Without: "token|license|licence|password expires|password will"},
	{Code: "lifetime-too-long", Words: []string{"lifetime|validity period|validity", "too long|exceeds|longer than|exceed", certificateWords}, Without: "token|session|cookie"},
	{Code: "path-too-long", Words: []string{"pathlen|path length|pathlenconstraint|path len|path_len", "violated|violation|exceeded|too long|constraint"}},
	{Code: "name-constraint", Words: []string{"name constraint|name constraints|nameconstraints|permitted subtree|excluded subtree", failing + "|violated|violation|not permitted|excluded"}},
	{Code: "wrong-purpose", Words: []string{"key usage|extended key usage|eku|extendedkeyusage|keyusage|certificate purpose", failing + "|inappropriate|unsuitable|not suitable|not permitted|does not allow|doesn't allow|missing|wrong|incorrect|not allowed|lacks"}},
	{Code: "handshake-signature-invalid", Words: []string{"key exchange|certificateverify|certificate verify message|server key", "invalid signature|bad signature|signature verification failed|signature is invalid|signature check failed|wrong signature"}},
	{Code: "weak-signature", Words: []string{"weak hash|signature algorithm|signature digest|sha1|sha-1|md5|hash algorithm|signature hash", "legacy|weak|weak hash|insecure|too weak|disallowed|not allowed|deprecated|not permitted", certificateWords + "|signature"}},
	{Code: "weak-dh", Words: []string{"dh key|dh parameters|dh group|diffie-hellman|diffie hellman|dhparam", "too small|too short|too weak|weak|insecure|smaller than"}},
	{Code: "weak-key", Words: []string{"key size|key length|key too|rsa key|public key|modulus|keysize", "too small|too short|too weak|smaller than|weak|insufficient", certificateWords + "|" + tlsWords + "|rsa"}},
	{Code: "hostname-mismatch", Words: []string{unequal + "|not included in|no match|not valid for|not listed|different host|wrong host|wrong name|invalid host", "hostname|host name|host|server name|common name|common-name|cn|domain|subject name|subject|subjectaltname|subjectaltnames|subject alternative name|san|fqdn|name|peer name|identity", certificateWords + "|ssl|tls"}, Without: "private key|key does|keys|issuer|fingerprint|pin", Alternatives: []string{"no-san"}},
	{Code: "hostname-mismatch", Words: []string{"subjectaltname|subjectaltnames|subject alternative name|subject alternative names|common name|peer name", unequal + "|no match"}, Without: "private key|issuer|fingerprint", Alternatives: []string{"no-san"}},
	{Code: "key-mismatch", Words: []string{unequal + "|inconsistent|not belong|not correspond", keyFileWords + "|key|public key", certificateWords}, Without: "hostname|host key|ssh"},
	{Code: "key-exposed", Words: []string{"insecure permissions|too open|group or world|world readable|world-readable|readable by others|must be at most", keyFileWords + "|key|.pem|.key|keystore"}, Without: "ssh|id_rsa|id_ed25519|identity file"},
	{Code: "wrong-passphrase", Words: []string{"passphrase|pass phrase|password", "incorrect|wrong|invalid|bad|mac verify|not correct|mismatch|failed to decrypt|cannot decrypt|could not decrypt|decryption failed", keyFileWords + "|keystore|key store|truststore|pkcs12|pkcs#12|pfx|p12|pem|jks|" + certificateWords}, Without: "user|login|username|account|ssh"},
	{Code: "passphrase-needed", Words: []string{"passphrase|pass phrase|password", "required|needed|not provided|not given|no password|no passphrase|without|must be|was not|missing", "encrypted|protected", keyFileWords + "|key|pkcs12|pfx|p12|keystore"}, Without: "user|login|username|account"},
	{Code: "key-missing", Words: []string{"no private key|private key not found|private key is missing|missing private key|no private keys|without a private key|private key missing|no key found|found 0|private key or certificate not found|no suitable private key|does not have a private key|has no private key", keyFileWords + "|key|keys|" + certificateWords}},
	{Code: "pem-malformed", Words: []string{"pem", "malformed|no start line|parse error|failed to parse|could not parse|unable to parse|cannot parse|failed to decode|could not decode|decode error|bad|not valid|invalid|garbled|corrupt|corrupted|failed", certificateWords + "|" + keyFileWords + "|key|block|data|file"}, Without: missingWords + "|permission denied|no such file", Alternatives: []string{"wrong-format"}},
	{Code: "wrong-format", Words: []string{"der|pem|pkcs12|pkcs#12|pfx|p12|jks|pkcs8|pkcs#8|pkcs1|pkcs#1", "neither|not in|isn't in|not a valid|unrecognized format|unknown format|wrong format|format error|invalid format|bad format|unsupported format"}, Without: "permission denied|no such file|access is denied", Alternatives: []string{"pem-malformed"}},
	{Code: "malformed-certificate", Words: []string{certificateWords + "|p7c|pkcs7|pkcs#7|x509|crt", "malformed|parse error|failed to parse|could not parse|unable to parse|cannot parse|error parsing|error in parsing|could not be parsed|parsing failed|failed to decode|could not decode|cannot decode|decode error|corrupt|corrupted|truncated|asn.1|asn1|ber"}, Without: "permission denied|no such file|access is denied", Alternatives: []string{"pem-malformed", "wrong-format"}},
	{Code: "unsupported-key", Words: []string{"unsupported|not supported|unknown|unrecognized|unrecognised|unsupported algorithm", "key type|key algorithm|public key|private key|curve|named curve|signature algorithm|key format|pkcs12|elliptic", certificateWords + "|" + tlsWords + "|" + keyFileWords + "|pkcs12"}, Alternatives: []string{"wrong-format"}},
	{Code: "no-trust-store", Words: []string{"root certificates|root certificate|ca certificates|ca certs|native certs|native certificates|trust anchors|trust anchor|root certs|trusted roots|trusted certificates", "no native|no root|no ca|no trusted|no trust|not found|missing|empty|were loaded|could be loaded|0 valid|not loaded"}, Alternatives: []string{"ca-file-unreadable"}},
	{Code: "ca-file-unreadable", Words: []string{"ssl_cert_file|requests_ca_bundle|curl_ca_bundle|node_extra_ca_certs|ca file|cafile|ca-file|ca_file|ca bundle|ca-bundle|cabundle|ca cert|cacert|ca-cert|ca certificate|ca certificates|ca path|capath|trust store|truststore|root certificate|cert bundle|certificate bundle", missingWords + "|unable to load|failed to load|could not load|couldn't load|cannot load|cannot be read|unreadable|error loading|failed to read|could not read|unable to read|invalid path|permission denied"}, Alternatives: []string{"file-not-found", "no-trust-store"}},
	{Code: "permission-denied", Words: []string{"permission denied|access denied|access is denied|eacces|not permitted to read|permissiondenied|not readable", ".pem|.crt|.key|.cer|.pfx|.p12|.jks|pem|crt|pfx|p12|certificate|" + keyFileWords + "|keystore"}, Without: "ssh|publickey|sftp"},
	{Code: "file-not-found", Words: []string{missingWords, ".pem|.crt|.key|.cer|.pfx|.p12|.jks|pem|crt|pfx|p12|jks|certificate file|cert file|" + keyFileWords + "|keystore|certfile|no certificates found|certs dir"}, Without: "ssh|issuer|config file|openssl.cnf"},
	{Code: "file-not-found", Words: []string{"failed to read|could not read|cannot read|unable to read|can't read|error reading", ".pem|.crt|.key|.cer|.pfx|.p12|.jks"}, Without: "ssh", Alternatives: []string{"permission-denied"}},
	{Code: "client-cert-required", Words: []string{"client certificate|client cert|client certificates|client-certificate|client authentication|tls client authentication", "required|requires|not provided|missing|not presented|not supplied|not sent|must present|must provide|no suitable client certificate|none was"}, Without: "ca names|optional|not required"},
	{Code: "untrusted-issuer", Words: []string{unverified, certificateWords + "|x509|cert_path|trust chain|certificate chain|peer"}, Without: "revoked|crl|signature|ssh|gpg|code signing|insecure permissions|" + unequal, Alternatives: []string{"untrusted-root", "self-signed", "hostname-mismatch", "expired"}},
	{Code: "self-signed", Words: []string{"self-signed|self signed|selfsigned", "insecure|error|rejected|refused|not trusted|untrusted|fail|failed|failure|warning|problem|invalid|blocked|badssl", certificateWords + "|" + tlsWords}, Without: "generated|generating|created|creating|created self|using self|issued", Alternatives: []string{"untrusted-root"}},
	{Code: "starttls-unavailable", Words: []string{"starttls|stls|auth tls", "not support|does not support|doesn't support|not supported|doesn't advertise|does not advertise|not advertise|not advertised|not offered|not offer|unrecognized|unrecognised|unknown command|not available|unavailable|refused|failed|does not accept|not accept|no support|not recognized|not recognised|not implemented|required but|rejected|disabled|missing|not found|bad|not_supported"}, Without: "pipelining"},
	{Code: "resumption-broken", Words: []string{"session", "not resumed|was not resumed|resumption|reuse required|reuse is required|session reuse|not reused", tlsWords + "|data connection", failing + "|required|must|not resumed|not reused|lost"}},
	{Code: "alpn-mismatch", Words: []string{"alpn|application protocol|application-layer protocol|application layer protocol", "mismatch|missing|unsupported|not negotiated|not supported|failed|failure|no application|no common|no overlap|expected|without|invalid", "alpn|tls|ssl|h2|http/2|handshake|protocols"}, Without: "renegotiation|no alpn negotiated"},
	{Code: "sni-unrecognized", Words: []string{"sni|server name indication|server_name|servername|unrecognized name|unrecognised name", "unrecognized|unrecognised|unknown|invalid|no match|not match|mismatch|missing|required|not found|no certificate|not served|rejected"}},
	{Code: "not-tls", Words: []string{"an http request|http requests|plain http request|plain http|plaintext|cleartext|clear text|plain-text|plain text|unencrypted|non-ssl|non-tls|not ssl|not tls|not an ssl|not a tls|needs http|http port|http traffic", tlsWords, "https|port|channel|listener|received|expected|instead|connection|server|socket|record|message"}, Without: "password|allowed|not allowed|disabled|enable|established"},
	{Code: "corrupt-record", Words: []string{"bad mac|bad record mac|decrypt record|bad_record_mac|record mac|mac check|decryption failed|decrypt error|unexpected message|illegal parameter|bad record|record layer|malformed record|malformed handshake", tlsWords + "|record|alert"}, Without: "password|passphrase"},
	{Code: "protocol-version", Words: []string{"protocol version|tls version|ssl version|tls protocol|ssl protocol|protocol mismatch|protocol versions|tls versions|ssl/tls version|tls protocols|tlsv1|tls 1.0|tls 1.1|sslv3|sslv2|tlsv1.0|tlsv1.1", "unsupported|not supported|mismatch|too old|disabled|deprecated|invalid|too low|no common|not enabled|not allowed|obsolete|incompatible|cannot|rejected|no longer|failed|not acceptable", tlsWords + "|tlsv1|tlsv1.0|tlsv1.1|sslv3|sslv2|ssl version|tls version"}},
	{Code: "no-shared-cipher", Words: []string{"cipher|ciphers|cipher suite|ciphersuite|cipher suites|ciphersuites|cipher-suite|key share|supported groups|signature algorithms", "no common|mismatch|in common|not supported|unsupported|incompatible|no overlap|could not agree|no shared|no matching|no acceptable|no suitable|no usable|not match|no available|no cipher|no ciphers"}, Without: "using|negotiated"},
	{Code: "tls-not-built", Words: []string{"not compiled|compiled without|built without|without support|not built|not enabled in|no support for|support is not|not supported by this build|module is not available|is not available|not available in|does not support ssl|does not support tls|no ssl support|no tls support|without ssl|without tls|without openssl|unsupported protocol|not linked", "ssl|tls|openssl|_ssl|https protocol|https support|https scheme|https wrapper"}, Without: "version|starttls|cipher|handshake|signature|gpg|public key"},
	{Code: "openssl-mismatch", Words: []string{"openssl|libssl|libssl.so|libcrypto.so|libcrypto|pyopenssl|cryptography", "version mismatch|undefined symbol|unresolved|cannot open shared|incompatible|symbol not found|dll load failed|headers|image not found|no version information|requires openssl|wrong version|missing"}, Without: "wrong version number|certificate|cipher"},
	{Code: "proxy-refused", Words: []string{"proxy|proxyconnect", "refused|forbidden|407|403|502|503|denied|authentication required|cannot establish|could not connect|unable to connect|cannot connect|unreachable|failed to connect|connection failed|rejected", "connect|connection|tunnel|https|ssl|tls|tunneling|tunnelling"}, Without: "reverse|upstream|proxy_pass|kube-proxy|linkerd-proxy|istio"},
	{Code: "verification-disabled", Words: []string{"disabled|skipping|skipped|turned off|switched off|is off|insecure|not enabled|ignoring|deactivated|unverified", "verification|verify|validation|certificate check|certificate checks|hostname check|peer verification|verification is", certificateWords + "|" + tlsWords}, Without: failing + "|not trusted|expired|depth|status verification"},
	{Code: "handshake-timeout", Words: []string{"handshake|handshaking|negotiation", "timeout|timed out|time out|deadline exceeded|took too long|timeouterror"}, Without: "charon|ikev2|eapol|4-way|websocket", Alternatives: []string{"connect-timeout"}},
	{Code: "truncated-close", Words: []string{"non-properly terminated|properly shut down|improper shutdown|stream truncated|truncated|truncation|without close_notify|without close notify|before close_notify|missing close_notify|without sending close_notify|without sending a close_notify", tlsWords}, Alternatives: []string{"closed-early"}},
	{Code: "connection-reset", Words: []string{"reset by peer|connection reset|econnreset|connectionreset", tlsWords + "|https"}, Alternatives: []string{"closed-early"}},
	{Code: "closed-early", Words: []string{"handshake|handshaking|ssl eof|tls eof|curl: (35)|tls connection|ssl connection|tls session|ssl session|tls negotiation|ssl negotiation|secure connection", "eof|closed|hung up|disconnected|connection lost|unexpectedly|disconnect|terminated|end of file|broken pipe|closes"}, Without: "closed normally|gracefully|idle|closing connection|timeout", Alternatives: []string{"connection-reset"}},
	{Code: "dns-failure", Words: []string{"getaddrinfo|resolve|dns|name resolution|hostname|host name|lookup|nxdomain|enotfound|dns servers", "failed|could not|cannot|can't|couldn't|unable|not known|not found|no such|nxdomain|enotfound|could not be resolved|unresolved", "https|ssl|tls|443"}, Without: certificateWords + "|secret|configmap|module"},
	{Code: "connect-timeout", Words: []string{"timed out|timeout|etimedout|took too long|time-out|超时|タイムアウト", "connect|connection|connecting|connected|unreachable|blocked|联网|连接|接続", "https|ssl|tls|443"}, Without: "handshake|read timeout|idle|session|=|lock|set|seconds)|default", Alternatives: []string{"handshake-timeout"}},
	{Code: "connection-refused", Words: []string{"refused|connectionrefused|econnrefused|couldn't connect|actively refused", "https|ssl|tls|443|8443|6443"}, Without: "certificate|handshake|proxy", Alternatives: []string{"connect-timeout", "network-unreachable"}},
	{Code: "handshake-refused", Words: []string{"secure connection|secure channel|secure link|secure session", "could not|cannot|can't|couldn't|unable|failed|failure|refused", tlsWords}, Alternatives: []string{"untrusted-issuer", "protocol-version", "closed-early"}},
	{Code: "handshake-refused", Words: []string{"handshake|handshaking|ssl negotiation|tls negotiation|ssl connection|tls connection|tls session|ssl session", "failed|failure|fails|error|refused|rejected|aborted|broken|unsuccessful|failing"}, Alternatives: []string{"untrusted-issuer", "protocol-version", "closed-early"}},
}

// phrase is what a sentence answers as.
func (s sentence) phrase() Phrase {
	return Phrase{Ecosystem: general.Ecosystem, Code: s.Code, Tells: Wraps, Alternatives: s.Alternatives, Source: "no program's: the words that sentences of this meaning share"}
}

// asked is a sentence made ready: its words are needles of the book, so that
// the one pass over a text tells whether a sentence can stand in it at all.
type asked struct {
	words   [][]int
	without []string
	phrase  Phrase
}

// say finds the first sentence that a text says, and where its telling word
// stands.
func (b *book) say(s *seen, lower string) (said match, told span, ok bool) {
	lower = lower[:min(len(lower), longestSentences)]
	for i := range b.said {
		a := &b.said[i]
		if !s.all(a.words) {
			continue
		}
		if said, told, ok := b.in(a, s, lower); ok {
			return said, told, true
		}
	}
	return match{}, span{}, false
}

// lastResort lets a phrase that the text's end cuts off answer where no phrase
// does, or only one that stands around any cause; and then a sentence, if it
// tells more than that phrase and stands elsewhere, or where that phrase leaves
// words open. A number of the error queue that names its problem is no such
// phrase. What answered before is then the first of the others.
func (b *book) lastResort(best match, others []match, s *seen, f folded) (match, []match) {
	if best.phrase != nil && (best.phrase.Tells < Wraps || packed(best.phrase) && breadth(best.phrase) == 0) {
		return best, others
	}
	if cut, ok := b.cutOff(f, s, best); ok {
		return cut, before(best, others)
	}
	said, told, ok := b.say(s, f.lower)
	switch {
	case !ok:
		return best, others
	case best.phrase == nil:
		return said, others
	case said.phrase.Code == best.phrase.Code || breadth(said.phrase) > breadth(best.phrase):
		return best, others
	case told.start < best.end && best.start < told.end && !strings.Contains(best.phrase.Text, "*"):
		return best, others
	}
	return said, before(best, others)
}

// before puts a match, if it is one, before others.
func before(m match, others []match) []match {
	if m.phrase == nil {
		return others
	}
	return append([]match{m}, others...)
}

// breadth is how much a problem leaves open: nothing, why a certificate was not
// trusted, where a connection broke off, or all of it.
func breadth(p *Phrase) int {
	switch {
	case p.Code == "handshake-refused":
		return 3
	case connecting[p.Code]:
		return 2
	case p.Code == "untrusted-issuer":
		return 1
	}
	return 0
}

// in tells where a sentence stands: around one of its first words.
func (b *book) in(a *asked, s *seen, lower string) (said match, told span, ok bool) {
	places := 0
	for _, id := range a.words[0] {
		if !s.needles[id] {
			continue
		}
		first := b.needles[id].text
		for from := 0; places < maxPlaces; places++ {
			at := wordIn(lower, first, from, len(lower))
			if at < 0 {
				break
			}
			told := span{at, at + len(first)}
			if said, ok := b.around(a, s, lower, told); ok {
				return said, told, true
			}
			from = told.end
		}
	}
	return match{}, span{}, false
}

// around looks for the rest of a sentence around its first word.
func (b *book) around(a *asked, s *seen, lower string, first span) (match, bool) {
	start, end := max(0, first.start-near), min(len(lower), first.end+near)
	m := match{&a.phrase, first.start, first.end}
	for _, ids := range a.words[1:] {
		w := b.anyIn(s, ids, lower, start, end, first)
		if w.end == 0 {
			return match{}, false
		}
		m.start, m.end = min(m.start, w.start), max(m.end, w.end)
	}
	for _, w := range a.without {
		if wordIn(lower, w, start, end) >= 0 {
			return match{}, false
		}
	}
	return m, true
}

// anyIn finds that of some needles between two places which is nearest to a
// third; no end if none stands there.
func (b *book) anyIn(s *seen, ids []int, lower string, start, end int, first span) (nearest span) {
	for _, id := range ids {
		if !s.needles[id] {
			continue
		}
		w := b.needles[id].text
		for from := start; ; {
			at := wordIn(lower, w, from, end)
			if at < 0 {
				break
			}
			here := span{at, at + len(w)}
			if nearest.end == 0 || here.from(first) < nearest.from(first) {
				nearest = here
			}
			from = here.end
		}
	}
	return nearest
}

// from is how many bytes lie between two places; less than 0 if they overlap.
func (s span) from(other span) int { return max(s.start-other.end, other.start-s.end) }

// wordIn finds a word between two places, whole; -1 if it does not stand there.
func wordIn(lower, word string, from, to int) int {
	for from < to {
		i := strings.Index(lower[from:to], word)
		if i < 0 {
			return -1
		}
		if at := from + i; stands(lower, word, at) && !inName(lower, at, at+len(word)) {
			return at
		}
		from += i + 1
	}
	return -1
}

// inName tells whether a word is a part of a file's or a host's name, such as
// leaf-missing-key.pem.
func inName(lower string, start, end int) bool {
	before, after := start > 0 && lower[start-1] == '-', end+1 < len(lower) && (lower[end] == '-' || lower[end] == '.' && 'a' <= lower[end+1] && lower[end+1] <= 'z')
	if !before && !after {
		return false
	}
	start = 1 + strings.LastIndexByte(lower[:start], ' ')
	if i := strings.IndexByte(lower[end:], ' '); i >= 0 {
		end += i
	} else {
		end = len(lower)
	}
	return strings.ContainsAny(strings.Trim(lower[start:end], ".,:;/"), "./")
}
