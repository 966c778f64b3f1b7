package exchange.session;

import exchange.marketdata.MarketUpdate;
import exchange.marketdata.Topic;

/** Makes text of what topics tell. */
public interface ChannelEncoder {
    String update(MarketUpdate update);

    /** @param sequence where the topic stands */
    String heartbeat(Topic topic, long sequence);
}
