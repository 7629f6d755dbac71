/** The app's Home tab: where somebody left off, and what the bot can do. */
import type { types } from '@slack/bolt';
import type { Asker, Bot } from '../../bot/bot.ts';
import type { Block } from '../../reply/nodes.ts';
import * as limits from './limits.ts';
import { renderBlocks, WORDS_ONLY } from './render.ts';
import { sayButton } from './say-button.ts';

export async function homeView(bot: Bot, asker: Asker): Promise<types.HomeView> {
  const { outcome } = await bot.say('help', asker);
  const help = outcome.type === 'reply' ? outcome.body : [];
  const body: readonly Block<string>[] = [
    { type: 'heading', text: 'Where you left off' },
    { type: 'actions', controls: [sayButton('Continue my quiz', 'quiz')] },
    { type: 'divider' },
    ...help,
  ];
  return { type: 'home', blocks: [...renderBlocks(body, WORDS_ONLY)].slice(0, limits.BLOCKS_IN_VIEW) };
}
