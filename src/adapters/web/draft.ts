/** Turns a reply into a message for the channel: pictures drawn, files kept, presses knowing where they stand. */
import { cleanLine, shorten } from '../../reply/clean.ts';
import type { Reply } from '../../reply/nodes.ts';
import type { Draft } from './channel.ts';
import type { Files } from './files.ts';
import { html } from './html.ts';
import type { Pictures } from './pictures.ts';
import { renderBlocks } from './render.ts';

const LONGEST_SHOWN_LINE = 140;

export type Surrounding = {
  /** Id of the only person who sees it. */
  readonly to?: string | undefined;
  /** The line that was asked, where the reply does not name a better one. */
  readonly asked?: string | undefined;
  /** Name of who asked, for replies that everybody sees. */
  readonly askedBy?: string | undefined;
};

export type Drafter = (reply: Reply<string>, surrounding: Surrounding) => Promise<Draft>;

export function createDrafter(pictures: Pictures, files: Files): Drafter {
  return async (reply, { to, asked, askedBy }) => {
    const drawn = await pictures.draw(reply.body);
    const handedOver = await files.keep(reply.files ?? [], to);
    const shown = reply.share === undefined ? asked : `/kafka ${reply.share}`;
    return {
      ...(to === undefined ? {} : { to }),
      ...(shown === undefined ? {} : { asked: shorten(cleanLine(shown), LONGEST_SHOWN_LINE) }),
      ...(askedBy === undefined ? {} : { askedBy }),
      summary: reply.summary,
      html: (number) => {
        const body = renderBlocks(reply.body, { drawn, hidden: { message: String(number) } });
        return html`${body}${handedOver}`.toString();
      },
    };
  };
}
