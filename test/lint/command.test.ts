// The lint command through the dispatcher: as it is typed, pasted, uploaded and filled in.
import { beforeAll, describe, expect, it } from 'vitest';
import { assemble } from '../../src/assemble.ts';
import type { Asker, Bot } from '../../src/bot/bot.ts';
import { silentLog } from '../../src/ports/log.ts';
import type { Reply } from '../../src/reply/nodes.ts';
import { openStore } from '../../src/store/open.ts';

const ann: Asker = {
  actor: { id: 'test:ann', name: 'Ann' },
  place: { id: 'test:room', workspace: 'test', kind: 'channel', platform: 'console' },
};

let bot: Bot;
beforeAll(async () => {
  const store = openStore('sqlite::memory:', silentLog);
  bot = await assemble({ store, log: silentLog });
});

async function say(line: string): Promise<Reply<string>> {
  const { outcome } = await bot.say(line, ann);
  if (outcome.type !== 'reply') throw new Error(`a ${outcome.type} instead of a reply`);
  return outcome;
}

describe('lint', () => {
  it('answers with the shape that --json promises', async () => {
    const reply = await say('lint component=producer version=4.0 text="acks=2\\nlinger.ms=5"');
    expect(reply.data).toEqual({
      accepted: false,
      component: 'producer',
      version: '4.0.2',
      format: 'properties',
      findings: [
        {
          key: 'acks',
          line: 1,
          severity: 'error',
          rule: 'value.allowed',
          message: 'acks must be one of all, -1, 0, 1, not "2".',
          fix: 'acks=all',
        },
      ],
      corrected: null,
    });
    expect(reply.summary).toBe('Kafka 4.0.2 refuses this producer file: 1 error.');
  });

  it('takes component and release without their names, and lines as they were pasted', async () => {
    const reply = await say(
      'lint consumer 3.9 group.id=g\nsession.timeout.ms=1000\nheartbeat.interval.ms=3000',
    );
    expect(reply.data).toMatchObject({ accepted: false, component: 'consumer', version: '3.9.2' });
  });

  it('finds the component and takes the newest release by itself', async () => {
    expect((await say('lint acks=all\nlinger.ms=5')).data).toMatchObject({
      component: 'producer',
      version: '4.4.0',
    });
  });

  it('gives a clean file a clear all-clear', async () => {
    const reply = await say('lint producer acks=all\nlinger.ms=5');
    expect(reply.summary).toBe(
      'All clear: Kafka 4.4.0 accepts this producer file, and all 2 settings are fine.',
    );
    expect(reply.data).toMatchObject({ accepted: true, findings: [] });
  });

  it('gives settings that lost their line breaks on the way back to their lines', async () => {
    expect((await say('lint producer acks=all retries=x')).data).toMatchObject({
      findings: [{ key: 'retries', line: 2 }],
    });
  });

  it('takes a code fence off', async () => {
    expect((await say('lint producer ```\nacks=2\n```')).data).toMatchObject({
      findings: [{ key: 'acks', line: 1 }],
    });
  });

  it('hands over the corrected file', async () => {
    const reply = await say('lint producer # mine\nbatch.sise=10\nlinger.ms=5s');
    expect(reply.files).toEqual([
      { name: 'corrected.properties', text: '# mine\nbatch.size=10\nlinger.ms=5000' },
    ]);
  });

  it('reads a file by its name', async () => {
    const { outcome } = await bot.say('lint', ann, [
      { name: 'app.yml', text: 'spring:\n  kafka:\n    producer:\n      acks: 2\n' },
    ]);
    expect(outcome).toMatchObject({
      data: { component: 'producer', format: 'spring', findings: [{ line: 4 }] },
    });
  });

  it.each([
    [
      'apiVersion: kafka.strimzi.io/v1\nkind: Kafka\nspec:\n  kafka:\n    version: 3.9.1\n    config:\n      num.partitions: 3\n',
      '3.9.1',
    ],
    [
      'services:\n  k:\n    image: apache/kafka:4.1.0\n    environment:\n      KAFKA_NUM_PARTITIONS: 3\n',
      '4.1.0',
    ],
    [
      'services:\n  k:\n    image: confluentinc/cp-kafka:7.6.0\n    environment:\n      KAFKA_NUM_PARTITIONS: 3\n',
      '3.6.2',
    ],
  ])('takes the release that a file names: %j', async (text, version) => {
    const { outcome } = await bot.say('lint', ann, [{ name: 'kafka.yaml', text }]);
    expect(outcome).toMatchObject({ data: { version, component: 'broker', accepted: true } });
  });

  it('asks for the text when there is none, and checks what is filled in', async () => {
    const { outcome } = await bot.say('lint', ann);
    if (outcome.type !== 'form') throw new Error('no form');
    const filled = { text: 'cleanup.policy=compct', component: 'topic', version: '3.9' };
    expect(await bot.press(outcome.press, filled, ann)).toMatchObject({
      data: { accepted: false, component: 'topic', version: '3.9.2' },
    });
  });

  it('never repeats a secret, not even in the line that would share the reply', async () => {
    const secret = 'Tr0ub4dor';
    const reply = await say(
      `lint producer ssl.key.password=${secret}\nsasl.jaas.config=x required password="${secret}";`,
    );
    expect(JSON.stringify(reply)).not.toContain(secret);
    expect(reply.share).toBeUndefined();
  });

  it('says so when there is nothing of Kafka in a file', async () => {
    const { outcome } = await bot.say('lint', ann, [{ name: 'x.json', text: '{"hello": "world"}' }]);
    expect(outcome).toMatchObject({ summary: 'There is no Kafka setting in this text.' });
  });
});
