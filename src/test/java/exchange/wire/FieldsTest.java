package exchange.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.Scale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

class FieldsTest {
    private enum Color {
        RED,
        GREEN
    }

    @Test
    void everyWrongFieldIsNamedAtOnce() {
        Fields body = open("""
                {"name":7,"color":"red","limit":1.9,"price":"1e3","on":"true","extra":1}
                """);

        body.text("name", 10);
        body.text("email", 10);
        body.oneOf("color", Color.class);
        body.whole("limit", 1, 10);
        body.decimal("price");
        body.optionalFlag("on");

        assertThat(mistakes(body))
                .containsExactly(
                        "body.name wrong_type",
                        "body.email missing",
                        "body.color not_a_choice",
                        "body.limit wrong_type",
                        "body.price invalid_decimal",
                        "body.on wrong_type",
                        "body.extra unknown_field");
    }

    @Test
    void mistakesOfAnInnerObjectCarryTheWholePlace() {
        Fields body = open("{\"op\":\"place\",\"order\":{\"price\":true,\"extra\":null}}");

        body.text("op", 10);
        Fields order = body.object("order");
        order.decimal("price");
        order.decimal("quantity");
        order.noOthers();

        assertThat(mistakes(body))
                .containsExactly(
                        "body.order.price invalid_decimal",
                        "body.order.quantity missing",
                        "body.order.extra unknown_field");
    }

    @Test
    void missingInnerObjectIsOneMistake() {
        Fields body = open("{}");

        body.object("order").decimal("price");

        assertThat(mistakes(body)).containsExactly("body.order missing");
    }

    @Test
    void nullIsTheSameAsAbsent() {
        Fields body = open("{\"a\":null,\"b\":null}");

        assertThat(body.optionalText("a", 5)).isEmpty();
        body.decimal("b");

        assertThat(mistakes(body)).containsExactly("body.b missing");
    }

    @Test
    void callerAddsMistakesWithItsOwnCode() {
        Fields body = open("{\"price\":0}");

        body.decimal("price");
        body.reject("price", "INVALID_PRICE", "must be positive");

        InvalidFields thrown = catchThrowableOfType(InvalidFields.class, body::done);
        assertThat(thrown.errors())
                .containsExactly(new FieldError(
                        List.of("body", "price"),
                        "INVALID_PRICE",
                        "invalid_price",
                        "must be positive"));
    }

    @Test
    void queryParametersAreReadFromTextAndUnknownOnesLetBe() {
        Fields query = Fields.ofQuery(
                Map.of("limit", List.of("50"), "active", List.of("true"), "cache", List.of("1")));

        assertThat(query.optionalWhole("limit", 1, 100)).hasValue(50);
        assertThat(query.optionalFlag("active")).contains(true);
        query.done();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "101", "abc", "", "1.0", "5000000000000000000000", "-"})
    void queryNumberOutsideItsBoundsIsNamed(String limit) {
        Fields query = Fields.ofQuery(Map.of("limit", List.of(limit)));

        assertThat(query.optionalWhole("limit", 1, 100)).isEmpty();

        assertThat(mistakes(query)).singleElement().asString().startsWith("query.limit ");
    }

    @Test
    void queryParameterThatIsGivenTwiceIsRefused() {
        Fields query = Fields.ofQuery(Map.of("limit", List.of("1", "2")));

        query.optionalWhole("limit", 1, 100);

        assertThat(mistakes(query)).containsExactly("query.limit duplicate_field");
    }

    @Test
    void queryTextWithNulIsRefused() {
        Fields query = Fields.ofQuery(Map.of("symbol", List.of("BTC\0")));

        query.optionalText("symbol", 20);

        assertThat(mistakes(query)).containsExactly("query.symbol invalid_value");
    }

    @ParameterizedTest
    @CsvSource({
        "100.25, 100.25",
        "0, 0",
        "1e-8, 0.00000001",
        "1.5E-7, 0.00000015",
        "1e+3, 1000",
        "12.5e0, 12.5",
        "0.1e1, 1",
        "100.50, 100.50",
        "\"0.00000001\", 0.00000001",
        "123456789012345678, 123456789012345678",
        "0.000e3, 0",
        "1.25e1, 12.5",
        "100e-2, 1"
    })
    void decimalIsReadExactly(String sent, String plain) {
        Fields body = open("{\"price\":" + sent + "}");

        assertThat(body.decimal("price")).isEqualTo(plain);
        body.done();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e999999999",
                "1e-999999999",
                "1e99",
                "NaN",
                "Infinity",
                "-Infinity",
                "-1",
                "\"-1\"",
                "\"\"",
                "\" 1\"",
                "\"1e2\"",
                "\"NaN\"",
                "\"0x10\"",
                "\"1,5\"",
                "\".5\"",
                "\"5.\"",
                "\"00\"",
                "\"+1\"",
                "\"١\"",
                "1234567890123456789",
                "1234567890123456789012345678901234567890",
                "0.1234567890123456789",
                "true",
                "[1]",
                "{}",
                "\"1_0\"",
                "-0"
            })
    void wrongDecimalIsNamedWhateverItsForm(String sent) {
        InvalidFields thrown = catchThrowableOfType(InvalidFields.class, () -> {
            Fields body = open("{\"price\":" + sent + "}");
            body.decimal("price");
            body.done();
        });

        assertThat(places(thrown)).containsExactly("body.price invalid_decimal");
    }

    @Property
    void plainDecimalOfAnyJsonSpellingIsTheSameNumber(
            @ForAll @BigRange(min = "0", max = "99999") @Scale(12) BigDecimal value) {
        for (String spelling :
                List.of(value.toPlainString(), value.toString(), scientific(value))) {
            String plain = PlainDecimal.ofNumber(spelling).orElseThrow();

            assertThat(new BigDecimal(plain)).isEqualByComparingTo(value);
            assertThat(plain).doesNotContain("E", "e");
        }
    }

    @Property
    void anyTextIsEitherAPlainDecimalOrRefused(@ForAll("nearDecimals") String text) {
        boolean expected = text.matches("(0|[1-9][0-9]{0,17})(\\.[0-9]{1,18})?");

        assertThat(PlainDecimal.ofText(text).isPresent()).isEqualTo(expected);
    }

    @Provide
    Arbitrary<String> nearDecimals() {
        return Arbitraries.strings().withChars("0019.-+eE ").ofMaxLength(22);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "{\"a\":1}x",
                "{\"a\":1}{}",
                "nul",
                "{'a':1}",
                "{\"a\":1,}",
                "[1",
                "{\"a\" 1}",
                "// c\n{}",
                "{\"a\":01}",
                "{\"a\":+1}",
                "{\"a\":\"\n\"}",
                "{\"a\":\"\\ud800\"}",
                "{\"a\":\"\\u0000\"}",
                "\uFEFF"
            })
    void brokenJsonIsRefusedWithoutQuotingIt(String text) {
        InvalidFields thrown = catchThrowableOfType(InvalidFields.class, () -> open(text));

        assertThat(thrown.errors()).singleElement().satisfies(error -> {
            assertThat(error.type()).isEqualTo("json_invalid");
            assertThat(error.loc().getFirst()).isEqualTo("body");
        });
    }

    @Test
    void duplicateFieldIsNamed() {
        assertThat(places(thrownBy("{\"a\":{\"b\":1,\"b\":1}}")))
                .containsExactly("body.a.b duplicate_field");
    }

    @Test
    void limitsOfSizeHold() {
        assertThat(thrownBy("[".repeat(17) + "]".repeat(17))).isNotNull();
        assertThat(thrownBy("{\"a\":\"" + "x".repeat(4097) + "\"}")).isNotNull();
        assertThat(thrownBy("{\"" + "x".repeat(65) + "\":1}")).isNotNull();
        assertThat(places(thrownBy("{\"a\":" + "1".repeat(65) + "}")))
                .containsExactly("body.a json_invalid");
        assertThat(places(thrownBy("{\"a\":0." + "1".repeat(5000) + "}")))
                .containsExactly("body.a json_invalid");
        assertThat(thrownBy("{\"a\":\"" + "x".repeat(300_000) + "\"}")).isNotNull();
        assertThat(thrownBy(objectOf(65))).isNotNull();
        assertThat(thrownBy(objectOf(64))).isNull();
    }

    @Test
    void onlyUtf8IsRead() {
        byte[] latin = "{\"name\":\"Ren\u00e9\"}".getBytes(ISO_8859_1);
        byte[] wide = "{\"name\":\"Rene\"}".getBytes(UTF_16);

        assertThat(catchThrowableOfType(InvalidFields.class, () -> Json.object(latin, "body")))
                .isNotNull();
        assertThat(catchThrowableOfType(InvalidFields.class, () -> Json.object(wide, "body")))
                .isNotNull();
    }

    @Test
    void bodyMustBeAnObject() {
        for (String text : List.of("1", "\"a\"", "null", "true", "[{}]")) {
            assertThat(places(thrownBy(text))).containsExactly("body wrong_type");
        }
    }

    @Test
    void strangeFieldNamesAreShownHarmlessly() {
        assertThat(places(thrownBy("{\"a\\n<b>\u00e9\":1}")))
                .containsExactly("body.a??b?? unknown_field");
    }

    @Property
    void whatTheWriterWritesTheReaderReads(
            @ForAll String text, @ForAll long value, @ForAll boolean flag) {
        String json = new JsonWriter()
                .beginObject()
                .text("text", text.replace("\0", "").replaceAll("[\\ud800-\\udfff]", ""))
                .number("value", value / 10)
                .flag("flag", flag)
                .name("list")
                .beginArray()
                .number(1)
                .nothing()
                .endArray()
                .endObject()
                .toString();

        JsonValue.Entries read = (JsonValue.Entries) Json.parse(json, "body");

        assertThat(read.values())
                .containsExactly(
                        new JsonValue.Text(
                                text.replace("\0", "").replaceAll("[\\ud800-\\udfff]", "")),
                        new JsonValue.Number(Long.toString(value / 10)),
                        new JsonValue.Flag(flag),
                        new JsonValue.Array(
                                List.of(new JsonValue.Number("1"), new JsonValue.Nothing())));
    }

    private static String scientific(BigDecimal value) {
        return value.unscaledValue() + "e" + -value.scale();
    }

    private static String objectOf(int fields) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < fields; i++) {
            parts.add("\"f" + i + "\":1");
        }
        return "{" + String.join(",", parts) + "}";
    }

    private static InvalidFields thrownBy(String text) {
        Consumer<Fields> readNothing = text.startsWith("{\"f0\"") ? fields -> {} : Fields::done;
        return catchThrowableOfType(InvalidFields.class, () -> readNothing.accept(open(text)));
    }

    private static Fields open(String text) {
        return Json.object(text.getBytes(UTF_8), "body");
    }

    private static List<String> mistakes(Fields fields) {
        return places(catchThrowableOfType(InvalidFields.class, fields::done));
    }

    private static List<String> places(InvalidFields thrown) {
        return thrown.errors().stream()
                .map(error -> String.join(".", error.loc()) + " " + error.type())
                .toList();
    }
}
