// Finds and calls LogConfig.validate, whose class and parameters changed in almost every release line.
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

final class TopicValidation {
    private TopicValidation() {}

    /** The form with the most parameters is the one the controller calls when a topic is created. */
    static Method method() {
        return Arrays.stream(logConfigClass().getMethods())
            .filter(method -> method.getName().equals("validate") && Modifier.isStatic(method.getModifiers()))
            .max(Comparator.comparingInt(Method::getParameterCount))
            .orElseThrow();
    }

    private static Class<?> logConfigClass() {
        try {
            return Class.forName("org.apache.kafka.storage.internals.log.LogConfig");
        } catch (ClassNotFoundException before35) {
            try {
                return Class.forName("kafka.log.LogConfig");
            } catch (ClassNotFoundException missing) {
                throw new IllegalStateException(missing);
            }
        }
    }

    /** What a broker with nothing but its required settings hands to the check as defaults. */
    static Map<?, ?> serverDefaults() {
        try {
            Class<?> config = Class.forName("kafka.server.KafkaConfig");
            Object broker = config.getMethod("fromProps", Properties.class)
                .invoke(null, Completion.complete("broker", new Properties()));
            return (Map<?, ?>) config.getMethod("extractLogConfigMap").invoke(broker);
        } catch (NoSuchMethodException older) {
            return Map.of();
        } catch (ReflectiveOperationException broken) {
            throw new IllegalStateException(broken);
        }
    }

    /** A topic is judged as a cluster with tiered storage would, because the file cannot say whether there is one. */
    static void run(Method validate, Properties settings, Map<?, ?> serverDefaults) throws Throwable {
        Class<?>[] types = validate.getParameterTypes();
        Object[] arguments = new Object[types.length];
        int maps = 0;
        int booleans = 0;
        int mapCount = (int) Arrays.stream(types).filter(Map.class::equals).count();
        for (int index = 0; index < types.length; index++) {
            if (types[index] == Properties.class) arguments[index] = settings;
            else if (types[index] == boolean.class) arguments[index] = booleans++ == 0;
            else if (types[index] == Map.class) arguments[index] = map(maps++, mapCount, settings, serverDefaults, types);
            else throw new IllegalStateException("LogConfig.validate has a parameter this program does not know: " + validate);
        }
        Judges.invoke(validate, null, arguments);
    }

    private static Object map(int position, int count, Properties settings, Map<?, ?> serverDefaults, Class<?>[] types) {
        boolean settingsAreAMap = Arrays.stream(types).noneMatch(Properties.class::equals);
        // (existing, new, defaults) from 4.0 on, (existing, defaults) or (defaults) beside Properties before.
        if (position == count - 1 && (count > 1 || !settingsAreAMap)) return serverDefaults;
        if (settingsAreAMap && position == count - 2) return Judges.asMap(settings);
        return new HashMap<String, String>();
    }
}
