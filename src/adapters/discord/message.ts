/** A reply as the body of a Discord message with its pictures and files. */
import { type APIMessageTopLevelComponent, ComponentType, MessageFlags, type RawFile } from 'discord.js';
import { drawPng } from '../../pictures/draw.ts';
import type { Log } from '../../ports/log.ts';
import type { Block, Reply } from '../../reply/nodes.ts';
import { MOST_FILES } from './limits.ts';
import { fileName, pictureInWords, pictureName, renderReply } from './render.ts';

/** The same for a first response, an edit, a follow-up and a post. */
export type Message = {
  readonly body: {
    readonly components: readonly APIMessageTopLevelComponent[];
    readonly flags: MessageFlags;
    readonly allowed_mentions: { readonly parse: readonly [] };
    readonly attachments: readonly { readonly id: string; readonly filename: string }[];
  };
  readonly files: (RawFile & { readonly data: Buffer })[];
};

/** Draws, renders and attaches. A picture that cannot be drawn is shown in words. */
export async function toMessage(reply: Reply<string>, log: Log): Promise<Message> {
  const named = nameFiles(reply);
  const drawn = await drawPictures(named, log);
  const components = renderReply(drawn.reply);
  const written = (named.files ?? []).map(({ name, text }) => ({
    name: fileName(name),
    data: Buffer.from(text),
  }));
  const mentioned = referencedFiles(components);
  const files = [...drawn.files, ...written].filter(({ name }) => mentioned.has(name));
  return {
    body: {
      components,
      flags: MessageFlags.IsComponentsV2,
      allowed_mentions: { parse: [] },
      // On an edit, whatever is not listed here goes, so that no picture of the last page stays.
      attachments: files.map(({ name }, id) => ({ id: String(id), filename: name })),
    },
    files,
  };
}

/** Files of one message need names of their own, and there may be ten of them. */
function nameFiles(reply: Reply<string>): Reply<string> {
  const taken = new Set<string>();
  const own = (name: string): string => {
    const [, stem = '', ending = ''] = /^(.*?)(\.[^.]*)?$/.exec(fileName(name)) ?? [];
    for (let count = 1; ; count++) {
      const tried = count === 1 ? `${stem}${ending}` : `${stem}-${count}${ending}`;
      if (taken.has(tried.toLowerCase())) continue;
      taken.add(tried.toLowerCase());
      return tried;
    }
  };
  const files = (reply.files ?? []).slice(0, MOST_FILES).map((file) => ({ ...file, name: own(file.name) }));
  const body = reply.body.map((block): Block<string> => {
    if (block.type !== 'image') return block;
    if (taken.size >= MOST_FILES) return pictureInWords(block.picture.alt);
    return { ...block, name: own(pictureName(block.name)).replace(/\.png$/, '') };
  });
  return { ...reply, body, files };
}

async function drawPictures(
  reply: Reply<string>,
  log: Log,
): Promise<{ readonly reply: Reply<string>; readonly files: Message['files'] }> {
  const files: Message['files'] = [];
  const body: Block<string>[] = [];
  for (const block of reply.body) {
    if (block.type !== 'image') {
      body.push(block);
      continue;
    }
    try {
      const data = Buffer.from(await drawPng(block.picture, 'dark'));
      files.push({ name: pictureName(block.name), data, contentType: 'image/png' });
      body.push(block);
    } catch (error) {
      log.warn({ error, picture: block.name }, 'a picture could not be drawn; shown in words');
      body.push(pictureInWords(block.picture.alt));
    }
  }
  return { reply: { ...reply, body }, files };
}

function referencedFiles(components: readonly APIMessageTopLevelComponent[]): ReadonlySet<string> {
  const urls = components.flatMap((each) => {
    if (each.type === ComponentType.MediaGallery) return each.items.map(({ media }) => media.url);
    return each.type === ComponentType.File ? [each.file.url] : [];
  });
  return new Set(urls.map((url) => url.replace(/^attachment:\/\//, '')));
}

/** One sentence of the adapter's own, for what no command can answer. */
export function sentenceReply(sentence: string): Reply<string> {
  return {
    type: 'reply',
    ok: false,
    title: 'Not quite',
    summary: sentence,
    body: [{ type: 'paragraph', body: [{ type: 'text', text: sentence }] }],
    visibility: 'private',
    placement: 'new',
  };
}
