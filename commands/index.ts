/** Every command, in the order of the help page; on Discord those beyond the twenty-fourth are one level down. */
import type { Command } from '../src/bot/command.ts';
import about from './about.ts';
import ask from './ask.ts';
import board from './board.ts';
import calc from './calc.ts';
import caseStudy from './case.ts';
import compare from './compare.ts';
import concept from './concept.ts';
import config from './config.ts';
import daily from './daily.ts';
import error from './error.ts';
import help from './help.ts';
import howto from './howto.ts';
import lint from './lint.ts';
import me from './me.ts';
import metric from './metric.ts';
import pack from './pack.ts';
import pattern from './pattern.ts';
import practice from './practice.ts';
import quiz from './quiz.ts';
import round from './round.ts';
import schedule from './schedule.ts';
import size from './size.ts';
import stats from './stats.ts';
import tips from './tips.ts';
import unanswered from './unanswered.ts';
import upgrade from './upgrade.ts';

export const commands: readonly Command[] = [
  ask,
  concept,
  pattern,
  calc,
  quiz,
  daily,
  round,
  board,
  schedule,
  stats,
  config,
  error,
  lint,
  pack,
  size,
  compare,
  howto,
  upgrade,
  metric,
  practice,
  caseStudy,
  tips,
  me,
  help,
  about,
  unanswered,
];
