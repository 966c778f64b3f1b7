package exchange.simulator;

import exchange.load.RestClient;

/** Who a bot is to the exchange. Its name says what it does, and that it is none of the people. */
public record Bot(String name, String email, String password) {

    /** What a bot trades as, such as "maker 3": the third that makes a market. */
    public static String part(int bot) {
        BotRole role = BotRole.of(bot);
        int number = 1;
        for (int before = 0; before < bot; before++) {
            number += BotRole.of(before) == role ? 1 : 0;
        }
        return role.text() + " " + number;
    }

    /** Signs up, unless it has before, and logs in. */
    RestClient.User enter(RestClient rest) {
        return rest.trader(email, password, name);
    }
}
