package exchange.ws;

import exchange.accounts.LedgerReply;
import exchange.api.AccountEvents;
import exchange.api.AccountSource;
import exchange.api.Answer;
import exchange.api.Markets;
import exchange.api.OrderNames;
import exchange.market.RejectReason;
import exchange.readside.AccountEvent;
import exchange.readside.AccountPage;
import exchange.session.Session;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/**
 * What happens to one socket's account, told by the account's own numbers without a gap and without
 * anything twice. Events come as the ledger commits them; what was before, and what came too fast
 * for the client, is read from the tables as fast as the client reads. So whoever reads slowly is
 * behind, and costs no more than a bounded number of events. Used by the session's thread.
 */
final class AccountStream {
    private static final Logger LOG = LoggerFactory.getLogger(AccountStream.class);
    /** Events that came and cannot be told yet; older ones are read from the tables instead. */
    private static final int LIVE_MAX = 5_000;

    private static final int UNSENT_MAX = 16;
    private static final int EVENTS_PER_MESSAGE = 100;
    private static final long HEARTBEAT_MILLIS = 5_000;
    private static final long START_MILLIS = 10_000;
    private static final Duration TABLES_WAIT = Duration.ofSeconds(1);

    private enum State {
        OFF,
        /** Asked for, but what happens is not heard yet. */
        HEARING,
        /** The ledger is asked where the account is. */
        ASKING,
        ON
    }

    private final long account;
    private final Session session;
    private final AccountSource source;
    private final Markets markets;
    private final InstantSource clock;
    private final Queue<Runnable> arrived = new ConcurrentLinkedQueue<>();
    private final ArrayDeque<AccountEvent> live = new ArrayDeque<>();
    private final OrderNames names = new OrderNames();
    private State state = State.OFF;
    private boolean isHearing;
    private boolean isFollowed;
    private OptionalLong after = OptionalLong.empty();
    private Consumer<Answer> asker = answer -> {};
    private long beganAt;
    private long saidAt;
    /** Of answers, so that those to an earlier asking are not taken. */
    private int asking;

    private boolean isReading;
    /** The last event that is known to have happened. */
    private long known;

    private long next;

    AccountStream(
            long account,
            Session session,
            AccountSource source,
            Markets markets,
            InstantSource clock) {
        this.account = account;
        this.session = session;
        this.source = source;
        this.markets = markets;
        this.clock = clock;
    }

    /**
     * Tells the account's events from now on, or anew.
     *
     * @param newAfter after which number; empty: a snapshot and what follows from it
     */
    void follow(OptionalLong newAfter, Consumer<Answer> answering) {
        stop();
        after = newAfter;
        asker = answering;
        beganAt = clock.millis();
        state = State.HEARING;
        if (!isFollowed) {
            isFollowed = true;
            session.follow(account);
        } else if (isHearing) {
            ask();
        }
    }

    /** Tells nothing any more; whoever asked and got no answer yet gets one. */
    void stop() {
        if (state == State.HEARING || state == State.ASKING) {
            asker.accept(
                    AccountEvents.refusal(new LedgerReply.Refused(RejectReason.UNAVAILABLE, "")));
        }
        state = State.OFF;
        asking++;
        isReading = false;
        live.clear();
    }

    /** Every later event will be heard. */
    void following() {
        isHearing = true;
        if (state == State.HEARING) {
            ask();
        }
    }

    /** The answer knows at least what was committed before the first event that is heard. */
    private void ask() {
        state = State.ASKING;
        await(source.state(account), this::found, this::askFailed);
    }

    private void askFailed(Throwable failure) {
        LOG.warn("the ledger of an account was not asked", failure);
        stop();
    }

    private void found(LedgerReply reply) {
        if (!(reply instanceof LedgerReply.AccountState found)) {
            refuse(AccountEvents.refusal(reply));
            return;
        }
        known = Math.max(known, found.accountSequence());
        if (after.isPresent() && after.getAsLong() > known) {
            refuse(AccountEvents.notReached(known));
            return;
        }
        next = after.orElse(found.accountSequence()) + 1;
        state = State.ON;
        names.begin(found.orders());
        asker.accept(AccountJson.followed(next - 1, found.accountSequence()));
        saidAt = clock.millis();
        if (after.isEmpty()) {
            session.say(AccountJson.snapshot(found, clock.millis(), markets));
        }
        advance();
    }

    private void refuse(Answer answer) {
        state = State.OFF;
        live.clear();
        asker.accept(answer);
    }

    /** What the ledger committed, in the order of its numbers. */
    void happened(List<exchange.session.AccountEvent> happened) {
        for (exchange.session.AccountEvent event : happened) {
            known = Math.max(known, event.sequence());
            if (state != State.OFF) {
                live.add(new AccountEvent(event.sequence(), event.time(), event.fact()));
            }
        }
        while (live.size() > LIVE_MAX) {
            live.poll();
        }
        advance();
    }

    /** Tells what is here and can be told; fetches what is missing in between. */
    void advance() {
        if (state != State.ON || session.unsent() >= UNSENT_MAX) {
            return;
        }
        while (!live.isEmpty() && live.peek().sequence() < next) {
            live.poll();
        }
        sayLive();
        if (next <= known && !isReading && session.unsent() < UNSENT_MAX) {
            isReading = true;
            await(source.read(account, next - 1), this::read, this::readFailed);
        }
    }

    private void sayLive() {
        List<AccountEvent> run = new ArrayList<>();
        while (!live.isEmpty()
                && live.peek().sequence() == next + run.size()
                && session.unsent() < UNSENT_MAX
                && names.know(live.peek().fact())) {
            run.add(live.poll());
            if (run.size() == EVENTS_PER_MESSAGE) {
                say(run);
                run = new ArrayList<>();
            }
        }
        if (!run.isEmpty()) {
            say(run);
        }
    }

    private void say(List<AccountEvent> run) {
        session.say(AccountJson.update(next - 1, run, names.known(), markets));
        next = run.getLast().sequence() + 1;
        saidAt = clock.millis();
        run.forEach(event -> names.forgetEnded(event.fact()));
    }

    private void read(AccountPage page) {
        isReading = false;
        List<AccountEvent> all = page.events().stream()
                .dropWhile(event -> event.sequence() < next)
                .toList();
        if (all.isEmpty() || all.getFirst().sequence() != next) {
            awaitTables();
            return;
        }
        names.learn(page.orders());
        for (int from = 0; from < all.size(); from += EVENTS_PER_MESSAGE) {
            List<AccountEvent> run =
                    all.subList(from, Math.min(all.size(), from + EVENTS_PER_MESSAGE));
            run.forEach(event -> names.know(event.fact()));
            say(run);
            names.learn(page.orders());
        }
        all.forEach(event -> names.forgetEnded(event.fact()));
        advance();
    }

    private void awaitTables() {
        isReading = true;
        await(
                source.waitFor(account, next, TABLES_WAIT),
                isThere -> {
                    isReading = false;
                    advance();
                },
                this::readFailed);
    }

    /** The next moment's tick tries again. */
    private void readFailed(Throwable failure) {
        isReading = false;
        LOG.warn("events of an account cannot be read, its sockets wait: {}", failure.toString());
    }

    private <T> void await(CompletionStage<T> stage, Consumer<T> use, Consumer<Throwable> failed) {
        int own = asking;
        Runnable waker = session.waker();
        stage.whenComplete((value, failure) -> {
            arrived.add(() -> {
                if (own == asking && failure == null) {
                    use.accept(value);
                } else if (own == asking) {
                    failed.accept(failure);
                }
            });
            waker.run();
        });
    }

    /** Answers of ledger and tables may have come. */
    void woken() {
        Runnable each;
        while ((each = arrived.poll()) != null) {
            each.run();
        }
    }

    void tick() {
        long now = clock.millis();
        switch (state) {
            case OFF -> {}
            case HEARING, ASKING -> {
                if (now - beganAt > START_MILLIS) {
                    stop();
                }
            }
            case ON -> {
                advance();
                if (now - saidAt >= HEARTBEAT_MILLIS && session.unsent() == 0) {
                    session.say(AccountJson.heartbeat(next - 1, now));
                    saidAt = now;
                }
            }
        }
    }
}
