package exchange.accounts;

import exchange.sequencer.FrontMessage;

import java.util.List;

/** The same as {@link EdgeRequests}, of an edge that is no actor; never leaves the thread. */
public record LocalRequests(Edge edge, List<EdgeRequest> requests)
        implements FrontMessage.FromClients {
    public LocalRequests {
        requests = List.copyOf(requests);
    }
}
