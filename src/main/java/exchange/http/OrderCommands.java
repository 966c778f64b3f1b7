package exchange.http;

import akka.http.javadsl.model.HttpResponse;

import exchange.accounts.LedgerClient;
import exchange.api.Answer;
import exchange.api.Api;
import exchange.api.Placement;
import exchange.market.Side;
import exchange.ops.EdgeMeters;
import exchange.wire.Fields;

import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** What REST clients do to their orders, timed, as HTTP answers. */
final class OrderCommands {
    private final Placement placement;
    private final LedgerClient ledgers;
    private final long patienceMillis;
    private final EdgeMeters meters;

    OrderCommands(Api api, EdgeMeters meters) {
        placement = api.placement();
        ledgers = api.ledgers();
        patienceMillis = api.settings().orderPatience().toMillis();
        this.meters = meters;
    }

    CompletionStage<HttpResponse> place(long account, Fields order) {
        long start = System.nanoTime();
        return timed(start, placement.place(ledgers, account, order, patienceMillis));
    }

    /** A batch is timed as one. */
    CompletionStage<HttpResponse> batch(long account, Fields body) {
        long start = System.nanoTime();
        return timed(start, placement.batch(ledgers, account, body, patienceMillis));
    }

    /** @param orderId 0 when the order is named by its client's id */
    CompletionStage<HttpResponse> amend(
            long account, long orderId, String clientOrderId, Fields change) {
        long start = System.nanoTime();
        return timed(
                start,
                placement.amend(ledgers, account, orderId, clientOrderId, change, patienceMillis));
    }

    CompletionStage<HttpResponse> replace(long account, long orderId, Fields replace) {
        long start = System.nanoTime();
        return timed(
                start, placement.replace(ledgers, account, orderId, "", replace, patienceMillis));
    }

    CompletionStage<HttpResponse> placeList(long account, Fields list) {
        long start = System.nanoTime();
        return timed(start, placement.placeList(ledgers, account, list, patienceMillis));
    }

    /** @param symbol "" for all markets */
    CompletionStage<HttpResponse> cancelAll(long account, String symbol, Optional<Side> side) {
        long start = System.nanoTime();
        return timed(start, placement.cancelAll(ledgers, account, symbol, side));
    }

    CompletionStage<HttpResponse> cancel(long account, long orderId) {
        long start = System.nanoTime();
        return timed(start, placement.cancel(ledgers, account, orderId));
    }

    /** Cancels by the client's name of the order; finalAt is 0 for none. */
    CompletionStage<HttpResponse> cancel(
            long account, String clientOrderId, boolean guard, long finalAt) {
        long start = System.nanoTime();
        return timed(start, placement.cancel(ledgers, account, clientOrderId, guard, finalAt));
    }

    private CompletionStage<HttpResponse> timed(long start, CompletionStage<Answer> answer) {
        return answer.thenApply(done -> {
            long nanos = System.nanoTime() - start;
            switch (done.status()) {
                case 200 -> meters.accepted(nanos);
                case 202 -> meters.unknown(nanos);
                default -> meters.refused(nanos);
            }
            return HttpAnswers.of(done);
        });
    }
}
