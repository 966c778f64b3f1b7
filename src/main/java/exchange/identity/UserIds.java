package exchange.identity;

import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.LongFunction;

/** How an account number is shown to clients and read back; given from outside, see tokens. */
public record UserIds(LongFunction<UUID> toUuid, Function<String, Optional<Long>> parse) {}
