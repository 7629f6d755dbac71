// Components whose classes are not on Maven Central for every patch release: reached by name only.
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.Map;
import java.util.Properties;

final class Others {
    private Others() {}

    static void complete(String component, Properties settings) {
        if (!List.of("streams", "connect").contains(component)) return;
        settings.putIfAbsent("bootstrap.servers", "localhost:9092");
        if (component.equals("streams")) settings.putIfAbsent("application.id", "application");
        if (!component.equals("connect")) return;
        settings.putIfAbsent("group.id", "workers");
        for (String topic : List.of("offset.storage.topic", "config.storage.topic", "status.storage.topic")) {
            settings.putIfAbsent(topic, topic);
        }
        for (String converter : List.of("key.converter", "value.converter")) {
            settings.putIfAbsent(converter, "org.apache.kafka.connect.json.JsonConverter");
        }
    }

    static void judge(String component, Properties settings) throws Throwable {
        String name = component.equals("streams")
            ? "org.apache.kafka.streams.StreamsConfig"
            : "org.apache.kafka.connect.runtime.distributed.DistributedConfig";
        try {
            Class.forName(name).getConstructor(Map.class).newInstance(Judges.asMap(settings));
        } catch (InvocationTargetException wrapped) {
            throw wrapped.getCause();
        }
    }
}
