/** Plays a round of four on the assembled bot and writes down what the channel and each person see: `node test/round/transcript.ts`. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { openChannel } from './channel-stage.ts';

const FILE = join(import.meta.dirname, '../../.github/transcripts/round.md');
const SECOND = 1_000;

let state = 20;
/** The same round every time, as long as the questions are the same. */
const random = () => {
  state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
  return state / 2_147_483_648;
};
const stage = await openChannel({ random });
const lines: string[] = [];
const told = new Map<number, string>();

/** A backslash ends a line of Markdown for the reader too. */
const quoted = (text: string) =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line, at, all) => `> ${line}${at < all.length - 1 ? '\\' : ''}`);
const note = (who: string, did: string, answer: string) =>
  lines.push(`**${who}** ${did}`, '', ...quoted(`_only ${who} sees:_\n${answer}`), '');

/** What has appeared or changed in the channel since. */
function channel(): void {
  for (const [at, text] of stage.texts().entries()) {
    if (told.get(at) === text) continue;
    lines.push(
      ...quoted(`${told.has(at) ? '**The message above, changed**' : '**In the channel**'}\n${text}`),
      '',
    );
    told.set(at, text);
  }
}

const people = Object.fromEntries(['Ann', 'Ben', 'Cleo', 'Dan'].map((name) => [name, stage.person(name)]));
async function act(name: string, what: 'types' | 'presses', text: string): Promise<void> {
  const person = people[name];
  if (!person) throw new Error(`nobody is called ${name}`);
  const answer = what === 'types' ? await person.say(text) : await person.press(text);
  note(name, what === 'types' ? `types \`/kafka ${text}\`` : `presses **${text}**`, answer);
}

await act('Ann', 'types', 'round replication 2 teams=2 seconds=30');
await act('Ben', 'presses', 'Join Red');
await act('Cleo', 'presses', 'Join');
await act('Dan', 'presses', 'Join');
await stage.later(SECOND);
channel();
await act('Ann', 'presses', 'Start');
channel();
for (const letters of ['ABCA', 'BBCD']) {
  for (const [at, name] of ['Ann', 'Ben', 'Cleo', 'Dan'].entries()) {
    stage.pass(3 * SECOND);
    await act(name, 'presses', letters[at] === 'D' ? 'A' : (letters[at] ?? 'A'));
  }
  await stage.later(SECOND);
  channel();
  await act('Ann', 'presses', 'Next');
  channel();
}
await act('Ben', 'presses', 'My rank');
await act('Cleo', 'presses', 'Replay what we missed');
await act('Dan', 'types', 'board');

mkdirSync(dirname(FILE), { recursive: true });
writeFileSync(
  FILE,
  `# A round of four, as it was played\n\nWritten by \`node test/round/transcript.ts\`.\n\n${lines.join('\n').trimEnd()}\n`,
);
