/**
 * Anki's export “Notes in Plain Text”: tab-separated notes under lines that start with #.
 * Notes with a column for each option are read like a CSV pack; of a deck of fronts and backs every card becomes a question
 * whose wrong options are backs of other cards.
 */
import { parse as parseCsv } from 'csv-parse/sync';
import { convert as htmlToText } from 'html-to-text';
import { columnName, type Draft, type Placed, type ReadPack, readRows } from './read-pack.ts';

const SEPARATORS: Readonly<Record<string, string>> = {
  tab: '\t',
  comma: ',',
  semicolon: ';',
  space: ' ',
  pipe: '|',
  colon: ':',
};
const WRONG_OPTIONS = 3;
const FEWEST_OPTIONS = 3;
/** A platform's limit for an option, and what fits a phone. */
const LONGEST_OPTION = 75;

export function readAnki(text: string): ReadPack {
  const header = new Map(
    [...text.matchAll(/^#([a-z ]+):(.*)$/gim)].map(([, key = '', value = '']) => [
      key.toLowerCase(),
      value.trim(),
    ]),
  );
  const separator = header.get('separator') ?? 'tab';
  let records: string[][];
  try {
    records = parseCsv(text, {
      delimiter: SEPARATORS[separator.toLowerCase()] ?? separator,
      comment: '#',
      comment_no_infix: true,
      skip_empty_lines: true,
      relax_column_count: true,
      relax_quotes: true,
    });
  } catch (error) {
    return { questions: [], problems: [`I cannot read the notes: ${String(error)}`] };
  }
  const plain = header.get('html') === 'true' ? asText : (field: string) => field.trim();
  // The columns that are about the note and not of it: its type, deck, tags and guid.
  const about = ['notetype column', 'deck column', 'tags column', 'guid column'].map(
    (name) => Number(header.get(name)) - 1,
  );
  const notes = records.map((fields) => fields.filter((_, at) => !about.includes(at)).map(plain));
  const columns = header
    .get('columns')
    ?.split(/[\t,;]/)
    .map(columnName);
  if (columns?.includes('prompt')) {
    const named = notes.map((fields) =>
      Object.fromEntries(columns.map((name, at) => [name, fields[at] ?? ''])),
    );
    return readRows(named, (at) => `note ${at + 1}`);
  }
  return fromCards(notes.map(([front = '', back = '']) => ({ front, back })));
}

const asText = (html: string) => htmlToText(html, { wordwrap: false }).trim();

type Card = { readonly front: string; readonly back: string };

function fromCards(cards: readonly Card[]): ReadPack {
  const problems: string[] = [];
  const usable = cards.filter(({ front, back }, at) => {
    const why =
      front === '' || back === ''
        ? 'needs a front and a back'
        : back.length > LONGEST_OPTION
          ? `has a back of ${back.length} characters; an option takes ${LONGEST_OPTION}`
          : undefined;
    if (why !== undefined) problems.push(`note ${at + 1}: ${why}`);
    return why === undefined;
  });
  const backs = new Set(usable.map(({ back }) => back.toLowerCase())).size;
  if (backs < FEWEST_OPTIONS)
    return {
      questions: [],
      problems: [
        ...problems,
        `of fronts and backs it takes at least ${FEWEST_OPTIONS} cards with different backs, since wrong options are backs of other cards; there ${backs === 1 ? 'is' : 'are'} ${backs}`,
      ],
    };
  const questions = usable.map((card, at): Placed => {
    const where = `note ${cards.indexOf(card) + 1}`;
    return { where, draft: fromCard(card, at, usable) };
  });
  return { questions, problems };
}

/** The wrong options are those backs that come closest in length, so that length tells nothing. */
function fromCard(card: Card, at: number, cards: readonly Card[]): Draft {
  const unlike = (a: Card) => Math.abs(a.back.length - card.back.length);
  const seen = new Set([card.back.toLowerCase()]);
  const wrong = cards
    .toSorted((a, b) => unlike(a) - unlike(b))
    .filter(({ back }) => {
      const isNew = !seen.has(back.toLowerCase());
      seen.add(back.toLowerCase());
      return isNew;
    })
    .slice(0, WRONG_OPTIONS)
    .map((other) => ({ text: other.back, right: false, because: `That answers “${other.front}”` }));
  const right = { text: card.back, right: true, because: `The card says: ${card.back}` };
  const place = at % (wrong.length + 1);
  const prompt = /[?:.]$/.test(card.front) ? card.front : `${card.front}:`;
  return { prompt, options: [...wrong.slice(0, place), right, ...wrong.slice(place)], level: 'recall' };
}
