package exchange.wire;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;

class JsonWriterTest {
    @Test
    void writesCommasWhereTheyBelong() {
        String json = new JsonWriter()
                .beginObject()
                .text("a", "x")
                .name("bids")
                .beginArray()
                .beginObject()
                .decimal("price", 100_25, 2)
                .decimalText("total", 5, 8)
                .endObject()
                .beginArray()
                .endArray()
                .endArray()
                .nothing("last")
                .name("shared")
                .raw("{\"k\":1}")
                .flag("on", true)
                .time("ts", 0)
                .endObject()
                .toString();

        assertThat(json).isEqualTo("""
                        {"a":"x","bids":[{"price":100.25,"total":"0.00000005"},[]],"last":null,\
                        "shared":{"k":1},"on":true,"ts":"1970-01-01T00:00:00.000Z"}""");
    }

    @Test
    void escapesWhatWouldBreakJsonOrALogLine() {
        assertThat(new JsonWriter()
                        .text("q\" b\\ n\n \u0000 \u2028 \ud800 \u00e9")
                        .toString())
                .isEqualTo("\"q\\\" b\\\\ n\\u000a \\u0000 \\u2028 \\ud800 \u00e9\"");
    }

    @Property
    void decimalIsExactAndShortest(@ForAll long value, @ForAll @IntRange(max = 18) int scale) {
        String json = new JsonWriter().decimal(value, scale).toString();

        BigDecimal exact = new BigDecimal(BigInteger.valueOf(value), scale);
        String shortest = exact.signum() == 0 ? "0" : exact.stripTrailingZeros().toPlainString();
        assertThat(json).isEqualTo(shortest);
    }

    @Property
    void timeHasExactlyThreeDecimals(
            @ForAll @LongRange(min = 0, max = 253_402_300_799_999L) long millis) {
        String time = JsonWriter.time(millis);

        assertThat(time).hasSize(24).endsWith("Z");
        assertThat(Instant.parse(time).toEpochMilli()).isEqualTo(millis);
    }
}
