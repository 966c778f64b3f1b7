package exchange;

import exchange.cli.ExchangeCommand;

/** Where the jar begins: the commands of the exchange. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(ExchangeCommand.execute(arguments));
    }
}
