// Names that are no setting of the component and still do something: prefixes, and settings of well-known add-ons.
import type { Component } from '../reference/facts.ts';
import type { Config } from './config.ts';

/** Settings that Kafka hands on by prefix, per component. */
const prefixes: Readonly<Partial<Record<Component, readonly RegExp[]>>> = {
  broker: [
    /^listener\.name\.[^.]+\./,
    /^(remote\.log\.storage|rsm|rlmm)\./,
    /^confluent\./,
    /^(super\.users|allow\.everyone\.if\.no\.acl\.found)$/,
  ],
  streams: [
    /^((main|restore|global)\.)?consumer\./,
    /^(producer|admin|topic|client\.tag)\./,
    /^rocksdb\./,
    /^__.*__$/,
  ],
  connect: [
    /^(producer|consumer|admin)\./,
    /^(key|value|header|internal\.key|internal\.value)\.converter\./,
    /^(admin\.)?listeners\.https\./,
    /^(rest\.extension|topic\.creation|plugin)\./,
  ],
  'connect-standalone': [
    /^(producer|consumer|admin)\./,
    /^(key|value|header|internal\.key|internal\.value)\.converter\./,
    /^(admin\.)?listeners\.https\./,
    /^(rest\.extension|topic\.creation|plugin)\./,
  ],
  'source-connector': [
    /^(key|value|header)\.converter\./,
    /^(transforms|predicates|topic\.creation)\./,
    /^(producer|consumer|admin)\.override\./,
  ],
  'sink-connector': [
    /^(key|value|header)\.converter\./,
    /^(transforms|predicates)\./,
    /^(producer|consumer|admin)\.override\./,
  ],
  mirror: [
    /->/,
    /^[^.]+\.(consumer|producer|admin|security|ssl|sasl|bootstrap|group|offset|status|config)\./,
    /^(source|target)\.(cluster|consumer|producer|admin)\./,
    /^(key|value|header)\.converter\./,
  ],
};

/** Handed on by every client and by the broker. */
const everywhere = [/^config\.providers\.[^.]+\./, /^metrics\.context\./, /^\$\{/];

/** Settings of widespread serializers and interceptors, which people set next to Kafka's own. */
const addOns = [
  /^(schema\.registry\.|basic\.auth\.|bearer\.auth\.|auto\.register\.schemas$|use\.latest\.version$|latest\.compatibility\.strict$|normalize\.schemas$|avro\.|specific\.avro\.|json\.(value|key|schema|fail)\.|specific\.protobuf\.|derive\.type$|(key|value)\.subject\.name\.strategy$|reference\.subject\.name\.strategy$|rule\.(executors|service)|proxy\.(host|port)$)/,
  /^spring\.(json|deserializer|message|kafka)\./,
  /^apicurio\./,
  /^confluent\./,
  /^cruise\.control\./,
  /^strimzi\./,
  /^aws\.(glue|region)|^(avroRecordType|registry\.name|schemaName|region|endpoint|dataFormat)$/,
  /^(jackson|delegate|interceptor|opentelemetry|otel)\./,
  /^kafka\.metrics\.|^external\.kafka\.|^org\.apache\.kafka\./,
];

/** Serializer settings that are Kafka's own, though no ConfigDef of a client lists them. */
const serializerSettings =
  /^((key|value)\.)?(de)?serializer\.encoding$|^(default\.)?list\.(key|value)\.(de)?serializer\.(inner|type)$|^(default\.)?list\.(key|value)\.serde\.(inner|type)$|^windowed?\.|^window\.size\.ms$/;

/** True for a name that must not be called unknown. */
export function isPassedOn(config: Config, name: string): boolean {
  if (config.component === 'topic') return false;
  return [...(prefixes[config.component] ?? []), ...everywhere, ...addOns, serializerSettings].some(
    (pattern) => pattern.test(name),
  );
}
