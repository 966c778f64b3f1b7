package exchange.api;

import static exchange.api.ApiFixtures.MARKETS;
import static exchange.api.ApiFixtures.NOW;
import static exchange.api.ApiFixtures.fields;
import static exchange.api.ApiFixtures.openOrder;
import static exchange.api.ApiFixtures.order;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;

import com.typesafe.config.ConfigFactory;

import exchange.accounts.FillView;
import exchange.accounts.LedgerClientFixture;
import exchange.accounts.LedgerCommand;
import exchange.accounts.LedgerReply;
import exchange.market.OrderIds;
import exchange.market.OrderStatus;
import exchange.market.RejectReason;
import exchange.wire.Fields;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

class PlacementTest {
    private static final ActorTestKit TEST_KIT =
            ActorTestKit.create("placement", ConfigFactory.parseString("akka.loglevel=WARNING"));
    private static final String ORDER =
            "{'side':'BUY','order_type':'LIMIT','quantity':1.5,'price':100.25%s}";

    private final InFlight inFlight = new InFlight(8);
    private final Placement placement = new Placement(
            new OrderParser(MARKETS, (symbol, side) -> 0, symbol -> 0),
            MARKETS,
            inFlight,
            Clock.fixed(Instant.ofEpochMilli(NOW), ZoneOffset.UTC));

    @AfterAll
    static void stop() {
        TEST_KIT.shutdownTestKit();
    }

    @Test
    void placedOrderIsAnsweredWithItsTrades() {
        FillView fill = new FillView(9, false, 100_00, 5000_0000, 1, 1, 0, NOW);
        Answer answer = place(new LedgerReply.OrderResult(
                order(OrderStatus.PARTIALLY_FILLED, 5000_0000, 50_0000000000L, 1, ""),
                List.of(fill),
                false));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
                .startsWith("{\"trades\":[{\"id\":")
                .contains("}],\"order\":{\"id\":")
                .endsWith("},\"order_executed\":true}");
    }

    @Test
    void duplicateIsMarked() {
        Answer answer = place(new LedgerReply.OrderResult(openOrder(), List.of(), true));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
                .startsWith("{\"trades\":[],")
                .endsWith("},\"order_executed\":false,\"duplicate\":true}");
    }

    @Test
    void changeThatNamesNoMarketIsSentAtOnceAndAgainOnceTheMarketIsKnown() {
        LedgerClientFixture ledger = ledger(command -> switch (command) {
            case LedgerCommand.Amend amend
            when amend.symbol().equals("BTC-USD") ->
                new LedgerReply.Refused(RejectReason.INVALID_FIELD, "symbol");
            default -> new LedgerReply.NotFound(false);
        });

        answer(placement.amend(
                ledger.client(), 42, 7, "", fields("{\"quantity\":1}"), Long.MAX_VALUE));

        assertThat(ledger.asked())
                .extracting(command -> command.getClass().getSimpleName())
                .containsExactly("Amend", "GetOrder", "Amend");
    }

    @Test
    void silenceIsUnknownWithTheNameAndTheDeadline() {
        LedgerClientFixture ledger = ledger(command -> new LedgerReply.Unknown());

        Answer named = answer(placement.place(
                ledger.client(), 42, limit(",'client_order_id':'c1','timeout_ms':500")));
        Answer nameless = answer(placement.place(ledger.client(), 42, limit("")));

        assertThat(named).isEqualTo(new Answer(202, """
                {"status":"UNKNOWN","client_order_id":"c1",\
                "final_at":"2023-11-14T22:13:20.500Z"}""", 0));
        String given = ((LedgerCommand.Place) ledger.asked().get(1)).clientOrderId();
        assertThat(nameless.body()).contains("\"client_order_id\":\"" + given + "\"");
    }

    @ParameterizedTest
    @CsvSource({
        "INSUFFICIENT_FUNDS, 400, 0",
        "MARKET_HALTED, 400, 0",
        "FOK_NOT_FILLABLE, 400, 0",
        "DUPLICATE_CLIENT_ORDER_ID, 409, 0",
        "MARKET_BUSY, 503, 1",
        "OVERLOADED, 503, 1",
        "TOO_MANY_REQUESTS, 429, 1",
        "INTERNAL, 500, 0"
    })
    void refusalHasItsStatusAndCode(RejectReason reason, int status, int retryAfter) {
        Answer answer = place(new LedgerReply.Refused(reason, ""));

        assertThat(answer)
                .isEqualTo(new Answer(
                        status,
                        "{\"message\":\"%s\",\"error\":\"%s\",\"detail\":\"%s\"}"
                                .formatted(reason.text(), reason.name(), reason.text()),
                        retryAfter));
    }

    @Test
    void refusedFieldIsNamedLikeOneTheEdgeFoundItself() {
        assertThat(place(new LedgerReply.Refused(RejectReason.MIN_NOTIONAL, "quantity")))
                .isEqualTo(new Answer(422, """
                        {"message":"price x quantity is below the market's minimum",\
                        "error":"MIN_NOTIONAL","field":"quantity","detail":[{"loc":["body",\
                        "quantity"],"msg":"price x quantity is below the market's minimum",\
                        "type":"min_notional"}]}""", 0));
    }

    @Test
    void wrongOrderIsAnsweredWithoutAskingTheLedger() {
        LedgerClientFixture ledger = ledger(command -> new LedgerReply.Unknown());

        Answer answer = answer(placement.place(ledger.client(), 42, limit(",'x':1")));

        assertThat(answer).isEqualTo(new Answer(422, """
                {"message":"x is not a field of this request","error":"INVALID_FIELD","field":"x",\
                "detail":[{"loc":["body","x"],"msg":"x is not a field of this request",\
                "type":"unknown_field"}]}""", 0));
        assertThat(ledger.asked()).isEmpty();
    }

    @Test
    void placesBeyondTheBoundAreRefusedWhileCancelsStillPass() {
        for (int i = 0; i < 6; i++) {
            assertThat(inFlight.enterPlace()).isTrue();
        }
        LedgerClientFixture ledger = ledger(command -> new LedgerReply.Canceled(openOrder()));

        Answer place = answer(placement.place(ledger.client(), 42, limit("")));
        Answer cancel = answer(placement.cancel(ledger.client(), 42, OrderIds.of(1, 7)));

        assertThat(place.status()).isEqualTo(503);
        assertThat(place.retryAfterSeconds()).isEqualTo(1);
        assertThat(cancel.status()).isEqualTo(200);
        assertThat(inFlight.count()).isEqualTo(6);
    }

    @Test
    void canceledOrderIsNamed() {
        LedgerClientFixture ledger = ledger(command -> new LedgerReply.Canceled(openOrder()));

        Answer expected = Answer.ok("""
                {"message":"order canceled",\
                "order_id":"6f726465-7221-8000-8000-080000000007"}""");

        assertThat(answer(placement.cancel(ledger.client(), 42, OrderIds.of(1, 7))))
                .isEqualTo(expected.at(openOrder().updatedAt()));
        assertThat(ledger.asked())
                .containsExactly(new LedgerCommand.Cancel(42, OrderIds.of(1, 7), "", false));
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void cancelOfWhatIsNotThereSaysWhetherItIsFinal(boolean finalAnswer) {
        LedgerClientFixture ledger = ledger(command -> new LedgerReply.NotFound(finalAnswer));

        Answer answer = answer(placement.cancel(ledger.client(), 42, "c1", false));

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body()).endsWith("\"final\":" + finalAnswer + "}");
    }

    @Test
    void cancelGuardsAPlaceOfTheSameNameThatIsStillUnanswered() {
        LedgerClientFixture ledger = ledger(command -> {
            if (command instanceof LedgerCommand.Place place) {
                LedgerClientFixture other = ledger(cancel -> new LedgerReply.NotFound(false));
                answer(placement.cancel(other.client(), 42, place.clientOrderId(), false));
                answer(placement.cancel(other.client(), 43, place.clientOrderId(), false));
                assertThat(cancels(other))
                        .containsExactly(
                                new LedgerCommand.Cancel(42, 0, "c1", true),
                                new LedgerCommand.Cancel(43, 0, "c1", false));
            }
            return new LedgerReply.NotFound(false);
        });

        Answer placed =
                answer(placement.place(ledger.client(), 42, limit(",'client_order_id':'c1'")));
        answer(placement.cancel(ledger.client(), 42, "c1", false));

        assertThat(placed.status()).isEqualTo(404);
        assertThat(cancels(ledger)).containsExactly(new LedgerCommand.Cancel(42, 0, "c1", false));
    }

    private Answer place(LedgerReply reply) {
        return answer(placement.place(ledger(command -> reply).client(), 42, limit("")));
    }

    private static Fields limit(String more) {
        return fields(ORDER.formatted(more).replace('\'', '"'));
    }

    private static LedgerClientFixture ledger(Function<LedgerCommand, LedgerReply> answers) {
        return new LedgerClientFixture(TEST_KIT, answers);
    }

    private static List<LedgerCommand> cancels(LedgerClientFixture ledger) {
        return ledger.asked().stream()
                .filter(LedgerCommand.Cancel.class::isInstance)
                .toList();
    }

    private static Answer answer(CompletionStage<Answer> answer) {
        return answer.toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
    }
}
