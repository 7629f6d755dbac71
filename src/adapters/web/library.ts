/** The library as a small site: an overview with search, a list for each kind and area, a permanent page for each entry. */
import type { ServerResponse } from 'node:http';
import type { Area, Entry, Group, Kind, Page, Shelf } from '../../library/shelf.ts';
import type { Assets } from './assets.ts';
import { Refused } from './guard.ts';
import { type Html, html } from './html.ts';
import { shell } from './page.ts';
import type { Pictures } from './pictures.ts';
import { renderBlocks } from './render.ts';
import { redirect, sendPage } from './respond.ts';

const ROOT = '/library';
/** Entries change with a new version of the bot only; a reader who reloads sees it soon. */
const FRESH_SECONDS = 60;

const KIND_TITLES: Readonly<Record<Kind, string>> = {
  about: 'About Kafka',
  concept: 'Concepts',
  pattern: 'Patterns',
  practice: 'Practices',
  case: 'Cases',
  comparison: 'Comparisons',
  howto: 'How to',
  symptom: 'Symptoms',
  metric: 'Metrics',
  error: 'Errors',
  setting: 'Settings',
};

export type Library = {
  readonly show: (url: URL, response: ServerResponse) => Promise<void>;
  /** The address of an entry's page; undefined for what is no entry. */
  readonly pageOf: (id: string) => string | undefined;
};

export function createLibrary(shelf: Shelf, assets: Assets, pictures: Pictures): Library {
  /** Pages by id; drawing their pictures is most of the work. */
  const rendered = new Map<string, string>();

  async function entryPage(entry: Entry): Promise<string> {
    const known = rendered.get(entry.id);
    if (known !== undefined) return known;
    const page = shelf.page(entry);
    const drawn = await pictures.draw(page.body);
    const body = renderBlocks(page.body, { drawn, titleLevel: 1, hidden: {} });
    const made = frame(assets, entry.meta.title, articleFor(page, body), entry.meta.gist);
    const isComplete = page.body.every((block) => block.type !== 'image' || drawn(block.picture));
    if (isComplete) rendered.set(entry.id, made);
    return made;
  }

  return {
    pageOf(id) {
      const entry = shelf.entry(id);
      return entry && path(entry);
    },
    async show(url, response) {
      const [kind = '', id, ...more] = url.pathname
        .slice(ROOT.length + 1)
        .split('/')
        .map(decode);
      if (more.length > 0) throw new Refused(404, 'There is no such page in the library.');
      response.setHeader('cache-control', `public, max-age=${FRESH_SECONDS}`);
      if (kind === '' && id === undefined) {
        return sendPage(response, 200, overview(assets, shelf, url.searchParams));
      }
      const group = shelf.byKind.find(({ name }) => name === kind);
      if (group && id === undefined) return sendPage(response, 200, kindPage(assets, group));
      // A link inside a page knows the id only; so may an old link whose entry has moved to another kind.
      const entry = shelf.entry(id ?? kind);
      if (!entry) return sendPage(response, 404, missing(assets, id ?? kind));
      if (entry.kind !== kind || id === undefined) return redirect(response, path(entry));
      sendPage(response, 200, await entryPage(entry));
    },
  };
}

const path = ({ kind, id }: Pick<Entry, 'kind' | 'id'>): string => `${ROOT}/${kind}/${id}`;

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new Refused(404, 'There is no such page in the library.');
  }
}

function frame(assets: Assets, title: string, main: Html, description?: string): string {
  return shell(
    { title: `${title} · Kafka library`, look: 'library', assets, description, script: 'library.js' },
    html`<a class="skip" href="#content">Skip to the text</a>
<header class="bar">
<a class="brand" href="${ROOT}"><img class="mark" src="${assets.url('mark.svg')}" alt="" width="40" height="24"><span>Kafka library</span></a>
<nav><a href="/">Channel</a></nav>
</header>
<main id="content">${main}</main>`,
  );
}

function searchForm(words: string): Html {
  return html`<form role="search" class="search" action="${ROOT}" method="get"><label for="q" class="unseen">Search the library</label><input id="q" name="q" type="text" inputmode="search" value="${words}" placeholder="Search: isr, consumer lag, exactly once" autocomplete="off" spellcheck="false"><button type="submit">Search</button></form>`;
}

function overview(assets: Assets, shelf: Shelf, query: URLSearchParams): string {
  const words = query.get('q')?.slice(0, 300).trim() ?? '';
  const area = shelf.byArea.find(({ name }) => name === query.get('area'));
  const shown = words !== '' ? results(words, shelf.search(words)) : area ? areaList(area) : contents(shelf);
  return frame(
    assets,
    words === '' ? (area ? areaTitle(area.name) : 'Contents') : words,
    html`<h1>The library</h1>
<p class="lead">${shelf.size} pages on Apache Kafka, each checked against its sources.</p>
${searchForm(words)}
<div id="results" aria-live="polite">${shown}</div>`,
  );
}

function results(words: string, found: readonly Entry[]): Html {
  if (found.length === 0) return html`<p>I have no page about <q>${words}</q>.</p>`;
  return html`<h2 class="unseen">${found.length} pages found</h2>${entryList(found, true)}`;
}

function contents(shelf: Shelf): Html {
  const kinds = shelf.byKind.map(
    ({ name, entries }) =>
      html`<li><a href="${ROOT}/${name}">${KIND_TITLES[name]}</a> <small>${entries.length}</small></li>`,
  );
  const areas = shelf.byArea.map(
    ({ name, entries }) =>
      html`<li><a href="${ROOT}?area=${name}">${areaTitle(name)}</a> <small>${entries.length}</small></li>`,
  );
  return html`<div class="contents"><section><h2>By kind</h2><ul>${kinds}</ul></section><section><h2>By area</h2><ul>${areas}</ul></section></div>`;
}

const areaTitle = (area: Area) => (area === 'kraft' ? 'KRaft' : area[0]?.toUpperCase() + area.slice(1));

function areaList({ name, entries }: Group<Area>): Html {
  return html`<h2>${areaTitle(name)}</h2>${entryList(entries, true)}`;
}

function kindPage(assets: Assets, { name, entries }: Group<Kind>): string {
  return frame(
    assets,
    KIND_TITLES[name],
    html`${crumbs()}<h1>${KIND_TITLES[name]}</h1>${searchForm('')}${entryList(entries, false)}`,
  );
}

/** @param isMixed whether entries of several kinds stand together */
function entryList(entries: readonly Entry[], isMixed: boolean): Html {
  return html`<ul class="entries">${entries.map(
    (entry) =>
      html`<li><a href="${path(entry)}">${entry.meta.title}</a>${isMixed && html` <small>${entry.kind}</small>`}<p>${entry.meta.gist}</p></li>`,
  )}</ul>`;
}

function crumbs(entry?: Entry): Html {
  const kind = entry && html`<li><a href="${ROOT}/${entry.kind}">${KIND_TITLES[entry.kind]}</a></li>`;
  const area =
    entry &&
    areaTitle(entry.meta.area) !== KIND_TITLES[entry.kind] &&
    html`<li><a href="${ROOT}?area=${entry.meta.area}">${areaTitle(entry.meta.area)}</a></li>`;
  return html`<nav class="crumbs" aria-label="Where you are"><ol><li><a href="${ROOT}">Library</a></li>${kind}${area}</ol></nav>`;
}

function articleFor({ entry, related, line }: Page, body: Html): Html {
  const next =
    related.length > 0 &&
    html`<section class="related"><h2>Related</h2>${entryList(related, true)}</section>`;
  return html`${crumbs(entry)}<article class="body">${body}</article>
<form class="actions" method="post" action="/say"><button name="text" value="/kafka ${line}">Open in the channel</button></form>
${next}`;
}

function missing(assets: Assets, id: string): string {
  const words = id.replaceAll('-', ' ');
  return frame(
    assets,
    'Not in the library',
    html`<h1>Not in the library</h1><p>There is no page <q>${id}</q> here; it may go by another name.</p>${searchForm(words)}`,
  );
}
