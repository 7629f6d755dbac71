// Judges the Java class names in settings: which could load, and which Kafka would refuse.
import type { Component, Setting } from '../reference/facts.ts';
import { type ClassKind, classesOf, isClassName, isKnownClass, isOwnPackage } from './kafka-classes.ts';
import { closest } from './suggest.ts';

interface ClassSetting {
  readonly kind: ClassKind;
  /** Kafka creates an instance at start, and so refuses a class of the wrong kind too. */
  readonly created: boolean;
}

/** Settings that name classes, in all components where a name means one thing. */
const classSettings: Readonly<Record<string, ClassSetting>> = {
  'key.serializer': { kind: 'serializer', created: true },
  'value.serializer': { kind: 'serializer', created: true },
  'key.deserializer': { kind: 'deserializer', created: true },
  'value.deserializer': { kind: 'deserializer', created: true },
  'partitioner.class': { kind: 'partitioner', created: true },
  'partition.assignment.strategy': { kind: 'consumer assignor', created: true },
  'metric.reporters': { kind: 'metrics reporter', created: true },
  'sasl.client.callback.handler.class': { kind: 'callback handler', created: false },
  'sasl.login.callback.handler.class': { kind: 'callback handler', created: false },
  'sasl.server.callback.handler.class': { kind: 'callback handler', created: false },
  'sasl.login.class': { kind: 'login', created: false },
  'sasl.oauthbearer.jwt.retriever.class': { kind: 'token retriever', created: false },
  'sasl.oauthbearer.jwt.validator.class': { kind: 'token validator', created: false },
  'principal.builder.class': { kind: 'principal builder', created: true },
  'ssl.engine.factory.class': { kind: 'SSL engine factory', created: false },
};

/** What kind of class a setting names; null when it names none. */
export function classSetting(setting: Setting): ClassSetting | null {
  if (setting.name === 'interceptor.classes') {
    if (setting.component === 'producer') return { kind: 'producer interceptor', created: true };
    if (setting.component === 'consumer') return { kind: 'consumer interceptor', created: true };
  }
  return classSettings[setting.name] ?? null;
}

/** Components for whose settings every class of Kafka's own is listed. */
const listsAll: readonly Component[] = ['producer', 'consumer', 'admin', 'broker', 'topic'];

/**
 * Why Kafka would not take this class, or null when it would. A class of a third party is taken to be on the class
 * path: only its author can know.
 */
export function classProblem(name: string, setting: Setting, version: string): string | null {
  const known = classSetting(setting);
  if (!isClassName(name))
    return `${JSON.stringify(name)} is not the full name of a Java class, such as com.example.Name`;
  if (!isOwnPackage(name)) return null;
  if (known === null) {
    const listed =
      !listsAll.includes(setting.component) ||
      isKnownClass(name, version) ||
      !name.startsWith('org.apache.kafka.');
    return setting.type !== 'class' || listed ? null : `Kafka ${version} has no class ${name}`;
  }
  const candidates = classesOf(known.kind, version);
  if (candidates.includes(name)) return null;
  if (isKnownClass(name, version)) return known.created ? `${name} is not a ${known.kind}` : null;
  return `Kafka ${version} has no class ${name}`;
}

/** The class probably meant: same simple name, or the nearest spelling; null when none is near. */
export function classSuggestion(name: string, setting: Setting, version: string): string | null {
  const known = classSetting(setting);
  if (known === null) return null;
  const candidates = classesOf(known.kind, version);
  const simple = (text: string) => text.slice(text.lastIndexOf('.') + 1);
  const near = closest(simple(name), candidates.map(simple), 2);
  return near === null ? null : (candidates.find((candidate) => simple(candidate) === near) ?? null);
}
