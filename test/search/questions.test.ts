/** Questions: pairs, logs, product words, and questions about something else. */
import { describe, expect, it } from 'vitest';
import { logEssence } from '../../src/search/log-text.ts';
import { readQuestion } from '../../src/search/question.ts';
import { subjectOf } from '../../src/search/subject.ts';
import { wordsOf } from '../../src/search/words.ts';
import { find, first } from './finder.ts';

describe('A versus B', () => {
  it.each([
    ['ktable vs globalktable', 'vs-ktable-globalktable'],
    ['What is the difference between KTable and GlobalKTable?', 'vs-ktable-globalktable'],
    ['difference between kraft and zookeeper', 'vs-kraft-zookeeper'],
    ['linger.ms vs batch.size', 'vs-linger-batch-size'],
  ])('%s finds the page about the pair', (question, id) => {
    expect(first(question)).toBe(id);
  });

  it('is read into its two sides without their frame', () => {
    expect(readQuestion('difference between the ISR and the LEO in kafka?').sides).toEqual(['ISR', 'LEO']);
  });
});

describe('a pasted log line', () => {
  const line =
    '[2026-11-22 10:15:30,123] ERROR [Producer clientId=orders-7] Error when sending message to topic x (org.apache.kafka.clients.producer.internals.ErrorLoggingCallback)\n' +
    '\tat org.apache.kafka.clients.producer.KafkaProducer.send(KafkaProducer.java:1)\n' +
    'Caused by: org.apache.kafka.common.errors.RecordTooLargeException: The message is 5000000 bytes when serialized';

  it('is reduced to its cause and message', () => {
    const essence = logEssence(line);
    expect(essence).toMatch(/^Caused by: RecordTooLargeException: The message is/);
    expect(essence).not.toMatch(/clientId|2026|KafkaProducer\.java|ERROR/);
  });

  it('leaves a plain question as it is', () => {
    expect(logEssence('why does my consumer stop?')).toBe('why does my consumer stop?');
  });
});

describe('words', () => {
  it('of products and languages weigh little, places where Kafka runs more', () => {
    const weights = Object.fromEntries(
      wordsOf('spring python docker rebalance').map(({ text, weight }) => [text, weight]),
    );
    expect(weights['spring']).toBeLessThan(0.2);
    expect(weights['python']).toBeLessThan(0.2);
    expect(weights['docker']).toBeGreaterThan(0.5);
    expect(weights['rebalance']).toBe(1);
  });

  it('of one meaning meet', () => {
    const stems = (text: string) => wordsOf(text).map(({ stem }) => stem);
    expect(stems('message configuration')).toEqual(stems('record settings'));
    expect(stems('materialised')).toEqual(stems('materialized'));
  });

  it('connect is the product only after Kafka', () => {
    expect(wordsOf('Kafka Connect worker')[0]?.stem).toBe('kafkaconnect');
    expect(wordsOf('cannot connect to the broker')[0]?.stem).toBe('connect');
  });

  it('in front of a question do not change its answer', () => {
    expect(first('spring boot python consumer group')).toBe(first('consumer group'));
  });
});

describe('a question about something else', () => {
  it.each([
    'Who is Franz Kafka?',
    'When did Kafka write The Trial?',
    'How do I create a virtual host in RabbitMQ?',
    'difference between inner join and left join in sql',
    'kubernetes ingress 502 bad gateway',
    'How do I bake sourdough bread?',
    'movie producer salary',
    'git rebase vs merge',
    '',
    '???',
  ])('“%s” finds nothing', (question) => {
    expect(find(question)).toEqual({ confidence: 'none', hits: [] });
  });

  it('is told by the words of other subjects', () => {
    expect(subjectOf('why is my kafka consumer slow')).toBe('kafka');
    expect(subjectOf('consumer group rebalance')).toBe('field');
    expect(subjectOf('stock broker fees')).toBe('near');
    expect(subjectOf('postgres index not used')).toBe('other');
    expect(subjectOf('best shoes in Naples')).toBe('open');
    expect(subjectOf('novels by Kafka')).toBe('writer');
  });
});
