/** What somebody typed in Slack, as they typed it: without the markup that Slack wraps around it. */

const MARKUP = /<([@#!]?)([^<>|]*)(?:\|([^<>]*))?>/g;

/** Links become what was typed, mentions names, entities characters, typographic quotes and dashes plain ones. */
export function typedText(raw: string): string {
  return raw
    .replace(MARKUP, (_, kind: string, target: string, label?: string) => unwrap(kind, target, label))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replace(/[“”„]/g, '"')
    .replace(/[‘’]/g, "'")
    .replace(/\u00a0/g, ' ')
    .replace(/(^|\s)—(?=\p{L})/gu, '$1--')
    .trim();
}

function unwrap(kind: string, target: string, label: string | undefined): string {
  const shown = label === undefined || label === '' ? undefined : label;
  switch (kind) {
    case '':
      return shown ?? target.replace(/^mailto:/, '');
    case '!':
      // `!date^…|label` and `!subteam^S1|@group` show their label, `!here` its name.
      return shown ?? `@${target.replace(/^subteam\^/, '')}`;
    default:
      return `${kind}${(shown ?? target).replace(/^[@#]/, '')}`;
  }
}

/** The words around a mention of this bot. */
export function withoutMention(raw: string, botUser: string | undefined): string {
  const mention = new RegExp(
    `<@${botUser === undefined ? '[^>|]+' : botUser.replace(/\W/g, '')}(?:\\|[^>]*)?>[:,]?`,
  );
  return raw.replace(mention, ' ').trim();
}
