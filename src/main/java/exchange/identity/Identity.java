package exchange.identity;

import exchange.identity.Outcome.Refused;
import exchange.identity.Outcome.Success;
import exchange.ops.CannotStart;

import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import javax.sql.DataSource;

/**
 * The door of this room: sign up, log in and out, refresh, change a password, and say whom an
 * access token speaks for. Everything but {@link #verify} waits for the database or computes a
 * password hash, on threads and queues of its own that are bounded, and answers later. One per
 * node; nodes share the tables.
 */
public final class Identity implements AutoCloseable {
    private static final String PASSWORD_LETTERS =
            "abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private static final int PASSWORD_LENGTH = 20;

    private final InstantSource clock;
    private final SignUpRules rules;
    private final PasswordHash hashes;
    private final Throttle throttle;
    private final HourlyCounts paperCounts;
    private final PaperSignUp paperSignUp;
    private final Users users;
    private final Logins logins;
    private final TokenCodec codec;
    private final AccessTokens accessTokens;
    private final Workers passwordWorkers;
    private final Workers tableWorkers;
    private final Workers keyWorkers;
    private final ApiKeys apiKeys;
    private final RankedUsers ranked;
    private final RevocationWatch watch;

    private Identity(
            DataSource source,
            IdentitySettings settings,
            byte[] tokenSecret,
            byte[] keySecret,
            UserIds userIds,
            InstantSource clock) {
        this.clock = clock;
        IdentitySettings.Passwords passwords = settings.passwords();
        var sql = new Sql(source);
        rules = new SignUpRules(passwords.lengthMin(), passwords.lengthMax());
        hashes = new PasswordHash(passwords.memoryKib(), passwords.iterations());
        throttle = new Throttle(settings.throttle(), clock);
        paperCounts = new HourlyCounts(
                settings.paperAccounts().perAddress(), settings.paperAccounts().all(), clock);
        users = new Users(sql);
        codec = new TokenCodec(tokenSecret, settings.tokenAlgorithm(), userIds);
        logins = new Logins(sql, codec, settings);
        paperSignUp = new PaperSignUp(users, logins, hashes);
        accessTokens = new AccessTokens(codec, clock);
        passwordWorkers = new Workers("identity-passwords", passwords.pool());
        tableWorkers = new Workers("identity-tables", settings.tables());
        keyWorkers = new Workers("identity-keys", settings.keys().lookups());
        apiKeys = new ApiKeys(sql, settings, keySecret, tableWorkers, keyWorkers, clock);
        ranked = new RankedUsers(sql, tableWorkers);
        watch = new RevocationWatch(logins, accessTokens, apiKeys, clock, settings);
    }

    /**
     * Opens the door. The tables must be there.
     *
     * @param keySecret what the secrets of API keys are encrypted under
     * @param userIds how accounts are shown in tokens
     */
    public static Identity open(
            DataSource source,
            IdentitySettings settings,
            byte[] tokenSecret,
            byte[] keySecret,
            UserIds userIds,
            InstantSource clock) {
        var identity = new Identity(source, settings, tokenSecret, keySecret, userIds, clock);
        identity.watch.start();
        return identity;
    }

    /** What a new user must look like, for whoever wants to name every wrong field at once. */
    public SignUpRules rules() {
        return rules;
    }

    public CompletionStage<Outcome<User>> signUp(
            String email, String password, String name, Role role) {
        Optional<String> keptEmail = rules.email(email);
        Optional<String> keptName = rules.name(name);
        if (keptEmail.isEmpty()) {
            return refused(IdentityRefusal.INVALID_EMAIL);
        }
        if (keptName.isEmpty()) {
            return refused(IdentityRefusal.INVALID_NAME);
        }
        if (!rules.allowsPassword(password)) {
            return refused(IdentityRefusal.INVALID_PASSWORD);
        }
        return passwordWorkers.run(() -> insert(keptEmail.get(), password, keptName.get(), role));
    }

    /**
     * A new account with a made-up name and password, logged in, for who only wants to try.
     *
     * @param address where the wish comes from, which may have so many in an hour
     */
    public CompletionStage<Outcome<PaperLogin>> signUpOnPaper(InetAddress address) {
        Duration wait = paperCounts.take(address);
        return wait.isZero()
                ? passwordWorkers.run(() -> new Success<>(paperSignUp.make(now())))
                : CompletableFuture.completedFuture(
                        Outcome.refused(IdentityRefusal.TOO_MANY_ACCOUNTS, wait));
    }

    /** @param address where the try comes from, for throttling */
    public CompletionStage<Outcome<LoggedIn>> logIn(
            String email, String password, InetAddress address) {
        String emailKey = SignUpRules.emailKey(email);
        Optional<Outcome<LoggedIn>> blocked = blocked(emailKey, address);
        if (blocked.isPresent()) {
            return CompletableFuture.completedFuture(blocked.get());
        }
        return passwordWorkers.run(() -> checkAndOpen(emailKey, password, address));
    }

    /** New tokens for a refresh token, which is spent by this. */
    public CompletionStage<Outcome<Tokens>> refresh(String refreshToken) {
        Optional<RefreshClaims> claims = codec.readRefresh(refreshToken);
        return claims.isEmpty()
                ? refused(IdentityRefusal.INVALID_REFRESH_TOKEN)
                : tableWorkers.run(() -> rotate(claims.get(), refreshToken));
    }

    /**
     * Ends the login that a refresh token belongs to. A token that is none of ours ends nothing.
     */
    public CompletionStage<Outcome<Boolean>> logOut(String refreshToken) {
        return tableWorkers.run(() -> {
            Optional<RefreshClaims> claims = codec.readRefresh(refreshToken);
            claims.ifPresent(found -> {
                logins.revoke(found.login(), now());
                accessTokens.revoke(found.login());
            });
            return new Success<>(claims.isPresent());
        });
    }

    /** Ends all logins of the caller and opens a new one. */
    public CompletionStage<Outcome<Tokens>> changePassword(
            Caller caller, String current, String next, InetAddress address) {
        if (!rules.allowsPassword(next)) {
            return refused(IdentityRefusal.INVALID_PASSWORD);
        }
        return passwordWorkers.run(() -> replacePassword(caller, current, next, address));
    }

    public CompletionStage<Outcome<Optional<User>>> user(long account) {
        return tableWorkers.run(
                () -> new Success<>(users.byAccount(account).map(Users.Stored::user)));
    }

    /** The user whose email that is, however its letters are written. */
    public CompletionStage<Outcome<Optional<User>>> userByEmail(String email) {
        return tableWorkers.run(() ->
                new Success<>(users.byEmail(SignUpRules.emailKey(email)).map(Users.Stored::user)));
    }

    /** A page of users, the newest first. */
    public CompletionStage<Outcome<List<ListedUser>>> users(UserSelect wanted) {
        return tableWorkers.run(() -> new Success<>(users.list(wanted)));
    }

    /**
     * Makes a user an admin or a trader, and ends the user's logins; the new ones say what the user
     * is. Empty when there is no such user.
     */
    public CompletionStage<Outcome<Optional<User>>> changeRole(long account, Role role) {
        return tableWorkers.run(() -> switch (users.changeRole(account, role, now())) {
            case LAST_ADMIN -> Outcome.refused(IdentityRefusal.LAST_ADMIN);
            case NOBODY -> new Success<>(Optional.empty());
            case DONE -> {
                watch.tick();
                yield new Success<>(users.byAccount(account).map(Users.Stored::user));
            }
        });
    }

    /**
     * Makes sure that there is a trader with that email, which, as the name and the password, must
     * be as the {@link #rules} say. Who is there already keeps name and password.
     *
     * @param hasMoney whether a new one gets nothing at the first login
     */
    public CompletionStage<Outcome<Enrolled>> enroll(
            String email, String password, String name, boolean hasMoney) {
        String key = SignUpRules.emailKey(email);
        return passwordWorkers.run(() -> {
            Optional<User> present = users.byEmail(key).map(Users.Stored::user);
            Optional<User> made = present.isPresent()
                    ? Optional.empty()
                    : users.insert(email, name, Role.TRADER, hashes.hash(password), hasMoney);
            return new Success<>(made.map(user -> new Enrolled(user, true))
                    .orElseGet(() -> new Enrolled(
                            present.or(() -> users.byEmail(key).map(Users.Stored::user))
                                    .orElseThrow(),
                            false)));
        });
    }

    /** Whom the access token speaks for; from memory, at once. */
    public Optional<Caller> verify(String accessToken) {
        return accessTokens.verify(accessToken);
    }

    /** Whether what {@link #verify} or a signed request once said still holds. */
    public boolean isValid(Caller caller) {
        return caller.key().map(apiKeys::isValid).orElseGet(() -> accessTokens.isValid(caller));
    }

    /** The keys of programs. */
    public ApiKeys keys() {
        return apiKeys;
    }

    /** Who may be shown to other users. */
    public RankedUsers ranked() {
        return ranked;
    }

    /** Whether the sign-up credit of this account is not known to be in its ledger yet. */
    public CompletionStage<Outcome<Boolean>> creditPending(long account) {
        return tableWorkers.run(() -> new Success<>(
                users.byAccount(account).map(user -> !user.creditConfirmed()).orElse(false)));
    }

    public CompletionStage<Outcome<Boolean>> creditConfirmed(long account) {
        return tableWorkers.run(() -> {
            users.confirmCredit(account);
            return new Success<>(true);
        });
    }

    /**
     * Makes sure that there is an admin, at start. Blocks. The rules for passwords do not apply to
     * what the operator chose.
     */
    public AdminAccount ensureAdmin(String email, Optional<String> chosenPassword) {
        Optional<User> present = users.firstAdmin();
        if (present.isPresent()) {
            return new AdminAccount(present.get().email(), Optional.empty());
        }
        String kept = rules.email(email)
                .orElseThrow(() -> new CannotStart(
                        CannotStart.Reason.CONFIGURATION, "ADMIN_EMAIL is not an email address"));
        String password = chosenPassword.orElseGet(Identity::makeUpPassword);
        Optional<User> made = users.insert(kept, "Admin", Role.ADMIN, hashes.hash(password), false);
        if (made.isEmpty() && users.firstAdmin().isEmpty()) {
            throw new CannotStart(
                    CannotStart.Reason.CONFIGURATION,
                    "ADMIN_EMAIL belongs to a trader already; choose another one");
        }
        // Another node that starts at this moment may have been first; then its password counts.
        boolean isMadeUp = made.isPresent() && chosenPassword.isEmpty();
        return new AdminAccount(kept, isMadeUp ? Optional.of(password) : Optional.empty());
    }

    @Override
    public void close() {
        watch.close();
        passwordWorkers.close();
        tableWorkers.close();
        keyWorkers.close();
    }

    private Outcome<User> insert(String email, String password, String name, Role role) {
        if (users.byEmail(SignUpRules.emailKey(email)).isPresent()) {
            return Outcome.refused(IdentityRefusal.DUPLICATE_EMAIL);
        }
        Optional<User> made = users.insert(email, name, role, hashes.hash(password), false);
        return made.<Outcome<User>>map(Success::new)
                .orElseGet(() -> Outcome.refused(IdentityRefusal.DUPLICATE_EMAIL));
    }

    private Outcome<LoggedIn> checkAndOpen(String emailKey, String password, InetAddress address) {
        // Asked again here: of many tries at once, those that waited must see who failed before.
        Optional<Outcome<LoggedIn>> blocked = blocked(emailKey, address);
        if (blocked.isPresent()) {
            return blocked.get();
        }
        Optional<Users.Stored> found = users.byEmail(emailKey);
        if (found.isEmpty()) {
            hashes.matchNobody(password);
        }
        if (found.isEmpty() || !hashes.matches(password, found.get().passwordHash())) {
            throttle.failed(emailKey, address);
            return Outcome.refused(IdentityRefusal.WRONG_CREDENTIALS);
        }
        throttle.succeeded(emailKey);
        return open(found.get(), password);
    }

    private Outcome<LoggedIn> open(Users.Stored found, String password) {
        User user = found.user();
        String verifiedHash = found.passwordHash();
        if (hashes.isOutdated(verifiedHash)) {
            String newHash = hashes.hash(password);
            users.replacePasswordHash(user.account(), verifiedHash, newHash);
            verifiedHash = newHash;
        }
        return logins.open(user, verifiedHash, now())
                .<Outcome<LoggedIn>>map(tokens ->
                        new Success<>(new LoggedIn(user, tokens, !found.creditConfirmed())))
                .orElseGet(() -> Outcome.refused(IdentityRefusal.WRONG_CREDENTIALS));
    }

    private Outcome<Tokens> rotate(RefreshClaims claims, String token) {
        Optional<Users.Stored> owner = users.byAccount(claims.account());
        if (owner.isEmpty()) {
            return Outcome.refused(IdentityRefusal.INVALID_REFRESH_TOKEN);
        }
        return switch (logins.rotate(claims, token, owner.get().user(), now())) {
            case Logins.Rotation.Rotated rotated -> new Success<>(rotated.tokens());
            case Logins.Rotation.Unknown u ->
                Outcome.refused(IdentityRefusal.INVALID_REFRESH_TOKEN);
            case Logins.Rotation.Reused r -> {
                accessTokens.revoke(claims.login());
                yield Outcome.refused(IdentityRefusal.INVALID_REFRESH_TOKEN);
            }
        };
    }

    private Outcome<Tokens> replacePassword(
            Caller caller, String current, String next, InetAddress address) {
        String emailKey = SignUpRules.emailKey(caller.email());
        Optional<Outcome<Tokens>> blocked = blocked(emailKey, address);
        if (blocked.isPresent()) {
            return blocked.get();
        }
        Optional<Users.Stored> found = users.byAccount(caller.account());
        if (found.isEmpty() || !hashes.matches(current, found.get().passwordHash())) {
            throttle.failed(emailKey, address);
            return Outcome.refused(IdentityRefusal.WRONG_PASSWORD);
        }
        throttle.succeeded(emailKey);
        Users.Stored user = found.get();
        Optional<Tokens> tokens =
                logins.reopen(user.user(), user.passwordHash(), hashes.hash(next), now());
        watch.tick();
        return tokens.<Outcome<Tokens>>map(Success::new)
                .orElseGet(() -> Outcome.refused(IdentityRefusal.WRONG_PASSWORD));
    }

    private <T> Optional<Outcome<T>> blocked(String emailKey, InetAddress address) {
        Duration delay = throttle.delay(emailKey, address);
        return delay.isZero()
                ? Optional.empty()
                : Optional.of(new Refused<>(IdentityRefusal.TOO_MANY_FAILURES, delay));
    }

    /** Tokens count whole seconds; the tables then hold exactly what the tokens say. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    private static <T> CompletionStage<Outcome<T>> refused(IdentityRefusal reason) {
        return CompletableFuture.completedFuture(Outcome.refused(reason));
    }

    /** One that nobody guesses, of letters that nobody mistakes for others. */
    public static String makeUpPassword() {
        var random = new SecureRandom();
        var password = new StringBuilder();
        for (int i = 0; i < PASSWORD_LENGTH; i++) {
            password.append(PASSWORD_LETTERS.charAt(random.nextInt(PASSWORD_LETTERS.length())));
        }
        return password.toString();
    }
}
