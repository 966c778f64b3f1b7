package exchange.ws;

/** What a client does to a replay. */
sealed interface ReplayControl {

    record Pause() implements ReplayControl {}

    record Resume() implements ReplayControl {}

    /** @param speed in thousandths; 0 for as fast as the client reads */
    record Speed(long speed) implements ReplayControl {}

    /** @param time epoch milliseconds */
    record Seek(long time) implements ReplayControl {}

    /** @param changes how many that somebody could see */
    record Step(int changes) implements ReplayControl {}

    record Stop() implements ReplayControl {}
}
