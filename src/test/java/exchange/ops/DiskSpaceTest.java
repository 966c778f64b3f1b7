package exchange.ops;

import static org.assertj.core.api.Assertions.assertThat;

import exchange.ops.DatabaseState.Mode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

final class DiskSpaceTest {
    private static final long MIB = 1 << 20;

    @TempDir
    private Path folder;

    private final DatabaseState database = new DatabaseState();
    private final Metrics metrics = new Metrics();
    private DiskSpace disk;

    private DiskSpace disk() {
        DiskSpace.Bounds bounds = new DiskSpace.Bounds(500 * MIB, 200 * MIB, 100 * MIB);
        disk = new DiskSpace(folder, bounds, database, metrics);
        return disk;
    }

    @AfterEach
    void close() {
        disk.close();
    }

    @Test
    void lightIsRedBeforeTheDiskIsFull() {
        disk().looked(600 * MIB);
        assertThat(disk.finding()).isEqualTo(new Health.Finding(true, "600 MiB free in " + folder));

        disk.looked(300 * MIB);
        assertThat(disk.finding())
                .isEqualTo(new Health.Finding(true, "only 300 MiB free in " + folder));
        assertThat(metrics.text()).contains("alerts_total{kind=\"disk\"} 1.0");

        disk.looked(150 * MIB);
        assertThat(disk.finding().isGood()).isFalse();
        assertThat(database.mode()).isEqualTo(Mode.WORKS);
        assertThat(metrics.text()).contains("disk_free_bytes 1.572864E8");
    }

    @Test
    void nothingIsWrittenWithLessThanThatUntilThereIsClearlyMore() {
        disk().looked(99 * MIB);
        assertThat(database.mode()).isEqualTo(Mode.READ_ONLY);
        assertThat(database.words()).isEqualTo("only 99 MiB free in " + folder);

        disk.looked(120 * MIB);
        assertThat(database.mode()).isEqualTo(Mode.READ_ONLY);

        disk.looked(160 * MIB);
        assertThat(database.mode()).isEqualTo(Mode.WORKS);
    }

    @Test
    void whatTheSystemSaysIsLookedAt() {
        disk().look();

        assertThat(disk.finding().words()).matches("(only )?\\d+ MiB free in .*");
    }
}
