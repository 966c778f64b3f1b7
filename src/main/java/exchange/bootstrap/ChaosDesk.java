package exchange.bootstrap;

import akka.actor.typed.ActorSystem;

import exchange.api.Chaos;
import exchange.ops.Health;
import exchange.ws.WsRoutes;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** What of the chaos that an admin asked for is no order's matter: cut sockets, and being told. */
final class ChaosDesk {
    private static final Duration LOOKS = Duration.ofMillis(500);

    private ChaosDesk() {}

    /** The report, with the chaos if there is some: it does not make a node unready. */
    static Health.Report said(Health.Report report, Chaos chaos) {
        Map<String, String> checks = new TreeMap<>(report.checks());
        chaos.words().ifPresent(words -> checks.put("chaos", words));
        return new Health.Report(report.isReady(), checks);
    }

    static void cutWhenTold(ActorSystem<?> system, Chaos chaos, WsRoutes sockets) {
        Runnable look = () -> {
            if (chaos.cutsAt(System.currentTimeMillis() / 1_000)) {
                sockets.cutAll();
            }
        };
        system.scheduler().scheduleAtFixedRate(LOOKS, LOOKS, look, system.executionContext());
    }
}
