package exchange.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import exchange.market.FundsRequestIds;
import exchange.market.FundsRequestKind;
import exchange.market.FundsRequestStatus;

import java.util.List;
import java.util.Random;

/** What people might ask of an account's money, for tests: the usual case and any at random. */
final class RandomMoney {
    static final int RESETS_PER_DAY = 3;

    private static final List<String> PEOPLE = List.of("ann", "bob", "eve");

    private RandomMoney() {}

    static FundsTerms terms(long id, FundsRequestKind kind, long amount, String reference) {
        return new FundsTerms(id, kind, "USD", amount, reference, "details");
    }

    static MoneyCommand withdrawal(long account, long amount, String reference) {
        return new MoneyCommand.RequestFunds(
                FundsRequestKind.WITHDRAWAL, account, "USD", amount, reference, "IBAN", "ann");
    }

    static MoneyCommand adjustment(long account, long amount, String reference) {
        return new MoneyCommand.RequestFunds(
                FundsRequestKind.ADJUSTMENT, account, "USD", amount, reference, "a bug", "bob");
    }

    static MoneyCommand approve(FundsRequestKind kind, long requestId, String by) {
        return new MoneyCommand.DecideFunds(
                kind, requestId, FundsRequestStatus.APPROVED, "", by, 0);
    }

    static MoneyCommand refuse(FundsRequestKind kind, long requestId, String by) {
        return new MoneyCommand.DecideFunds(
                kind, requestId, FundsRequestStatus.REFUSED, "no", by, 0);
    }

    static MoneyCommand reset(long account, String reference) {
        List<AssetAmount> start = List.of(new AssetAmount("USD", 500));
        return new MoneyCommand.ResetAccount(account, start, reference, RESETS_PER_DAY, "ann");
    }

    /** One command of any kind, maybe a repeated one, maybe nonsense. */
    static void decide(LedgerDesk desk, long account, Random random) {
        FundsRequestKind kind = FundsRequestKind.of(1 + random.nextInt(2));
        long id = FundsRequestIds.of(desk.partition, 1 + random.nextInt(20));
        String by = PEOPLE.get(random.nextInt(PEOPLE.size()));
        switch (random.nextInt(10)) {
            case 0, 1, 2 -> desk.decide(request(kind, account, by, random));
            case 3, 4 -> desk.decide(approve(kind, id, by));
            case 5 -> desk.decide(refuse(kind, id, by));
            case 6 -> desk.decide(new MoneyCommand.CancelFunds(kind, id, account, by));
            case 7 -> desk.decide(reset(account, "r" + random.nextInt(9)));
            case 8 -> {
                boolean frozen = random.nextInt(3) == 0;
                desk.decide(new MoneyCommand.SetFreeze(account, frozen, "why", by));
            }
            default -> desk.decide(new MoneyCommand.SetFreeze(account, false, "well", by));
        }
    }

    private static MoneyCommand request(
            FundsRequestKind kind, long account, String by, Random random) {
        long amount = random.nextInt(10) == 0
                ? random.nextLong()
                : random.nextLong(100 * Fixtures.LOT) - 20 * Fixtures.LOT;
        String asset = List.of("USD", "BTC", "ETH", "EUR").get(random.nextInt(4));
        return new MoneyCommand.RequestFunds(
                kind, account, asset, amount, "m" + random.nextInt(40), "details", by);
    }

    /** When nothing is in flight, the listed holds of an account are all that it has held. */
    static void checkHoldsAreListed(LedgerDesk desk) {
        desk.state().ledger.forEachAccount(account -> {
            long[] listed = new long[account.assets()];
            HoldView.Place after = HoldView.Place.START;
            LedgerReply.HoldPage page;
            do {
                page = (LedgerReply.HoldPage)
                        desk.ask(new LedgerCommand.GetHolds(account.id(), after, 2));
                for (HoldView hold : page.holds()) {
                    listed[desk.state().ledger.assetIndex(hold.asset())] += hold.amount();
                    after = hold.place();
                }
            } while (!page.isLast());
            for (int asset = 0; asset < listed.length; asset++) {
                assertThat(listed[asset]).isEqualTo(account.held(asset));
            }
        });
    }

    /** Adds what is held for an account's withdrawals, by asset. */
    static void addHeld(LedgerDesk desk, long account, long[] held) {
        for (FundsRequest pending : desk.state().requests.pending(account)) {
            switch (pending.terms.kind()) {
                case WITHDRAWAL ->
                    held[desk.state().ledger.assetIndex(pending.terms.asset())] +=
                            pending.terms.amount();
                case ADJUSTMENT -> {}
            }
        }
    }
}
