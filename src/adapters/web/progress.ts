/** How far somebody has come, as a page of its own: what `stats` says, with its buttons leading into the channel. */
import type { Bot } from '../../bot/bot.ts';
import type { Assets } from './assets.ts';
import { html } from './html.ts';
import { shell } from './page.ts';
import type { Person } from './people.ts';
import type { Pictures } from './pictures.ts';
import { renderBlocks } from './render.ts';
import { askerFor } from './talk.ts';

/** The buttons are on no message, so their answers are new ones. */
const ON_NO_MESSAGE = { message: 'none' };

export async function progressPage(
  { bot, assets, pictures }: { readonly bot: Bot; readonly assets: Assets; readonly pictures: Pictures },
  person: Person,
): Promise<string> {
  const { outcome } = await bot.say('stats', askerFor(person));
  const body = outcome.type === 'reply' ? outcome.body : [];
  const drawn = await pictures.draw(body);
  const shown = renderBlocks(body, { drawn, titleLevel: 1, hidden: ON_NO_MESSAGE });
  return shell(
    { title: 'Your progress · Kafka companion', look: 'library', assets, script: 'library.js' },
    html`<a class="skip" href="#content">Skip to the text</a>
<header class="bar">
<a class="brand" href="/"><img class="mark" src="${assets.url('mark.svg')}" alt="" width="40" height="24"><span>${person.name}</span></a>
<nav><a href="/library">Library</a><a href="/">Channel</a></nav>
</header>
<main id="content"><article class="body">${shown}</article></main>`,
  );
}
