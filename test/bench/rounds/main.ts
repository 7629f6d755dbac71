/** Rounds on four processes, one Redis and one Slack: what is lost, what is late, and how long a killed process is missed. */
import { silentLog } from '../../../src/ports/log.ts';
import { openStore } from '../../../src/store/open.ts';
import { hasRedis, startRedis } from '../../fakes/redis.ts';
import { startFleet } from './fleet.ts';
import { type Plan, playRounds, type Report } from './play.ts';
import { Workspace } from './workspace.ts';

/** Starts everything, plays, and takes it down again. */
export async function playOnProcesses(processes: number, plan: Plan): Promise<Report> {
  const redis = await startRedis();
  const workspace = new Workspace();
  await workspace.listen();
  const store = openStore(redis.url, silentLog);
  try {
    await using fleet = await startFleet(processes, redis.url, workspace);
    return await playRounds(plan, fleet, workspace, store.rounds);
  } finally {
    await store.close();
    await workspace.close();
    await redis.stop();
  }
}

const plans: readonly { readonly name: string; readonly plan: Plan }[] = [
  {
    name: '1 round × 500 players, 2 processes killed',
    plan: { rounds: 1, players: 500, questions: 3, spreadMs: 2_000, killDuring: 2, killPosting: 3 },
  },
  {
    name: '50 rounds × 20 players, 1 process killed',
    plan: { rounds: 50, players: 20, questions: 2, spreadMs: 5_000, killDuring: 1 },
  },
];

export async function roundFigures(): Promise<readonly (readonly string[])[]> {
  if (!hasRedis()) return [];
  const rows: string[][] = [];
  for (const { name, plan } of plans) rows.push(row(name, await playOnProcesses(4, plan)));
  return rows;
}

export const ROUND_HEAD = [
  '4 processes, each press delivered twice',
  'answers',
  'lost',
  'double',
  'unfinished',
  'ack p50 ms',
  'ack p99 ms',
  'reveal after deadline, worst ms',
  'resume after kill ms',
  'edits refused',
];

function row(name: string, report: Report): string[] {
  const at = (values: readonly number[], share: number) => {
    const sorted = values.toSorted((a, b) => a - b);
    const value = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
    return value === undefined ? '–' : String(Math.round(value));
  };
  return [
    name,
    String(report.sent),
    String(report.lost),
    String(report.double),
    String(report.unfinished),
    at(report.acks, 0.5),
    at(report.acks, 0.99),
    at(report.reveals, 1),
    at(report.resumes, 1),
    String(report.refusedEdits),
  ];
}
