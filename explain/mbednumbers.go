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
const aboutMbed = "ssl|SSL|tls|mbedtls|mbed|start_ssl_client|ssl_client|ssl_client.cpp|x509|net_sockets|" + mbedFunctions

const aboutMbedAlone = "mbedtls|mbed|esp-tls|start_ssl_client|ssl_client|ssl_client.cpp|net_sockets|WiFiClientSecure|" + mbedFunctions

// aboutESP is what stands beside a number that has lost its sign.
const aboutESP = "esp-tls|mbedtls|esp_tls|esp_tls_code|tls stack|last_tls_stack_err|last_esp_tls_err|mbedtls failure|esp error|esp error code|last_error|TRANSPORT_BASE|transport_base|HTTP_CLIENT|mqtt_client|esp_https_ota|" + mbedFunctions

const mbedFunctions = "mbedtls_x509_crt_parse_file|mbedtls_x509_crt_parse|mbedtls_x509_crt_parse_der|mbedtls_x509_crt_parse_path|mbedtls_ssl_handshake|mbedtls_pk_parse_key|mbedtls_pk_parse_keyfile|mbedtls_ssl_setup|mbedtls_ssl_read|mbedtls_ssl_write|mbedtls_net_connect|mbedtls_ssl_conf_own_cert|mbedtls_ssl_set_hostname|mbedtls_ctr_drbg_seed|x509_crt_parse|pk_parse_key|ssl_handshake|esp_tls|esp-tls|esp_tls_conn_new_sync|esp-tls-mbedtls|esp-sha|esp-aes|WiFiClientSecure|MQTT_EXAMPLE|esp_https_ota"

var mbedName = regexp.MustCompile(`\bMBEDTLS_(?:ERR|X509_BADC(?:ERT|RL))_[A-Z0-9_]+`)

// mbedNumbers gives the errors of which the table has the number in hex under
// their names, and in decimal, as Arduino and others print them; and the flags
// of its verifier under theirs.
func mbedNumbers(phrases []Phrase) []Phrase {
	m := makerBeside(phrases)
	for _, p := range phrases {
		name := mbedName.FindString(p.Source)
		if strings.Contains(name, "_BADC") {
			m.add(p, name)
		}
		number, err := strconv.ParseInt(strings.TrimPrefix(p.Text, "-0x"), 16, 32)
		if err != nil || !strings.HasPrefix(p.Text, "-0x") {
			continue
		}
		about := aboutMbed
		if number < 100 || 9800 <= number && number < 9900 { // the latter are Apple's too
			about = aboutMbedAlone
		}
		m.add(p, name)
		m.add(p, fmt.Sprintf("-%d", number), about)
		m.add(p, fmt.Sprintf("-0x%X", number), aboutMbed) // without leading zeros
		p.Tells = Wraps
		m.add(p, fmt.Sprintf("0x%X", number), aboutESP) // without its sign; the flags beside it tell more
	}
	return m.made
}
