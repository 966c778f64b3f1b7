package exchange.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.util.List;

class CsvTest {
    @Test
    void cellsAreSplitAndLinesCounted() {
        assertThat(Csv.parse("\uFEFFemail, name\r\n\r\na@b.c,Ann\nx,", "body"))
                .containsExactly(
                        new Csv.Row(1, List.of("email", "name")),
                        new Csv.Row(3, List.of("a@b.c", "Ann")),
                        new Csv.Row(4, List.of("x", "")));
    }

    @Test
    void quotedCellHoldsSeparatorsQuotesAndLines() {
        assertThat(Csv.parse("a,b\n\"x, \"\"y\"\"\nz\",2\n3,4", "body"))
                .containsExactly(
                        new Csv.Row(1, List.of("a", "b")),
                        new Csv.Row(2, List.of("x, \"y\"\nz", "2")),
                        new Csv.Row(4, List.of("3", "4")));
    }

    @Test
    void semicolonSeparatesWhereTheFirstLineHasNoComma() {
        assertThat(Csv.parse("a;b\n1,5;2", "body"))
                .containsExactly(
                        new Csv.Row(1, List.of("a", "b")), new Csv.Row(2, List.of("1,5", "2")));
    }

    @Test
    void quoteThatIsNeverClosedNamesItsLine() {
        assertThatThrownBy(() -> Csv.parse("a,b\n1,\"2\n3,4", "body"))
                .isInstanceOfSatisfying(
                        InvalidFields.class,
                        invalid -> assertThat(invalid.errors().getFirst().message())
                                .contains("line 2"));
    }
}
