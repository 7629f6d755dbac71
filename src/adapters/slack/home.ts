/** The app's Home tab: where somebody left off, and what the bot can do. */
import type { types } from '@slack/bolt';
import type { Asker, Bot } from '../../bot/bot.ts';
import type { Block } from '../../reply/nodes.ts';
import * as limits from './limits.ts';
import { renderBlocks, WORDS_ONLY } from './render.ts';
import { sayButton } from './say-button.ts';

export async function homeView(bot: Bot, asker: Asker): Promise<types.HomeView> {
  const [left, { outcome }] = await Promise.all([bot.leftOff(asker), bot.say('help', asker)]);
  const open = left.flatMap((each) => (each.type === 'reply' ? each.body : []));
  const help = outcome.type === 'reply' ? outcome.body : [];
  const body: readonly Block<string>[] = [
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
