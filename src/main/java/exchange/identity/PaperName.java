package exchange.identity;

import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;

/**
 * Who an account is that somebody makes at one click to try the exchange: a name and an email that
 * say that it is on paper. Nobody can sign up with an email of that domain, which does not exist,
 * so the email is the mark of such accounts.
 */
record PaperName(String name, String email) {
    static final String DOMAIN = "@paper.invalid";

    private static final int NUMBERS = 900_000;
    private static final int FIRST_NUMBER = 100_000;
    private static final List<String> MOODS = List.of(
            "Amber", "Brave", "Calm", "Daring", "Eager", "Fair", "Gentle", "Happy", "Keen", "Lucky",
            "Merry", "Noble", "Patient", "Quiet", "Rapid", "Silver", "Steady", "Sunny", "Swift",
            "Wise");
    private static final List<String> ANIMALS = List.of(
            "Badger", "Bear", "Beaver", "Crane", "Dolphin", "Eagle", "Falcon", "Finch", "Fox",
            "Hare", "Heron", "Ibex", "Lynx", "Marten", "Otter", "Owl", "Puffin", "Raven", "Seal",
            "Wolf");

    static PaperName random(SecureRandom random) {
        String mood = MOODS.get(random.nextInt(MOODS.size()));
        String animal = ANIMALS.get(random.nextInt(ANIMALS.size()));
        int number = FIRST_NUMBER + random.nextInt(NUMBERS);
        String local = (mood + "-" + animal + "-" + number).toLowerCase(Locale.ROOT);
        return new PaperName(mood + " " + animal + " (paper)", local + DOMAIN);
    }
}
