package exchange.identity;

/** A user that an admin wanted to be there, and whether there was none before. */
public record Enrolled(User user, boolean isNew) {}
