package exchange.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import exchange.ops.CannotStart;
import exchange.ops.CannotStart.Reason;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

class DataDirectoryTest {
    @TempDir
    private Path folder;

    @Test
    void secondExchangeOnTheSameDataIsRefusedAndTheFirstKeepsIt() {
        Path path = folder.resolve("data");
        try (DataDirectory first = DataDirectory.open(path, 0)) {
            long self = ProcessHandle.current().pid();

            assertThatThrownBy(() -> DataDirectory.open(path, 0))
                    .isInstanceOfSatisfying(
                            CannotStart.class,
                            e -> assertThat(e.reason()).isEqualTo(Reason.DATA_IN_USE))
                    .hasMessageContaining("process " + self)
                    .hasMessageContaining("./exchange stop");
            assertThat(DataDirectory.owner(path).map(ProcessHandle::pid)).contains(self);
            assertThat(first.path()).isEqualTo(path);
        }
        assertThat(DataDirectory.owner(path)).isEmpty();
    }

    @Test
    void secondExchangeInAnotherProcessIsRefused() throws Exception {
        Path path = folder.resolve("data");
        Process other = OtherProcess.holding(path);
        try {
            assertThat(DataDirectory.owner(path).map(ProcessHandle::pid)).contains(other.pid());
            assertThatThrownBy(() -> DataDirectory.open(path, 0))
                    .hasMessageContaining("process " + other.pid());
        } finally {
            other.destroyForcibly().waitFor();
        }
        DataDirectory.open(path, 0).close();
    }

    @Test
    void numberLeftByAKilledExchangeOwnsNothing() throws Exception {
        DataDirectory.open(folder, 0).close();
        Files.writeString(
                folder.resolve("exchange.pid"), ProcessHandle.current().pid() + "\n");

        assertThat(DataDirectory.owner(folder)).isEmpty();
    }

    @Test
    void strangerWithTheNumberOfAKilledExchangeIsNotTheOwner() throws Exception {
        try (DataDirectory data = DataDirectory.open(folder, 0)) {
            Files.writeString(
                    folder.resolve("exchange.pid"), ProcessHandle.current().pid() + " 1");

            assertThat(DataDirectory.owner(data.path())).isEmpty();
        }
    }

    @Test
    void secretIsMadeOnceAndKeptForOurselves() throws Exception {
        String first;
        try (DataDirectory data = DataDirectory.open(folder, 0)) {
            first = data.secret("some.secret");
        }

        try (DataDirectory data = DataDirectory.open(folder, 0)) {
            assertThat(first).matches("[0-9a-f]{64}");
            assertThat(data.secret("some.secret")).isEqualTo(first);
            assertThat(data.secret("other.secret")).isNotEqualTo(first);
            assertThat(PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(folder.resolve("some.secret"))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void fullDiskIsRefusedAtStart() {
        assertThatThrownBy(() -> DataDirectory.open(folder, Long.MAX_VALUE))
                .isInstanceOfSatisfying(
                        CannotStart.class, e -> assertThat(e.reason()).isEqualTo(Reason.DISK_FULL))
                .hasMessageContaining("MiB are free")
                .hasMessageContaining("DATA_DIR");
    }

    @Test
    void newDataDirectoryIsPrivate() throws Exception {
        Path path = folder.resolve("a/b");

        DataDirectory.open(path, 0).close();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rwx------");
    }

    @Test
    void folderThatCannotBeUsedIsNamed() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");

        assertThatThrownBy(() -> DataDirectory.open(file.resolve("data"), 0))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("file/data");
    }
}
