/** Virtual time: work is done in the order of its instant, and the clock only moves between pieces of work. */

type Task = { readonly at: number; readonly serial: number; readonly work: () => void };

export type World = {
  readonly now: () => number;
  /** A number in [0, 1), the same for the same seed. */
  readonly random: () => number;
  readonly after: (delay: number, work: () => void) => void;
  /** Resolves when that much virtual time has passed. */
  readonly wait: (delay: number) => Promise<void>;
  /** Runs until nothing is left or the time is up; true when nothing is left. */
  readonly run: (until: number) => Promise<boolean>;
};

export function createWorld(seed: number): World {
  const tasks: Task[] = [];
  let now = 1_000_000;
  let serial = 0;
  const random = createRandom(seed);
  const after = (delay: number, work: () => void) => {
    tasks.push({ at: now + Math.max(0, delay), serial: serial++, work });
  };
  return {
    now: () => now,
    random,
    after,
    wait: (delay) => new Promise((resolve) => after(delay, resolve)),
    async run(until) {
      for (;;) {
        await settle();
        const next = tasks.reduce<Task | undefined>(
          (best, task) =>
            !best || task.at < best.at || (task.at === best.at && task.serial < best.serial) ? task : best,
          undefined,
        );
        if (!next) return true;
        if (next.at > until) return false;
        tasks.splice(tasks.indexOf(next), 1);
        now = next.at;
        next.work();
      }
    },
  };
}

/** Lets every promise that can go on do so. Work here never waits for real time, so this ends. */
const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

/** Mulberry32. */
function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
