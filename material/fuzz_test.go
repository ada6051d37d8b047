package material

import (
	"crypto/x509"
	"encoding/json"
	"strings"
	"testing"

	"github.com/certain-tls/certain"
)

// FuzzRead holds that Read accounts for all input, keeps its texts clean and
// makes only what Describe and JSON can carry.
func FuzzRead(f *testing.F) {
	cert, key := leaf(), must(x509.MarshalPKCS8PrivateKey(ecKey()))
	for _, seed := range [][]byte{
		nil, cert, key, mintCRL(1), mintRequest(), spkiOf(rsaK()), badVersion(),
		[]byte(armour("CERTIFICATE", cert)), []byte(armour("PRIVATE KEY", key)), []byte(armour("X509 CRL", mintCRL(1))),
		[]byte(strings.TrimSpace(armour("CERTIFICATE", cert)) + armour("CERTIFICATE", cert)),
		wideText(armour("EC PARAMETERS", []byte{6, 1, 42}), true, true),
		[]byte("-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\nAAAA\n-----END RSA PRIVATE KEY-----\n"),
		[]byte("\xef\xbb\xbf{\"ca\": \"-----BEGIN CERTIFICATE-----\\nMIIB\\n-----END CERTIFICATE-----\"}"),
		[]byte("<html>"), []byte("30 82 01 02"), []byte("\xfe\xed\xfe\xed\x00\x00\x00\x02"),
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		materials, faults := Read("f", data)
		if len(materials)+len(faults) == 0 {
			t.Error("nothing is said")
		}
		for i, fault := range faults {
			if fault.Offset < 0 || fault.Offset > len(data) || certain.Clean(fault.Says) != fault.Says || fault.Says == "" {
				t.Errorf("%+v", fault)
			}
			if i > 0 && fault.Offset < faults[i-1].Offset {
				t.Error("faults out of order")
			}
		}
		for _, m := range materials {
			if m.Form == certain.PrivateKey && (m.DER != nil || m.Cert != nil) {
				t.Errorf("a private key keeps its bytes: %+v", m)
			}
			if _, err := json.Marshal(Describe(m, epoch)); err != nil {
				t.Error(err)
			}
		}
		Resembles(data)
	})
}
