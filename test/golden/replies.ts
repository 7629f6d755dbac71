/** A dozen replies that show every node and every kind of page; each platform keeps its rendering beside this file. */
import type { Picture } from '../../src/pictures/spec.ts';
import {
  actions,
  button,
  callout,
  code,
  divider,
  fields,
  form,
  heading,
  image,
  link,
  linkButton,
  list,
  mention,
  mono,
  note,
  paragraph,
  refusal,
  reply,
  select,
  steps,
  strong,
  table,
  text,
  time,
} from '../../src/reply/build.ts';
import type { Action, Form, Inline, Reply } from '../../src/reply/nodes.ts';
import { mapPresses } from '../../src/reply/walk.ts';

const open = (id: string) => ({ id: 'entry.open', args: { id } });
const say = (line: string) => ({ id: 'say.line', args: { line } });
const entry = (words: string, id: string): Inline => ({ type: 'entry', text: words, id });

const sagaPicture: Picture = {
  kind: 'flow',
  alt: 'The order service writes to the topic orders; payment and stock each read it and answer on their own topics.',
  direction: 'right',
  nodes: [
    { id: 'order', shape: 'service', label: 'Order service' },
    { id: 'orders', shape: 'topic', label: 'orders' },
    { id: 'payment', shape: 'service', label: 'Payment' },
    { id: 'stock', shape: 'service', label: 'Stock' },
  ],
  arrows: [
    { from: 'order', to: 'orders' },
    { from: 'orders', to: 'payment' },
    { from: 'orders', to: 'stock', label: 'order placed', dashed: true },
  ],
  lanes: [],
};

const replies = {
  concept: reply(
    'In-sync replicas',
    'In-sync replicas: the replicas that have caught up with the leader.',
    [
      heading('In-sync replicas (ISR)'),
      paragraph([strong('The replicas that have caught up with the leader.')]),
      paragraph([
        'A follower leaves the set when it has not caught up for ',
        mono('replica.lag.time.max.ms'),
        '; see ',
        entry('High watermark', 'high-watermark'),
        '.',
      ]),
      list([
        [strong('Leader: '), text('takes the writes')],
        [strong('Follower: '), text('copies them')],
      ]),
      note([link('Replication', 'https://kafka.apache.org/43/design/design/'), ' · Kafka 4.4, reviewed 2026-11-22']),
      actions([
        button('High watermark', open('high-watermark')),
        button('Quiz me on this', say('quiz isr')),
        button('Share', { id: 'say.share', args: { line: 'concept isr' } }),
      ]),
    ],
    { visibility: 'private' },
  ),
  pattern: reply('Saga', 'Saga: one business step after the other, each with its undo.', [
    heading('Saga'),
    paragraph('One business step after the other, each with its undo.'),
    image('saga', sagaPicture),
    callout('good', 'Services stay apart and each keeps its own data.', 'Advantages'),
    callout('warning', 'Nothing is isolated while it runs.', 'Challenges'),
    actions([button('Outbox', open('outbox')), linkButton('Source', 'https://microservices.io/patterns/data/saga.html')]),
  ]),
  card: reply('Cluster calculator', '54,000 msg/s, 8,899 GiB a day.', [
    heading('Cluster calculator'),
    fields([
      ['Throughput', '54,000 msg/s'],
      ['Storage', '8,899 GiB a day'],
      ['Failures survived', [strong('1'), ' of 3 brokers']],
    ]),
    note(['Again: ', mono('/kafka calc brokers=3 partitions=6 rf=2 size=1KiB')]),
    actions([button('Adjust', { id: 'calc.adjust', args: { brokers: '3' } }, { tone: 'primary' })]),
  ]),
  question: reply('Quiz', 'Question 2 of 6. Which acks setting waits for all in-sync replicas?', [
    heading('Question 2 of 6 · score 1'),
    paragraph([strong('Which acks setting waits for all in-sync replicas?')]),
    code('props.put("acks", ?);', 'java'),
    list([
      [strong('A. '), text('0')],
      [strong('B. '), text('all')],
    ]),
    actions([
      button('A', { id: 'quiz.answer', args: { at: '1', shown: '0' } }),
      button('B', { id: 'quiz.answer', args: { at: '1', shown: '1' } }),
    ]),
  ]),
  feedback: reply('Quiz', 'Right. The answer is B: all', [
    heading('Right · score 2 of 2'),
    callout('good', [strong('B. all'), text(': the leader waits for every in-sync replica.')]),
    actions([
      button('A', { id: 'quiz.answer', args: { at: '1', shown: '0' } }, { tone: 'wrong', disabled: true }),
      button('B', { id: 'quiz.answer', args: { at: '1', shown: '1' } }, { tone: 'right', disabled: true }),
      button('Next question', { id: 'quiz.next', args: {} }, { tone: 'primary' }),
    ]),
  ]),
  result: reply('Quiz result', 'You got 4 of 6 right.', [
    heading('You got 4 of 6 right.'),
    paragraph('What to look at again:'),
    steps(['What does a consumer commit?', 'When is a segment deleted?']),
    divider,
    actions([button('Retry the missed ones', { id: 'quiz.retry', args: {} }, { tone: 'primary' })]),
  ]),
  help: reply('Help', 'I know 2 commands: concept, calc.', [
    heading('What I can do'),
    fields([
      ['/kafka concept', 'Explain a Kafka concept'],
      ['/kafka calc', 'What a cluster carries'],
    ]),
    note('Anything else you type is looked up in the library.'),
    actions([button('/kafka calc', say('calc'))]),
  ]),
  refusal: refusal('brokers: I read “0”, but it takes a whole number from 1 to 10,000, for example 3.', [
    button('Help', say('help calc')),
  ]),
  hostile: reply('Hostile', '<!channel> @everyone & <script>alert(1)</script>', [
    heading('<!channel> & @everyone'),
    paragraph([
      '<!here> <@U1> *bold* _it_ ~no~ `code` :tada: my_topic 3 * 4\n> quote',
      link('kafka.apache.org', 'javascript:alert(1)'),
      link('a|b>c', 'https://kafka.apache.org/?a=1&b=2|3'),
      strong('*x* '),
      mono('`tick` <b>'),
    ]),
    code('```\n<!channel>\u001b[31m\u202e'),
    note([mention('slack:T1:U1', '@here <!channel>')]),
    actions([button('<!channel> *press*', say('help'))]),
  ]),
  chooser: reply('Concepts', '3 ideas; name one or choose.', [
    heading('Concepts'),
    paragraph('3 ideas; name one or choose.'),
    actions([
      select('Open a page', { id: 'entry.choose', args: {} }, [
        { label: 'Topic', value: 'topic', description: 'A named stream of records' },
        { label: 'Partition', value: 'partition' },
      ]),
    ]),
  ]),
  table: reply('Netflix', 'Netflix: figures with their years.', [
    heading('Netflix'),
    table(
      ['Figure', 'What', '>Year'],
      [
        ['2 trillion', link('messages a day', 'https://netflixtechblog.com/'), '2020'],
        [mono('acks=1'), 'a setting', '2019'],
      ],
    ),
  ]),
  times: reply('Daily', 'The next question comes at 14:30 UTC.', [
    paragraph(['Next: ', time(1_795_358_400_000), ', at ', time(1_795_358_400_000, 'clock'), ' on ', time(1_795_358_400_000, 'date')]),
    callout('info', 'Answers count until then.'),
    callout('bad', 'One answer each.', 'Rule'),
  ]),
  diagram: reply('Publish and subscribe', 'Publish and subscribe: every group reads everything.', [
    heading('Publish and subscribe'),
    image('pub-sub', {
      kind: 'group',
      alt: 'A producer writes to the topic orders, and two consumers of different groups each read all of it.',
      topic: 'orders',
      partitions: 2,
      groups: [
        { name: 'billing', members: [{ name: 'b1', partitions: [0, 1] }] },
        { name: 'search', members: [{ name: 's1', partitions: [0, 1] }] },
      ],
    }),
  ]),
  howto: reply('Reset offsets', 'Reset offsets: stop the group, run the tool, start the group.', [
    heading('Reset offsets'),
    steps(['Stop the group', ['Run ', mono('kafka-consumer-groups.sh')], 'Start the group']),
    code(
      'kafka-consumer-groups.sh --bootstrap-server localhost:9092 --group g \\\n  --reset-offsets --to-earliest --all-topics --execute',
      'bash',
    ),
    divider,
    code('no language'),
  ]),
  shared: reply(
    'Offset',
    'Offset: a record’s place in its partition.',
    [
      heading('Offset'),
      paragraph('A record’s place in its partition.'),
      note(['Shared by ', mention('slack:T1:U1', 'Ann')]),
      actions([button('Delete', { id: 'say.remove', args: { by: 'slack:T1:U1' } })]),
    ],
    { visibility: 'public' },
  ),
  fault: { ...refusal('Something broke on my side (ref 7F3K).'), fault: true, title: 'Sorry' },
} satisfies Record<string, Reply>;

const calculatorForm = form('Cluster calculator', 'Calculate', { id: 'calc.submit', args: {} }, [
  { name: 'brokers', label: 'Brokers', kind: 'line', value: '3', required: true, hint: 'a whole number' },
  { name: 'notes', label: 'Notes', kind: 'lines', value: '', required: false },
  {
    name: 'mode',
    label: 'Mode',
    kind: 'choice',
    value: 'fast',
    required: true,
    choices: [
      { label: 'Fast', value: 'fast' },
      { label: 'Safe', value: 'safe' },
    ],
  },
]);

const seal = async ({ id, args }: Action) => `1:${id}:${new URLSearchParams(args)}:cyqH7fgV`;

/** The replies as a renderer gets them: presses are ids. */
export async function goldenReplies(): Promise<
  readonly { readonly name: string; readonly reply: Reply<string> }[]
> {
  const sealed = await Promise.all(
    Object.entries<Reply>(replies).map(async ([name, shown]) => ({
      name,
      reply: await mapPresses(shown, seal),
    })),
  );
  return sealed.flatMap(({ name, reply: shown }) => (shown.type === 'reply' ? [{ name, reply: shown }] : []));
}

export async function goldenForm(): Promise<Form<string>> {
  return { ...calculatorForm, press: await seal(calculatorForm.press) };
}
