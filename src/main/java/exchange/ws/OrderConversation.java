package exchange.ws;

import exchange.api.Answer;
import exchange.api.Errors;
import exchange.identity.Caller;
import exchange.market.AccountIds;
import exchange.market.RejectReason;
import exchange.session.AccountEvent;
import exchange.session.Conversation;
import exchange.session.Session;
import exchange.wire.InvalidFields;
import exchange.wire.Json;
import exchange.wire.JsonValue;
import exchange.wire.JsonWriter;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The new socket: takes orders and cancels in the order sent, many in flight, and answers each as
 * soon as it is known. Answers to operations that came as arrays share frames. What was taken goes
 * on when the socket is gone; its answers are lost, and can be asked for by client order id.
 */
final class OrderConversation implements Conversation {
    private static final int OPERATIONS_PER_MESSAGE_MAX = 1_000;

    private final Session session;
    private final OrderDesk desk;
    private long openedAt;
    private final Replies replies;
    private final Optional<String> tokenOfUpgrade;
    private final InetAddress address;
    private final Followed followed;
    private final SocketReplays replays;
    private final Admission admission;
    private Optional<Caller> caller = Optional.empty();
    private Optional<OwnAccount> own = Optional.empty();
    private boolean isOver;

    /**
     * @param tokenOfUpgrade of the Authorization header, if there was one
     * @param address of the client
     * @param isFree whether no limits hold for the client's address
     */
    OrderConversation(
            Session session,
            Optional<String> tokenOfUpgrade,
            InetAddress address,
            boolean isFree,
            OrderDesk desk) {
        this.session = session;
        this.desk = desk;
        this.tokenOfUpgrade = tokenOfUpgrade;
        this.address = address;
        this.replies = new Replies(session.waker(), desk.meters());
        this.followed =
                new Followed(session, desk.markets(), desk.settings().limits().subscriptionsMax());
        this.replays = new SocketReplays(
                session,
                desk.markets(),
                desk.replays(),
                desk.replaying(),
                desk.settings().limits(),
                desk.clock());
        this.admission = new Admission(desk.tiers(), desk.accounts(), isFree, session.waker());
    }

    @Override
    public void opened() {
        openedAt = desk.clock().millis();
        if (admission.isFree()) {
            free();
        }
        tokenOfUpgrade.ifPresent(token -> authenticate("null", token));
    }

    @Override
    public boolean hearsMore() {
        return replies.inFlight() + session.unsent() + replays.pending()
                < desk.settings().inFlightMax();
    }

    @Override
    public int heard(String message) {
        JsonValue value;
        try {
            value = Json.parse(message, "body");
        } catch (InvalidFields e) {
            say("null", Errors.invalid(e), false);
            return 1;
        }
        if (!(value instanceof JsonValue.Array array)) {
            operation(value, false);
            return 1;
        }
        return operations(array.items());
    }

    private int operations(List<JsonValue> items) {
        if (items.isEmpty() || items.size() > OPERATIONS_PER_MESSAGE_MAX) {
            String text = "must hold 1 to " + OPERATIONS_PER_MESSAGE_MAX + " operations";
            InvalidFields invalid = InvalidFields.one(List.of("body"), "invalid_length", text);
            say("null", Errors.invalid(invalid), false);
            return 1;
        }
        for (JsonValue item : items) {
            if (!isOver) {
                operation(item, true);
            }
        }
        return admission.isFree() ? items.size() : 1;
    }

    private void free() {
        followed.free();
        replays.free();
        session.hearPerSecond(desk.settings().operationsPerSecond());
    }

    private void operation(JsonValue item, boolean joins) {
        String id = OperationReader.id(item);
        Operation operation;
        try {
            operation = OperationReader.read(item);
        } catch (InvalidFields e) {
            say(id, Errors.invalid(e), joins);
            return;
        }
        switch (operation) {
            case Operation.Auth auth -> authenticate(id, auth.token());
            case Operation.Ping ping -> say(AnswerJson.pong(id), joins);
            case Operation.OfAccount asks -> ask(id, joins, asks);
            case Operation.CancelOnDisconnect cancel -> guard(id, joins, cancel.isOn());
            case Operation.Subscribe topic ->
                followed.subscribe(topic, answer -> say(id, answer, joins));
            case Operation.Unsubscribe topic ->
                followed.unsubscribe(topic, answer -> say(id, answer, joins));
            case Operation.Replay replay ->
                replays.open(replay, client(), answer -> say(id, answer, joins));
            case Operation.ControlReplay control ->
                replays.control(control, answer -> say(id, answer, joins));
            case Operation.FollowAccount follow ->
                ofAccount(
                        id,
                        joins,
                        account -> account.stream()
                                .follow(follow.after(), answer -> say(id, answer, joins)));
            case Operation.LeaveAccount leave ->
                ofAccount(id, joins, account -> {
                    account.stream().stop();
                    say(id, AccountJson.left(), joins);
                });
        }
    }

    private Object client() {
        return caller.<Object>map(Caller::account).orElse(address);
    }

    private void ask(String id, boolean joins, Operation.OfAccount operation) {
        long receivedAt = desk.clock().millis();
        ofAccount(
                id,
                joins,
                account -> replies.expect(id, joins, receivedAt, account.asked().ask(operation)));
    }

    private void guard(String id, boolean joins, boolean isOn) {
        long receivedAt = desk.clock().millis();
        ofAccount(
                id,
                joins,
                account -> replies.expect(id, joins, receivedAt, account.guard().turn(isOn)));
    }

    /** Without a token nothing of an account is done, and the socket ends. */
    private void ofAccount(String id, boolean joins, Consumer<OwnAccount> use) {
        own.ifPresentOrElse(use, () -> {
            say(id, Errors.refused(RejectReason.UNAUTHENTICATED), joins);
            end(RejectReason.UNAUTHENTICATED.text());
        });
    }

    /** A later token of the same account prolongs the socket; another account's ends it. */
    private void authenticate(String id, String token) {
        Optional<Caller> found = desk.callers().verify(token);
        if (found.isEmpty()) {
            refuse(id, "missing or invalid token");
        } else if (caller.isPresent() && caller.get().account() != found.get().account()) {
            refuse(id, "the socket belongs to another account");
        } else {
            caller = found;
            admission.ask(found.get().account());
            if (own.isEmpty()) {
                own = Optional.of(OwnAccount.of(found.get().account(), session, desk));
            }
            session.say(welcome(id, found.get()));
        }
    }

    private void refuse(String id, String why) {
        Answer answer = Errors.answer(401, RejectReason.UNAUTHENTICATED.name(), why);
        session.say(AnswerJson.authAnswer(id, answer));
        end(why);
    }

    private void end(String why) {
        isOver = true;
        session.close(CloseCode.POLICY_VIOLATION, why);
    }

    private static String welcome(String id, Caller caller) {
        JsonWriter result = new JsonWriter()
                .beginObject()
                .text("user_id", AccountIds.toUuid(caller.account()).toString())
                .time("expires_at", caller.expiresAtMillis())
                .endObject();
        return AnswerJson.authAnswer(id, Answer.ok(result.toString()));
    }

    @Override
    public void following() {
        own.ifPresent(account -> account.stream().following());
    }

    @Override
    public void happened(List<AccountEvent> events) {
        own.ifPresent(account -> account.stream().happened(events));
    }

    @Override
    public void unburdened() {
        own.ifPresent(account -> account.stream().advance());
        replays.advance();
    }

    @Override
    public void woken() {
        own.ifPresent(account -> account.stream().woken());
        replays.woken();
        replies.take((reply) -> say(
                AnswerJson.answer(
                        reply.id(),
                        reply.answer(),
                        reply.receivedAt(),
                        desk.clock().millis()),
                reply.joins()));
        switch (admission.decide()) {
            case NONE, LIMITED -> {}
            case FREE -> free();
            case REFUSED -> refuseAccount();
        }
    }

    private void refuseAccount() {
        String why = "an account may have " + desk.settings().limits().socketsPerAccount()
                + " sockets at a time";
        say("null", Errors.answer(429, "TOO_MANY_SOCKETS", why), false);
        end(why);
    }

    private void say(String id, Answer answer, boolean joins) {
        say(AnswerJson.answer(id, answer), joins);
    }

    private void say(String json, boolean joins) {
        if (joins) {
            session.sayJoined(json);
        } else {
            session.say(json);
        }
    }

    @Override
    public void tick() {
        own.ifPresent(OwnAccount::tick);
        replays.tick();
        if (caller.isEmpty()) {
            if (!followed.isUsed()
                    && !replays.isUsed()
                    && desk.clock().millis() - openedAt
                            > desk.settings().authTimeout().toMillis()) {
                end("no token within " + desk.settings().authTimeout().toMillis() + " ms");
            }
        } else if (!desk.callers().isValid(caller.get())) {
            refuse("null", "the token has expired");
        }
    }

    @Override
    public void leaving() {
        session.say(AnswerJson.serverShutdown(desk.clock().millis()));
    }

    @Override
    public void ended() {
        admission.end();
        replays.end();
        own.ifPresent(account -> account.guard()
                .end()
                .whenComplete((done, failure) -> replies.whenAllAreHere(account.ledgers()::close)));
    }
}
