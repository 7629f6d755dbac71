// Starts one broker of a Kafka release with a producer, consumer, admin client and Streams application, and prints the
// JMX beans they register: the only list of metrics that a release cannot be wrong about.

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.MetricNameTemplate;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

public final class LiveMetrics {
    private LiveMetrics() { }

    public static void main(String[] arguments) throws Exception {
        PrintStream out = System.out;
        System.setOut(System.err);
        Path folder = Path.of(arguments[0]);
        int port = freePort();
        startBroker(folder, port, freePort());
        String servers = "127.0.0.1:" + port;
        useEverything(servers, folder);
        out.write(new ObjectMapper().writeValueAsBytes(beans()));
        out.flush();
        Runtime.getRuntime().halt(0);
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** Formats a directory with the release's own tool, then runs its main class in a thread of this JVM. */
    private static void startBroker(Path folder, int port, int controllerPort) throws Exception {
        Path file = folder.resolve("server.properties");
        Files.write(file, List.of(
            "process.roles=broker,controller",
            "node.id=1",
            "controller.quorum.voters=1@127.0.0.1:" + controllerPort,
            "listeners=PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort,
            "controller.listener.names=CONTROLLER",
            "advertised.listeners=PLAINTEXT://127.0.0.1:" + port,
            "log.dirs=" + folder.resolve("data"),
            "offsets.topic.replication.factor=1",
            "offsets.topic.num.partitions=1",
            "transaction.state.log.replication.factor=1",
            "transaction.state.log.min.isr=1",
            "transaction.state.log.num.partitions=1",
            "group.initial.rebalance.delay.ms=0"));
        String java = System.getProperty("java.home") + "/bin/java";
        String classPath = System.getProperty("java.class.path");
        new ProcessBuilder(java, "-cp", classPath, "kafka.tools.StorageTool", "format",
                "--cluster-id", Uuid.randomUuid().toString(), "--config", file.toString())
            .redirectErrorStream(true).redirectOutput(folder.resolve("format.log").toFile()).start().waitFor();
        Class<?> kafka = Class.forName("kafka.Kafka");
        Thread broker = new Thread(() -> {
            try {
                kafka.getMethod("main", String[].class).invoke(null, (Object) new String[] {file.toString()});
            } catch (ReflectiveOperationException failure) {
                failure.printStackTrace();
                Runtime.getRuntime().halt(1);
            }
        });
        broker.setDaemon(true);
        broker.start();
    }

    /** Touches what registers metrics lazily: a topic, a transaction, a group, a commit, a Streams task with a store. */
    private static void useEverything(String servers, Path folder) throws Exception {
        Admin admin = Admin.create(properties(servers));
        for (int attempt = 0; ; attempt++) {
            try {
                admin.createTopics(Arrays.asList(new NewTopic("input", 1, (short) 1), new NewTopic("output", 1, (short) 1))).all().get();
                break;
            } catch (Exception notYet) {
                if (attempt > 60) throw notYet;
                Thread.sleep(1000);
            }
        }
        admin.describeCluster().nodes().get();

        Properties producing = properties(servers);
        producing.put("key.serializer", StringSerializer.class.getName());
        producing.put("value.serializer", StringSerializer.class.getName());
        producing.put("transactional.id", "metrics");
        KafkaProducer<String, String> producer = new KafkaProducer<>(producing);
        producer.initTransactions();
        producer.beginTransaction();
        for (int number = 0; number < 100; number++) producer.send(new ProducerRecord<>("input", "key" + number % 3, "value"));
        producer.commitTransaction();

        Properties consuming = properties(servers);
        consuming.put("key.deserializer", StringDeserializer.class.getName());
        consuming.put("value.deserializer", StringDeserializer.class.getName());
        consuming.put("group.id", "metrics");
        consuming.put("auto.offset.reset", "earliest");
        KafkaConsumer<String, String> consumer = new KafkaConsumer<>(consuming);
        consumer.subscribe(List.of("input"));
        long end = System.currentTimeMillis() + 20_000;
        int seen = 0;
        while (seen < 100 && System.currentTimeMillis() < end) seen += consumer.poll(Duration.ofMillis(500)).count();
        consumer.commitSync();

        runStreams(servers, folder);
        for (int poll = 0; poll < 6; poll++) consumer.poll(Duration.ofMillis(500));
    }

    /** Streams has a file of its own, because its jar is not to be had for every release. */
    private static void runStreams(String servers, Path folder) throws Exception {
        Class<?> streams;
        try {
            streams = Class.forName("StreamsApplication");
        } catch (ClassNotFoundException absent) {
            return;
        }
        streams.getDeclaredMethod("run", String.class, Path.class).invoke(null, servers, folder);
    }

    /** Connect lists its metrics in a registry, so no worker needs to run. */
    private static void addConnect(Map<String, TreeSet<String>> beans) throws Exception {
        Class<?> registry;
        try {
            registry = Class.forName("org.apache.kafka.connect.runtime.ConnectMetricsRegistry");
        } catch (ClassNotFoundException absent) {
            return;
        }
        Iterable<?> templates = (Iterable<?>) registry.getMethod("getAllTemplates").invoke(registry.getConstructor().newInstance());
        for (Object item : templates) {
            MetricNameTemplate template = (MetricNameTemplate) item;
            StringBuilder name = new StringBuilder("kafka.connect:type=" + template.group());
            for (String tag : template.tags()) name.append(',').append(tag).append("=x");
            beans.computeIfAbsent(name.toString(), absent -> new TreeSet<>()).add(template.name());
        }
    }

    private static Properties properties(String servers) {
        Properties properties = new Properties();
        properties.put("bootstrap.servers", servers);
        return properties;
    }

    /** Attribute names by object name, for every domain of Kafka. */
    private static Map<String, TreeSet<String>> beans() throws Exception {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        Map<String, TreeSet<String>> beans = new TreeMap<>();
        for (ObjectName name : server.queryNames(null, null)) {
            if (!name.getDomain().matches("(org\\.apache\\.)?kafka(\\..*)?")) continue;
            TreeSet<String> attributes = new TreeSet<>();
            Arrays.stream(server.getMBeanInfo(name).getAttributes()).forEach(attribute -> attributes.add(attribute.getName()));
            beans.put(name.getCanonicalName(), attributes);
        }
        addConnect(beans);
        return beans;
    }
}
