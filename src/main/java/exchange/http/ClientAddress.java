package exchange.http;

import akka.http.javadsl.model.AttributeKeys;
import akka.http.javadsl.model.HttpHeader;
import akka.http.javadsl.model.HttpRequest;

import exchange.identity.IpRange;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where a request comes from: the other end of the connection, or, when that is a proxy of the
 * operator's, the last address in X-Forwarded-For that is not. What anybody else says there is not
 * believed.
 */
public final class ClientAddress {
    private final List<IpRange> proxies;

    public ClientAddress(List<IpRange> proxies) {
        this.proxies = List.copyOf(proxies);
    }

    public InetAddress of(HttpRequest request) {
        InetAddress peer = request.getAttribute(AttributeKeys.remoteAddress)
                .flatMap(remote -> remote.getAddress())
                .orElseGet(InetAddress::getLoopbackAddress);
        return isProxy(peer) ? behind(peer, forwarded(request)) : peer;
    }

    private InetAddress behind(InetAddress peer, List<String> forwarded) {
        InetAddress last = peer;
        for (String text : forwarded.reversed()) {
            Optional<InetAddress> address = IpRange.address(withoutPort(text));
            if (address.isEmpty()) {
                return last;
            }
            last = address.get();
            if (!isProxy(last)) {
                return last;
            }
        }
        return last;
    }

    private boolean isProxy(InetAddress address) {
        return proxies.stream().anyMatch(range -> range.contains(address));
    }

    private static List<String> forwarded(HttpRequest request) {
        List<String> parts = new ArrayList<>();
        for (HttpHeader header : request.getHeaders()) {
            if (header.is("x-forwarded-for")) {
                for (String part : header.value().split(",")) {
                    parts.add(part.strip());
                }
            }
        }
        return parts;
    }

    private static String withoutPort(String text) {
        int close = text.indexOf(']');
        if (text.startsWith("[") && close > 0) {
            return text.substring(1, close);
        }
        int colon = text.indexOf(':');
        return colon > 0 && colon == text.lastIndexOf(':') ? text.substring(0, colon) : text;
    }
}
