package exchange.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import exchange.testkit.ChildJvm;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;

/** Another exchange's process, as far as the data directory can tell, to be killed by a test. */
public final class OtherProcess {
    private OtherProcess() {}

    /** It has the data directory when this returns. */
    public static Process holding(Path dataDirectory) throws IOException {
        return start(dataDirectory, "");
    }

    /** It has started the server and executed the statement when this returns. */
    static Process servingAfter(Path dataDirectory, String statement) throws IOException {
        return start(dataDirectory, statement);
    }

    private static Process start(Path dataDirectory, String statement) throws IOException {
        Process process = ChildJvm.of(
                        List.of(), OtherProcess.class, dataDirectory.toString(), statement)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(process.inputReader().readLine()).isEqualTo("ready");
        return process;
    }

    public static void main(String[] arguments) throws Exception {
        DataDirectory data = DataDirectory.open(Path.of(arguments[0]), 0);
        if (!arguments[1].isEmpty()) {
            Database database = EmbeddedPostgres.start(data).database();
            try (Connection connection = DriverManager.getConnection(
                            database.jdbcUrl(), database.user(), database.password());
                    Statement statement = connection.createStatement()) {
                statement.execute(arguments[1]);
            }
        }
        System.out.println("ready");
        Thread.sleep(60_000);
    }
}
