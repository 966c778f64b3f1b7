package exchange.faults;

import exchange.accounts.EdgeRequest;
import exchange.accounts.LedgerCommand;
import exchange.accounts.LedgerLogic;
import exchange.accounts.LedgerRole;
import exchange.accounts.LocalRequests;
import exchange.book.BookCommand;
import exchange.book.BookLogic;
import exchange.book.BookRole;
import exchange.sequencer.BatchEvent;
import exchange.sequencer.EntityKind;
import exchange.sequencer.EntityLogic;
import exchange.sequencer.FrontMessage.FromClients;
import exchange.sequencer.FrontMessage.LinkMessage;
import exchange.sequencer.Limits;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Three nodes with two ledgers and two books, each alive on one of them or on its way to the next.
 * One that is paused for long gets a successor while it still believes to be the one.
 */
final class Cluster {
    static final int PARTITIONS = 2;
    static final List<String> ENTITIES = List.of("0", "1", Markets.BTC, Markets.ETH);

    /** Small, so that batches close in the middle of runs and queues overflow. */
    private static final Limits LIMITS =
            new Limits(6, 12, 2_000, 40, Duration.ZERO, 90, 40, Duration.ofSeconds(4));

    final World world;
    final FaultyNetwork network;
    final FaultyJournal journal;
    final Checks checks;
    private final List<Node> nodes = new ArrayList<>();
    private final Map<String, Instance<?>> current = new TreeMap<>();
    private final List<Instance<?>> stale = new ArrayList<>();
    private final Map<String, Follower> followers = new TreeMap<>();
    private final boolean poisoned;
    private boolean haltsExpected;
    private boolean sawHalt;

    Cluster(World world) {
        this.world = world;
        this.network = new FaultyNetwork(world, this);
        this.checks = new Checks(world);
        this.journal = new FaultyJournal(world, this::committed);
        this.poisoned = world.happens(25);
        for (int i = 0; i < 3; i++) {
            nodes.add(new Node("n" + i, world.between(-250, 250)));
        }
    }

    void begin() {
        for (String name : ENTITIES) {
            String id = idOf(name);
            followers.put(name, new Follower(world, journal, id, checks.reader(id)));
            start(name);
        }
    }

    static String idOf(String name) {
        return (name.contains("-") ? "OrderBook|" : "Ledger|") + name;
    }

    void start(String name) {
        if (current.containsKey(name)) {
            return;
        }
        Node node = nodes.get(world.below(nodes.size()));
        Instance<?> begun = name.contains("-")
                ? new Instance<>(this, node, books(node), name, new BookRole())
                : new Instance<>(this, node, ledgers(node), name, new LedgerRole());
        current.put(name, begun);
        begun.begin();
        if (world.fails(60)) {
            world.agenda.after(world.between(0, 15), () -> outliveBeginner(begun));
        }
    }

    private void outliveBeginner(Instance<?> begun) {
        if (current.get(begun.name) == begun && !begun.isReady()) {
            world.tally.count(CrashPoint.STALE_BEGINNER);
            outlive(begun);
        }
    }

    private EntityKind<LedgerCommand> ledgers(Node node) {
        return kind("Ledger", node, name -> {
            EntityLogic<LedgerCommand> logic = new LedgerLogic(Integer.parseInt(name), PARTITIONS);
            return switch (world.bug) {
                case SETTLED_TWICE -> new SettledTwice(logic);
                case HOLD_RELEASED_ON_TIMEOUT -> new HoldReleasedOnTimeout(logic, world.agenda);
                case NONE,
                        SKIPPED_WATERMARK,
                        ACKNOWLEDGED_BEFORE_COMMIT,
                        FORGOTTEN_OUTBOX,
                        SKIPPED_STARTED,
                        RESTARTED_MUTATED_STATE -> logic;
            };
        });
    }

    private EntityKind<BookCommand> books(Node node) {
        return kind("OrderBook", node, symbol -> {
            BookLogic logic = new BookLogic(symbol, PARTITIONS);
            return poisoned ? new PoisonedBook(logic, world) : logic;
        });
    }

    private <C> EntityKind<C> kind(
            String type, Node node, Function<String, EntityLogic<C>> logics) {
        return new EntityKind<>(
                type,
                logics,
                "",
                "",
                LIMITS,
                () -> world.agenda.now() + node.skewMillis(),
                node.name(),
                "simulated");
    }

    // what is carried

    void deliver(String name, LinkMessage message) {
        Instance<?> addressee = addressee(name);
        if (addressee != null) {
            addressee.deliver(message);
        }
    }

    void deliver(String name, FromClients message) {
        Instance<?> addressee = mustBeRight(message) ? addressee(name) : current.get(name);
        if (addressee != null) {
            addressee.deliver(message);
        }
    }

    /** Whether who is taken for dead must not answer it wrongly. Other questions he may. */
    private static boolean mustBeRight(FromClients message) {
        return message instanceof LocalRequests requests
                && requests.requests().stream()
                        .map(EdgeRequest::command)
                        .allMatch(command -> !(command instanceof LedgerCommand.Query)
                                || command instanceof LedgerCommand.GetOrderByClientId
                                || command instanceof LedgerCommand.GetTransfer);
    }

    /** Somebody may still take the old one for the one. */
    private Instance<?> addressee(String name) {
        for (Instance<?> old : stale) {
            if (old.name.equals(name) && !old.isDead() && world.fails(300)) {
                return old;
            }
        }
        return current.get(name);
    }

    void push(String name, BatchEvent event) {
        network.push(() -> followers.get(name).hear(event));
    }

    /** The moment between a commit and anybody's hearing of it. */
    private void committed(String id, BatchEvent event) {
        checks.committed(id, event);
        for (Instance<?> each : List.copyOf(current.values())) {
            if (each.id.equals(id) && each.hasUntoldCommit() && world.fails(5)) {
                crash(each);
            }
        }
    }

    // what ends

    Instance<?> any() {
        List<Instance<?>> living = new ArrayList<>(current.values());
        return living.isEmpty() ? null : living.get(world.below(living.size()));
    }

    /** At every step of an entity, and right after every commit: perhaps it is its last. */
    void mayEnd(Instance<?> instance) {
        if (world.fails(2)) {
            crash(instance);
        }
    }

    void crash(Instance<?> instance) {
        if (instance.isDead()) {
            return;
        }
        world.blow(Fault.ENTITY_CRASH, instance.toString(), "dies" + whenOf(instance));
        bury(instance);
    }

    private String whenOf(Instance<?> instance) {
        if (instance.isLedger()) {
            checks.promises().transfers().ledgerEnds(Integer.parseInt(instance.name));
        }
        if (instance.isWriting()) {
            world.tally.count(
                    instance.isLedger()
                            ? CrashPoint.LEDGER_ENDS_BEFORE_COMMIT
                            : CrashPoint.BOOK_ENDS_BEFORE_COMMIT);
            return " before its batch is committed";
        }
        if (instance.hasUntoldCommit()) {
            world.tally.count(
                    instance.isLedger()
                            ? CrashPoint.LEDGER_ENDS_BEFORE_TELLING
                            : CrashPoint.BOOK_ENDS_BEFORE_TELLING);
            return " after a commit that it told nobody";
        }
        return "";
    }

    private void bury(Instance<?> instance) {
        instance.die();
        if (current.remove(instance.name, instance)) {
            String name = instance.name;
            world.agenda.after(world.between(50, 800), () -> start(name));
        }
    }

    void crashNode() {
        Node node = nodes.get(world.below(nodes.size()));
        world.blow(Fault.NODE_CRASH, node.name(), "dies with all on it");
        boolean ledger = false;
        boolean book = false;
        for (Instance<?> each : List.copyOf(current.values())) {
            if (each.node.equals(node)) {
                ledger |= each.isLedger();
                book |= !each.isLedger();
                String when = whenOf(each);
                world.history.note(each.toString(), () -> "dies" + when);
                bury(each);
            }
        }
        if (ledger && book) {
            world.tally.count(CrashPoint.BOTH_END);
        }
    }

    void handOff(Instance<?> instance) {
        if (!instance.isPaused()) {
            world.blow(Fault.HAND_OFF, instance.toString(), "is asked to leave");
            instance.leave();
        }
    }

    void left(Instance<?> instance) {
        bury(instance);
    }

    void pause(Instance<?> instance, long millis) {
        if (!instance.isPaused()) {
            world.blow(Fault.PAUSE, instance.toString(), "stands still for " + millis + " ms");
            instance.pause();
            world.agenda.after(millis, instance::resume);
        }
    }

    /** Stands still for so long that it gets a successor; then goes on beside it for a while. */
    void outlive(Instance<?> instance) {
        if (instance.isPaused()) {
            return;
        }
        long millis = world.between(200, 2_500);
        world.tally.count(CrashPoint.STALE_WRITER);
        world.blow(
                Fault.STALE_WRITER,
                instance.toString(),
                "stands still for " + millis + " ms and is taken for dead");
        instance.pause();
        current.remove(instance.name, instance);
        stale.add(instance);
        String name = instance.name;
        world.agenda.after(world.between(1, 300), () -> start(name));
        world.agenda.after(millis, instance::resume);
        long ends = millis + world.between(1, 2_000);
        world.staleUntil(world.agenda.now() + ends);
        world.agenda.after(ends, () -> {
            world.history.note(instance.toString(), () -> "is shut down");
            instance.die();
            stale.remove(instance);
        });
    }

    /** From now on nothing fails any more: the old ones end, those that stand still go on. */
    void heal() {
        stale.forEach(Instance::die);
        stale.clear();
        for (Instance<?> each : List.copyOf(current.values())) {
            if (each.isPaused()) {
                each.resume();
            }
        }
        ENTITIES.forEach(this::start);
    }

    // halting

    void halted(Instance<?> instance, String why) {
        sawHalt = true;
        if (!haltsExpected) {
            world.violated(instance + " is halted: " + why);
        }
    }

    void expectHalt() {
        haltsExpected = true;
        sawHalt = false;
    }

    boolean sawHalt() {
        return sawHalt;
    }

    void restart(String name) {
        Instance<?> instance = current.get(name);
        if (instance != null) {
            instance.die();
            current.remove(name);
        }
        start(name);
    }

    boolean followersAreThere() {
        return followers.values().stream().allMatch(Follower::isThere);
    }
}
