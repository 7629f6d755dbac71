/** Kills brokers under topics of several replication factors and min ISRs, and sees what survives. */

import { BROKERS, type Cluster, type Probe, until } from './cluster.ts';

export interface Failure {
  rf: number;
  minIsr: number;
  killed: number;
  /** Whether an acks=all write is accepted, and whether a survivor holds every acknowledged record. */
  predicted: { writes: boolean; data: boolean };
  actual: { writes: boolean; data: boolean; readAtOnce: number };
}

const CASES = [
  { rf: 1, minIsr: 1, killed: 1 },
  { rf: 2, minIsr: 1, killed: 1 },
  { rf: 2, minIsr: 2, killed: 1 },
  { rf: 2, minIsr: 1, killed: 2 },
  { rf: 3, minIsr: 1, killed: 1 },
  { rf: 3, minIsr: 1, killed: 2 },
  { rf: 3, minIsr: 2, killed: 1 },
  { rf: 3, minIsr: 2, killed: 2 },
  { rf: 3, minIsr: 3, killed: 1 },
] as const;

export const RECORDS = 500;

export async function failures(
  cluster: Cluster,
  probe: Probe,
  log: (line: string) => void,
): Promise<Failure[]> {
  const done: Failure[] = [];
  for (const [place, one] of CASES.entries()) {
    const actual = await survive(cluster, probe, `failure${place}`, one);
    const predicted = { writes: one.killed <= one.rf - one.minIsr, data: one.killed <= one.rf - 1 };
    log(
      `rf ${one.rf}, min ISR ${one.minIsr}, ${one.killed} killed: writes ${actual.writes}, data ${actual.data}, ${actual.readAtOnce} read at once`,
    );
    done.push({ ...one, predicted, actual });
  }
  return done;
}

async function survive(
  cluster: Cluster,
  probe: Probe,
  topic: string,
  { rf, minIsr, killed }: (typeof CASES)[number],
) {
  await probe.ask('create', { topic, partitions: 1, rf, min_isr: minIsr });
  await until(
    `all copies of ${topic}`,
    async () => (await probe.number('describe', { topic }, 'smallest_isr')) === rf,
  );
  const sent = await probe.number('produce', { topic, count: RECORDS, value: 100, partitions: 1 }, 'sent');
  if (sent !== RECORDS)
    throw new Error(`${topic} took ${sent} of ${RECORDS} records before anything was killed`);
  // The worst brokers to lose are those that hold the copies, the leader first.
  const { replicas } = await probe.ask('describe', { topic });
  if (!Array.isArray(replicas)) throw new Error(`${topic} has no replicas`);
  const victims = replicas.slice(0, killed).map(Number);
  for (const id of victims) await cluster.kill(id);
  await noticed(probe, topic, victims, rf);
  const writes = await probe.ask('try', {
    topic,
    value: 100,
    partitions: 1,
    timeout: 8000,
    request_timeout: 3000,
    linger: 0,
  });
  const read = () =>
    probe.number('consume', { topic, partitions: 1, groups: 1, count: RECORDS, patience: 6000 }, 'records');
  const readAtOnce = await read();
  const survivor = await leader(probe, topic);
  for (const id of victims) cluster.boot(id);
  await until(
    'all brokers back',
    async () => (await probe.number('brokers', {}, 'brokers')) === BROKERS.length,
  );
  await until(
    `all copies of ${topic} back`,
    async () => (await probe.number('describe', { topic }, 'smallest_isr')) === rf,
  );
  // The survivor still leads and the others follow it, so what can be read now is what it held all along.
  const kept = survivor !== -1 && survivor === (await leader(probe, topic)) && (await read()) >= RECORDS;
  return { writes: writes['accepted'] === true, data: kept, readAtOnce: Math.min(RECORDS, readAtOnce) };
}

async function leader(probe: Probe, topic: string): Promise<number> {
  return Number((await probe.ask('describe', { topic }))['leader']);
}

/** The controller has taken the dead out of the ISR, or has no live copy to make leader. */
async function noticed(probe: Probe, topic: string, victims: readonly number[], rf: number): Promise<void> {
  await until(`the controller to notice ${victims.join(' and ')}`, async () => {
    const { leader, isr } = await probe.ask('describe', { topic });
    if (!Array.isArray(isr)) return false;
    if (victims.length >= rf) return leader === -1;
    return (
      typeof leader === 'number' &&
      leader !== -1 &&
      !victims.includes(leader) &&
      !isr.some((id) => victims.includes(Number(id)))
    );
  });
}
