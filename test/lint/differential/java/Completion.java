// Adds what a file must have and may leave out of a snippet, so that the verdict is about what it does say.
import java.util.List;
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
                if (!settings.containsKey("bootstrap.controllers")) settings.putIfAbsent("bootstrap.servers", "localhost:9092");
                break;
            case "broker":
                broker(settings);
                break;
            default:
                Others.complete(component, settings);
        }
        return settings;
    }

    private static void broker(Properties settings) {
        if (zooKeeperRelease() && !settings.containsKey("process.roles")) {
            settings.putIfAbsent("zookeeper.connect", "localhost:2181");
            return;
        }
        boolean whole = settings.containsKey("process.roles")
            && (settings.containsKey("node.id") || settings.containsKey("broker.id"));
        if (!settings.containsKey("broker.id")) settings.putIfAbsent("node.id", "1");
        if (whole && !controllerListenerNamesRequired()) return;
        settings.putIfAbsent("process.roles", "broker");
        settings.putIfAbsent("controller.listener.names", "CONTROLLER");
        if (whole) return;
        if (!settings.containsKey("controller.quorum.voters")) {
            settings.putIfAbsent("controller.quorum.voters", "1000@localhost:9093");
        }
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
        if (List.of("SASL_PLAINTEXT", "SASL_SSL").contains(settings.getProperty("security.protocol", "").trim().toUpperCase())) {
            open.put("security.protocol", "PLAINTEXT");
        }
        return open;
    }
}
