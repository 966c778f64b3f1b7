package exchange.ws;

import exchange.marketdata.Topic;
import exchange.session.Session;

import java.util.ArrayList;
import java.util.List;

/** A socket that takes what is said when told to. */
final class FakeSession implements Session {
    final List<String> unsent = new ArrayList<>();
    boolean isFollowing;
    boolean isWoken;

    @Override
    public void say(String json) {
        unsent.add(json);
    }

    @Override
    public void sayJoined(String json) {
        unsent.add(json);
    }

    @Override
    public int unsent() {
        return unsent.size();
    }

    @Override
    public void close(int code, String reason) {
        throw new AssertionError("closed with " + code + " " + reason);
    }

    @Override
    public void follow(long account) {
        isFollowing = true;
    }

    @Override
    public void watchPublic() {}

    @Override
    public void subscribe(Topic topic) {}

    @Override
    public void unsubscribe(Topic topic) {}

    @Override
    public int subscriptionsBeside(Topic topic) {
        return 0;
    }

    @Override
    public void hearPerSecond(int messages) {}

    @Override
    public Runnable waker() {
        return () -> isWoken = true;
    }
}
