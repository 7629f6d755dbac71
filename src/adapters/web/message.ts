/** One message of the channel as an article, the same in the first page and in live updates. */
import type { Message } from './channel.ts';
import { type Html, html, keptHtml } from './html.ts';
import type { Person } from './people.ts';
import { timeTag } from './render.ts';

/** @param viewer who will see it; it must be a message they may see */
export function renderMessage(message: Message, viewer: Person): Html {
  const { number, revision, author, to, asked, summary } = message;
  const isOwn = author?.id === viewer.id;
  const kind = author ? (isOwn ? 'person own' : 'person') : to === undefined ? 'reply' : 'reply private';
  const label = author ? author.name : to === undefined ? 'Kafka' : 'Kafka, only you see this';
  return html`<article class="message ${kind}" id="m${number}" data-revision="${revision}" tabindex="-1" aria-label="${label}" data-summary="${label}: ${summary}"><header><a class="offset" href="#m${number}" aria-label="Message ${number}">${number}</a><b class="name">${author?.name ?? 'Kafka'}</b>${asked !== undefined && html`<code class="asked">${asked}</code>`}${to !== undefined && html`<span class="only">Only you see this</span>`}${timeTag(message.at, 'clock')}</header><div class="body">${keptHtml(message.html)}</div></article>`;
}
