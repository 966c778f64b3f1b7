package exchange.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

/** An HTTP answer as a test looks at it. */
record Reply(HttpResponse<String> response) {
    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    int status() {
        return response.statusCode();
    }

    String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }

    JsonNode json() {
        try {
            return MAPPER.readTree(response.body());
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + response.body(), e);
        }
    }

    String error() {
        return json().path("error").asText();
    }

    String data(String name) {
        return json().path("data").path(name).asText();
    }

    /** Of a 422: the place and the type of each mistake, "body.email missing". */
    List<String> mistakes() {
        List<String> mistakes = new ArrayList<>();
        for (JsonNode item : json().path("detail")) {
            List<String> place = new ArrayList<>();
            item.path("loc").forEach(part -> place.add(part.asText()));
            mistakes.add(String.join(".", place) + " " + item.path("type").asText());
        }
        return mistakes;
    }
}
