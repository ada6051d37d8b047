package strangers

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/certain-tls/certain/lab"
	"github.com/certain-tls/certain/lab/grade"
)

// javaClient meets all scenarios in one virtual machine: starting one takes
// most of a second.
const javaClient = `
import java.io.*;
import java.net.URL;
import java.security.KeyStore;
import java.security.cert.*;
import javax.net.ssl.*;

public class Client {
	public static void main(String[] args) throws Exception {
		KeyStore roots = KeyStore.getInstance("PKCS12");
		roots.load(null, null);
		try (InputStream in = new FileInputStream(args[0])) {
			for (Certificate c : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
				roots.setCertificateEntry("root" + roots.size(), c);
			}
		}
		TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
		trust.init(roots);
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(null, trust.getTrustManagers(), null);
		for (int i = 1; i < args.length; i++) {
			HttpsURLConnection c = (HttpsURLConnection) new URL(args[i]).openConnection();
			c.setSSLSocketFactory(context.getSocketFactory());
			c.setConnectTimeout(10000);
			c.setReadTimeout(10000);
			StringWriter said = new StringWriter();
			try {
				said.write("status " + c.getResponseCode());
			} catch (IOException e) {
				e.printStackTrace(new PrintWriter(said, true));
			}
			System.out.println(said);
			System.out.println("----");
		}
	}
}
`

// javaAll lets one virtual machine meet every scenario, and gives what it printed
// about those that it refused.
func javaAll(t *testing.T, l *lab.Lab) (all []printed) {
	t.Helper()
	program(t, "java")
	source := filepath.Join(t.TempDir(), "Client.java")
	if err := os.WriteFile(source, []byte(javaClient), 0o600); err != nil {
		t.Fatal(err)
	}
	args := []string{"-XX:TieredStopAtLevel=1", source, l.CAFile()}
	var met []lab.Running
	for _, r := range l.Running() {
		if r.Code != "" && grade.Gradable(r) {
			met = append(met, r)
			args = append(args, r.URL)
		}
	}
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	out, err := exec.CommandContext(ctx, "java", args...).CombinedOutput()
	outputs := strings.Split(string(out), "----\n")
	if err != nil || len(outputs) != len(met)+1 {
		t.Fatalf("%v: %d outputs for %d scenarios:\n%s", err, len(outputs)-1, len(met), out)
	}
	c := ready{program: "java", version: []string{"java", "-version"}}
	version := c.versionOf(t, "java")
	trustLab(t, l)
	for i, r := range met {
		if strings.HasPrefix(outputs[i], "status ") {
			if r.Expect == lab.Reject && javaTakes[r.ID] == "" {
				t.Errorf("%s: accepted", r.ID)
			}
			continue
		}
		p := printed{"java", version, r.ID, grade.Rejected, placeless(outputs[i], l)}
		all = append(all, p)
		p.holdTo(t)
		p.lookInto(t, l)
	}
	return all
}

// javaTakes are what this client takes all the same, each with the reason.
var javaTakes = map[string]string{
	"weak-signature": javaSHA1, "weak-signature-intermediate": javaSHA1,
	"wrong-purpose-intermediate": "Java asks the leaf alone for its extended key usage (sun/security/validator/EndEntityChecker.java)",
	"truncated-close":            "the client asks for the status and does not read on",
}
