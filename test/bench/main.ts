/** `npm run bench [slack|discord|sizing|start|rounds|learning]`: ratios measured side by side in one run, never a pass or a fail. */
import { discordSpeeds } from './discord.ts';
import { learningSpeeds } from './learning.ts';
import { ROUND_HEAD, roundFigures } from './rounds/main.ts';
import { sizingSpeeds } from './sizing.ts';
import { benchSlack } from './slack.ts';
import { startFigures } from './start.ts';

const number = (value: number) =>
  value.toLocaleString('en-US', { maximumFractionDigits: value < 10 ? 2 : 0 });

const parts: Readonly<Record<string, () => Promise<void>>> = {
  async slack() {
    const rows = await benchSlack();
    table(
      'Slack over signed HTTP, beside a bare Bolt app that only acknowledges',
      ['', 'requests/s', 'ratio', 'p50 ms', 'p99 ms'],
      rows.map((row) => [
        row.name,
        number(row.requestsPerSecond),
        number(row.ratio),
        number(row.p50Ms),
        number(row.p99Ms),
      ]),
    );
  },
  async discord() {
    const rows = await discordSpeeds();
    table(
      'Discord interactions, beside a bare client that only replies',
      ['', 'interactions/s', 'ratio', 'p50 ms', 'p99 ms'],
      rows.map((row) => [
        row.what,
        number(row.perSecond),
        number(row.ratio),
        number(row.p50Ms),
        number(row.p99Ms),
      ]),
    );
  },
  async sizing() {
    const rows = await sizingSpeeds();
    const nothing = rows[0]?.perSecond ?? 1;
    table(
      'The calculator, beside a loop that does nothing',
      ['', 'per second', 'ratio to nothing'],
      rows.map((row) => [row.what, number(row.perSecond), (row.perSecond / nothing).toExponential(1)]),
    );
  },
  async rounds() {
    table('Rounds on real processes', ROUND_HEAD, await roundFigures());
  },
  async learning() {
    const rows = await learningSpeeds();
    const reading = rows[0]?.ms ?? 1;
    table(
      'Picking questions for somebody with a thousand cards, beside reading them',
      ['', 'ms', 'ratio'],
      rows.map((row) => [row.what, number(row.ms), number(row.ms / reading)]),
    );
  },
  async start() {
    const { bareMs, readyMs, idleMb } = await startFigures();
    table(
      'Start and rest',
      ['', 'ms', 'ratio'],
      [
        ['a Node process that does nothing', number(bareMs), '1'],
        ['until /healthz answers', number(readyMs), number(readyMs / bareMs)],
      ],
    );
    console.log(
      idleMb === undefined
        ? 'idle memory: not told by this system'
        : `idle memory: ${number(idleMb)} MB resident`,
    );
  },
};

function table(title: string, head: readonly string[], rows: readonly (readonly string[])[]): void {
  const widths = head.map((cell, at) => Math.max(cell.length, ...rows.map((row) => row[at]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
      .join('  ');
  console.log(`\n${title}\n${line(head)}\n${rows.map(line).join('\n')}`);
}

const wanted = process.argv.slice(2);
for (const [name, run] of Object.entries(parts))
  if (wanted.length === 0 || wanted.includes(name)) await run();
