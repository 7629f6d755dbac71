/** The options that set how a round is played, shared by all commands that open rounds. */
import { choice, integer, type ReadResult, typed } from '../bot/option.ts';
import { quote } from '../reply/clean.ts';
import { defaultSettings, modes, type Settings } from './round.ts';

export const USUAL_COUNT = 10;

const onOff = (hint: string) => choice(['on', 'off'], { hint, positional: false });

/** @param positional whether the mode may be given without its name */
export const roundOptions = ({ positional }: { readonly positional: boolean }) => ({
  mode: choice(modes, { hint: 'how it is played', positional }).optional(),
  seconds: typed(readSeconds, {
    hint: 'seconds for each question, auto or untimed',
    example: '20',
  }).optional(),
  teams: integer({ hint: 'how many teams, with mode=teams', min: 2, max: 4, example: '3' }).optional(),
  speed: onOff('points for speed').optional(),
  streak: onOff('points for right answers in a row').optional(),
  change: onOff('whether an answer may be changed once').optional(),
  late: onOff('whether people may come in after the start').optional(),
});

type OnOff = 'on' | 'off' | undefined;
export type GivenRules = {
  readonly mode?: Settings['mode'] | undefined;
  readonly seconds?: Settings['seconds'] | undefined;
  readonly teams?: number | undefined;
  readonly speed?: OnOff;
  readonly streak?: OnOff;
  readonly change?: OnOff;
  readonly late?: OnOff;
};

/** What is wrong with rules given in one line, if anything; those of a preset may be overruled. */
export function contradiction({ mode, teams }: GivenRules): string | undefined {
  return teams !== undefined && mode !== undefined && mode !== 'teams'
    ? `teams=${teams} goes with mode=teams, not with mode=${mode}; leave one of them out.`
    : undefined;
}

/** What is left out is as usual. */
export function settingsFrom({ mode, seconds, teams, speed, streak, change, late }: GivenRules): Settings {
  const isOn = (given: OnOff, usual: boolean) => (given === undefined ? usual : given === 'on');
  // Who asks for teams wants to play in teams.
  const usualMode = teams === undefined ? defaultSettings.mode : 'teams';
  return {
    mode: mode ?? usualMode,
    seconds: seconds ?? defaultSettings.seconds,
    teams: teams ?? defaultSettings.teams,
    speed: isOn(speed, defaultSettings.speed),
    streak: isOn(streak, defaultSettings.streak),
    mayChange: isOn(change, defaultSettings.mayChange),
    lateJoin: isOn(late, defaultSettings.lateJoin),
  };
}

function readSeconds(raw: string): ReadResult<Settings['seconds']> {
  const text = raw.trim().toLowerCase().replace(/s$/, '');
  if (text === 'auto' || text === 'untimed') return { ok: true, value: text };
  const value = Number(text);
  return Number.isInteger(value) && value >= 10 && value <= 120
    ? { ok: true, value }
    : { ok: false, problem: `I read ${quote(raw)}, but it takes 10 to 120 seconds, auto or untimed` };
}
