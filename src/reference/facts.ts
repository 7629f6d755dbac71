// The shapes of the facts read out of Kafka's released jars: settings, errors, APIs and metrics.

/** Where a setting is written: one configuration file, one ConfigDef of Kafka. */
export const components = [
  'producer',
  'consumer',
  'admin',
  'broker',
  'topic',
  'streams',
  'connect',
  'connect-standalone',
  'source-connector',
  'sink-connector',
  'mirror',
  'group',
  'tiered-storage',
  'quota',
] as const;
export type Component = (typeof components)[number];

/** What each component's configuration belongs to, in the words people use. */
export const componentTitles: Readonly<Record<Component, string>> = {
  producer: 'producer',
  consumer: 'consumer',
  admin: 'admin client',
  broker: 'broker',
  topic: 'topic',
  streams: 'Kafka Streams',
  connect: 'Connect worker (distributed)',
  'connect-standalone': 'Connect worker (standalone)',
  'source-connector': 'source connector',
  'sink-connector': 'sink connector',
  mirror: 'MirrorMaker 2',
  group: 'group',
  'tiered-storage': 'topic-based remote log metadata',
  quota: 'client and user quota',
};

/** The value types of Kafka's ConfigDef, in lower case as its documentation prints them. */
export type SettingType =
  | 'boolean'
  | 'string'
  | 'int'
  | 'short'
  | 'long'
  | 'double'
  | 'list'
  | 'class'
  | 'password';

/**
 * What Kafka's validator of a setting accepts, taken apart. Numbers are decimal strings because a Java long
 * does not fit a JavaScript number. `code` is a check that only its Java class can decide; a rule that
 * knows it goes by the class name (without package).
 */
export type Check =
  | { readonly kind: 'range'; readonly min?: string; readonly max?: string }
  | { readonly kind: 'one-of'; readonly values: readonly string[]; readonly ignoreCase?: true }
  | {
      readonly kind: 'list';
      /** Items allowed; absent when any item is. */
      readonly values?: readonly string[];
      readonly mayBeEmpty: boolean;
      readonly mayBeNull: boolean;
      /** Newer releases refuse a repeated item and an empty one. */
      readonly mayRepeat: boolean;
    }
  | { readonly kind: 'max-items'; readonly count: number }
  | { readonly kind: 'not-empty' }
  | { readonly kind: 'not-null' }
  | { readonly kind: 'no-control-characters' }
  | { readonly kind: 'all'; readonly checks: readonly Check[] }
  | { readonly kind: 'code'; readonly class: string };

/** How a broker setting can change without a restart; absent for components that have no such thing. */
export type UpdateMode = 'read-only' | 'per-broker' | 'cluster-wide';

export type Importance = 'high' | 'medium' | 'low';

/** What one release says about one setting; the part that is stored, as changes from release to release. */
export interface SettingFact {
  readonly type: SettingType;
  /** Kafka's default as it would be written in a file; null is Kafka's null; absent when there is none. */
  readonly default?: string | null;
  /** What Kafka accepts, as its documentation prints it, e.g. `[0,...]` or `[none, gzip]`. */
  readonly validValues?: string;
  readonly check?: Check;
  readonly importance: Importance;
  readonly updateMode?: UpdateMode;
  /** For a topic setting: the broker setting that gives its default. */
  readonly serverDefault?: string;
  /** Defined by Kafka but left out of its documentation. */
  readonly internal?: true;
  /** Set with kafka-configs.sh only; a broker's file cannot hold it. */
  readonly dynamicOnly?: true;
  readonly deprecated?: true;
}

/** One step in the life of a default: from this release on it was this. */
export interface DefaultChange {
  readonly version: string;
  /** Null is Kafka's null; `required` says that there was no default at all. */
  readonly default: string | null;
  readonly required: boolean;
}

/** One setting of one component as of one release, with the parts of its history that people ask for. */
export interface Setting {
  readonly name: string;
  readonly component: Component;
  readonly type: SettingType;
  /** Null is Kafka's null when `required` is false, and means nothing when it is true. */
  readonly default: string | null;
  /** Kafka has no default: leaving the setting out is refused. */
  readonly required: boolean;
  readonly validValues: string | null;
  readonly check: Check | null;
  readonly importance: Importance;
  readonly updateMode: UpdateMode | null;
  readonly serverDefault: string | null;
  readonly internal: boolean;
  readonly dynamicOnly: boolean;
  readonly deprecated: boolean;
  /** First release known to mark it deprecated, e.g. `3.8.0`. */
  readonly deprecatedIn: string | null;
  /** First known release that has it; `2.8.0` also stands for anything older. */
  readonly since: string;
  /** First known release after its last one; null while the newest release has it. */
  readonly removedIn: string | null;
  /** Every default it had, oldest first, over all known releases. */
  readonly history: readonly DefaultChange[];
}

/** One protocol error or public exception class. */
export interface ErrorFact {
  /** Protocol code; null for an exception that never travels over the wire. */
  readonly code: number | null;
  /** Constant of the Errors enum, e.g. `NOT_ENOUGH_REPLICAS`; null when there is no code. */
  readonly name: string | null;
  /** Full Java class name; null for NONE. */
  readonly className: string | null;
  /** Superclasses below java.lang.Throwable, nearest first, full names. */
  readonly parents: readonly string[];
  /** The clients treat it as worth retrying (a subclass of RetriableException). */
  readonly retriable: boolean;
  readonly since: string;
  readonly removedIn: string | null;
}

/** One request type of the protocol as of one release. */
export interface ApiFact {
  readonly key: number;
  readonly name: string;
  /** Lowest and highest version that the release speaks, both inclusive. */
  readonly min: number;
  readonly max: number;
  readonly since: string;
  readonly removedIn: string | null;
}

/** One JMX metric: a Yammer bean, or one attribute of a bean of Kafka's own metrics. */
export interface MetricFact {
  /** Name people search for: the `name=` of a Yammer bean, or the attribute. */
  readonly name: string;
  /** Object name pattern, e.g. `kafka.producer:type=producer-metrics,client-id={client-id}`. */
  readonly mbean: string;
  /** Attribute that is the metric; null when the bean is, with the attributes of its kind. */
  readonly attribute: string | null;
  readonly kind: 'gauge' | 'counter' | 'meter' | 'histogram' | 'timer' | 'attributes';
  /** Broker, producer, consumer, admin client, Kafka Streams or Connect. */
  readonly component: string;
  /** First release known to have it; metrics are known from 3.3 on. */
  readonly since: string;
  readonly removedIn: string | null;
}
