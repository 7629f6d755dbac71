// Takes Kafka's validators apart into data: the shape `Check` of src/reference/facts.ts.

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.kafka.common.config.ConfigDef;

final class Checks {
    private Checks() { }

    static Map<String, Object> of(ConfigDef.Validator validator) throws ReflectiveOperationException {
        Map<String, Object> check = new LinkedHashMap<>();
        switch (validator.getClass().getSimpleName()) {
            case "Range" -> {
                check.put("kind", "range");
                putNumber(check, "min", Reflect.field(validator, "min"));
                putNumber(check, "max", Reflect.field(validator, "max"));
            }
            case "ValidString" -> {
                check.put("kind", "one-of");
                check.put("values", Reflect.field(validator, "validStrings"));
            }
            case "CaseInsensitiveValidString" -> {
                check.put("kind", "one-of");
                check.put("values", new TreeSet<>(strings(Reflect.field(validator, "validStrings"))));
                check.put("ignoreCase", true);
            }
            case "ValidList" -> list(check, validator);
            case "ListSize" -> {
                check.put("kind", "max-items");
                check.put("count", Reflect.field(validator, "maxSize"));
            }
            case "NonEmptyString" -> check.put("kind", "not-empty");
            case "NonNullValidator" -> check.put("kind", "not-null");
            case "NonEmptyStringWithoutControlChars" -> check.put("kind", "no-control-characters");
            case "CompositeValidator" -> {
                check.put("kind", "all");
                List<Object> parts = new ArrayList<>();
                for (Object part : (Collection<?>) Reflect.field(validator, "validators")) {
                    parts.add(of((ConfigDef.Validator) part));
                }
                check.put("checks", parts);
            }
            default -> {
                check.put("kind", "code");
                check.put("class", className(validator));
            }
        }
        return check;
    }

    /** ValidList knows whether it may be empty, null or repetitive from 4.1 on; before that anything goes. */
    private static void list(Map<String, Object> check, Object validator) throws ReflectiveOperationException {
        Collection<String> values = strings(Reflect.field(Reflect.field(validator, "validString"), "validStrings"));
        boolean strict = Reflect.field(validator, "isEmptyAllowed", null) != null;
        check.put("kind", "list");
        if (!(strict && values.isEmpty())) check.put("values", values);
        check.put("mayBeEmpty", Reflect.field(validator, "isEmptyAllowed", true));
        check.put("mayBeNull", Reflect.field(validator, "isNullAllowed", false));
        check.put("mayRepeat", !strict);
    }

    /** Lambdas and anonymous classes get new names with every release and run; their enclosing class does not. */
    private static String className(Object validator) {
        Class<?> type = validator.getClass();
        if (type.getSimpleName().equals("LambdaValidator") || type.isSynthetic() || type.isAnonymousClass() || type.isHidden()) {
            return "lambda";
        }
        return type.getSimpleName();
    }

    private static void putNumber(Map<String, Object> check, String name, Object number) {
        if (number != null) check.put(name, number.toString());
    }

    private static Collection<String> strings(Object collection) {
        List<String> strings = new ArrayList<>();
        for (Object item : (Collection<?>) collection) strings.add((String) item);
        return strings;
    }
}
