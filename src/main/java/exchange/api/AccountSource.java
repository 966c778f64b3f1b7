package exchange.api;

import exchange.accounts.LedgerReply;
import exchange.readside.AccountPage;

import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** Where it is known what happened to accounts. */
public interface AccountSource {

    /** The account as its ledger has it now, or why it does not say. */
    CompletionStage<LedgerReply> state(long account);

    /** Events after that one from the tables, which may be moments behind. */
    CompletionStage<AccountPage> read(long account, long after);

    /** Whether the tables have that event, at the latest after the timeout. */
    CompletionStage<Boolean> waitFor(long account, long sequence, Duration timeout);
}
