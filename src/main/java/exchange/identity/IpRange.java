package exchange.identity;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One address, or all that begin with the same bits: {@code 192.0.2.7}, {@code 10.0.0.0/8},
 * {@code 2001:db8::/32}. Never asks a name server. An IPv4 address written as IPv6 is IPv4.
 */
public final class IpRange {
    private static final Pattern IPV4 = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]{2,45}");
    private static final Pattern BITS = Pattern.compile("0|[1-9][0-9]{0,2}");

    private final byte[] first;
    private final int bits;
    private final String text;

    private IpRange(byte[] first, int bits, String text) {
        this.first = first;
        this.bits = bits;
        this.text = text;
    }

    /** Empty when it is neither an address nor a range, or has bits after its prefix. */
    public static Optional<IpRange> parse(String given) {
        int slash = given.indexOf('/');
        String address = slash < 0 ? given : given.substring(0, slash);
        String bits = slash < 0 ? "" : given.substring(slash + 1);
        return address(address).map(InetAddress::getAddress).flatMap(bytes -> {
            int all = bytes.length * 8;
            if (slash < 0) {
                return Optional.of(new IpRange(bytes, all, given));
            }
            if (!BITS.matcher(bits).matches() || Integer.parseInt(bits) > all) {
                return Optional.empty();
            }
            int prefix = Integer.parseInt(bits);
            return Arrays.equals(cut(bytes, prefix), bytes)
                    ? Optional.of(new IpRange(bytes, prefix, given))
                    : Optional.empty();
        });
    }

    /** The address that the text spells; empty for names and for anything else. */
    public static Optional<InetAddress> address(String text) {
        boolean isIpv4 = IPV4.matcher(text).matches();
        if (!isIpv4 && !(text.contains(":") && IPV6.matcher(text).matches())) {
            return Optional.empty();
        }
        if (isIpv4 && !Arrays.stream(text.split("\\.")).allMatch(IpRange::isByte)) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(text));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    private static boolean isByte(String digits) {
        return Integer.parseInt(digits) < 256 && (digits.length() == 1 || digits.charAt(0) != '0');
    }

    public boolean contains(InetAddress address) {
        byte[] bytes = address.getAddress();
        return bytes.length == first.length && Arrays.equals(cut(bytes, bits), first);
    }

    /** The bytes with every bit after the prefix cleared. */
    private static byte[] cut(byte[] bytes, int bits) {
        byte[] cut = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            int kept = Math.clamp(bits - 8L * i, 0, 8);
            cut[i] = (byte) (bytes[i] & (0xff00 >> kept));
        }
        return cut;
    }

    /** As it was given. */
    @Override
    public String toString() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof IpRange range
                && range.bits == bits
                && Arrays.equals(range.first, first);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(first) + bits;
    }
}
