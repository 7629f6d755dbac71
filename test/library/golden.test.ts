/** A page of each kind as Slack and Discord get it; after a change of content, look at the difference and run with `-u`. */
import { beforeAll, describe, expect, it } from 'vitest';
import { commands } from '../../commands/index.ts';
import { renderReply as forDiscord } from '../../src/adapters/discord/render.ts';
import { renderReply as forSlack } from '../../src/adapters/slack/render.ts';
import { loadCatalogue } from '../../src/catalogue/load.ts';
import { entryPage } from '../../src/library/page.ts';
import type { Action, Reply } from '../../src/reply/nodes.ts';
import { mapPresses } from '../../src/reply/walk.ts';
import { callbackProblems } from '../adapters/discord/payload-rules.ts';
import { messageProblems } from '../adapters/slack/payload-rules.ts';
import { samplePages } from '../golden/pages.ts';

const catalogue = loadCatalogue();
const seal = async ({ id, args }: Action) => `1:${id}:${new URLSearchParams(args)}:cyqH7fgV`;

async function pageOf(id: string): Promise<Reply<string>> {
  const entry = catalogue.entry(id);
  if (!entry) throw new Error(`no entry ${id}`);
  const sealed = await mapPresses(
    { ...entryPage({ catalogue, commands }, entry), visibility: 'private' },
    seal,
  );
  if (sealed.type !== 'reply') throw new Error('a page is a reply');
  return sealed;
}

describe.each(Object.entries(samplePages))('the page of a %s', (kind, id) => {
  let page: Reply<string>;
  beforeAll(async () => {
    page = await pageOf(id);
  });

  it('is as agreed on Slack', async () => {
    const message = forSlack(page, { fileOf: () => 'F012345', tables: 1 });
    expect(messageProblems(message)).toEqual([]);
    await expect(`${JSON.stringify(message, null, 2)}\n`).toMatchFileSnapshot(
      `../golden/library/${kind}.slack.json`,
    );
  });

  it('is as agreed on Discord', async () => {
    const components = forDiscord(page);
    const names = [...JSON.stringify(components).matchAll(/attachment:\/\/([^"]+)/g)].map(
      ([, name]) => name ?? '',
    );
    const attachments = [...new Set(names)].map((filename, at) => ({ id: String(at), filename }));
    const data = { components, flags: 1 << 15, allowed_mentions: { parse: [] }, attachments };
    expect(callbackProblems({ type: 4, data }, [...new Set(names)])).toEqual([]);
    await expect(`${JSON.stringify(components, null, 2)}\n`).toMatchFileSnapshot(
      `../golden/library/${kind}.discord.json`,
    );
  });
});
