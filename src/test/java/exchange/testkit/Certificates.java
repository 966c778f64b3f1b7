package exchange.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * A node's key with a certificate for 127.0.0.1, and a store that trusts nothing else.
 *
 * @param keys PKCS12; of {@link #NONE} there is none
 * @param trusted PKCS12
 */
public record Certificates(Path keys, Path trusted) {
    public static final String PASSWORD = "only for tests";

    /** Who has no key. */
    public static final Certificates NONE = new Certificates(Path.of(""), Path.of(""));

    private static final String STORE_TYPE = "PKCS12";

    /** Trusts everybody: what is asked is whether the other side does. */
    private static final class Trusting implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    /** Made by the JDK's keytool, as an operator would. */
    public static Certificates make(Path folder, String name) throws IOException {
        Path keys = folder.resolve(name + ".p12");
        Path certificate = folder.resolve(name + ".pem");
        Path trusted = folder.resolve(name + "-trusted.p12");
        keytool(List.of(
                "-genkeypair",
                "-alias",
                name,
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + name,
                "-ext",
                "san=ip:127.0.0.1",
                "-keystore",
                keys.toString()));
        keytool(List.of(
                "-exportcert",
                "-rfc",
                "-alias",
                name,
                "-file",
                certificate.toString(),
                "-keystore",
                keys.toString()));
        keytool(List.of(
                "-importcert",
                "-noprompt",
                "-alias",
                name,
                "-file",
                certificate.toString(),
                "-keystore",
                trusted.toString()));
        return new Certificates(keys, trusted);
    }

    private static void keytool(List<String> arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        builder.command().addAll(arguments);
        builder.command().addAll(List.of("-storetype", STORE_TYPE, "-storepass", PASSWORD));
        Process process = builder.redirectErrorStream(true).start();
        try {
            String said = new String(process.getInputStream().readAllBytes());
            if (process.waitFor() != 0) {
                throw new IOException("keytool: " + said);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** A connection to a port of 127.0.0.1 that shows this certificate when it is asked for one. */
    public SSLSocket connect(int port) throws IOException {
        try {
            KeyStore store = KeyStore.getInstance(STORE_TYPE);
            store.load(null, null);
            if (!equals(NONE)) {
                try (InputStream in = Files.newInputStream(keys)) {
                    store.load(in, PASSWORD.toCharArray());
                }
            }
            KeyManagerFactory shown =
                    KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            shown.init(store, PASSWORD.toCharArray());
            SSLContext context = SSLContext.getInstance("TLSv1.3");
            context.init(shown.getKeyManagers(), new TrustManager[] {new Trusting()}, null);
            return (SSLSocket)
                    context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port);
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }
}
