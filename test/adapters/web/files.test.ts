import { load } from 'cheerio';
import { describe, expect, it } from 'vitest';
import { createFiles } from '../../../src/adapters/web/files.ts';
import { silentLog } from '../../../src/ports/log.ts';
import { openStore } from '../../../src/store/open.ts';

async function keep(to: string | undefined) {
  const files = createFiles(openStore('sqlite::memory:', silentLog).documents);
  const links = await files.keep([{ name: 'cluster "3".csv', text: 'a,b\n' }], to);
  const link = load(String(links), null, false)('a');
  return { files, link, id: link.attr('href')?.split('/').at(-1) ?? '' };
}

describe('files of a reply', () => {
  it('are links that download under their name', async () => {
    const { link } = await keep(undefined);
    expect([link.attr('download'), link.text()]).toEqual(['cluster "3".csv', 'cluster "3".csv 4 B']);
  });

  it('are handed to everybody when the reply is public', async () => {
    const { files, id } = await keep(undefined);
    expect(await files.get(id, 'web:anybody')).toMatchObject({ text: 'a,b\n' });
  });

  it('are handed to the asker alone when the reply is private', async () => {
    const { files, id } = await keep('web:ann');
    expect(await files.get(id, 'web:ann')).toMatchObject({ text: 'a,b\n' });
    expect(await files.get(id, 'web:ben')).toBeUndefined();
    expect(await files.get(id, undefined)).toBeUndefined();
  });
});
