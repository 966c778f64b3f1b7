package exchange.api;

import static exchange.api.ApiFixtures.MARKETS;
import static exchange.api.ApiFixtures.fields;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import exchange.wire.FieldError;
import exchange.wire.InvalidFields;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

/** What is wrong between two orders of which one cancels the other is said of a field of theirs. */
final class ListTermsTest {
    private static final String ABOVE =
            "'side':'SELL','order_type':'LIMIT','quantity':2,'price':130";
    private static final String BELOW =
            "'side':'SELL','order_type':'STOP','quantity':2,'stop_price':90";

    private final OrderParser parser = new OrderParser(MARKETS, (symbol, side) -> 0, symbol -> 0);

    private void parse(String above, String below) {
        String list = "{'above':{" + above + "},'below':{" + below + "}}";
        parser.parseList(fields(list.replace('\'', '"')), 42, 1_000);
    }

    private List<FieldError> mistakes(String above, String below) {
        return catchThrowableOfType(InvalidFields.class, () -> parse(above, below))
                .errors();
    }

    @Test
    void bracketOfALimitAndAStopIsRight() {
        parse(ABOVE, BELOW);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "'quantity':2 | 'quantity':3 | quantity of below must be that of above",
                "'side':'SELL','order_type':'STOP' | 'side':'BUY','order_type':'TAKE_PROFIT'"
                        + " | side of below must be that of above",
                "'stop_price':90 | 'stop_price':131"
                        + " | price of above must be higher than that of below",
                "'stop_price':90 | 'trailing_offset':5"
                        + " | order_type of below must be no trailing stop",
                "'order_type':'STOP' | 'order_type':'TAKE_PROFIT'"
                        + " | order_type of below must be a stop that a falling price triggers",
                "'order_type':'STOP','quantity':2,'stop_price':90"
                        + " | 'order_type':'LIMIT','quantity':2,'price':90 | order_type of below"
                        + " must be LIMIT to BUY, or a stop that a falling price triggers",
            })
    void wrongSecondOrderIsNamed(String right, String wrong, String message) {
        List<FieldError> mistakes = mistakes(ABOVE, BELOW.replace(right, wrong));

        assertThat(mistakes).extracting(FieldError::message).containsExactly(message);
        assertThat(mistakes.getFirst().loc()).startsWith("body").hasSize(3);
    }

    @Test
    void orderThatWouldNotRestIsNamed() {
        assertThat(mistakes(ABOVE + ",'time_in_force':'IOC'", BELOW))
                .extracting(FieldError::message)
                .containsExactly("time_in_force of above must be GTC, GTD or DAY");
    }

    @Test
    void orderThatIsNoObjectIsNamedOnce() {
        String list = "{\"above\":5}";
        InvalidFields thrown = catchThrowableOfType(
                InvalidFields.class, () -> parser.parseList(fields(list), 42, 1_000));

        assertThat(thrown.errors())
                .extracting(FieldError::message)
                .containsExactly("above must be a JSON object", "below is required");
    }
}
