/** Leaderboards of a channel or a workspace, for rounds and for quizzes alone. */
import { z } from 'zod';
import { type Period, periodKey, periodName, periods } from '../src/board/periods.ts';
import { boardKey, type Kind, kinds, type Scope, scopes } from '../src/board/points.ts';
import { readStandings, type Standings } from '../src/board/standings.ts';
import { type Context, defineCommand } from '../src/bot/command.ts';
import { choice } from '../src/bot/option.ts';
import { runLine } from '../src/bot/share.ts';
import { actions, button, heading, note, paragraph, reply, strong, table } from '../src/reply/build.ts';
import { counted } from '../src/reply/counted.ts';
import { csv } from '../src/reply/csv.ts';
import type { Control, Reply } from '../src/reply/nodes.ts';

const SHOWN = 10;
const EXPORTED = 10_000;

type Wanted = { readonly scope: Scope; readonly period: Period; readonly kind: Kind };

export default defineCommand({
  name: 'board',
  summary: 'Leaderboards of this channel or workspace, from rounds or from quizzes alone',
  visibility: 'private',
  options: z.object({
    scope: choice(scopes, { hint: 'whose board; channel when left out' }).optional(),
    period: choice(periods, { hint: 'month when left out; season is a quarter' }).optional(),
    kind: choice(kinds, { hint: 'rounds with others, or quizzes alone' }).optional(),
    export: choice(['csv', 'json'], { hint: 'the whole board as a file', positional: false }).optional(),
  }),
  examples: ['board', 'board workspace week', 'board solo season', 'board all export=csv'],
  run: async (context, { scope, period = 'month', kind = 'group', export: format }) => {
    const usual = context.place.kind === 'direct' ? 'workspace' : 'channel';
    const wanted = { scope: scope ?? usual, period, kind };
    const standings = await read(context, wanted, format === undefined ? SHOWN : EXPORTED);
    return format === undefined ? page(context, wanted, standings) : file(context, wanted, standings, format);
  },
});

function read({ ledger, place, actor, now }: Context, { scope, period, kind }: Wanted, most: number) {
  const where = scope === 'channel' ? place.id : place.workspace;
  const board = boardKey(kind, scope, where, periodKey(period, now));
  return readStandings(ledger, board, { workspace: place.workspace, user: actor.id, most });
}

const NAMES = { group: 'Rounds', solo: 'Quizzes alone' } as const;

const titleOf = ({ scope, period, kind }: Wanted, now: number) =>
  `${NAMES[kind]}, this ${scope}, ${periodName(period, now)}`;

function page({ actor, now }: Context, wanted: Wanted, { rows, mine }: Standings): Reply {
  const title = titleOf(wanted, now);
  const [first] = rows;
  const leaders = rows.filter(({ place }) => place === 1).map(({ name }) => name);
  const leader =
    first && `${leaders.join(' and ')} lead${leaders.length > 1 ? '' : 's'} with ${points(first.points)}.`;
  const you =
    mine === undefined
      ? 'You have no points here yet.'
      : `You are ${ordinal(mine.place)} with ${points(mine.points)}.`;
  const body = first
    ? [
        table(
          ['>Place', 'Name', '>Points'],
          rows.map((row) => [
            String(row.place),
            row.user === actor.id ? strong(row.name) : row.name,
            row.points.toLocaleString('en-US'),
          ]),
        ),
        paragraph(you),
      ]
    : [paragraph('Nobody has points here yet.')];
  return reply(
    'Leaderboard',
    `${title}: ${leader ?? 'nobody has points yet.'}`,
    [heading(title), ...body, note(HOW[wanted.kind]), actions(others(wanted))],
    {
      share: lineOf(wanted),
      data: { ...wanted, rows: rows.map(({ user: _, ...row }) => row), mine: mine ?? null },
    },
  );
}

const HOW = {
  group: 'Rounds count when three or more people answer.',
  solo: 'A right answer is worth 10, 15 or 20 points by its level, once a day for each question.',
} as const;

const lineOf = ({ scope, period, kind }: Wanted) => `board ${scope} ${period} ${kind}`;

function others(wanted: Wanted): readonly Control[] {
  const to = (label: string, change: Partial<Wanted>) =>
    button(label, runLine({ line: lineOf({ ...wanted, ...change }) }));
  return [
    ...periods.filter((period) => period !== wanted.period).map((period) => to(PERIODS[period], { period })),
    wanted.scope === 'channel'
      ? to('Workspace', { scope: 'workspace' })
      : to('Channel', { scope: 'channel' }),
    wanted.kind === 'group' ? to('Quizzes alone', { kind: 'solo' }) : to('Rounds', { kind: 'group' }),
  ];
}

const PERIODS = { week: 'Week', month: 'Month', season: 'Season', all: 'All time' } as const;

function file({ now }: Context, wanted: Wanted, { rows }: Standings, format: 'csv' | 'json'): Reply {
  const title = titleOf(wanted, now);
  const sentence = `${title}: ${counted(rows.length, 'person', 'people')}.`;
  const listed = rows.map(({ place, name, points: won }) => ({ place, name, points: won }));
  const text =
    format === 'csv'
      ? csv([['place', 'name', 'points'], ...listed.map((row) => Object.values(row))])
      : `${JSON.stringify({ title, ...wanted, rows: listed }, null, 2)}\n`;
  const name = `board-${wanted.kind}-${wanted.scope}-${periodKey(wanted.period, now)}.${format}`;
  return reply('Leaderboard', sentence, [paragraph(sentence)], { files: [{ name, text }] });
}

const points = (value: number) => counted(value, 'point');

function ordinal(place: number): string {
  const ending = new Intl.PluralRules('en', { type: 'ordinal' }).select(place);
  return `${place}${{ one: 'st', two: 'nd', few: 'rd', other: 'th', zero: 'th', many: 'th' }[ending]}`;
}
