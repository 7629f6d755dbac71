// Reads classes, fields and methods of Kafka wherever a release keeps them and however it hides them.

import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Optional;

final class Reflect {
    private Reflect() { }

    /** The first of the classes that this release has, initialised. */
    static Optional<Class<?>> find(String... names) {
        for (String name : names) {
            try {
                return Optional.of(Class.forName(name));
            } catch (ClassNotFoundException absent) {
                // Another release keeps it under another name.
            }
        }
        return Optional.empty();
    }

    /** A static field, a static method without parameters, or the same on a Scala object; the first that exists. */
    static Optional<Object> member(Class<?> owner, String... names) throws ReflectiveOperationException {
        for (String name : names) {
            Optional<Method> method = method(owner, name, 0);
            if (method.isPresent()) return Optional.ofNullable(method.get().invoke(module(owner)));
            for (Class<?> type = owner; type != null; type = type.getSuperclass()) {
                for (Field field : type.getDeclaredFields()) {
                    if (isNamed(field.getName(), name)) return Optional.ofNullable(open(field).get(module(owner)));
                }
            }
        }
        return Optional.empty();
    }

    /** Scala writes some private members of an object with its class name in front, joined by $$. */
    private static boolean isNamed(String actual, String name) {
        return actual.equals(name) || actual.endsWith("$$" + name);
    }

    static Optional<Method> method(Class<?> owner, String name, int parameters) {
        for (Class<?> type = owner; type != null; type = type.getSuperclass()) {
            for (Method method : type.getDeclaredMethods()) {
                if (method.getName().equals(name) && method.getParameterCount() == parameters) return Optional.of(open(method));
            }
        }
        return Optional.empty();
    }

    /** A field of an object, private or not. */
    static Object field(Object owner, String name) throws ReflectiveOperationException {
        for (Class<?> type = owner.getClass(); type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (field.getName().equals(name)) return open(field).get(owner);
            }
        }
        throw new NoSuchFieldException(owner.getClass() + "." + name);
    }

    /** A field that only some releases have. */
    static Object field(Object owner, String name, Object otherwise) throws ReflectiveOperationException {
        try {
            return field(owner, name);
        } catch (NoSuchFieldException absent) {
            return otherwise;
        }
    }

    /** The single instance of a Scala object (its class name ends in $); null for a Java class. */
    static Object module(Class<?> owner) throws ReflectiveOperationException {
        return owner.getName().endsWith("$") ? open(owner.getDeclaredField("MODULE$")).get(null) : null;
    }

    private static <T extends AccessibleObject> T open(T member) {
        member.setAccessible(true);
        return member;
    }
}
