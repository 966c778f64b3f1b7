package exchange.api;

import exchange.wire.JsonWriter;

import java.util.List;

/** The answers to a batch of orders, in the order of the orders. */
final class BatchJson {
    private static final int SIZE_HINT = 4096;

    private BatchJson() {}

    static Answer of(List<Answer> answers) {
        JsonWriter json =
                new JsonWriter(SIZE_HINT).beginObject().name("results").beginArray();
        for (Answer answer : answers) {
            json.beginObject().number("status", answer.status());
            json.name("result").raw(answer.body()).endObject();
        }
        return Answer.ok(json.endArray().endObject().toString());
    }
}
