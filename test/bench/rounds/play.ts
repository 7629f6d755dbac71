/** Plays rounds on real processes with everybody answering at once, each press delivered twice, and processes killed. */
import { EventEmitter, once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import type { Answer, Round } from '../../../src/round/round.ts';
import type { RoundStore } from '../../../src/round/round-store.ts';
import { string } from '../../adapters/slack/screen-text.ts';
import type { Fleet, Member } from './fleet.ts';
import { buttonOf, type Message, TEAM, type Workspace } from './workspace.ts';

export type Plan = {
  readonly rounds: number;
  readonly players: number;
  readonly questions: number;
  /** Everybody answers within this long. */
  readonly spreadMs: number;
  /** Ends a process while this question is open, counted from 1. */
  readonly killDuring?: number;
  /** Ends the process that posts this question, in the middle of posting it. */
  readonly killPosting?: number;
};

export type Report = {
  readonly sent: number;
  readonly confirmed: number;
  readonly lost: number;
  readonly double: number;
  readonly unfinished: number;
  /** From the press to what the person reads, milliseconds. */
  readonly acks: readonly number[];
  /** From a question's deadline to its answer in the channel. */
  readonly reveals: readonly number[];
  /** From the end of a process to the next sign of the round it was busy with. */
  readonly resumes: readonly number[];
  readonly refusedEdits: number;
};

const SECONDS = 10;
const END_WITHIN_MS = 300_000;
/** After this long without an answer people try again. */
const PATIENCE_MS = 5_000;
const LETTERS = ['A', 'B', 'C'] as const;

type Confirmed = {
  readonly channel: string;
  readonly turn: number;
  readonly user: string;
  readonly shown: number;
};

export async function playRounds(
  plan: Plan,
  fleet: Fleet,
  workspace: Workspace,
  store: RoundStore,
): Promise<Report> {
  const limit = AbortSignal.timeout(END_WITHIN_MS);
  const channels = Array.from({ length: plan.rounds }, (_, at) => `C${String(at).padStart(6, '0')}`);
  const ids = new Map<string, string>();
  const confirmed: Confirmed[] = [];
  const seen = { sent: 0, acks: [] as number[], reveals: [] as number[], resumes: [] as number[] };
  const over = new Set<string>();
  const ended = new EventEmitter<{ end: []; error: [unknown] }>();
  /** Killed in the middle of posting: when, and in which channel the question is still missing. */
  let missing: { at: number; channel: string } | undefined;
  const asking = new Set<string>();
  const open = new Map<string, { turn: number; posted: number }>();

  const anyone = (but?: Member) => {
    const alive = fleet.alive();
    const others = alive.filter((member) => member !== but);
    const choice = others.length > 0 ? others : alive;
    const member = choice[Math.floor(Math.random() * choice.length)];
    if (!member) throw new Error('no process is left');
    return member;
  };

  /** Presses until somebody takes it, as people do; the platform delivers it a second time to another process. */
  const press = async (
    message: Message,
    label: string,
    user: string,
    isDoubled: boolean,
  ): Promise<string> => {
    const button = buttonOf(message, label);
    if (!button) throw new Error(`no button ${label} on “${message.text}”`);
    const actionTs = workspace.timestamp();
    while (!limit.aborted) {
      let hear: (said: string) => void = () => {};
      const heard = new Promise<string>((resolve) => {
        hear = resolve;
      });
      const deliver = (member: Member) =>
        fleet.send(member, {
          payload: JSON.stringify({
            type: 'block_actions',
            team: { id: TEAM },
            user: { id: user, username: user, name: user, team_id: TEAM },
            api_app_id: 'A1',
            channel: { id: message.channel, name: 'general' },
            container: {
              type: 'message',
              message_ts: message.ts,
              channel_id: message.channel,
              is_ephemeral: false,
            },
            message: { ts: message.ts, text: message.text },
            trigger_id: actionTs,
            response_url: workspace.responseUrl(hear),
            actions: [{ block_id: 'b1', action_ts: actionTs, ...button }],
          }),
        });
      const first = anyone();
      const [isTaken] = await Promise.all([deliver(first), isDoubled ? deliver(anyone(first)) : true]);
      // Whoever took it may have died before answering; after a while people press again.
      const said =
        isTaken || isDoubled
          ? await Promise.race([heard, pause(PATIENCE_MS, undefined, { ref: false })])
          : undefined;
      if (said !== undefined) return said;
    }
    return '';
  };

  const answerAll = async (message: Message, turn: number) => {
    const players = Array.from({ length: plan.players }, (_, at) => `U${message.channel}${at}`);
    // One stays silent, so that the deadline and not the last answer closes the question.
    const answering = players.slice(1).map(async (user) => {
      await pause(Math.random() * plan.spreadMs);
      const shown = Math.floor(Math.random() * LETTERS.length);
      const started = performance.now();
      seen.sent += 1;
      const said = await press(message, LETTERS[shown] ?? 'A', user, true);
      seen.acks.push(performance.now() - started);
      // The second delivery may be heard first, or a press made again: what counts is what the person was told.
      const told = /ocked in (?:with )?([A-D])/.exec(said)?.[1];
      if (told !== undefined)
        confirmed.push({ channel: message.channel, turn, user, shown: 'ABCD'.indexOf(told) });
    });
    await Promise.all(answering);
  };

  const onMessage = (message: Message, { method }: { method: string }) => {
    if (missing?.channel === message.channel && message.text.startsWith('Question')) {
      seen.resumes.push(Date.now() - missing.at);
      missing = undefined;
    }
    const asked = /^Question (\d+) of \d+:/.exec(message.text);
    if (asked && method === 'chat.postMessage') {
      const turn = Number(asked[1]) - 1;
      open.set(message.channel, { turn, posted: Number(message.ts) * 1_000 });
      // A question may stand there twice when a process was slow to say that it had posted it.
      const isAgain = asking.has(`${message.channel} ${turn}`);
      asking.add(`${message.channel} ${turn}`);
      if (isAgain) return;
      answerAll(message, turn).catch((error: unknown) => ended.emit('error', error));
      if (plan.killDuring === turn + 1) setTimeout(() => killOne(), plan.spreadMs / 2);
    }
    if (message.text.startsWith('The answer is')) {
      const question = open.get(message.channel);
      if (question) seen.reveals.push(Date.now() - question.posted - SECONDS * 1_000);
      open.delete(message.channel);
    }
    if (/^(The round is over|Nobody|The host stopped)/.test(message.text)) {
      over.add(message.channel);
      ended.emit('end');
    }
  };

  let hasKilled = false;
  const killOne = () => {
    if (hasKilled) return;
    hasKilled = true;
    fleet.kill(anyone());
  };

  workspace.swallow = ({ by, method, args }) => {
    const isIt =
      plan.killPosting !== undefined &&
      method === 'chat.postMessage' &&
      string(args['text']).startsWith(`Question ${plan.killPosting} of`);
    const member = fleet.members[by];
    if (!isIt || !member?.isAlive || fleet.alive().length < 2) return false;
    workspace.swallow = () => false;
    missing = { at: Date.now(), channel: string(args['channel']) };
    fleet.kill(member);
    return true;
  };

  const play = async (channel: string) => {
    const lobby = new Promise<Message>((resolve) => {
      const look = (message: Message) => {
        if (message.channel !== channel || !message.text.includes('press Join')) return;
        workspace.off('message', look);
        resolve(message);
      };
      workspace.on('message', look);
    });
    const ask = () =>
      fleet.send(anyone(), {
        command: '/kafka',
        text: `round questions=${plan.questions} seconds=${SECONDS}`,
        user_id: `U${channel}0`,
        user_name: 'host',
        team_id: TEAM,
        channel_id: channel,
        channel_name: 'general',
        trigger_id: '1.2.3',
        response_url: workspace.responseUrl(() => {}),
      });
    let message: Message | undefined;
    // Whoever took the line may have died with it; then people say it again.
    while (!message && !limit.aborted) {
      await ask();
      message = await Promise.race([lobby, pause(PATIENCE_MS, undefined, { ref: false })]);
    }
    if (!message) return;
    const shown = message;
    const id = await store.runningIn(`slack:${TEAM}:${channel}`);
    if (id === undefined) throw new Error(`no round runs in ${channel}`);
    ids.set(channel, id);
    await Promise.all(
      Array.from({ length: plan.players - 1 }, (_, at) =>
        press(shown, 'Join', `U${channel}${at + 1}`, false),
      ),
    );
    await press(shown, 'Start', `U${channel}0`, false);
  };

  workspace.on('message', onMessage);
  await Promise.all(channels.map(play));
  while (over.size < channels.length && !limit.aborted)
    await once(ended, 'end', { signal: limit }).catch((error: unknown) => {
      if (!limit.aborted) throw error;
    });
  workspace.off('message', onMessage);
  const judged = await Promise.all(
    channels.map(async (channel) =>
      judge(
        await kept(store, ids.get(channel) ?? ''),
        confirmed.filter((each) => each.channel === channel),
      ),
    ),
  );
  return {
    sent: seen.sent,
    confirmed: confirmed.length,
    lost: sum(judged.map(({ lost }) => lost)),
    double: sum(judged.map(({ double }) => double)),
    unfinished: channels.length - over.size,
    acks: seen.acks,
    reveals: seen.reveals,
    resumes: seen.resumes,
    refusedEdits: workspace.refused.edits,
  };
}

type Kept = { readonly round: Round | undefined; readonly answers: readonly (readonly Answer[])[] };

async function kept(store: RoundStore, id: string): Promise<Kept> {
  const round = (await store.load(id))?.round;
  const answers = await Promise.all((round?.questions ?? []).map((_, turn) => store.answers(id, turn)));
  return { round, answers };
}

/** Every confirmed answer must be kept as confirmed and scored; nobody may have more scored answers than questions answered. */
function judge({ round, answers }: Kept, confirmed: readonly Confirmed[]) {
  const lost = confirmed.filter(({ turn, user, shown }) => {
    const mine = answers[turn]?.find((answer) => answer.user.endsWith(`:${user}`));
    return mine?.shown !== shown;
  }).length;
  const players = Object.entries(round?.players ?? {});
  const wrongly = players.map(([user, { answered }]) => {
    const given = answers.filter((turn) => turn.some((answer) => answer.user === user)).length;
    return { missing: Math.max(0, given - answered), extra: Math.max(0, answered - given) };
  });
  return {
    lost: lost + sum(wrongly.map(({ missing }) => missing)),
    double: sum(wrongly.map(({ extra }) => extra)),
  };
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
