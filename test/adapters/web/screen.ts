/** Reads pages and messages as a person does: text in lines, buttons in brackets. */
import { type CheerioAPI, load } from 'cheerio';

const BLOCKS = 'h1, h2, h3, p, li, dt, dd, tr, pre, figure, header, form, hr, label, option';

export function screenText(markup: string): string {
  const $ = load(markup, null, false);
  $('.copy').remove();
  $('button').each((_, button) => {
    $(button).replaceWith(` [${$(button).text().trim()}] `);
  });
  $('img').each((_, image) => {
    $(image).replaceWith(` ${$(image).attr('alt')} `);
  });
  $('td, th').append(' | ');
  $(BLOCKS).append('\n');
  return $.root()
    .text()
    .split('\n')
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter((line) => line !== '')
    .join('\n');
}

export function buttonLabels(markup: string): readonly string[] {
  const $ = load(markup, null, false);
  return $('button[name=press]')
    .toArray()
    .map((button) => $(button).text().trim());
}

export type Press = Readonly<Record<string, string>>;

/** What a browser would send for the button with this label. */
export function pressFor(markup: string, label: string): Press | undefined {
  const $ = load(markup, null, false);
  const button = $('button[name=press]').filter((_, each) => $(each).text().trim() === label);
  return button.length === 0 ? undefined : withHidden($, button.first());
}

/** What a browser would send when this choice is picked in its select. */
export function pressForChoice(markup: string, choice: string): Press | undefined {
  const $ = load(markup, null, false);
  const option = $('select[name=value] option').filter((_, each) => $(each).text().trim() === choice);
  if (option.length === 0) return undefined;
  const button = option.first().closest('form').find('button[name=press]').first();
  return { ...withHidden($, button), value: option.first().attr('value') ?? '' };
}

function withHidden($: CheerioAPI, button: ReturnType<CheerioAPI>): Press {
  const hidden = button.closest('form').find('input[type=hidden]').toArray();
  return Object.fromEntries([
    ...hidden.map((input) => [$(input).attr('name') ?? '', $(input).attr('value') ?? '']),
    ['press', button.attr('value') ?? ''],
  ]);
}

export type OpenForm = {
  readonly hidden: Press;
  /** Field name and current value by label. */
  readonly fields: Readonly<Record<string, { readonly name: string; readonly value: string }>>;
};

export function readForm(markup: string): OpenForm {
  const $ = load(markup, null, false);
  const hidden = $('input[type=hidden]').toArray();
  const fields = $('label[for]')
    .toArray()
    .map((label) => {
      const name = $(label).attr('for') ?? '';
      const field = $('[name]').filter((_, each) => $(each).attr('name') === name);
      const value = field.is('select') ? field.find('[selected]').attr('value') : field.val();
      $(label).find('small').remove();
      return [$(label).text().trim(), { name, value: String(value ?? '') }] as const;
    });
  return {
    hidden: Object.fromEntries(
      hidden.map((input) => [$(input).attr('name') ?? '', $(input).attr('value') ?? '']),
    ),
    fields: Object.fromEntries(fields),
  };
}

/** Messages of a page by number, with the revision each stands at. */
export function readMessages(page: string): readonly Shown[] {
  const $ = load(page);
  return $('article.message')
    .toArray()
    .map((article) => ({
      number: Number($(article).attr('id')?.slice(1)),
      revision: Number($(article).attr('data-revision')),
      html: $.html(article),
    }));
}

export type Shown = { readonly number: number; readonly revision: number; readonly html: string };
