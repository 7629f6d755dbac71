// Asks Kafka's own classes about one file per component, building the real client where that needs no broker.
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;

final class Judges {
    private final Method validateTopic = TopicValidation.method();
    private final Map<?, ?> serverDefaults = TopicValidation.serverDefaults();

    /** Returns when Kafka accepts the settings, throws what Kafka throws otherwise. */
    void judge(String component, Properties file) throws Throwable {
        Properties settings = Completion.complete(component, file);
        switch (component) {
            case "producer": producer(settings); break;
            case "consumer": consumer(settings); break;
            case "admin": admin(settings); break;
            case "topic": topic(settings); break;
            case "broker": broker(settings); break;
            default: Others.judge(component, settings);
        }
    }

    private void producer(Properties settings) {
        new ProducerConfig(settings);
        Clients.build(settings, KafkaProducer::new);
    }

    private void consumer(Properties settings) {
        new ConsumerConfig(settings);
        Clients.build(settings, KafkaConsumer::new);
    }

    private void admin(Properties settings) {
        new AdminClientConfig(settings);
        Clients.build(settings, Admin::create);
    }

    private void topic(Properties settings) throws Throwable {
        TopicValidation.run(validateTopic, settings, serverDefaults);
    }

    private void broker(Properties settings) throws Throwable {
        invoke(Class.forName("kafka.server.KafkaConfig").getMethod("fromProps", Properties.class), null, settings);
    }

    /** Calls a method by reflection, because its class or signature moved between releases. */
    static Object invoke(Method method, Object target, Object... arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException wrapped) {
            throw wrapped.getCause();
        }
    }

    static Map<String, String> asMap(Properties settings) {
        Map<String, String> map = new HashMap<>();
        settings.forEach((key, value) -> map.put((String) key, (String) value));
        return map;
    }
}
