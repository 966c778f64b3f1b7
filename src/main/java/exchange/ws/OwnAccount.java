package exchange.ws;

import exchange.accounts.LedgerClient;
import exchange.api.Questions;
import exchange.session.Session;

/**
 * What a connection has when it is known whose it is.
 *
 * @param ledgers keeps the order of what this connection sends
 */
record OwnAccount(LedgerClient ledgers, Asked asked, AccountStream stream, DisconnectGuard guard) {
    static OwnAccount of(long account, Session session, OrderDesk desk) {
        LedgerClient ledgers = desk.ledgers().get();
        Questions questions = desk.questions().apply(ledgers);
        return new OwnAccount(
                ledgers,
                new Asked(account, ledgers, desk.placement(), questions, desk.markets()),
                new AccountStream(
                        account, session, questions.events(), desk.markets(), desk.clock()),
                new DisconnectGuard(account, questions.timers(), desk.clock()));
    }

    void tick() {
        stream.tick();
        guard.tick();
    }
}
