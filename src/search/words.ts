/** From text to the words that carry its meaning. */
import { stemmer } from 'stemmer';
import { eng, removeStopwords } from 'stopword';

/** Words of questions that say nothing about Kafka; the library's list leaves some of them out. */
const FILLERS = new Set(
  `able actually anyone anybody best better can cannot cant correct could does doesnt doing done dont easy explain explanation
  get gets getting give given good guide happen happens help how howto idea im ive kind know let like long look make makes mean means meaning
  need needs please possible properly question really right see seem should show simple someone something sure tell thing things trying
  tutorial understand use used useful using want wants way ways well whats when whenever where which who whole why will work working works would wrong
  example examples multiple several many single way different specific particular`.split(/\s+/),
);

/** Products, languages and wrappers: they say where somebody runs Kafka, rarely what they ask about it. */
const PRODUCTS = new Set(
  `kafka apache java python golang go scala kotlin javascript typescript node nodejs dotnet csharp c rust php ruby spring boot springboot
  helm strimzi bitnami confluent wurstmeister aws msk azure gcp cloud linux windows ubuntu mac macos localhost
  librdkafka sarama kafkajs aiokafka server client code application app program project version latest new`.split(
    /\s+/,
  ),
);

const PLACES = new Set(['docker', 'compose', 'kubernetes', 'k8s', 'container', 'containers']);

export type Word = {
  readonly text: string;
  /** Form under which it is indexed. */
  readonly stem: string;
  /** 1 for words that matter, little for product names. */
  readonly weight: number;
};

const SPELLINGS: readonly (readonly [RegExp, string])[] = [
  [/is(ation|ations|e|es|ed|ing|er|ers)$/, 'iz$1'],
  [/our$/, 'or'],
];

/** `materialised` and `materialized` meet; so do plurals and -ing and -ed forms. */
export function stemOf(word: string): string {
  const american = SPELLINGS.reduce(
    (text, [from, to]) => (text.length > 6 ? text.replace(from, to) : text),
    word,
  );
  return stemmer(american);
}

export function rawWords(text: string): readonly string[] {
  return (
    text
      .toLowerCase()
      .replace(/['’](s|t|re|ve|m|ll|d)\b/g, '$1')
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}

/** Words of the library's stop list that make names here: exactly once, at least once, last stable offset, out of order. */
const KEPT = new Set(['once', 'exactly', 'least', 'most', 'last', 'first', 'out', 'own']);
const STOPPED = eng.filter((word) => !KEPT.has(word));

export function wordsOf(text: string): readonly Word[] {
  const kept = removeStopwords([...rawWords(asOneWord(text))], STOPPED).filter((word) => !FILLERS.has(word));
  return kept.map((word) => ({ text: word, stem: termOf(word), weight: weightOf(word) }));
}

/** Where Kafka runs matters less than what is asked, but more than nothing: containers have pages of their own. */
function weightOf(word: string): number {
  if (PRODUCTS.has(word)) return 0.1;
  return PLACES.has(word) ? 0.8 : 1;
}

/** Kafka Connect and Kafka Streams are names; to connect and a stream are not. */
function asOneWord(text: string): string {
  return (
    text
      .replace(/\bkafka[\s-]*connect\b(?! to\b)|(?<=[a-z,] )Connect\b(?! to\b)/gi, (found) =>
        /^connect$/.test(found) ? found : ' kafkaconnect ',
      )
      .replace(/\bkafka[\s-]*streams?\b|(?<=[a-z,] )Streams\b|\bkstreams\b/gi, (found) =>
        /^streams$/.test(found) ? found : ' kafkastreams ',
      )
      .replace(/\bstate ?stores?\b/gi, ' statestore ')
      .replace(/\bdead[\s-]?letter\b/gi, ' deadletter ')
      // “How long” asks for a time and “how many” for a number, though each of the words says nothing.
      .replace(
        /\bhow[\s-]*(long|many|much|often|big|large)\b/gi,
        (_, what: string) => ` how${what.toLowerCase()} `,
      )
  );
}

/** Words that people use for one thing, under the one the library uses. */
const SYNONYMS = new Map(
  Object.entries({
    record: 'message messages msg msgs',
    setting:
      'config configs configuration configurations configure configuring configured property properties parameter parameters option options',
    error: 'exception exceptions err',
    delete: 'purge purging clear clearing clean wipe wiping truncate remove removing removed erase',
    tls: 'ssl',
    producer: 'publisher publishers',
    produce: 'publish publishing published',
    consumer: 'subscriber subscribers reader readers',
    database: 'db',
    authentication: 'auth authenticate authenticating',
    performance: 'perf performant',
    duplicate: 'dup dups dupes duplicated duplication duplicates twice',
    lose: 'lost losing loss missing disappear disappears disappeared vanish',
    large: 'big bigger huge larger maximum',
    order: 'ordering ordered sequence sequential',
    increase: 'raise grow grows growing increasing increased',
    container: 'containers docker dockerized compose',
    statestore: 'statestores',
    slow: 'slower slowly latency',
    retention: 'retain retained retains retaining kept',

    restart: 'restarts restarted restarting',
  }).flatMap(([word, others]) => others.split(' ').map((other) => [other, stemOf(word)] as const)),
);

/** Form under which a word is indexed and looked for. */
export function termOf(word: string): string {
  return SYNONYMS.get(word) ?? stemOf(word);
}

/** Spelling that does not matter for a name: case, punctuation, endings. */
export function fold(name: string): string {
  return rawWords(name).map(stemOf).join(' ');
}

/** A setting or error name in one key: `linger.ms`, `LINGER_MS`, `lingerMs` and `linger ms` are one. */
export function keyOf(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}

/** Written the way programs write names: `linger.ms`, `LINGER_MS`, `lingerMs`, `acks=all`, `NotLeaderException`. */
export function isKey(text: string): boolean {
  return /^[A-Za-z][\w-]*[._=][\w.=-]*$|^[a-z]+(?:[A-Z][a-z]+)+$|^(?:[A-Z][a-z]+){2,}$/.test(text.trim());
}
