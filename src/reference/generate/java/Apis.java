// Reads the request types of the protocol and their versions in one Kafka release: the shape `ApiFact` of facts.ts.

import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.protocol.ApiKeys;

final class Apis {
    private Apis() { }

    /** By API name; a request type without any stable version yet is left out. */
    static Map<String, Object> all() throws ReflectiveOperationException {
        Map<String, Object> apis = new LinkedHashMap<>();
        for (ApiKeys api : ApiKeys.values()) {
            short min = api.oldestVersion();
            short max = latestStable(api);
            if (max < min || min < 0) continue;
            Map<String, Object> fact = new LinkedHashMap<>();
            fact.put("key", api.id);
            fact.put("min", min);
            fact.put("max", max);
            apis.put(api.name, fact);
        }
        return apis;
    }

    /** Releases that can leave out an unstable last version have an overload that says so. */
    private static short latestStable(ApiKeys api) throws ReflectiveOperationException {
        for (Method method : ApiKeys.class.getMethods()) {
            if (method.getName().equals("latestVersion") && method.getParameterCount() == 1) return (short) method.invoke(api, false);
        }
        return api.latestVersion();
    }
}
