package exchange.ws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import exchange.api.Answer;
import exchange.api.FixedMarkets;
import exchange.api.Markets;
import exchange.readside.AccountEvent;
import exchange.testkit.TestNode;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;

/**
 * Whatever comes late, is cut or is read slowly: a client that resumes where it stands has every
 * event once, in order, and the same text as anybody else.
 */
final class AccountStreamProperties {
    private static final long ACCOUNT = 42;
    private static final Markets MARKETS = new FixedMarkets(List.of(WsFixture.BTC_USD));

    @Property(tries = 300)
    void everyEventComesOnceInOrder(@ForAll long seed) {
        new World(seed).run();
    }

    private static final class World {
        private final Random random;
        private final FakeAccount account = new FakeAccount(ACCOUNT);
        private final List<String> received = new ArrayList<>();
        private final List<Answer> answers = new ArrayList<>();
        private FakeSession session;
        private AccountStream stream;
        /** Events that the ledger has said and the session has not heard, from its following on. */
        private final List<AccountEvent> pushed = new ArrayList<>();

        private boolean isFollowing;
        private long last;

        World(long seed) {
            random = new Random(seed);
        }

        void run() {
            connect();
            for (int step = 0; step < 600; step++) {
                step();
            }
            finish();

            assertThat(last).isEqualTo(account.committed.size());
            assertThat(received).isEqualTo(all());
        }

        private void step() {
            switch (random.nextInt(12)) {
                case 0, 1, 2 -> commit();
                case 3, 4 -> hear();
                case 5 ->
                    account.tables += random.nextInt(account.committed.size() + 1 - account.tables);
                case 6, 7, 8 -> answer();
                case 9 -> drain();
                case 10 -> stream.tick();
                default -> {
                    if (random.nextInt(8) == 0) {
                        connect();
                    }
                }
            }
        }

        private void commit() {
            for (int i = random.nextInt(12); i > 0; i--) {
                AccountEvent event = account.commit(random.nextInt(20));
                if (isFollowing) {
                    pushed.add(event);
                }
            }
        }

        private void hear() {
            if (session.isFollowing && !isFollowing) {
                isFollowing = true;
                stream.following();
            }
            int count = random.nextInt(pushed.size() + 1);
            List<AccountEvent> heard = pushed.subList(0, count);
            stream.happened(heard.stream()
                    .map(each -> new exchange.session.AccountEvent(
                            ACCOUNT, each.sequence(), each.time(), each.fact()))
                    .toList());
            heard.clear();
        }

        private void answer() {
            if (!account.unanswered.isEmpty()) {
                account.answer(random.nextInt(account.unanswered.size()));
                stream.woken();
            }
        }

        private void drain() {
            session.unsent.forEach(this::take);
            session.unsent.clear();
            stream.advance();
        }

        private void take(String text) {
            JsonNode message = TestNode.json(text);
            if (message.get("type").asText().equals("update")) {
                assertThat(message.get("previous_sequence").asLong()).isEqualTo(last);
                message.get("events").forEach(event -> {
                    assertThat(event.get("sequence").asLong()).isEqualTo(last + 1);
                    last++;
                    received.add(event.toString());
                });
            }
            assertThat(message.get("sequence").asLong()).isEqualTo(last);
        }

        /** The connection before is cut with what was on its way. */
        private void connect() {
            session = new FakeSession();
            stream = new AccountStream(ACCOUNT, session, account, MARKETS, () -> Instant.EPOCH);
            pushed.clear();
            isFollowing = false;
            stream.follow(OptionalLong.of(last), answers::add);
        }

        private void finish() {
            account.tables = account.committed.size();
            for (int i = 0; i < 10_000 && last < account.committed.size(); i++) {
                hear();
                answer();
                drain();
            }
        }

        /** What one who reads everything at the end is told. */
        private List<String> all() {
            List<String> before = new ArrayList<>(received);
            received.clear();
            last = 0;
            connect();
            finish();
            List<String> all = new ArrayList<>(received);
            received.clear();
            received.addAll(before);
            return all;
        }
    }
}
