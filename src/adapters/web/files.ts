/** Files that come with a reply, kept for a week and handed only to who may see the reply. */
import { z } from 'zod';
import { shortId } from '../../ports/random.ts';
import { cleanLine } from '../../reply/clean.ts';
import type { Documents } from '../../store/documents.ts';
import { type Html, html } from './html.ts';

const LIFETIME_MS = 7 * 24 * 3_600_000;
const fileSchema = z.object({ name: z.string(), text: z.string(), to: z.string().optional() });
type KeptFile = z.output<typeof fileSchema>;

export type Files = {
  /** @param to id of the only person who may fetch them */
  readonly keep: (
    files: readonly { readonly name: string; readonly text: string }[],
    to: string | undefined,
  ) => Promise<Html | undefined>;
  readonly get: (id: string, personId: string | undefined) => Promise<KeptFile | undefined>;
};

export function createFiles(documents: Documents): Files {
  const kept = documents.collection('web-file', fileSchema);
  return {
    async keep(files, to) {
      if (files.length === 0) return undefined;
      const links = files.map(async ({ name, text }) => {
        const id = shortId(20);
        await kept.set(id, { name, text, ...(to === undefined ? {} : { to }) }, LIFETIME_MS);
        return html`<a class="file" href="/files/${id}" download="${cleanLine(name)}">${name} <small>${size(text)}</small></a>`;
      });
      return html`<p class="files">${await Promise.all(links)}</p>`;
    },
    async get(id, personId) {
      const file = await kept.get(id);
      return file && (file.to === undefined || file.to === personId) ? file : undefined;
    },
  };
}

function size(text: string): string {
  const bytes = Buffer.byteLength(text);
  return bytes < 1_000 ? `${bytes} B` : `${(bytes / 1_000).toFixed(1)} kB`;
}
