/** The app's Home tab: how far somebody has come, where they left off, and what the bot can do. */
import type { types } from '@slack/bolt';
import { z } from 'zod';
import type { Asker, Bot, Sealed } from '../../bot/bot.ts';
import type { Block } from '../../reply/nodes.ts';
import * as limits from './limits.ts';
import { renderBlocks, WORDS_ONLY } from './render.ts';
import { sayButton } from './say-button.ts';

export async function homeView(bot: Bot, asker: Asker): Promise<types.HomeView> {
  const [left, stats, { outcome }] = await Promise.all([
    bot.leftOff(asker),
    bot.say('stats', asker),
    bot.say('help', asker),
  ]);
  const open = left.flatMap((each) => (each.type === 'reply' ? each.body : []));
  const help = outcome.type === 'reply' ? outcome.body : [];
  const body: readonly Block<string>[] = [
    ...progress(stats.outcome),
    { type: 'heading', text: 'Where you left off' },
    ...(open.length > 0 ? open : nothingOpen),
    { type: 'divider' },
    ...help,
  ];
  return { type: 'home', blocks: renderBlocks(body, WORDS_ONLY).slice(0, limits.BLOCKS_IN_VIEW) };
}

const nothingOpen: readonly Block<string>[] = [
  { type: 'paragraph', body: [{ type: 'text', text: 'Nothing is waiting for you.' }] },
  { type: 'actions', controls: [sayButton('Start a quiz', 'quiz')] },
];

const answered = z.object({ answers: z.number().min(1) });

/** The figures without picture and table; nothing for whoever has not answered a question yet. */
function progress(outcome: Sealed): readonly Block<string>[] {
  if (outcome.type !== 'reply' || !answered.safeParse(outcome.data).success) return [];
  return outcome.body.filter(({ type }) => type === 'heading' || type === 'fields' || type === 'actions');
}
