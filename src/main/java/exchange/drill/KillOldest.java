package exchange.drill;

/** The oldest node, which says who lives where, is killed, and comes back as the youngest. */
final class KillOldest implements Drill {
    @Override
    public String name() {
        return "kill-oldest";
    }

    @Override
    public String how() {
        return "kill -9 of the oldest node, the coordinator";
    }

    @Override
    public Goal goal() {
        return KillNode.GOAL;
    }

    @Override
    public int onceCycles() {
        return 30;
    }

    @Override
    public void cycle(Scene scene, int cycle) throws Exception {
        DrillNode oldest = scene.cluster().oldest();
        scene.happened(oldest + ", the oldest, killed");
        KillNode.kill(scene, oldest);
    }
}
