// Prints the facts of the Kafka release on the class path as JSON: settings, errors and request types.

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;

public final class Extract {
    private Extract() { }

    public static void main(String[] arguments) throws Exception {
        // Whatever a static initialiser logs must not end up in the middle of the JSON.
        PrintStream out = System.out;
        System.setOut(System.err);
        String classPath = System.getProperty("java.class.path");
        Map<String, Object> exceptions = new LinkedHashMap<>();
        exceptions.put("clients", ErrorClasses.exceptions(classPath, "kafka-clients"));
        exceptions.put("connect", ErrorClasses.exceptions(classPath, "connect-api,connect-runtime"));
        exceptions.put("streams", ErrorClasses.exceptions(classPath, "kafka-streams"));

        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("settings", Settings.all());
        facts.put("errors", ErrorClasses.withCodes());
        facts.put("exceptions", exceptions);
        facts.put("apis", Apis.all());
        out.write(new ObjectMapper().writeValueAsBytes(facts));
        out.flush();
        // Some classes start threads when they are loaded.
        Runtime.getRuntime().halt(0);
    }
}
