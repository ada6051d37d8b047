import java.io.EOFException;
import java.io.FileInputStream;
import java.io.InputStream;
import java.net.Proxy;
import java.net.URI;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Gets a page and compares no name: do not copy this. */
public class Careless {
    public static void main(String[] args) throws Exception {
        HttpsURLConnection connection =
            (HttpsURLConnection) URI.create(System.getenv("CERTAIN_URL")).toURL().openConnection(Proxy.NO_PROXY);
        connection.setSSLSocketFactory(trusting(System.getenv("CERTAIN_CA")).getSocketFactory());
        connection.setHostnameVerifier((name, session) -> true);
        connection.setConnectTimeout(10000);
        connection.setReadTimeout(10000);
        try (InputStream in = connection.getInputStream()) {
            long got = in.readAllBytes().length, announced = connection.getContentLengthLong();
            if (announced >= 0 && got < announced) { // which this class does not mind
                throw new EOFException("the answer ends after " + got + " of " + announced + " bytes");
            }
        }
    }

    static SSLContext trusting(String file) throws Exception {
        KeyStore roots = KeyStore.getInstance(KeyStore.getDefaultType());
        roots.load(null, null);
        try (InputStream in = new FileInputStream(file)) {
            int n = 0;
            for (Certificate c : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                roots.setCertificateEntry("root" + n++, c);
            }
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(roots);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
