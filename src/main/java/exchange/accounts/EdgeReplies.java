package exchange.accounts;

import exchange.serialization.CborSerializable;

import java.util.List;

/** Answers to requests of one edge, in any order of ids. */
public record EdgeReplies(List<EdgeReply> replies) implements CborSerializable {
    public EdgeReplies {
        replies = List.copyOf(replies);
    }
}
