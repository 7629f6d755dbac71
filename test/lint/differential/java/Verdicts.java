// Reads configuration files as JSON lines and prints, line by line, whether this release of Kafka accepts each.
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;

public final class Verdicts {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** In: {"component": "producer", "text": "acks=2\n"}. Out: {"accepted": false, "reason": "..."}. */
    public static void main(String[] args) throws Exception {
        BufferedWriter out = new BufferedWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8));
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        Judges judges = new Judges();
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            JsonNode file = JSON.readTree(line);
            String reason = judge(judges, file.get("component").asText(), file.get("text").asText());
            out.write(JSON.writeValueAsString(reason == null
                ? Map.of("accepted", true)
                : Map.of("accepted", false, "reason", reason)));
            out.newLine();
        }
        out.flush();
        // Clients that were only just closed may still have a thread that waits for a broker.
        Runtime.getRuntime().halt(0);
    }

    /** Null when Kafka accepts the file, otherwise what it said. */
    private static String judge(Judges judges, String component, String text) {
        try {
            Properties settings = new Properties();
            settings.load(new StringReader(text));
            judges.judge(component, settings);
            return null;
        } catch (Throwable refusal) {
            return reasonOf(refusal);
        }
    }

    /** The innermost message that says something, since clients wrap theirs in "Failed to construct". */
    private static String reasonOf(Throwable refusal) {
        Throwable innermost = refusal;
        while (innermost.getCause() != null) innermost = innermost.getCause();
        return innermost.getClass().getSimpleName() + ": " + innermost.getMessage();
    }
}
