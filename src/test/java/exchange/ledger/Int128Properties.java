package exchange.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import java.math.BigInteger;
import java.util.List;

final class Int128Properties {

    @Property
    void sumsLikeABigInteger(@ForAll List<Long> values) {
        Int128 sum = new Int128();
        BigInteger expected = BigInteger.ZERO;

        for (long value : values) {
            sum.add(value);
            expected = expected.add(BigInteger.valueOf(value));
        }

        assertThat(sum.toBigInteger()).isEqualTo(expected);
        assertThat(sum.isZero()).isEqualTo(expected.signum() == 0);
        assertThat(sum).hasToString(expected.toString());
    }

    @Property
    void sumsOfSumsAreExact(@ForAll List<Long> some, @ForAll List<Long> others) {
        Int128 all = new Int128();
        Int128 first = new Int128();
        Int128 second = new Int128();
        some.forEach(first::add);
        others.forEach(second::add);

        all.add(first);
        all.add(second);

        assertThat(all.toBigInteger()).isEqualTo(first.toBigInteger().add(second.toBigInteger()));
    }

    @Property
    void comesBackFromItsHalves(@ForAll List<Long> values) {
        Int128 sum = new Int128();
        values.forEach(sum::add);
        Int128 copy = new Int128();

        copy.set(sum.high(), sum.low());

        assertThat(copy.toBigInteger()).isEqualTo(sum.toBigInteger());
    }
}
