/** The style sheet and scripts in `public/`, read once and served under an address that changes with them. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';

const FOLDER = new URL('./public/', import.meta.url);
const TYPES: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
};

export type Asset = { readonly type: string; readonly body: Buffer };
export type Assets = {
  /** `app.js` becomes `/static/3f9a…/app.js`; modules find each other by relative names. */
  readonly url: (name: string) => string;
  readonly get: (path: string) => Asset | undefined;
};

export function readAssets(): Assets {
  const files = new Map<string, Asset>();
  const hash = createHash('sha256');
  for (const name of readdirSync(FOLDER).sort()) {
    const type = TYPES[name.split('.').at(-1) ?? ''];
    if (type === undefined) continue;
    const body = readFileSync(new URL(name, FOLDER));
    hash.update(name).update(body);
    files.set(name, { type, body });
  }
  const base = `/static/${hash.digest('base64url').slice(0, 12)}/`;
  return {
    url: (name) => base + name,
    get: (path) => (path.startsWith(base) ? files.get(path.slice(base.length)) : undefined),
  };
}
