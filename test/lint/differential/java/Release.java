// The release number of the Kafka that this program was started with, given as -Dkafka.release=4.4.0.
final class Release {
    private static final String[] PARTS = System.getProperty("kafka.release").split("\\.");

    private Release() {}

    /** True from this release line on. */
    static boolean atLeast(int major, int minor) {
        int actual = Integer.parseInt(PARTS[0]);
        return actual > major || actual == major && Integer.parseInt(PARTS[1]) >= minor;
    }
}
