package exchange.bootstrap;

/** The software's version, as the jar says it; "dev" outside a jar. */
final class Version {
    private Version() {}

    static String text() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "dev" : version;
    }
}
