// Runs a small Streams application with a state store until it has registered its metrics.

import java.nio.file.Path;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.state.Stores;

final class StreamsApplication {
    private StreamsApplication() { }

    static void run(String servers, Path folder) throws InterruptedException {
        Properties streaming = new Properties();
        streaming.put("bootstrap.servers", servers);
        streaming.put("application.id", "metrics-streams");
        streaming.put("state.dir", folder.resolve("state").toString());
        streaming.put("default.key.serde", Serdes.String().getClass().getName());
        streaming.put("default.value.serde", Serdes.String().getClass().getName());
        streaming.put("metrics.recording.level", "DEBUG");
        streaming.put("auto.offset.reset", "earliest");
        StreamsBuilder builder = new StreamsBuilder();
        builder.<String, String>stream("input").groupByKey(Grouped.with(Serdes.String(), Serdes.String()))
            .count(Materialized.as(Stores.inMemoryKeyValueStore("counts"))).toStream().mapValues(String::valueOf).to("output");
        KafkaStreams streams = new KafkaStreams(builder.build(), streaming);
        streams.start();
        for (int second = 0; second < 40 && streams.state() != KafkaStreams.State.RUNNING; second++) Thread.sleep(1000);
    }
}
