/** From text to the words that carry its meaning. */
import { stemmer } from 'stemmer';
import { eng, removeStopwords } from 'stopword';

/** Words of questions that say nothing about Kafka; the library's list leaves some of them out. */
const FILLERS = new Set(
  `able actually anyone anybody best better can cannot cant correct could does doesnt doing done dont easy exactly explain explanation
  get gets getting give given good guide happen happens help how howto idea im ive kind know let like long look make makes mean means meaning
  need needs please possible properly question really right see seem should show simple someone something sure tell thing things trying
  tutorial understand use used useful using want wants way ways well whats when whenever where which who whole why will work working works would wrong
  example examples`.split(/\s+/),
);

/** Products, languages and wrappers: they say where somebody runs Kafka, rarely what they ask about it. */
const PRODUCTS = new Set(
  `kafka apache java python golang go scala kotlin javascript typescript node nodejs dotnet csharp c rust php ruby spring boot springboot
  docker compose kubernetes k8s helm strimzi bitnami confluent wurstmeister aws msk azure gcp cloud linux windows ubuntu mac macos localhost
  librdkafka sarama kafkajs aiokafka server client code application app program project version latest new`.split(
    /\s+/,
  ),
);

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

export function wordsOf(text: string): readonly Word[] {
  const kept = removeStopwords([...rawWords(text)], eng).filter((word) => !FILLERS.has(word));
  return kept.map((word) => ({ text: word, stem: stemOf(word), weight: PRODUCTS.has(word) ? 0.1 : 1 }));
}

/** Spelling that does not matter for a name: case, punctuation, endings. */
export function fold(name: string): string {
  return rawWords(name).map(stemOf).join(' ');
}

/** A setting or error name in one key: `linger.ms`, `LINGER_MS`, `lingerMs` and `linger ms` are one. */
export function keyOf(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}
