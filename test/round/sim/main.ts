/** `npm run sim [rounds] [first seed]`: thousands of random rounds, and what became of them. */
import { simulate } from './simulate.ts';
import { simulateSchedules } from './simulate-schedules.ts';

/** A channel of three days is as much work as this many rounds. */
const ROUNDS_PER_CHANNEL = 30;

const rounds = Number(process.argv[2] ?? 3_000);
const first = Number(process.argv[3] ?? 1);
const sum = { answers: 0, duplicates: 0, crashes: 0, posts: 0, edits: 0 };
const broken: string[] = [];
for (let seed = first; seed < first + rounds; seed++) {
  const outcome = await simulate(seed);
  for (const key of ['answers', 'duplicates', 'crashes', 'posts', 'edits'] as const) sum[key] += outcome[key];
  for (const fault of outcome.faults) broken.push(`seed ${seed}: ${fault}`);
}
const schedules = { channels: 0, openings: 0, leftOut: 0, crashes: 0 };
for (let seed = first; seed < first + Math.ceil(rounds / ROUNDS_PER_CHANNEL); seed++) {
  const outcome = await simulateSchedules(seed);
  schedules.channels += 1;
  for (const key of ['openings', 'leftOut', 'crashes'] as const) schedules[key] += outcome[key];
  for (const fault of outcome.faults) broken.push(`schedules, seed ${seed}: ${fault}`);
}
for (const line of broken.slice(0, 20)) console.log(line);
console.log(
  `${rounds} rounds, ${sum.answers} confirmed answers, ${sum.duplicates} delivered twice, ${sum.crashes} crashes, ${sum.posts} posts, ${sum.edits} edits`,
);
console.log(
  `${schedules.channels} channels of three days, ${schedules.openings} scheduled openings, ${schedules.leftOut} left out for another round, ${schedules.crashes} crashes`,
);
console.log(
  broken.length === 0
    ? 'No answer lost or counted twice; every round ended; every score as the reference; every schedule opened once.'
    : `${broken.length} faults`,
);
process.exitCode = broken.length === 0 ? 0 : 1;
