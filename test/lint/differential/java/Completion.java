// Adds what a file must have and may leave out of a snippet, so that the verdict is about what it does say.
import java.util.Properties;

final class Completion {
    private Completion() {}

    static Properties complete(String component, Properties file) {
        Properties settings = new Properties();
        settings.putAll(file);
        String serialization = "org.apache.kafka.common.serialization.";
        switch (component) {
            case "producer":
                settings.putIfAbsent("bootstrap.servers", "localhost:9092");
                settings.putIfAbsent("key.serializer", serialization + "ByteArraySerializer");
                settings.putIfAbsent("value.serializer", serialization + "ByteArraySerializer");
                break;
            case "consumer":
                settings.putIfAbsent("bootstrap.servers", "localhost:9092");
                settings.putIfAbsent("key.deserializer", serialization + "ByteArrayDeserializer");
                settings.putIfAbsent("value.deserializer", serialization + "ByteArrayDeserializer");
                break;
            case "admin":
                if (settings.getProperty("bootstrap.controllers", "").isBlank()) settings.putIfAbsent("bootstrap.servers", "localhost:9092");
                break;
            case "broker":
                broker(settings);
                break;
            default:
                Others.complete(component, settings);
        }
        return settings;
    }

    /** A snippet gets the role and quorum that its listeners call for; a whole file only what the ConfigDef demands. */
    private static void broker(Properties settings) {
        if (zooKeeperRelease() && !names(settings, "process.roles")) {
            settings.putIfAbsent("zookeeper.connect", "localhost:2181");
            return;
        }
        boolean whole = settings.containsKey("process.roles")
            && (settings.containsKey("node.id") || settings.containsKey("broker.id"));
        if (!whole || controllerListenerNamesRequired()) settings.putIfAbsent("controller.listener.names", listenerName(settings));
        if (whole) return;
        boolean combined = listens(settings, settings.getProperty("controller.listener.names"));
        settings.putIfAbsent("process.roles", combined ? "broker,controller" : "broker");
        boolean controller = settings.getProperty("process.roles").contains("controller");
        if (!settings.containsKey("broker.id")) settings.putIfAbsent("node.id", nodeId(settings, controller));
        if (controller && !settings.containsKey("listeners")) {
            String broker = settings.getProperty("process.roles").contains("broker") ? "PLAINTEXT://:9092," : "";
            settings.put("listeners", broker + settings.getProperty("controller.listener.names").trim() + "://:9093");
        }
        if (names(settings, "controller.quorum.voters") || Release.atLeast(3, 9) && names(settings, "controller.quorum.bootstrap.servers")) return;
        String id = settings.getProperty("node.id", settings.getProperty("broker.id"));
        settings.put("controller.quorum.voters", (controller ? id.trim() : id.trim().equals("1000") ? "1001" : "1000") + "@localhost:9093");
    }

    /** A controller needs a name that it listens on; for a broker any other name will do. */
    private static String listenerName(Properties settings) {
        String[] listeners = settings.getProperty("listeners", "").split("\\s*,\\s*");
        String last = listeners[listeners.length - 1].split("://")[0].trim().toUpperCase();
        return settings.getProperty("process.roles", "").contains("controller") && !last.isEmpty() ? last : "CONTROLLER";
    }

    /** A controller is one of the voters, a broker is not. */
    private static String nodeId(Properties settings, boolean controller) {
        String voters = settings.getProperty("controller.quorum.voters", "").trim();
        return controller && voters.contains("@") ? voters.split("@")[0] : voters.isEmpty() ? "1" : "100001";
    }

    private static boolean names(Properties settings, String name) {
        return !settings.getProperty(name, "").isBlank();
    }

    private static boolean listens(Properties settings, String names) {
        for (String name : names.split(",")) {
            String listeners = "," + settings.getProperty("listeners", "").replaceAll("\\s+", "").toUpperCase();
            if (listeners.contains("," + name + "://")) return true;
        }
        return false;
    }

    /** Up to 3.9 a file without process.roles is a ZooKeeper broker. */
    static boolean zooKeeperRelease() {
        return !Release.atLeast(4, 0);
    }

    /** From 4.2 on the ConfigDef itself demands it. */
    private static boolean controllerListenerNamesRequired() {
        return Release.atLeast(4, 2);
    }

    /** Login needs JAAS, which may come from outside the file: the client is built without it. */
    static Properties withoutLogin(Properties settings) {
        Properties open = new Properties();
        open.putAll(settings);
        String protocol = settings.getProperty("security.protocol", "").trim().toUpperCase();
        if (protocol.startsWith("SASL_")) open.put("security.protocol", protocol.substring("SASL_".length()));
        return open;
    }
}
