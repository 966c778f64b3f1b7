package exchange.ws;

import static org.assertj.core.api.Assertions.assertThat;

import exchange.api.AccountEvents;
import exchange.api.Answer;
import exchange.api.Errors;
import exchange.market.AccountIds;
import exchange.market.Asset;
import exchange.market.MarketRules;
import exchange.market.MarketState;
import exchange.market.OrderIds;
import exchange.market.RejectReason;
import exchange.market.Side;
import exchange.marketdata.AuctionView;
import exchange.marketdata.BookView;
import exchange.marketdata.CandleInterval;
import exchange.marketdata.Channel;
import exchange.marketdata.MarketNews;
import exchange.marketdata.Topic;
import exchange.matching.DepthLevel;
import exchange.session.OrderChange;
import exchange.session.SessionMessage;
import exchange.wire.Json;
import exchange.wire.JsonValue;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The examples in docs/sockets.md are what the sockets say and understand, to the letter. */
final class SocketsDocTest {
    private static final long TIME = Instant.parse("2026-11-22T10:00:00.000Z").toEpochMilli();
    private static final long ORDER = OrderIds.of(1, 7);
    private static final String ORDER_ID = OrderIds.toUuid(ORDER).toString();
    private static final String USER_ID = AccountIds.toUuid(42).toString();
    private static final MarketRules RULES = new MarketRules(
            "BTC-USD",
            new Asset("BTC", 10),
            new Asset("USD", 10),
            1,
            2,
            1,
            8,
            0,
            1_000_000_0000000000L,
            0,
            0,
            100_000,
            MarketState.OPEN);

    private final Map<String, String> examples = examples();
    private final Set<String> read = new TreeSet<>();

    @Test
    void oldSocketSaysWhatItsExamplesSay() {
        assertThat(example("pong")).isEqualTo(UpdateJson.PONG);
        assertThat(example("connected")).isEqualTo(UpdateJson.connected(USER_ID));
        assertThat(example("error")).isEqualTo(UpdateJson.error("missing or invalid token"));
        BookView book = new BookView(
                "BTC-USD",
                List.of(new DepthLevel(10_025, 50_000_000)),
                List.of(),
                10_025,
                1,
                1,
                TIME,
                MarketState.OPEN,
                AuctionView.NOTHING);
        MarketNews news = new MarketNews(book, List.of(new MarketNews.PriceChange(10_025, TIME)));
        assertThat(UpdateJson.news(news, RULES))
                .flatExtracting(SessionMessage.Show::jsons)
                .containsExactly(example("order_book_update"), example("price_change"));
        OrderChange fill = new OrderChange(
                ORDER,
                OrderChange.Status.PARTIALLY_FILLED,
                25_000_000,
                OptionalLong.of(75_000_000),
                TIME);
        assertThat(example("order_status"))
                .isEqualTo(UpdateJson.orderStatus(fill, 75_000_000, RULES));
    }

    @Test
    void newSocketUnderstandsItsExamples() {
        assertThat(operation("auth")).isEqualTo(new Operation.Auth("ACCESS_TOKEN"));
        assertThat(operation("cancel")).isEqualTo(new Operation.CancelByName("mine-1", false));
        assertThat(operation("cancel-by-order-id"))
                .isEqualTo(new Operation.CancelById(Optional.of(ORDER)));
        assertThat(operation("place")).isInstanceOfSatisfying(Operation.Place.class, place -> {
            assertThat(place.order().optionalText("client_order_id", 36)).contains("mine-1");
            assertThat(place.order().has("side")).isTrue();
        });
        assertThat(operation("amend")).isInstanceOf(Operation.Amend.class);
        assertThat(operation("place-oco")).isInstanceOf(Operation.PlaceList.class);
        assertThat(operation("cancel-after")).isEqualTo(new Operation.CancelAfter(60_000));
        assertThat(operation("cancel-on-disconnect"))
                .isEqualTo(new Operation.CancelOnDisconnect(true));
        assertThat(operation("place-batch")).isInstanceOf(Operation.PlaceBatch.class);
        assertThat(operation("get-order"))
                .isEqualTo(new Operation.GetOrder(Optional.empty(), "mine-1", TIME));
        assertThat(operation("get-open-orders")).isEqualTo(new Operation.GetOpenOrders("BTC-USD"));
        assertThat(operation("get-trades")).isEqualTo(new Operation.GetTrades("BTC-USD", 42, 100));
        assertThat(operation("get-balances")).isEqualTo(new Operation.GetBalances());
        assertThat(operation("replace")).isInstanceOf(Operation.Replace.class);
        assertThat(operation("cancel-all"))
                .isEqualTo(new Operation.CancelAll("BTC-USD", Optional.of(Side.BUY)));
        assertThat(Json.parse(example("many"), "body"))
                .isInstanceOfSatisfying(
                        JsonValue.Array.class,
                        many -> assertThat(many.items())
                                .extracting(OperationReader::read)
                                .containsExactly(
                                        new Operation.Ping(),
                                        new Operation.CancelByName("mine-2", true)));
    }

    @Test
    void newSocketAnswersAsItsExamplesSay() {
        String welcome =
                "{\"user_id\":\"" + USER_ID + "\",\"expires_at\":\"2026-11-22T10:00:00.000Z\"}";
        assertThat(example("auth-answer"))
                .isEqualTo(AnswerJson.authAnswer("1", Answer.ok(welcome)));
        assertThat(example("refused"))
                .isEqualTo(AnswerJson.answer(
                        "2", Errors.refused(RejectReason.INSUFFICIENT_FUNDS), TIME, TIME));
        assertThat(example("overloaded"))
                .isEqualTo(AnswerJson.answer(
                        "2", Errors.refused(RejectReason.OVERLOADED), TIME, TIME));
        String canceled = "{\"message\":\"order canceled\",\"order_id\":\"" + ORDER_ID + "\"}";
        assertThat(example("canceled"))
                .isEqualTo(AnswerJson.answer(
                        "\"c-1\"", new Answer(200, canceled, 0, TIME + 1), TIME, TIME + 2));
        assertThat(example("pong-answer")).isEqualTo(AnswerJson.pong("4"));
        assertThat(example("server-shutdown")).isEqualTo(AnswerJson.serverShutdown(TIME));
    }

    @Test
    void channelsAreFollowedAsTheirExamplesSay() {
        assertThat(operation("subscribe"))
                .isEqualTo(new Operation.Subscribe(Channel.DEPTH, "BTC-USD", Optional.empty()));
        assertThat(operation("subscribe-candles"))
                .isEqualTo(new Operation.Subscribe(
                        Channel.CANDLES, "BTC-USD", Optional.of(CandleInterval.MINUTE)));
        assertThat(operation("unsubscribe"))
                .isEqualTo(new Operation.Unsubscribe(Channel.DEPTH, "BTC-USD", Optional.empty()));
        assertThat(example("subscribed"))
                .isEqualTo(AnswerJson.answer(
                        "11",
                        Followed.acknowledged(Topic.candles("BTC-USD", CandleInterval.MINUTE))));
        assertThat(example("too-many-subscriptions"))
                .isEqualTo(AnswerJson.answer("10", Followed.tooMany(200)));
        ChannelMessages messages = new ChannelMessages(RULES, TIME, ORDER);
        messages.all().forEach((name, text) -> assertThat(example(name)).isEqualTo(text));
    }

    @Test
    void accountIsFollowedAsItsExamplesSay() {
        assertThat(operation("subscribe-account"))
                .isEqualTo(new Operation.FollowAccount(OptionalLong.empty()));
        assertThat(operation("resume")).isEqualTo(new Operation.FollowAccount(OptionalLong.of(17)));
        assertThat(example("account-followed"))
                .isEqualTo(AnswerJson.answer("14", AccountJson.followed(17, 19)));
        assertThat(example("sequence-not-reached"))
                .isEqualTo(AnswerJson.answer("14", AccountEvents.notReached(16)));
        AccountMessages messages = new AccountMessages(RULES, TIME, ORDER);
        messages.all().forEach((name, text) -> assertThat(example(name)).isEqualTo(text));
    }

    @Test
    void marketsArePlayedAgainAsTheirExamplesSay() {
        assertThat(operation("replay"))
                .isEqualTo(new Operation.Replay(
                        "BTC-USD",
                        TIME,
                        TIME + 3_600_000,
                        10_000,
                        List.of(Channel.TICKER, Channel.TRADES, Channel.DEPTH, Channel.STATUS),
                        Optional.empty(),
                        false));
        assertThat(operation("replay-control"))
                .isEqualTo(new Operation.ControlReplay(1, new ReplayControl.Pause()));
        assertThat(operation("replay-speed"))
                .isEqualTo(new Operation.ControlReplay(1, new ReplayControl.Speed(500)));
        assertThat(operation("replay-seek"))
                .isEqualTo(
                        new Operation.ControlReplay(1, new ReplayControl.Seek(TIME + 1_800_000)));
        assertThat(operation("replay-step"))
                .isEqualTo(new Operation.ControlReplay(1, new ReplayControl.Step(10)));
        Answer opened = ReplayJson.opened(1, "BTC-USD", TIME, TIME + 3_600_000, 10_000);
        assertThat(example("replay-answer")).isEqualTo(AnswerJson.answer("22", opened));
        assertThat(example("replay-controlled"))
                .isEqualTo(AnswerJson.answer("23", ReplayJson.acknowledged(1)));
        assertThat(example("replay-ended")).isEqualTo(AnswerJson.answer("23", ReplayJson.ended()));
        assertThat(example("unknown-replay"))
                .isEqualTo(AnswerJson.answer("23", ReplayJson.unknown(7)));
        assertThat(example("too-many-replays"))
                .isEqualTo(AnswerJson.answer("22", ReplayJson.tooMany(4, "a socket")));
        for (String name : List.of("trades", "depth-snapshot", "depth")) {
            assertThat(example("replayed-" + name)).isEqualTo(ReplayJson.marked(1, example(name)));
        }
        assertThat(example("replay-position")).isEqualTo(position(ReplayJson.State.PLAYING));
        assertThat(example("replay-end")).isEqualTo(position(ReplayJson.State.ENDED));
    }

    private static String position(ReplayJson.State state) {
        return ReplayJson.position(1, state, TIME, 9, 10_000, "");
    }

    @Test
    void noExampleIsLeftUnread() {
        oldSocketSaysWhatItsExamplesSay();
        newSocketUnderstandsItsExamples();
        newSocketAnswersAsItsExamplesSay();
        channelsAreFollowedAsTheirExamplesSay();
        accountIsFollowedAsItsExamplesSay();
        marketsArePlayedAgainAsTheirExamplesSay();
        assertThat(Json.parse(example("ping"), "message")).isInstanceOf(JsonValue.Entries.class);

        assertThat(read).isEqualTo(examples.keySet());
    }

    private Operation operation(String name) {
        return OperationReader.read(Json.parse(example(name), "body"));
    }

    private String example(String name) {
        read.add(name);
        return examples.get(name).replace("ORDER_ID", ORDER_ID).replace("USER_ID", USER_ID);
    }

    private static Map<String, String> examples() {
        Map<String, String> examples = new TreeMap<>();
        try {
            Pattern.compile("```json ([\\w-]+)\n(.*?)\n```", Pattern.DOTALL)
                    .matcher(Files.readString(Path.of("docs/sockets.md")))
                    .results()
                    .forEach(match -> examples.put(match.group(1), match.group(2)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return examples;
    }
}
