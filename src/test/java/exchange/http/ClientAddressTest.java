package exchange.http;

import static org.assertj.core.api.Assertions.assertThat;

import akka.http.javadsl.model.AttributeKeys;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.RemoteAddress;
import akka.http.javadsl.model.headers.RawHeader;

import exchange.identity.IpRange;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.InetSocketAddress;
import java.util.List;

class ClientAddressTest {
    @ParameterizedTest
    @CsvSource({
        "203.0.113.9, '', 203.0.113.9",
        "203.0.113.9, '1.2.3.4', 203.0.113.9",
        "10.0.0.1, '', 10.0.0.1",
        "10.0.0.1, '1.2.3.4', 1.2.3.4",
        "10.0.0.1, '6.6.6.6, 1.2.3.4', 1.2.3.4",
        "10.0.0.1, '6.6.6.6, 1.2.3.4, 10.0.0.2', 1.2.3.4",
        "10.0.0.1, '1.2.3.4:5678', 1.2.3.4",
        "10.0.0.1, '[2001:db8::1]:5678', 2001:db8:0:0:0:0:0:1",
        "10.0.0.1, '1.2.3.4, unknown', 10.0.0.1",
        "10.0.0.1, '10.0.0.3', 10.0.0.3"
    })
    void onlyOwnProxiesAreBelieved(String peer, String forwarded, String expected) {
        ClientAddress addresses =
                new ClientAddress(List.of(IpRange.parse("10.0.0.0/8").orElseThrow()));
        HttpRequest request = HttpRequest.GET("/")
                .addAttribute(
                        AttributeKeys.remoteAddress,
                        RemoteAddress.create(new InetSocketAddress(peer, 1)));
        if (!forwarded.isEmpty()) {
            request = request.addHeader(RawHeader.create("X-Forwarded-For", forwarded));
        }

        assertThat(addresses.of(request).getHostAddress()).isEqualTo(expected);
    }
}
