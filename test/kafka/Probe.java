// Produces to, reads from and measures the brokers of a run. Reads one command per line, answers one line of JSON each.

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.record.internal.CompressionType;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.MemoryRecordsBuilder;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

public final class Probe {
  private final String bootstrap;
  private final Admin admin;

  private Probe(String bootstrap) {
    this.bootstrap = bootstrap;
    this.admin = Admin.create(Map.of("bootstrap.servers", bootstrap, "default.api.timeout.ms", "60000"));
  }

  public static void main(String[] args) throws Exception {
    Probe probe = new Probe(args[0]);
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      Map<String, String> words = new HashMap<>();
      String[] parts = line.trim().split(" ");
      for (int i = 1; i < parts.length; i++) {
        int at = parts[i].indexOf('=');
        words.put(parts[i].substring(0, at), parts[i].substring(at + 1));
      }
      Map<String, Object> answer;
      try {
        answer = probe.run(parts[0], words);
      } catch (Exception error) {
        answer = Map.of("error", String.valueOf(error));
      }
      System.out.println(json(answer));
      System.out.flush();
    }
    probe.admin.close(Duration.ofSeconds(2));
  }

  private Map<String, Object> run(String command, Map<String, String> words) throws Exception {
    return switch (command) {
      case "create" -> create(words);
      case "describe" -> describe(words.get("topic"));
      case "produce" -> produce(words);
      case "try" -> tryOne(words);
      case "consume" -> consume(words);
      case "ratio" -> ratio(words);
      case "counters" -> counters(words);
      case "brokers" -> Map.of("brokers", admin.describeCluster().nodes().get(10, TimeUnit.SECONDS).size());
      default -> throw new IllegalArgumentException(command);
    };
  }

  private Map<String, Object> create(Map<String, String> words) throws Exception {
    NewTopic topic = new NewTopic(words.get("topic"), Optional.of(number(words, "partitions")), Optional.of((short) number(words, "rf")));
    topic.configs(Map.of("min.insync.replicas", words.getOrDefault("min_isr", "1")));
    admin.createTopics(List.of(topic)).all().get(60, TimeUnit.SECONDS);
    return Map.of("created", words.get("topic"));
  }

  private Map<String, Object> describe(String topic) throws Exception {
    TopicDescription description = admin.describeTopics(List.of(topic)).allTopicNames().get(20, TimeUnit.SECONDS).get(topic);
    TopicPartitionInfo first = description.partitions().get(0);
    int leader = first.leader() == null ? -1 : first.leader().id();
    int smallest = description.partitions().stream().mapToInt(each -> each.isr().size()).min().orElse(0);
    return Map.of("leader", leader, "replicas", ids(first.replicas()), "isr", ids(first.isr()), "smallest_isr", smallest);
  }

  private static List<Integer> ids(List<Node> nodes) {
    return nodes.stream().map(Node::id).toList();
  }

  /** Text like that of a small JSON event: words repeat, numbers do not. */
  private static byte[] text(Random random, int length) {
    String[] vocabulary = {"order", "customer", "shipment", "payment", "created", "updated", "status", "amount", "currency", "warehouse"};
    StringBuilder built = new StringBuilder();
    while (built.length() < length) {
      built.append('"').append(vocabulary[random.nextInt(vocabulary.length)]).append("\":").append(random.nextInt(1_000_000)).append(',');
    }
    return built.substring(0, length).getBytes(StandardCharsets.US_ASCII);
  }

  private static ProducerRecord<byte[], byte[]> record(Map<String, String> words, Random random, Integer partition) {
    int keySize = number(words, "key");
    byte[] key = keySize == 0 ? null : text(random, keySize);
    List<Header> headers = new ArrayList<>();
    int count = number(words, "header_count");
    for (int i = 0; i < count; i++) {
      int half = number(words, "headers") / count / 2;
      headers.add(new RecordHeader("h".repeat(half), text(random, half)));
    }
    return new ProducerRecord<>(words.get("topic"), partition, key, text(random, number(words, "value")), headers);
  }

  private KafkaProducer<byte[], byte[]> producer(Map<String, String> words) {
    Map<String, Object> config = new HashMap<>();
    config.put("bootstrap.servers", bootstrap);
    config.put("acks", "all");
    config.put("batch.size", words.getOrDefault("batch", "16384"));
    config.put("linger.ms", words.getOrDefault("linger", "5"));
    config.put("compression.type", words.getOrDefault("codec", "none"));
    config.put("buffer.memory", "67108864");
    config.put("delivery.timeout.ms", words.getOrDefault("timeout", "120000"));
    config.put("request.timeout.ms", words.getOrDefault("request_timeout", "30000"));
    config.put("max.block.ms", words.getOrDefault("timeout", "60000"));
    return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** Sends `count` records over the partitions in turn; `rate` paces them, 0 sends as fast as it goes. */
  private Map<String, Object> produce(Map<String, String> words) throws Exception {
    int count = number(words, "count");
    int partitions = number(words, "partitions");
    double rate = Double.parseDouble(words.getOrDefault("rate", "0"));
    Random random = new Random(7);
    // Building text is slow; a few thousand different records are sent over and over.
    List<ProducerRecord<byte[], byte[]>> pool = new ArrayList<>();
    for (int i = 0; i < Math.min(count, 4000); i++) pool.add(record(words, random, i % partitions));
    AtomicInteger failed = new AtomicInteger();
    try (KafkaProducer<byte[], byte[]> producer = producer(words)) {
      producer.partitionsFor(words.get("topic"));
      long start = System.nanoTime();
      for (int i = 0; i < count; i++) {
        if (rate > 0) pace(start + (long) (i * 1e9 / rate));
        producer.send(pool.get(i % pool.size()), (metadata, error) -> {
          if (error != null) failed.incrementAndGet();
        });
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      producer.flush();
      Map<String, Object> answer = new LinkedHashMap<>();
      answer.put("sent", count - failed.get());
      answer.put("seconds", seconds);
      producer.metrics().forEach((name, metric) -> {
        if (name.group().equals("producer-metrics") && Set.of("batch-size-avg", "records-per-request-avg", "outgoing-byte-total").contains(name.name())) {
          answer.put(name.name().replace('-', '_'), metric.metricValue());
        }
      });
      return answer;
    }
  }

  private static void pace(long until) {
    while (true) {
      long left = until - System.nanoTime();
      if (left <= 0) return;
      if (left > 60_000) LockSupport.parkNanos(left - 50_000);
    }
  }

  /** Whether one acks=all write is accepted within the time given. */
  private Map<String, Object> tryOne(Map<String, String> words) {
    try (KafkaProducer<byte[], byte[]> producer = producer(words)) {
      producer.send(record(words, new Random(1), 0)).get(number(words, "timeout") + 1000L, TimeUnit.MILLISECONDS);
      return Map.of("accepted", true);
    } catch (Exception error) {
      Throwable cause = error.getCause() == null ? error : error.getCause();
      return Map.of("accepted", false, "why", cause.getClass().getSimpleName());
    }
  }

  /** Reads everything, once per group, without committing; gives up when nothing comes for `patience` ms. */
  private Map<String, Object> consume(Map<String, String> words) {
    long bytes = 0;
    long records = 0;
    int groups = number(words, "groups");
    int expected = number(words, "count");
    for (int group = 0; group < groups; group++) {
      Map<String, Object> config = Map.of("bootstrap.servers", bootstrap, "auto.offset.reset", "earliest", "max.poll.records", "5000");
      try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
        List<TopicPartition> all = new ArrayList<>();
        for (int i = 0; i < number(words, "partitions"); i++) all.add(new TopicPartition(words.get("topic"), i));
        consumer.assign(all);
        consumer.seekToBeginning(all);
        long seen = 0;
        long last = System.nanoTime();
        long patience = number(words, "patience") * 1_000_000L;
        while (seen < expected && System.nanoTime() - last < patience) {
          ConsumerRecords<byte[], byte[]> polled = consumer.poll(Duration.ofMillis(200));
          if (!polled.isEmpty()) last = System.nanoTime();
          seen += polled.count();
        }
        records += seen;
        bytes += consumer.metrics().entrySet().stream()
            .filter(entry -> entry.getKey().name().equals("bytes-consumed-total") && entry.getKey().tags().size() == 1)
            .mapToLong(entry -> Math.round((Double) entry.getValue().metricValue())).sum();
      }
    }
    return Map.of("records", records, "bytes", bytes);
  }

  /** How far the codec squeezes one batch of `records` records of this kind: raw record bytes over compressed ones. */
  private Map<String, Object> ratio(Map<String, String> words) {
    int perBatch = number(words, "records");
    long raw = 0;
    long packed = 0;
    int partitions = number(words, "partitions");
    for (int batch = 0; batch < 40; batch++) {
      raw += build(words, new Random(batch), perBatch, partitions, "none") - BATCH_HEADER;
      packed += build(words, new Random(batch), perBatch, partitions, words.get("codec")) - BATCH_HEADER;
    }
    return Map.of("ratio", (double) raw / packed);
  }

  private static final int BATCH_HEADER = 61;

  private static int build(Map<String, String> words, Random random, int records, int partitions, String codec) {
    Compression compression = Compression.of(CompressionType.forName(codec).name).build();
    ByteBuffer buffer = ByteBuffer.allocate(1 << 20);
    try (MemoryRecordsBuilder builder = MemoryRecords.builder(buffer, RecordBatch.CURRENT_MAGIC_VALUE, compression, TimestampType.CREATE_TIME, 0L)) {
      long now = System.currentTimeMillis();
      for (int i = 0; i < records; i++) {
        ProducerRecord<byte[], byte[]> one = record(words, random, 0);
        builder.append(now, one.key(), one.value(), one.headers().toArray());
      }
      return builder.build().sizeInBytes();
    }
  }

  /** Counters of all brokers that answer, summed: bytes in and out of one topic, and replication bytes of the brokers. */
  private Map<String, Object> counters(Map<String, String> words) throws Exception {
    Map<String, Long> sums = new LinkedHashMap<>();
    for (String port : words.get("ports").split(",")) {
      JMXServiceURL url = new JMXServiceURL("service:jmx:rmi:///jndi/rmi://127.0.0.1:" + port + "/jmxrmi");
      try (JMXConnector connector = JMXConnectorFactory.connect(url)) {
        MBeanServerConnection beans = connector.getMBeanServerConnection();
        add(sums, beans, "produced", "kafka.server:type=BrokerTopicMetrics,name=BytesInPerSec,topic=" + words.get("topic"));
        add(sums, beans, "consumed", "kafka.server:type=BrokerTopicMetrics,name=BytesOutPerSec,topic=" + words.get("topic"));
        add(sums, beans, "replicated_out", "kafka.server:type=BrokerTopicMetrics,name=ReplicationBytesOutPerSec");
        add(sums, beans, "replicated_in", "kafka.server:type=BrokerTopicMetrics,name=ReplicationBytesInPerSec");
      }
    }
    return new LinkedHashMap<>(sums);
  }

  private static void add(Map<String, Long> sums, MBeanServerConnection beans, String name, String bean) throws Exception {
    ObjectName object = new ObjectName(bean);
    long value = beans.isRegistered(object) ? (Long) beans.getAttribute(object, "Count") : 0L;
    sums.merge(name, value, Long::sum);
  }

  private static int number(Map<String, String> words, String name) {
    return Integer.parseInt(words.getOrDefault(name, "0"));
  }

  private static String json(Object value) {
    if (value instanceof Map<?, ?> map) {
      List<String> parts = new ArrayList<>();
      map.forEach((key, each) -> parts.add('"' + String.valueOf(key) + "\":" + json(each)));
      return '{' + String.join(",", parts) + '}';
    }
    if (value instanceof List<?> list) return '[' + String.join(",", list.stream().map(Probe::json).toList()) + ']';
    if (value instanceof Double number) return number.isNaN() || number.isInfinite() ? "null" : number.toString();
    if (value instanceof Number || value instanceof Boolean) return value.toString();
    return '"' + String.valueOf(value).replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", " ") + '"';
  }
}
