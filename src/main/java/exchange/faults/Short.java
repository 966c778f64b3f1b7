package exchange.faults;

import exchange.accounts.LedgerCommand;

/** Names for commands in a history, short enough to read. */
final class Short {
    private Short() {}

    static String of(LedgerCommand command) {
        String kind = command.getClass().getSimpleName();
        if (command instanceof LedgerCommand.Place place) {
            return kind + " " + place.clientOrderId();
        }
        if (command instanceof LedgerCommand.Cancel cancel) {
            return kind + " " + cancel.clientOrderId() + " " + cancel.orderId();
        }
        return command instanceof LedgerCommand.GetOrderByClientId get
                ? kind + " " + get.clientOrderId()
                : kind;
    }
}
