/** Turns a reply into a message for the channel: pictures drawn, files kept, presses knowing where they stand. */
import { z } from 'zod';
import { cleanLine, shorten } from '../../reply/clean.ts';
import type { Reply } from '../../reply/nodes.ts';
import type { Draft } from './channel.ts';
import type { Files } from './files.ts';
import { type Html, html } from './html.ts';
import type { Pictures } from './pictures.ts';
import { renderBlocks } from './render.ts';

const LONGEST_SHOWN_LINE = 140;
/** What a reply says about the one entry of the library that it shows. */
const entryShown = z.object({ kind: z.string(), id: z.string() });

export type Surrounding = {
  /** Id of the only person who sees it. */
  readonly to?: string | undefined;
  /** The line that was asked, where the reply does not name a better one. */
  readonly asked?: string | undefined;
};

export type Drafter = (reply: Reply<string>, surrounding: Surrounding) => Promise<Draft>;

/** @param pageOf the address of an entry's own page */
export function createDrafter(
  pictures: Pictures,
  files: Files,
  pageOf: (id: string) => string | undefined,
): Drafter {
  const pageLink = ({ data }: Reply<string>): Html | undefined => {
    const page = pageOf(entryShown.safeParse(data).data?.id ?? '');
    return page === undefined
      ? undefined
      : html`<p class="page-link"><a href="${page}">Permanent page</a></p>`;
  };
  return async (reply, { to, asked }) => {
    const drawn = await pictures.draw(reply.body);
    const handedOver = await files.keep(reply.files ?? [], to);
    const shown = reply.share === undefined ? asked : `/kafka ${reply.share}`;
    return {
      ...(to === undefined ? {} : { to }),
      ...(shown === undefined ? {} : { asked: shorten(cleanLine(shown), LONGEST_SHOWN_LINE) }),
      summary: reply.summary,
      html: (number) => {
        const body = renderBlocks(reply.body, { drawn, titleLevel: 2, hidden: { message: String(number) } });
        return html`${body}${handedOver}${pageLink(reply)}`.toString();
      },
    };
  };
}
