// Reads every ConfigDef of one Kafka release: the shape `SettingFact` of src/reference/facts.ts, by component and name.

import java.lang.reflect.Field;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigDef;

final class Settings {
    private static final Pattern DEPRECATED = Pattern.compile("deprecated", Pattern.CASE_INSENSITIVE);
    private static final Pattern OBJECT_ADDRESS = Pattern.compile("@[0-9a-f]{4,}");

    private Settings() { }

    /** Components whose jars are on the class path; the others are absent from the answer. */
    static Map<String, Object> all() throws ReflectiveOperationException {
        Map<String, Object> components = new LinkedHashMap<>();
        put(components, "producer", definition("configDef", "org.apache.kafka.clients.producer.ProducerConfig"));
        put(components, "consumer", definition("configDef", "org.apache.kafka.clients.consumer.ConsumerConfig"));
        put(components, "admin", definition("configDef", "org.apache.kafka.clients.admin.AdminClientConfig"));
        put(components, "broker", broker());
        put(components, "topic", topic());
        put(components, "group", group());
        put(components, "tiered-storage", definition("CONFIG", "configDef",
            "org.apache.kafka.server.log.remote.metadata.storage.TopicBasedRemoteLogMetadataManagerConfig"));
        put(components, "quota", quotas("userAndClientQuotaConfigs", "ipConfigs"));
        put(components, "streams", definition("configDef", "org.apache.kafka.streams.StreamsConfig"));
        put(components, "connect", worker());
        put(components, "connect-standalone",
            definition("CONFIG", "org.apache.kafka.connect.runtime.standalone.StandaloneConfig"));
        put(components, "source-connector", definition("configDef", "org.apache.kafka.connect.runtime.SourceConnectorConfig"));
        put(components, "sink-connector", definition("configDef", "org.apache.kafka.connect.runtime.SinkConnectorConfig"));
        put(components, "mirror", mirror());
        return components;
    }

    private static void put(Map<String, Object> components, String component, Optional<ConfigDef> definition)
            throws ReflectiveOperationException {
        if (definition.isPresent()) components.put(component, facts(component, definition.get()));
    }

    /** Replication throttles of a broker are refused in its file and set with kafka-configs.sh only. */
    private static void addDynamicOnly(Map<String, Object> facts, Map<String, String> updateModes) throws ReflectiveOperationException {
        for (ConfigDef.ConfigKey key : quotas("brokerQuotaConfigs").orElseThrow().configKeys().values()) {
            if (facts.containsKey(key.name)) continue;
            Map<String, Object> fact = fact(key);
            fact.put("updateMode", updateModes.getOrDefault(key.name, "per-broker"));
            fact.put("dynamicOnly", true);
            facts.put(key.name, fact);
        }
    }

    /** The last argument is the class; those before it are members that may hold the definition. */
    private static Optional<ConfigDef> definition(String... membersAndClass) throws ReflectiveOperationException {
        String className = membersAndClass[membersAndClass.length - 1];
        Optional<Class<?>> owner = Reflect.find(className);
        if (owner.isEmpty()) return Optional.empty();
        for (int index = 0; index < membersAndClass.length - 1; index++) {
            Optional<Object> found = Reflect.member(owner.get(), membersAndClass[index]);
            if (found.isPresent()) return found.map(ConfigDef.class::cast);
        }
        throw new NoSuchFieldException("no definition in " + className);
    }

    private static Optional<ConfigDef> broker() throws ReflectiveOperationException {
        Optional<Class<?>> shared = Reflect.find("org.apache.kafka.server.config.AbstractKafkaConfig");
        if (shared.isPresent()) {
            Optional<Object> found = Reflect.member(shared.get(), "CONFIG_DEF");
            if (found.isPresent()) return found.map(ConfigDef.class::cast);
        }
        return definition("configDef", "kafka.server.KafkaConfig$");
    }

    private static Optional<ConfigDef> topic() throws ReflectiveOperationException {
        return Reflect.find("org.apache.kafka.storage.internals.log.LogConfig").isPresent()
            ? definition("CONFIG", "org.apache.kafka.storage.internals.log.LogConfig")
            : definition("configDef", "kafka.log.LogConfig$");
    }

    private static Optional<ConfigDef> group() throws ReflectiveOperationException {
        return definition("CONFIG_DEF", "configDef", "CONFIG", "org.apache.kafka.coordinator.group.GroupConfig");
    }

    /** The distributed worker: a constant at first, later a function of the JVM's cryptography. */
    private static Optional<ConfigDef> worker() throws ReflectiveOperationException {
        Optional<Class<?>> owner = Reflect.find("org.apache.kafka.connect.runtime.distributed.DistributedConfig");
        if (owner.isEmpty()) return Optional.empty();
        Optional<Object> constant = Reflect.member(owner.get(), "CONFIG");
        if (constant.isPresent()) return constant.map(ConfigDef.class::cast);
        Class<?> crypto = Class.forName("org.apache.kafka.connect.runtime.distributed.Crypto");
        Object system = Reflect.member(crypto, "SYSTEM").orElseThrow();
        return Optional.of((ConfigDef) Reflect.method(owner.get(), "config", 1).orElseThrow().invoke(null, system));
    }

    /** One file configures the driver and all three connectors, so their definitions are taken together. */
    private static Optional<ConfigDef> mirror() throws ReflectiveOperationException {
        String home = "org.apache.kafka.connect.mirror.";
        Optional<Class<?>> base = Reflect.find(home + "MirrorConnectorConfig");
        if (base.isEmpty()) return Optional.empty();
        ConfigDef together = new ConfigDef();
        Class<?> driver = Reflect.find(home + "MirrorMakerConfig").orElseThrow();
        addAbsent(together, (ConfigDef) Reflect.member(driver, "config", "CONFIG_DEF").orElseThrow());
        addAbsent(together, (ConfigDef) Reflect.member(base.get(), "BASE_CONNECTOR_CONFIG_DEF", "CONNECTOR_CONFIG_DEF").orElseThrow());
        for (String connector : new String[] {"Source", "Checkpoint", "Heartbeat"}) {
            Optional<Class<?>> config = Reflect.find(home + "Mirror" + connector + "Config");
            if (config.isPresent()) addAbsent(together, (ConfigDef) Reflect.member(config.get(), "CONNECTOR_CONFIG_DEF").orElseThrow());
        }
        return Optional.of(together);
    }

    /** Settings that live in the cluster's metadata, never in a file: broker throttles, client and address quotas. */
    private static Optional<ConfigDef> quotas(String... members) throws ReflectiveOperationException {
        ConfigDef together = new ConfigDef();
        Optional<Class<?>> owner = Reflect.find("org.apache.kafka.server.config.QuotaConfig", "org.apache.kafka.server.config.QuotaConfigs");
        for (String member : members) {
            // Scala, through 3.8: one nested object for each kind.
            String[] scala = switch (member) {
                case "userAndClientQuotaConfigs" -> new String[] {"kafka.server.DynamicConfig$Client$", "clientConfigs"};
                case "ipConfigs" -> new String[] {"kafka.server.DynamicConfig$Ip$", "ipConfigs"};
                default -> new String[] {"kafka.server.DynamicConfig$Broker$", "brokerConfigDef"};
            };
            Optional<Object> found = owner.isPresent() ? Reflect.member(owner.get(), member) : Optional.empty();
            if (found.isEmpty()) found = Reflect.member(Class.forName(scala[0]), scala[1]);
            addAbsent(together, (ConfigDef) found.orElseThrow());
        }
        return Optional.of(together);
    }

    private static void addAbsent(ConfigDef target, ConfigDef source) {
        for (ConfigDef.ConfigKey key : source.configKeys().values()) {
            if (!target.names().contains(key.name)) target.define(key);
        }
    }

    private static Map<String, Object> facts(String component, ConfigDef definition) throws ReflectiveOperationException {
        Map<String, String> updateModes = component.equals("broker") ? updateModes() : Map.of();
        Set<String> marked = component.equals("broker") ? Set.of() : markedConstants(component);
        Map<String, Object> facts = new TreeMap<>();
        for (ConfigDef.ConfigKey key : definition.configKeys().values()) {
            Map<String, Object> fact = fact(key);
            if (component.equals("broker")) fact.put("updateMode", updateModes.getOrDefault(key.name, "read-only"));
            if (component.equals("topic")) {
                Object counterpart = Reflect.method(definition.getClass(), "getConfigValue", 2).orElseThrow()
                    .invoke(definition, key, "Server Default Property");
                if (counterpart != null && !counterpart.equals("") && !counterpart.equals("null")) fact.put("serverDefault", counterpart);
            }
            if (marked.contains(key.name)) fact.put("markedDeprecated", true);
            facts.put(key.name, fact);
        }
        if (component.equals("broker")) addDynamicOnly(facts, updateModes);
        return facts;
    }

    private static Map<String, Object> fact(ConfigDef.ConfigKey key) throws ReflectiveOperationException {
        Map<String, Object> fact = new LinkedHashMap<>();
        fact.put("type", key.type == null ? "string" : key.type.toString().toLowerCase(Locale.ROOT));
        if (key.hasDefault()) fact.put("default", masked(asWritten(key)));
        if (key.validator != null) {
            String text = key.validator.toString();
            if (text != null && !text.isEmpty() && !OBJECT_ADDRESS.matcher(text).find()) fact.put("validValues", text);
            fact.put("check", Checks.of(key.validator));
        }
        fact.put("importance", key.importance.toString().toLowerCase(Locale.ROOT));
        if (key.internalConfig) fact.put("internal", true);
        if (key.documentation != null && DEPRECATED.matcher(key.documentation).find()) {
            fact.put("deprecationText", key.documentation);
        }
        return fact;
    }

    /** The default as a file would hold it; Kafka writes "class " before each class of a list, which no file does. */
    private static String asWritten(ConfigDef.ConfigKey key) {
        String text = ConfigDef.convertToString(key.defaultValue, key.type);
        return text == null ? null : text.replaceAll("(^|,)class ", "$1");
    }

    /** Streams puts the machine's temporary folder into a default; Kafka's documentation masks it like this, too. */
    private static String masked(String value) {
        return value == null ? null : value.replace(System.getProperty("java.io.tmpdir"), "${java.io.tmpdir}");
    }

    /** Broker settings that change without a restart; Kafka calls the modes read-only, per-broker and cluster-wide. */
    private static Map<String, String> updateModes() throws ReflectiveOperationException {
        Class<?> owner = Reflect.find("org.apache.kafka.server.config.DynamicBrokerConfig", "kafka.server.DynamicBrokerConfig$").orElseThrow();
        Object modes = Reflect.member(owner, "dynamicConfigUpdateModes").orElseThrow();
        Map<String, String> byName = new TreeMap<>();
        ((Map<?, ?>) modes).forEach((name, mode) -> byName.put((String) name, (String) mode));
        return byName;
    }

    private static final Map<String, String[]> CONSTANTS = Map.of(
        "producer", new String[] {"org.apache.kafka.clients.producer.ProducerConfig"},
        "consumer", new String[] {"org.apache.kafka.clients.consumer.ConsumerConfig"},
        "admin", new String[] {"org.apache.kafka.clients.admin.AdminClientConfig"},
        "topic", new String[] {"org.apache.kafka.common.config.TopicConfig"},
        "streams", new String[] {"org.apache.kafka.streams.StreamsConfig"},
        "connect", new String[] {"org.apache.kafka.connect.runtime.WorkerConfig",
            "org.apache.kafka.connect.runtime.distributed.DistributedConfig"});

    /** Values of the string constants that carry @Deprecated: a hint, to be judged with the documentation. */
    private static Set<String> markedConstants(String component) throws ReflectiveOperationException {
        Set<String> values = new HashSet<>();
        for (String name : CONSTANTS.getOrDefault(component, new String[0])) {
            Optional<Class<?>> owner = Reflect.find(name);
            if (owner.isEmpty()) continue;
            for (Field field : owner.get().getFields()) {
                boolean marked = field.isAnnotationPresent(Deprecated.class) && field.getType() == String.class;
                if (marked && !field.getName().endsWith("_DOC")) values.add((String) field.get(null));
            }
        }
        return values;
    }
}
