package exchange.faults;

import exchange.accounts.LedgerCommand;

/** Names for commands in a history, short enough to read. */
final class Short {
    private Short() {}

    static String of(LedgerCommand command) {
        String kind = command.getClass().getSimpleName();
        return switch (command) {
            case LedgerCommand.Place place -> kind + " " + place.clientOrderId();
            case LedgerCommand.Cancel cancel ->
                kind + " " + cancel.clientOrderId() + " " + cancel.orderId();
            case LedgerCommand.GetOrderByClientId get -> kind + " " + get.clientOrderId();
            default -> kind;
        };
    }
}
