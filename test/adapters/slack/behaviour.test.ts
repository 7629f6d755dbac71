import { describe, expect, it } from 'vitest';
import { loadCatalogue } from '../../../src/catalogue/load.ts';
import { reply } from '../../../src/reply/build.ts';
import { ChannelGone } from '../../../src/round/messenger.ts';
import { CHANNEL } from './fake-slack.ts';
import { elementsOf, list, string } from './screen-text.ts';
import { openSlack } from './stage.ts';

/** A safety net for a busy machine, not a measurement. */
const PATIENT = { timeout: 20_000 };

const called = (stage: { slack: { calls: { method: string }[] } }) =>
  stage.slack.calls.map(({ method }) => method);

describe('Slack: a slash command', () => {
  it('is answered within its acknowledgement, in one round trip', async () => {
    await using stage = await openSlack('http');
    const ann = await stage.join('Ann');
    await ann.say('/kafka calc');
    expect(called(stage)).toEqual(['auth.test']);
    expect(ann.latest()).toContain('54,000 msg/s');
  });

  it('is read as typed, without the markup that Slack adds', async () => {
    await using stage = await openSlack('http');
    const ann = await stage.join('Ann');
    await ann.say('/kafka calc size=“2 KiB” brokers=&lt;3&gt;');
    expect(ann.latest()).toContain('“<3>”');
  });

  it('uploads a picture once and shows it from then on without another call', async () => {
    await using stage = await openSlack('http');
    const ann = await stage.join('Ann');
    await ann.say('/kafka pattern saga');
    const uploads = ['files.getUploadURLExternal', 'files.completeUploadExternal'];
    expect(called(stage)).toEqual(['auth.test', ...uploads, 'response_url']);
    const before = called(stage).length;
    await ann.say('/kafka pattern saga');
    expect(called(stage).slice(before)).toEqual([]);
    expect(ann.latest()).toContain('(picture: ');
    const [file] = stage.slack.files.values();
    expect(file).toMatchObject({ isDone: true });
    expect(file?.bytes.subarray(1, 4).toString()).toBe('PNG');
  });

  it('shows a picture in words when uploads are refused', async () => {
    await using stage = await openSlack('http');
    stage.slack.failures.push({ method: 'files.getUploadURLExternal', error: 'missing_scope', times: 9 });
    const ann = await stage.join('Ann');
    await ann.say('/kafka pattern saga');
    expect(ann.latest()).toContain('Saga');
    expect(ann.latest()).not.toContain('(picture: ');
  });

  it('waits for a picture that Slack is still processing', async () => {
    await using stage = await openSlack('http');
    stage.slack.failures.push({ method: 'response_url', error: 'invalid_blocks', times: 1 });
    const ann = await stage.join('Ann');
    await ann.say('/kafka pattern saga');
    expect(ann.latest()).toContain('(picture: ');
  });

  it('reaches its asker another way when the response url is used up', async () => {
    await using stage = await openSlack('http');
    const ann = await stage.join('Ann');
    const ben = await stage.join('Ben');
    await ann.say('/kafka concept offset');
    stage.slack.failures.push({ method: 'response_url', error: 'used_url', times: 9 });
    const [related = ''] = ann.buttons();
    await ann.press(related);
    expect(called(stage)).toContain('chat.postEphemeral');
    expect(ann.latest()).toContain(related.replace('…', ''));
    expect(ben.screen()).toBe('');
  });

  it('waits the pause that Slack asks for and sends again', async () => {
    await using stage = await openSlack('http');
    stage.slack.failures.push({ method: 'chat.postMessage', error: 'rate_limited', times: 1 });
    const ann = await stage.join('Ann');
    await ann.write('concept offset');
    expect(ann.latest()).toContain('Offset');
  });

  it('needs no more of a payload than who asks and what', async () => {
    await using stage = await openSlack('http');
    const answer = await stage.slack.send('slash_commands', {
      command: '/kafka',
      text: 'calc',
      user_id: 'U1',
    });
    expect(JSON.stringify(answer)).toContain('54,000 msg/s');
  });
});

describe('Slack: buttons', () => {
  it('turn the page of a private answer in its place', async () => {
    await using stage = await openSlack('http');
    const ann = await stage.join('Ann');
    await ann.say('/kafka concept offset');
    await ann.press(ann.buttons()[0] ?? '');
    expect(ann.visible()).toHaveLength(1);
  });

  it('on a shared answer open a page for the presser alone', async () => {
    await using stage = await openSlack('http');
    const ann = await stage.join('Ann');
    const ben = await stage.join('Ben');
    await ann.say('/kafka concept offset');
    await ann.press('Share');
    const shared = ben.screen();
    await ben.press(ben.buttons()[0] ?? '');
    expect(ben.visible()).toHaveLength(2);
    expect(ben.visible()[0]?.text).toBe(ann.visible()[1]?.text);
    expect(ben.screen()).toContain(shared);
  });

  it('let the one who shared take it away again, and nobody else', async () => {
    await using stage = await openSlack('http');
    const ann = await stage.join('Ann');
    const ben = await stage.join('Ben');
    await ann.say('/kafka concept offset');
    await ann.press('Share');
    await ben.press('Delete');
    expect(ben.latest()).toContain('Only the person who shared this');
    await ann.press('Delete');
    expect(stage.slack.messages.filter(({ only, isDeleted }) => only === undefined && !isDeleted)).toEqual(
      [],
    );
  });

  it('choose from a menu', async () => {
    await using stage = await openSlack('http');
    const ann = await stage.join('Ann');
    await ann.say('/kafka concept');
    await ann.choose('fundamentals');
    await ann.choose('Broker');
    expect(ann.latest()).toContain('Broker');
  });

  it('of an unknown kind are answered politely', async () => {
    await using stage = await openSlack('http');
    const ann = await stage.join('Ann');
    await ann.say('/kafka calc');
    const [message] = ann.visible();
    await stage.slack.send('interactive', {
      type: 'block_actions',
      user: { id: ann.user },
      response_url: stage.slack.responseUrl(CHANNEL, ann.user, message?.ts),
      actions: [{ action_id: 'from-an-older-version' }],
    });
    await expect.poll(() => ann.latest(), PATIENT).toContain('expired');
  });
});

describe('Slack: a form', () => {
  it('keeps what was filled in and names the field that does not fit', async () => {
    await using stage = await openSlack('http');
    const ann = await stage.join('Ann');
    await ann.say('/kafka calc');
    await ann.press('Adjust');
    await ann.fill({ Brokers: '0' });
    expect(ann.form()).toBeDefined();
    expect(ann.errors()).toHaveProperty('brokers', expect.stringContaining('0'));
    await ann.fill({ Brokers: '6' });
    expect(ann.form()).toBeUndefined();
    expect(ann.latest()).toContain('msg/s');
  });

  it('answers in a direct message when it does not know where it was opened', async () => {
    await using stage = await openSlack('http');
    const ann = await stage.join('Ann');
    await ann.say('/kafka calc');
    await ann.press('Adjust');
    stage.slack.openModal(ann.user, { ...stage.slack.modals.get(ann.user)?.view, private_metadata: '' });
    await ann.fill({ Partitions: '24' });
    expect(ann.visible().at(-1)).toMatchObject({ channel: ann.direct });
  });

  it('that Slack does not open any more is said to be late', async () => {
    await using stage = await openSlack('http');
    stage.slack.failures.push({ method: 'views.open', error: 'expired_trigger_id', times: 9 });
    const ann = await stage.join('Ann');
    await ann.say('/kafka calc');
    await ann.press('Adjust');
    expect(ann.latest()).toContain('press again');
  });

  it('is offered behind a button where a message asks for one', async () => {
    await using stage = await openSlack('http');
    const ann = await stage.join('Ann');
    await ann.write('config');
    expect(ann.latest()).toContain('press the button to open it');
    await ann.press('Open the form');
    expect(ann.form()).toBeDefined();
  });
});

describe('Slack: a mention', () => {
  it('is answered in a thread for everybody', async () => {
    await using stage = await openSlack('http');
    const ann = await stage.join('Ann');
    const ben = await stage.join('Ben');
    await ann.mention('concept offset', { ts: '1800000000.000200' });
    expect(ben.latest()).toContain('Offset');
    expect(ben.visible()[0]?.thread).toBe('1800000000.000200');
  });

  it('in a thread keeps the answers of its buttons there', async () => {
    await using stage = await openSlack('http');
    const ann = await stage.join('Ann');
    const thread = '1800000000.000200';
    await ann.mention('concept offset', { thread_ts: thread });
    await ann.press(ann.buttons()[0] ?? '');
    expect(ann.visible().at(-1)).toMatchObject({ thread, only: ann.user });
  });

  it('starts a quiz for its asker alone', async () => {
    await using stage = await openSlack('http');
    const ann = await stage.join('Ann');
    const ben = await stage.join('Ben');
    await ann.mention('quiz');
    expect(ann.latest()).toContain('1 of 6');
    expect(ben.screen()).toBe('');
  });

  it('that Slack delivers twice is answered once', async () => {
    await using stage = await openSlack('http');
    const ann = await stage.join('Ann');
    const same = { ts: '1800000000.000200', event_id: 'Ev1' };
    await ann.mention('concept offset', same);
    await stage.slack.send('events_api', {
      type: 'event_callback',
      event_id: 'Ev1',
      event: {
        type: 'app_mention',
        user: ann.user,
        channel: CHANNEL,
        text: '<@U0BOT> concept offset',
        ts: same.ts,
      },
    });
    await ann.mention('concept topic');
    expect(ann.visible()).toHaveLength(2);
  });

  it('by a bot is ignored', async () => {
    await using stage = await openSlack('http');
    const ann = await stage.join('Ann');
    await stage.slack.send('events_api', {
      type: 'event_callback',
      event: {
        type: 'message',
        subtype: 'bot_message',
        bot_id: 'B9',
        user: 'U9',
        channel: ann.direct,
        channel_type: 'im',
        text: 'calc',
        ts: '1.1',
      },
    });
    await ann.write('concept offset');
    expect(ann.visible()).toHaveLength(1);
  });
});

describe('Slack: a direct message', () => {
  it('is answered, and its buttons turn the page in place', async () => {
    await using stage = await openSlack('http');
    const ann = await stage.join('Ann');
    await ann.write('what is an offset');
    expect(ann.latest()).toContain('Offset');
    await ann.write('concept offset');
    await ann.press(ann.buttons()[0] ?? '');
    expect(ann.visible()).toHaveLength(2);
    expect(ann.visible().every(({ channel }) => channel === ann.direct)).toBe(true);
  });
});

describe('Slack: a file in a direct message', () => {
  it('is checked without a word', async () => {
    await using stage = await openSlack('http');
    const ann = await stage.join('Ann');
    const file = stage.slack.addFile('producer.properties', 'bootstrap.servers=a:9092\nacks=2\n');
    await ann.write('', { subtype: 'file_share', files: [file] });
    expect(ann.latest()).toContain('acks');
  });
});

describe('Slack: the Home tab', () => {
  it('shows what the bot can do, and the quiz that waits', async () => {
    await using stage = await openSlack('http');
    const ann = await stage.join('Ann');
    expect(await ann.openHome()).toContain('Nothing is waiting for you');
    await ann.say('/kafka quiz');
    await ann.press('A');
    const home = await ann.openHome();
    expect(home).toContain('1 of 6 answered');
    expect(home).toContain('Your progress');
    expect(home).toContain('What I can do');
  });

  it('continues the quiz in a direct message', async () => {
    await using stage = await openSlack('http');
    const ann = await stage.join('Ann');
    await ann.say('/kafka quiz');
    await ann.press('A');
    await ann.openHome();
    await ann.pressHome('Continue my quiz');
    expect(ann.visible().at(-1)).toMatchObject({ channel: ann.direct });
    expect(ann.latest()).toContain('2 of 6');
  });
});

describe('Slack: “Explain with /kafka”', () => {
  it('explains a message to its asker alone', async () => {
    await using stage = await openSlack('http');
    const ann = await stage.join('Ann');
    const ben = await stage.join('Ben');
    await ann.explain({
      text: 'org.apache.kafka.common.errors.NotEnoughReplicasException: Messages are rejected',
    });
    expect(ann.latest()).toMatch(/NOT_ENOUGH_REPLICAS|NotEnoughReplicas/);
    expect(ben.screen()).toBe('');
  });

  it('answers a question that is no error', async () => {
    await using stage = await openSlack('http');
    const ann = await stage.join('Ann');
    await ann.explain({ text: 'what is a consumer group?' });
    expect(ann.latest()).toContain('Consumer group');
  });

  it.each([
    ['an attachment', { text: '', attachments: [{ text: 'NotEnoughReplicasException' }] }],
    [
      'blocks',
      { blocks: [{ type: 'section', text: { type: 'mrkdwn', text: 'NotEnoughReplicasException' } }] },
    ],
  ])('reads what an alert says in %s', async (_, message) => {
    await using stage = await openSlack('http');
    const ann = await stage.join('Ann');
    await ann.explain(message);
    expect(ann.latest()).toMatch(/NOT_ENOUGH_REPLICAS|NotEnoughReplicas/);
  });

  it('checks the file of a message', async () => {
    await using stage = await openSlack('http');
    const ann = await stage.join('Ann');
    const file = stage.slack.addFile('producer.properties', 'bootstrap.servers=a:9092\nacks=2\n');
    await ann.explain({ text: '', files: [file] });
    expect(ann.latest()).toContain('acks');
  });

  it('says what files it takes where it can read none', async () => {
    await using stage = await openSlack('http');
    const ann = await stage.join('Ann');
    await ann.explain({
      files: [{ name: 'big.bin', size: 5_000_000, url_private: 'https://files.slack.com/x' }],
    });
    expect(ann.latest()).toContain('text files of at most 1 MB');
  });

  it('says what it can do where a message holds no text', async () => {
    await using stage = await openSlack('http');
    const ann = await stage.join('Ann');
    await ann.explain({});
    expect(ann.latest()).toContain('What I can do');
  });
});

describe('Slack: a round', () => {
  it('is played by a channel, its answers whispered, its question edited in place', async () => {
    await using stage = await openSlack('http');
    const [ann, ben] = [await stage.join('Ann'), await stage.join('Ben')];
    await ann.say('/kafka round 1 seconds=untimed');
    await ben.press('Join');
    await expect.poll(() => ben.screen(), PATIENT).toContain('You are in');
    await ann.press('Start');
    await expect.poll(() => ben.screen(), PATIENT).toContain('1 of 1');
    await expect.poll(() => ann.screen(), PATIENT).toContain('Here we go');
    await ben.press('A');
    await expect.poll(() => ben.screen(), PATIENT).toContain('Locked in A');
    expect(ann.screen()).not.toContain('Locked in');
    expect(stage.slack.calls.map(({ method }) => method)).toContain('chat.update');
  });

  it('ends where Slack lets the bot no longer speak', async () => {
    await using stage = await openSlack('http');
    const ann = await stage.join('Ann');
    await ann.say('/kafka round 1 seconds=untimed');
    stage.slack.failures.push({ method: 'chat.postMessage', error: 'is_archived', times: 9 });
    await ann.press('Start');
    await stage.tick();
    stage.slack.failures.length = 0;
    await ann.say('/kafka round 1');
    expect(ann.screen()).not.toContain('A round is running');
  });
});

describe('Slack: the right answer', () => {
  it('is nowhere in the payload of a question before it is answered', async () => {
    await using stage = await openSlack('http');
    const ann = await stage.join('Ann');
    await ann.say('/kafka quiz');
    const [message] = ann.visible();
    const ids = elementsOf(list(message?.blocks)).map(({ json }) => string(json['action_id']));
    expect(new Set(ids.map((id) => id.replace(/shown=\d.*/, ''))).size).toBe(1);
    const payload = JSON.stringify(message?.blocks);
    expect(payload).not.toMatch(/"(right|because|key)"/);
    const reasons = loadCatalogue().questions.flatMap(({ options }) => options.map(({ because }) => because));
    expect(reasons.filter((reason) => payload.includes(reason))).toEqual([]);
  });
});

describe('Slack: a reminder', () => {
  const page = { ...reply('Reminder', 'Your question is waiting.', []), body: [] };

  it('reaches one person alone, and says when they take none', async () => {
    await using stage = await openSlack('http');
    const [ann, ben] = [await stage.join('Ann'), await stage.join('Ben')];
    const { tell } = stage.messenger();
    await tell?.('slack:T1:U1ANN', page);
    expect(ann.screen()).toContain('Your question is waiting.');
    expect(ben.screen()).not.toContain('Your question is waiting.');
    stage.slack.failures.push({ method: 'chat.postMessage', error: 'messages_tab_disabled', times: 1 });
    await expect(tell?.('slack:T1:U1ANN', page)).rejects.toThrow(ChannelGone);
  });
});
