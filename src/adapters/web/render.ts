/** Reply nodes as HTML: one function per node type. */
import type { Picture } from '../../pictures/spec.ts';
import { safeUrl } from '../../reply/clean.ts';
import type { Block, Control, Field, Form, Inline, Tone } from '../../reply/nodes.ts';
import { type Renderers, renderWith } from '../../reply/render.ts';
import { type Html, html } from './html.ts';

/** Where a picture can be fetched, in both themes; sizes in CSS pixels. */
export type Drawn = {
  readonly light: string;
  readonly dark: string;
  readonly width: number;
  readonly height: number;
};

export type Surroundings = {
  /** Undefined when it could not be drawn; its words then stand alone. */
  readonly drawn: (picture: Picture) => Drawn | undefined;
  /** Level of the reply's title; its sections are one below. */
  readonly titleLevel: 1 | 2;
  /** What a press must say beside its id, such as the message it is on. */
  readonly hidden: Readonly<Record<string, string>>;
};

type SealedBlock = Block<string>;
type SealedControl = Control<string>;

const inlines: Renderers<Inline, Html> = {
  text: ({ text }) => html`${text}`,
  strong: ({ text }) => html`<strong>${text}</strong>`,
  code: ({ text }) => html`<code>${text}</code>`,
  link: ({ text, url }) => anchor(text, url),
  entry: ({ text, id }) => html`<a class="entry" href="/library/${encodeURIComponent(id)}">${text}</a>`,
  mention: ({ name }) => html`<span class="mention">@${name}</span>`,
  time: ({ at, style }) => timeTag(at, style),
};

export const renderInline = (body: readonly Inline[]): Html =>
  html`${body.map((node) => renderWith(inlines, node))}`;

/** A heading that opens the reply, after remarks at most, names all of it; the others are its sections. */
export function renderBlocks(body: readonly SealedBlock[], around: Surroundings): Html {
  const opening = body.find(({ type }) => type !== 'note');
  const table = blocks(around, opening);
  return html`${body.map((block) => renderWith(table, block))}`;
}

function blocks(around: Surroundings, title: SealedBlock | undefined): Renderers<SealedBlock, Html> {
  return {
    heading: (node) => headingTag(around.titleLevel + (node === title ? 0 : 1), node.text),
    paragraph: ({ body }) => html`<p>${renderInline(body)}</p>`,
    list: ({ ordered, items }) => {
      const lines = items.map((item) => html`<li>${renderInline(item)}</li>`);
      if (ordered) return html`<ol>${lines}</ol>`;
      return bringOwnLetters(items) ? html`<ul class="lettered">${lines}</ul>` : html`<ul>${lines}</ul>`;
    },
    code: ({ text, language }) =>
      html`<figure class="code"><figcaption><span>${language ?? 'text'}</span><button type="button" class="copy">Copy</button></figcaption><pre tabindex="0"><code>${text}</code></pre></figure>`,
    fields: ({ fields }) =>
      html`<dl class="fields">${fields.map(({ label, value }) => html`<div><dt>${label}</dt><dd>${renderInline(value)}</dd></div>`)}</dl>`,
    table: ({ columns, rows }) => {
      const side = (at: number) => (columns[at]?.align === 'right' ? html` class="right"` : undefined);
      const head = columns.map(({ label }, at) => html`<th scope="col"${side(at)}>${label}</th>`);
      const cells = rows.map(
        (row) => html`<tr>${row.map((cell, at) => html`<td${side(at)}>${renderInline(cell)}</td>`)}</tr>`,
      );
      const name = columns.map(({ label }) => label).join(', ');
      return html`<div class="scroll" role="region" aria-label="Table: ${name}" tabindex="0"><table><thead><tr>${head}</tr></thead><tbody>${cells}</tbody></table></div>`;
    },
    callout: ({ tone, title: name, body }) =>
      html`<div class="callout ${tone}" role="note"><p>${name === undefined ? html`<span class="unseen">${TONE_WORDS[tone]}: </span>` : html`<strong class="name">${name}</strong> `}${renderInline(body)}</p></div>`,
    note: ({ body }) => html`<p class="note">${renderInline(body)}</p>`,
    image: ({ picture }) => {
      const drawn = around.drawn(picture);
      if (!drawn) return html`<p class="note">${picture.alt}</p>`;
      return html`<figure class="picture"><picture><source media="(prefers-color-scheme: dark)" srcset="${drawn.dark}"><img src="${drawn.light}" alt="${picture.alt}" width="${drawn.width}" height="${drawn.height}" loading="lazy" decoding="async"></picture></figure>`;
    },
    divider: () => html`<hr>`,
    actions: ({ controls }) => renderControls(controls, around),
  };
}

function headingTag(level: number, words: string): Html {
  if (level === 1) return html`<h1>${words}</h1>`;
  return level === 2 ? html`<h2>${words}</h2>` : html`<h3>${words}</h3>`;
}

/** Icons are drawn by the style sheet; readers who do not see them hear these. */
const TONE_WORDS: Readonly<Record<Tone, string>> = {
  info: 'Note',
  good: 'Good',
  warning: 'Careful',
  bad: 'Problem',
};

/** Quiz options come as “A. …”; a bullet before a letter would be one mark too many. */
function bringOwnLetters(items: readonly (readonly Inline[])[]): boolean {
  return items.every(([first]) => first?.type === 'strong' && /^[A-Z]\./.test(first.text));
}

function renderControls(controls: readonly SealedControl[], around: Surroundings): Html {
  const table: Renderers<SealedControl, Html> = {
    button: ({ label, press, tone, disabled }) =>
      html`<button name="press" value="${press}"${tone && html` class="${tone}"`}${disabled && html` disabled`}>${label}</button>`,
    link: ({ label, url }) => anchor(label, url, 'button'),
    select: ({ label, press, choices }) =>
      html`<span class="select"><label><span>${label}</span><select name="value">${choices.map(
        ({ label: text, value, description }) =>
          html`<option value="${value}"${description !== undefined && html` title="${description}"`}>${text}</option>`,
      )}</select></label><button name="press" value="${press}">Open</button></span>`,
  };
  // Each select gets a form of its own, because every field of a form is sent with every button.
  const rows: SealedControl[][] = [];
  for (const control of controls) {
    const last = rows.at(-1);
    if (last && control.type !== 'select' && last[0]?.type !== 'select') last.push(control);
    else rows.push([control]);
  }
  return html`${rows.map(
    (row) =>
      html`<form class="actions" method="post" action="/press">${hiddenFields(around.hidden)}${row.map((control) => renderWith(table, control))}</form>`,
  )}`;
}

const hiddenFields = (hidden: Readonly<Record<string, string>>): readonly Html[] =>
  Object.entries(hidden).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`);

/** A form of the bot. Its fields are prefixed, so that none of them can pose as the press or the message. */
export const FIELD_PREFIX = 'field.';

export function renderForm(form: Form<string>, hidden: Readonly<Record<string, string>>): Html {
  return html`<form class="form" method="post" action="/press"><h2 id="form-title">${form.title}</h2><p class="problem" role="alert"></p>${hiddenFields({ ...hidden, press: form.press })}${form.fields.map(renderField)}<div class="actions"><button class="primary" type="submit">${form.submit}</button><button type="button" class="cancel">Cancel</button></div></form>`;
}

function renderField(field: Field): Html {
  const name = `${FIELD_PREFIX}${field.name}`;
  const hintId = `hint-${field.name}`;
  const attributes = html` id="${name}" name="${name}"${field.required && html` required`}${field.hint !== undefined && html` aria-describedby="${hintId}"`}`;
  const hint = field.hint === undefined ? undefined : html`<small id="${hintId}">${field.hint}</small>`;
  const optional = !field.required && html` <small>optional</small>`;
  return html`<p class="field"><label for="${name}">${field.label}${optional}</label>${control(field, attributes)}${hint}</p>`;
}

function control(field: Field, attributes: Html): Html {
  switch (field.kind) {
    case 'line':
      return html`<input type="text" autocomplete="off" spellcheck="false" value="${field.value}"${attributes}>`;
    case 'lines':
      return html`<textarea rows="10" spellcheck="false"${attributes}>
${field.value}</textarea>`;
    case 'choice':
      return html`<select${attributes}>${!field.required && html`<option value=""></option>`}${(
        field.choices ?? []
      ).map(
        ({ label, value }) =>
          html`<option value="${value}"${value === field.value && html` selected`}>${label}</option>`,
      )}</select>`;
  }
}

function anchor(label: string, url: string, look?: string): Html {
  const safe = safeUrl(url);
  if (safe === undefined) return html`${label}`;
  return html`<a${look !== undefined && html` class="${look}"`} href="${safe}" target="_blank" rel="noopener noreferrer">${label}</a>`;
}

/** The page's script replaces the text by the reader's own zone and language. */
export function timeTag(at: number, style: 'relative' | 'clock' | 'date'): Html {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return html`at an unknown time`;
  const iso = date.toISOString();
  const text = style === 'clock' ? iso.slice(11, 16) : iso.slice(0, 10);
  return html`<time datetime="${iso}" data-style="${style}">${text}</time>`;
}

/** What people write to each other: plain text in which web addresses become links. */
export function renderChat(text: string): Html {
  const parts = text.split(/(https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]])/g);
  return html`<p class="said">${parts.map((part, at) => (at % 2 === 1 ? anchor(part, part) : part))}</p>`;
}
