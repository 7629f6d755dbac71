// Builds a real client, which talks to nobody before it is used, and puts it away again.
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

final class Clients {
    /** Closing can wait for a thread that waits for a broker, so nobody waits for the closing. */
    private static final ExecutorService CLOSING = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        return thread;
    });

    private Clients() {}

    /** Key stores that are not on this machine are left out: they say nothing about the settings. */
    static void build(Properties settings, Function<Properties, AutoCloseable> constructor) {
        Properties local = Completion.withoutLogin(settings);
        for (String store : List.of("keystore", "truststore", "")) {
            try {
                AutoCloseable client = constructor.apply(local);
                CLOSING.submit(() -> {
                    client.close();
                    return null;
                });
                return;
            } catch (RuntimeException refusal) {
                if (store.isEmpty() || !namesMissingFile(refusal)) throw refusal;
                for (String part : List.of("location", "password", "type")) local.remove("ssl." + store + "." + part);
            }
        }
    }

    private static boolean namesMissingFile(Throwable refusal) {
        for (Throwable cause = refusal; cause != null; cause = cause.getCause()) {
            if (cause instanceof NoSuchFileException || cause instanceof AccessDeniedException) return true;
        }
        return false;
    }
}
