import { beforeAll, describe, expect, it } from 'vitest';
import { assemble } from '../../src/assemble.ts';
import type { Asker, Bot } from '../../src/bot/bot.ts';
import { silentLog } from '../../src/ports/log.ts';
import { newestRelease } from '../../src/reference/load.ts';
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

function pressOf(reply: Reply<string>, label: string): string {
  for (const block of reply.body) {
    if (block.type !== 'actions') continue;
    for (const control of block.controls) {
      if (control.type !== 'link' && control.label === label) return control.press;
    }
  }
  throw new Error(`nothing to press called ${label}`);
}

describe('config', () => {
  it('answers with the shape that --json promises', async () => {
    expect((await say('config linger.ms version=4.0 component=producer')).data).toMatchObject({
      name: 'linger.ms',
      component: 'producer',
      version: '4.0.2',
      type: 'long',
      default: '5',
      default_readable: '5 ms',
      valid_values: '[0,...]',
      importance: 'medium',
      update_mode: null,
      deprecated: false,
      removed_in: null,
      since: '2.8',
      history: [
        { version: '2.8', default: '0' },
        { version: '4.0', default: '5' },
      ],
      others: [],
    });
  });

  it('understands release and component without their names', async () => {
    expect((await say('config compression.type 3.9 broker')).data).toMatchObject({
      component: 'broker',
      version: '3.9.2',
      default: 'producer',
    });
  });

  it('gives the newest release when none is named', async () => {
    expect((await say('config acks')).data).toMatchObject({ version: newestRelease(), default: 'all' });
  });

  it('gives the other components of a name', async () => {
    const { data } = await say('config compression.type');
    expect(data).toMatchObject({ others: [{ component: 'topic' }, { component: 'broker' }] });
  });

  it('says of a setting that is gone what it was and what to use', async () => {
    const reply = await say('config log.message.format.version 4.1');
    expect(reply.data).toMatchObject({ exists: false, removed_in: '4.0', version: '3.9.2' });
    expect(JSON.stringify(reply.body)).toContain('Removed in 4.0');
  });

  it('opens a related setting from the list', async () => {
    const page = await say('config linger.ms');
    const outcome = await bot.press(pressOf(page, 'Related settings'), { value: 'batch.size' }, ann);
    expect(outcome).toMatchObject({ type: 'reply', data: { name: 'batch.size' }, placement: 'turn' });
  });

  it('asks for a name when there is none', async () => {
    expect((await bot.say('config', ann)).outcome.type).toBe('form');
  });

  it.each([
    ['config acks topic', /acks is no setting of the topic; it belongs to producer/],
    ['config quux.widget', /Kafka has no setting like “quux.widget”/],
    ['config linger.ms version=9.9', /I have no release “9.9”/],
    ['config queue.buffering.max.messages', /librdkafka.*buffer\.memory/],
  ])('refuses %s in one private sentence', async (line, sentence) => {
    const reply = await say(line);
    expect(reply).toMatchObject({ ok: false, visibility: 'private' });
    expect(reply.summary).toMatch(sentence);
  });

  it('completes names while they are typed', async () => {
    expect((await bot.complete('config', 'name', 'linge', ann))[0]).toMatchObject({ value: 'linger.ms' });
  });
});

describe('error', () => {
  it('answers with the shape that --json promises', async () => {
    expect((await say('error NOT_ENOUGH_REPLICAS')).data).toMatchObject({
      errors: [
        {
          code: 19,
          name: 'NOT_ENOUGH_REPLICAS',
          exception: 'NotEnoughReplicasException',
          retriable: true,
          client_only: false,
        },
      ],
    });
  });

  it('puts the root cause of a pasted trace first', async () => {
    const { data } = await say(
      'error org.apache.kafka.common.KafkaException: Failed\n\tat a.B.c(B.java:1)\nCaused by: org.apache.kafka.common.errors.SaslAuthenticationException: Authentication failed',
    );
    expect(data).toMatchObject({
      errors: [{ name: 'SASL_AUTHENTICATION_FAILED' }, { exception: 'KafkaException' }],
    });
  });

  it('refuses text without an error', async () => {
    expect(await say('error all is well')).toMatchObject({ ok: false, visibility: 'private' });
  });

  it('completes names while they are typed', async () => {
    expect((await bot.complete('error', 'text', 'not_en', ann))[0]).toMatchObject({
      value: 'NOT_ENOUGH_REPLICAS',
    });
  });
});

describe('metric', () => {
  it('answers with the JMX beans of the metric', async () => {
    const { data } = await say('metric UnderReplicatedPartitions');
    expect(data).toMatchObject({
      metrics: [{ mbean: 'kafka.server:type=ReplicaManager,name=UnderReplicatedPartitions', kind: 'gauge' }],
    });
  });

  it('turns to the library for what is no metric', async () => {
    expect((await say('metric consumer lag')).ok).toBe(true);
  });

  it('refuses what nobody knows', async () => {
    expect(await say('metric qqzzx')).toMatchObject({
      ok: false,
      visibility: 'private',
    });
  });
});

describe('upgrade', () => {
  it('answers with the shape that --json promises', async () => {
    const { data } = await say('upgrade 3.6 4.1');
    expect(data).toMatchObject({ from: '3.6.2', to: '4.1.2' });
    expect(data).toHaveProperty('removed');
    expect(data).toHaveProperty('added');
    expect(data).toHaveProperty('deprecated');
    expect((data as { changed_defaults: unknown }).changed_defaults).toContainEqual({
      component: 'producer',
      name: 'linger.ms',
      from: '0',
      to: '5',
    });
  });

  it('checks a pasted file against the new release', async () => {
    const reply = await say('upgrade 3.6 4.1 component=broker\nzookeeper.connect=zk:2181\nnode.id=1');
    expect(JSON.stringify(reply.body)).toContain('zookeeper.connect');
    expect(JSON.stringify(reply.body)).toContain('Your file under 4.1.2');
  });

  it('turns to the list of what is removed', async () => {
    const page = await say('upgrade 3.6 4.1 component=topic');
    const outcome = await bot.press(pressOf(page, '3 removed settings'), {}, ann);
    expect(JSON.stringify(outcome)).toContain('message.downconversion.enable');
  });

  it('refuses to go backwards and offers the way forward', async () => {
    const reply = await say('upgrade 4.1 3.6');
    expect(reply).toMatchObject({ ok: false });
    expect(pressOf(reply, '3.6.2 to 4.1.2')).toBeTruthy();
  });
});
