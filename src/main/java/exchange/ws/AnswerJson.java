package exchange.ws;

import exchange.api.Answer;

/** What the new socket says. */
final class AnswerJson {
    private AnswerJson() {}

    static String answer(String id, Answer answer) {
        int length = answer.body().length() + 64;
        return body(new StringBuilder(length).append("{\"id\":").append(id), answer);
    }

    static String authAnswer(String id, Answer answer) {
        return body(new StringBuilder(256).append("{\"op\":\"auth\",\"id\":").append(id), answer);
    }

    static String pong(String id) {
        return "{\"op\":\"pong\",\"id\":" + id + "}";
    }

    private static String body(StringBuilder json, Answer answer) {
        json.append(",\"status\":").append(answer.status());
        json.append(",\"result\":").append(answer.body());
        if (answer.retryAfterSeconds() > 0) {
            json.append(",\"retry_after\":").append(answer.retryAfterSeconds());
        }
        return json.append('}').toString();
    }
}
