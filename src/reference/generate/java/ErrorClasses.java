// Reads the protocol errors and the public exception classes of one Kafka release: the shape `ErrorFact` of facts.ts.

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarFile;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.protocol.Errors;

final class ErrorClasses {
    private ErrorClasses() { }

    /** Protocol errors by constant name. */
    static Map<String, Object> withCodes() {
        Map<String, Object> errors = new LinkedHashMap<>();
        for (Errors error : Errors.values()) {
            Map<String, Object> fact = error.exception() == null ? new LinkedHashMap<>() : describe(error.exception().getClass());
            fact.put("code", error.code());
            errors.put(error.name(), fact);
        }
        return errors;
    }

    /** Public exceptions of the jars of one group (clients, Connect or Streams) by full class name. */
    static Map<String, Object> exceptions(String classPath, String jarPrefixes) throws IOException {
        Map<String, Object> found = new TreeMap<>();
        for (String entry : classPath.split(java.io.File.pathSeparator)) {
            String jar = Path.of(entry).getFileName().toString();
            boolean wanted = false;
            for (String prefix : jarPrefixes.split(",")) wanted |= jar.matches(prefix + "-[0-9].*\\.jar");
            if (!wanted) continue;
            try (JarFile file = new JarFile(entry)) {
                file.stream()
                    .map(item -> item.getName())
                    .filter(name -> name.endsWith(".class") && name.startsWith("org/apache/kafka/") && !name.contains("/internals/") && !name.contains("/shaded/"))
                    .forEach(name -> add(found, name.substring(0, name.length() - 6).replace('/', '.')));
            }
        }
        return found;
    }

    private static void add(Map<String, Object> found, String className) {
        try {
            Class<?> type = Class.forName(className, false, ErrorClasses.class.getClassLoader());
            if (Throwable.class.isAssignableFrom(type) && Modifier.isPublic(type.getModifiers())) found.put(className, describe(type));
        } catch (ClassNotFoundException | LinkageError unavailable) {
            // A class whose own dependencies are optional and absent is no exception people meet.
        }
    }

    private static Map<String, Object> describe(Class<?> type) {
        Map<String, Object> fact = new LinkedHashMap<>();
        fact.put("className", type.getName());
        List<String> parents = new ArrayList<>();
        for (Class<?> parent = type.getSuperclass(); parent != null && parent != Throwable.class; parent = parent.getSuperclass()) {
            parents.add(parent.getName());
        }
        fact.put("parents", parents);
        fact.put("retriable", RetriableException.class.isAssignableFrom(type));
        return fact;
    }
}
