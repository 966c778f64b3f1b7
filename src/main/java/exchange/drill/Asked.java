package exchange.drill;

import exchange.market.OrderIds;

import java.util.Optional;

/** One thing that a client asked for, and what it was told last. Guarded by its client. */
final class Asked {
    private final long id;
    private final boolean isPlace;
    private final String clientOrderId;
    private final String text;
    private final long bornNanos = System.nanoTime();
    private State state = State.UNANSWERED;
    private boolean wasUnknown;
    private String finalAt = "";
    private long orderId;
    private String answer = "";

    /** What the client knows. */
    enum State {
        UNANSWERED,
        ACKNOWLEDGED,
        /** It may have happened: 202. */
        UNKNOWN,
        /** Asked for later, it never came to be. */
        ABSENT,
        REFUSED
    }

    Asked(long id, boolean isPlace, String clientOrderId, String text) {
        this.id = id;
        this.isPlace = isPlace;
        this.clientOrderId = clientOrderId;
        this.text = text;
    }

    long id() {
        return id;
    }

    boolean isPlace() {
        return isPlace;
    }

    /** How long it has taken until then. */
    long ageNanos(long now) {
        return now - bornNanos;
    }

    String clientOrderId() {
        return clientOrderId;
    }

    String text() {
        return text;
    }

    State state() {
        return state;
    }

    /** Whether it had to be asked for, after an UNKNOWN. */
    boolean wasUnknown() {
        return wasUnknown;
    }

    String finalAt() {
        return finalAt;
    }

    /** Of who was acknowledged. */
    long orderId() {
        return orderId;
    }

    void acknowledged(String uuid, String said) {
        state = State.ACKNOWLEDGED;
        orderId = Optional.of(uuid)
                .filter(each -> !each.isEmpty())
                .flatMap(OrderIds::parse)
                .orElse(0L);
        answer = said;
    }

    void unknown(String until) {
        state = State.UNKNOWN;
        wasUnknown = true;
        finalAt = until;
    }

    void absent(String said) {
        state = State.ABSENT;
        answer = said;
    }

    void refused(String said) {
        state = State.REFUSED;
        answer = said;
    }

    @Override
    public String toString() {
        return (isPlace ? "order " : "cancel of ") + clientOrderId + " " + state + " " + answer;
    }
}
