package exchange.ws;

import exchange.api.Answer;
import exchange.wire.JsonWriter;

/** What the new socket says. */
final class AnswerJson {
    private AnswerJson() {}

    static String answer(String id, Answer answer) {
        int length = answer.body().length() + 64;
        return body(new StringBuilder(length).append("{\"id\":").append(id), answer);
    }

    /**
     * An answer that tells when: it was asked and is answered by this node, and when the engine
     * committed what it says, if it did.
     */
    static String answer(String id, Answer answer, long receivedAt, long answeredAt) {
        int length = answer.body().length() + 192;
        StringBuilder json = new StringBuilder(length).append("{\"id\":").append(id);
        fields(json, answer);
        time(json, "received_at", receivedAt);
        if (answer.engineTime() > 0) {
            time(json, "engine_at", answer.engineTime());
        }
        time(json, "answered_at", answeredAt);
        return json.append('}').toString();
    }

    private static void time(StringBuilder json, String name, long epochMillis) {
        json.append(",\"").append(name).append("\":\"");
        json.append(JsonWriter.time(epochMillis)).append('"');
    }

    static String authAnswer(String id, Answer answer) {
        return body(new StringBuilder(256).append("{\"op\":\"auth\",\"id\":").append(id), answer);
    }

    static String pong(String id) {
        return "{\"op\":\"pong\",\"id\":" + id + "}";
    }

    /** The node stops, and its sockets with it. */
    static String serverShutdown(long epochMillis) {
        StringBuilder json = new StringBuilder(64).append("{\"event\":\"serverShutdown\"");
        time(json, "time", epochMillis);
        return json.append('}').toString();
    }

    private static String body(StringBuilder json, Answer answer) {
        fields(json, answer);
        return json.append('}').toString();
    }

    private static void fields(StringBuilder json, Answer answer) {
        json.append(",\"status\":").append(answer.status());
        json.append(",\"result\":").append(answer.body());
        if (answer.retryAfterSeconds() > 0) {
            json.append(",\"retry_after\":").append(answer.retryAfterSeconds());
        }
    }
}
