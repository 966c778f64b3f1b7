package exchange.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import exchange.testkit.TestPostgres;

import org.junit.jupiter.api.Test;

class TestPostgresTest {
    @Test
    void everyTestGetsItsOwnMigratedDatabase() throws Exception {
        Database first = TestPostgres.freshDatabase();
        Database second = TestPostgres.freshDatabase();

        String decidedInFirst = new StoredSettings(first).decide("partitions", "4");
        String decidedInSecond = new StoredSettings(second).decide("partitions", "16");

        assertThat(decidedInFirst).isEqualTo("4");
        assertThat(decidedInSecond).isEqualTo("16");
        assertThat(new StoredSettings(first).decide("partitions", "16")).isEqualTo("4");
    }
}
