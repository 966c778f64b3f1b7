package exchange.session;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;

import exchange.marketdata.MarketNews;
import exchange.session.SessionMessage.Show;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Tells sessions what everybody may know of one market. One per node: each piece of news is made
 * text once, however many sessions there are. Remembers only who is there.
 */
public final class PublicFeed extends AbstractBehavior<PublicFeed.Message> {
    private final Function<MarketNews, List<Show>> encoder;
    private final Set<ActorRef<SessionMessage>> sessions = new HashSet<>();

    public sealed interface Message {}

    /** The session is told of all later news, until it stops. */
    public record Watch(ActorRef<SessionMessage> session) implements Message {}

    private record Left(ActorRef<SessionMessage> session) implements Message {}

    private record News(MarketNews news) implements Message {}

    /**
     * @param market tells the market's news to the actor it is given, from now on
     * @param encoder makes of a piece of news what sessions show; not called while nobody watches
     */
    public static Behavior<Message> create(
            Consumer<ActorRef<MarketNews>> market, Function<MarketNews, List<Show>> encoder) {
        return Behaviors.setup(context -> new PublicFeed(context, market, encoder));
    }

    private PublicFeed(
            ActorContext<Message> context,
            Consumer<ActorRef<MarketNews>> market,
            Function<MarketNews, List<Show>> encoder) {
        super(context);
        this.encoder = encoder;
        market.accept(context.messageAdapter(MarketNews.class, News::new));
    }

    @Override
    public Receive<Message> createReceive() {
        return newReceiveBuilder().onAnyMessage(this::onMessage).build();
    }

    private Behavior<Message> onMessage(Message message) {
        switch (message) {
            case Watch watch -> {
                sessions.add(watch.session());
                getContext().watchWith(watch.session(), new Left(watch.session()));
            }
            case Left left -> sessions.remove(left.session());
            case News news -> tell(news.news());
        }
        return this;
    }

    private void tell(MarketNews news) {
        if (!sessions.isEmpty()) {
            List<Show> shows = encoder.apply(news);
            sessions.forEach(session -> shows.forEach(session::tell));
        }
    }
}
