package exchange.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import exchange.sequencer.LedgerItem;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import java.util.Random;

/** Two ledgers and two books in any order of commands, lines, commits, restarts and time. */
final class LedgerProperties {
    private static final int STEPS = 300;

    @Property(tries = 40)
    void moneyAddsUpAtEveryStep(@ForAll Random random) {
        SmallExchange exchange = new SmallExchange(random);
        for (int step = 0; step < STEPS; step++) {
            exchange.step();
            exchange.checkMoney();
        }
        exchange.settleEverything();
        exchange.checkMoney();
        exchange.checkNothingIsInFlight();
    }

    @Property(tries = 40)
    void journalAloneLeadsToTheSameState(@ForAll Random random) {
        SmallExchange exchange = new SmallExchange(random);
        for (int step = 0; step < STEPS; step++) {
            exchange.step();
        }
        exchange.checkReplay();
        exchange.settleEverything();
        exchange.checkReplay();
    }

    @Property(tries = 20)
    void numbersOfAnAccountHaveNoGaps(@ForAll Random random) {
        SmallExchange exchange = new SmallExchange(random);
        for (int step = 0; step < STEPS; step++) {
            exchange.step();
        }
        exchange.settleEverything();
        exchange.checkSequences();
    }

    @Property(tries = 20)
    void frontAndLedgerSeeTheSameOrder(@ForAll Random random) {
        SmallExchange exchange = new SmallExchange(random);
        exchange.onLine((desk, line) -> {
            Waiting waiting = exchange.waiting(line.orderId());
            switch (line) {
                case LedgerItem.Accepted accepted -> waiting.accepted(accepted);
                case LedgerItem.Fill fill -> waiting.filled(fill);
                case LedgerItem.Ended ended -> waiting.ended(ended);
                case LedgerItem.Rested rested -> {}
                case LedgerItem.Triggered triggered -> waiting.triggered(triggered);
                case LedgerItem.Amended amended -> waiting.amended(amended);
                case LedgerItem.AmendRefused refused -> {
                    return;
                }
                case LedgerItem.MassCanceled canceled -> {
                    return;
                }
                case LedgerItem.Decremented decremented -> waiting.decremented(decremented);
                // Answered by themselves, not with the order.
                case LedgerItem.CancelRefused refused -> {
                    return;
                }
                case LedgerItem.Refused refused -> {
                    return;
                }
            }
            assertThat(waiting.view())
                    .isEqualTo(desk.state().order(line.orderId()).view());
        });
        for (int step = 0; step < STEPS; step++) {
            exchange.step();
        }
    }
}
