/** Reads the small Markdown of `content/` into reply nodes; anything beyond it is a problem with a line number. */
import { load as parseYaml } from 'js-yaml';
import { lexer, type Token, type Tokens } from 'marked';
import { image } from '../reply/build.ts';
import type { Block, Inline } from '../reply/nodes.ts';
import { zodProblems } from './problems.ts';
import { diagram } from './schema.ts';

export type Parsed = { readonly blocks: readonly Block[]; readonly problems: readonly string[] };

/** @param name used as the file name of the pictures in the text */
export function parseMarkdown(source: string, name: string): Parsed {
  const problems: string[] = [];
  const blocks: Block[] = [];
  let offset = 0;
  for (const token of lexer(source)) {
    const line = source.slice(0, offset).split('\n').length;
    const report = (problem: string) => problems.push(`line ${line}: ${problem}`);
    const block = readBlock(token, name, report);
    if (block) blocks.push(block);
    offset += token.raw.length;
  }
  return { blocks, problems };
}

type Report = (problem: string) => void;

function readBlock(token: Token, name: string, report: Report): Block | undefined {
  switch (token.type) {
    case 'space':
      return undefined;
    case 'heading':
      if (token['depth'] !== 2) report('use ## for headings');
      return { type: 'heading', text: plainText(readInline(token.tokens ?? [], report)) };
    case 'paragraph':
      return { type: 'paragraph', body: readInline(token.tokens ?? [], report) };
    case 'list':
      return readList(token as Tokens.List, report);
    case 'code':
      return readCode(token as Tokens.Code, name, report);
    case 'table':
      return readTable(token as Tokens.Table, report);
    case 'blockquote':
      return { type: 'callout', tone: 'info', body: readQuote(token as Tokens.Blockquote, report) };
    default:
      report(`“${token.type}” is not part of the house style`);
      return undefined;
  }
}

function readList(token: Tokens.List, report: Report): Block {
  const items = token.items.map((item) => {
    if (item.tokens.some((inner) => inner.type === 'list')) report('lists have one level');
    return item.tokens.flatMap((inner) => readInline('tokens' in inner ? (inner.tokens ?? []) : [], report));
  });
  return { type: 'list', ordered: token.ordered, items };
}

function readCode(token: Tokens.Code, name: string, report: Report): Block | undefined {
  if (token.lang !== 'diagram') {
    if (!token.lang) report('name the language of fenced code (text, if it has none)');
    return { type: 'code', text: token.text, ...(token.lang ? { language: token.lang } : {}) };
  }
  try {
    const parsed = diagram.safeParse(parseYaml(token.text));
    if (parsed.success) return image(name, parsed.data);
    for (const problem of zodProblems(parsed.error)) report(`diagram ${problem}`);
  } catch (error) {
    report(`diagram is not YAML: ${error instanceof Error ? error.message.split('\n')[0] : error}`);
  }
  return undefined;
}

function readTable(token: Tokens.Table, report: Report): Block {
  return {
    type: 'table',
    columns: token.header.map((cell, at) => ({
      label: plainText(readInline(cell.tokens, report)),
      align: token.align[at] === 'right' ? 'right' : 'left',
    })),
    rows: token.rows.map((row) => row.map((cell) => readInline(cell.tokens, report))),
  };
}

function readQuote(token: Tokens.Blockquote, report: Report): readonly Inline[] {
  return token.tokens.flatMap((inner) => {
    if (inner.type !== 'paragraph') report('a call-out is one paragraph');
    return readInline('tokens' in inner ? (inner.tokens ?? []) : [], report);
  });
}

function readInline(tokens: readonly Token[], report: Report): readonly Inline[] {
  return tokens.flatMap((token): readonly Inline[] => {
    switch (token.type) {
      case 'text':
      case 'escape':
        return 'tokens' in token && token.tokens
          ? readInline(token.tokens, report)
          : [{ type: 'text', text: unwrapLines(token['text']) }];
      case 'strong':
        return [{ type: 'strong', text: plainText(readInline(token.tokens ?? [], report)) }];
      case 'codespan':
        return [{ type: 'code', text: token['text'] }];
      case 'link':
        return [readLink(token as Tokens.Link, report)];
      case 'em':
        report('write *emphasis* as **strong** or not at all');
        return readInline(token.tokens ?? [], report);
      case 'br':
        return [{ type: 'text', text: ' ' }];
      default:
        report(`“${token.type}” is not part of the house style`);
        return [];
    }
  });
}

function readLink(token: Tokens.Link, report: Report): Inline {
  const text = plainText(readInline(token.tokens, report));
  if (token.href.startsWith('entry:')) return { type: 'entry', text, id: token.href.slice('entry:'.length) };
  if (!token.href.startsWith('https://')) report(`link ${token.href}: use https:// or entry:<id>`);
  return { type: 'link', text, url: token.href };
}

/** A line break inside a paragraph is a blank; marked escapes nothing here because nothing is HTML yet. */
const unwrapLines = (text: string) => text.replace(/\s*\n\s*/g, ' ');

function plainText(body: readonly Inline[]): string {
  return body.map((part) => ('text' in part ? part.text : '')).join('');
}
