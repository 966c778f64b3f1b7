package exchange.faults;

/** A machine with a clock that is a little wrong. */
record Node(String name, long skewMillis) {}
