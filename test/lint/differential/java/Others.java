// Components whose classes are not on Maven Central for every patch release: reached by name only.
import java.util.Properties;

final class Others {
    private Others() {}

    static void complete(String component, Properties settings) {
        if (component.equals("streams")) {
            settings.putIfAbsent("bootstrap.servers", "localhost:9092");
            settings.putIfAbsent("application.id", "application");
        }
    }

    static void judge(String component, Properties settings) throws Throwable {
        if (!component.equals("streams")) throw new IllegalArgumentException("no judge for " + component);
        try {
            Class.forName("org.apache.kafka.streams.StreamsConfig").getConstructor(java.util.Map.class).newInstance(settings);
        } catch (java.lang.reflect.InvocationTargetException wrapped) {
            throw wrapped.getCause();
        }
    }
}
