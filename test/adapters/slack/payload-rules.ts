/** What Slack would refuse: JSON Schema generated from Slack's own types, with the limits the types only mention. */
import { Ajv, type ValidateFunction } from 'ajv';
import { createGenerator } from 'ts-json-schema-generator';

type Json = Readonly<Record<string, unknown>>;

/** definition, path inside its properties, keyword, value; from the reference pages of Block Kit. */
const LIMITS: readonly (readonly [definition: string, path: string, keyword: string, limit: number])[] = [
  ['ActionsBlock', 'elements', 'maxItems', 25],
  ['ActionsBlock', 'elements', 'minItems', 1],
  ['ContextBlock', 'elements', 'maxItems', 10],
  ['ContextBlock', 'elements', 'minItems', 1],
  ['SectionBlock', 'fields', 'maxItems', 10],
  ['SectionBlock', 'fields', 'minItems', 1],
  ['TableBlock', 'rows', 'maxItems', 100],
  ['TableBlock', 'column_settings', 'maxItems', 20],
  ['PlainTextElement', 'text', 'maxLength', 3_000],
  ['PlainTextElement', 'text', 'minLength', 1],
  ['MrkdwnElement', 'text', 'maxLength', 3_000],
  ['MrkdwnElement', 'text', 'minLength', 1],
  ['RawTextElement', 'text', 'minLength', 1],
  ['RichTextText', 'text', 'minLength', 1],
  ['Button', 'action_id', 'maxLength', 255],
  ['Button', 'value', 'maxLength', 2_000],
  ['Button', 'url', 'maxLength', 3_000],
  ['StaticSelect', 'action_id', 'maxLength', 255],
  ['StaticSelect', 'options', 'maxItems', 100],
  ['StaticSelect', 'options', 'minItems', 1],
  ['PlainTextOption', 'value', 'maxLength', 150],
  ['MrkdwnOption', 'value', 'maxLength', 150],
  ['ImageBlock', 'alt_text', 'maxLength', 2_000],
  ['PlainTextInput', 'initial_value', 'maxLength', 3_000],
  ['InputBlock', 'block_id', 'maxLength', 255],
  ['ModalView', 'blocks', 'maxItems', 100],
  ['ModalView', 'private_metadata', 'maxLength', 3_000],
  ['ModalView', 'callback_id', 'maxLength', 255],
  ['HomeView', 'blocks', 'maxItems', 100],
];

/** Texts that may be shorter than a text object: where they stand, and how long they may be. */
const TEXT_LIMITS: Readonly<Record<string, number>> = {
  'header.text': 150,
  'button.text': 75,
  'static_select.placeholder': 150,
  'option.text': 75,
  'option.description': 75,
  'section.fields': 2_000,
  'input.label': 2_000,
  'input.hint': 2_000,
  'modal.title': 24,
  'modal.submit': 24,
  'modal.close': 24,
};

const NAMES: Readonly<Record<string, string>> = {
  actions: 'ActionsBlock',
  context: 'ContextBlock',
  divider: 'DividerBlock',
  header: 'HeaderBlock',
  image: 'ImageBlock',
  input: 'InputBlock',
  rich_text: 'RichTextBlock',
  section: 'SectionBlock',
  table: 'TableBlock',
  modal: 'ModalView',
  home: 'HomeView',
};

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

let compiled: Map<string, ValidateFunction> | undefined;

function validators(): Map<string, ValidateFunction> {
  if (compiled) return compiled;
  const path = new URL('../../../node_modules/@slack/types/dist/index.d.ts', import.meta.url).pathname;
  const schema = createGenerator({ path, type: '*', skipTypeCheck: true }).createSchema('*');
  const definitions = schema.definitions ?? {};
  for (const [name, property, keyword, limit] of LIMITS) {
    const definition = definitions[name];
    const inside = isObject(definition) ? definitionProperty(definition, property) : undefined;
    if (!inside) throw new Error(`@slack/types has no ${name}.${property} any more`);
    for (const one of inside) Object.assign(one, { [keyword]: limit });
  }
  const ajv = new Ajv({ strict: false, allErrors: false });
  ajv.addSchema({ $id: 'slack', definitions });
  compiled = new Map(
    Object.entries(NAMES).map(([type, name]) => [type, ajv.compile({ $ref: `slack#/definitions/${name}` })]),
  );
  return compiled;
}

/** Some definitions are unions whose every branch has the property. */
function definitionProperty(definition: Json, property: string): Json[] {
  const own = isObject(definition['properties']) ? definition['properties'][property] : undefined;
  const branches = [definition['anyOf'], definition['allOf']].flatMap((list) =>
    Array.isArray(list) ? list : [],
  );
  return [
    ...(isObject(own) ? [own] : []),
    ...branches.filter(isObject).flatMap((branch) => definitionProperty(branch, property)),
  ];
}

function schemaProblems(value: unknown, type: string): readonly string[] {
  const validate = validators().get(type);
  if (!validate) return [`${type}: this bot does not send such blocks`];
  if (validate(value)) return [];
  const [first] = validate.errors ?? [];
  return [
    `${type}${first?.instancePath ?? ''}: ${first?.message ?? 'does not fit'} ${JSON.stringify(first?.params)}`,
  ];
}

/** Every place of a payload with its path of types: `actions.elements`, `option.text`. */
function* places(value: unknown, within: string): Generator<{ at: string; value: unknown }> {
  yield { at: within, value };
  if (Array.isArray(value)) for (const item of value) yield* places(item, within);
  else if (isObject(value)) {
    const owner =
      typeof value['type'] === 'string' ? value['type'] : within.endsWith('options') ? 'option' : within;
    for (const [key, inner] of Object.entries(value)) yield* places(inner, `${owner}.${key}`);
  }
}

function textProblems(payload: unknown): readonly string[] {
  return [...places(payload, '')].flatMap(({ at, value }) => {
    const limit = TEXT_LIMITS[at];
    const text = isObject(value) && typeof value['text'] === 'string' ? value['text'] : undefined;
    return limit !== undefined && text !== undefined && text.length > limit
      ? [`${at}: ${text.length} characters, at most ${limit}`]
      : [];
  });
}

/** Control characters but tab and newline, and everything that changes the direction of text. */
const UNSEEN = /(?![\t\n])\p{Cc}|\p{Bidi_Control}/u;

/** What only this bot must hold to: nothing that anybody typed may ping, link or format. */
export function injections(payload: unknown): readonly string[] {
  return [...places(payload, '')].flatMap(({ at, value }) => {
    // Values are sent back as they are and never read as markup.
    if (typeof value !== 'string' || /\.(initial_)?value$/.test(at)) return [];
    const markup = [...value.matchAll(/<[^<>]*>/g)]
      .map(([token]) => token)
      .filter(
        (token) =>
          !/^<https?:\/\/[^|<>]+\|[^<>]*>$/.test(token) && !/^<!date\^\d+\^[^|]+\|[^<>]*>$/.test(token),
      );
    const isMarkup = at === 'message.text' || at === 'mrkdwn.text';
    return [
      ...(/<[!@#]/.test(value.replace(/<!date\^/g, '')) ? [`${at}: could ping: ${value.slice(0, 80)}`] : []),
      ...(isMarkup && markup.length > 0 ? [`${at}: markup ${markup[0]}`] : []),
      ...(UNSEEN.test(value) ? [`${at}: control or bidirectional characters`] : []),
      ...(at === 'message.text' && /@(channel|here|everyone)\b/.test(value)
        ? [`${at}: a group mention`]
        : []),
      ...(at.endsWith('.url') && !/^https?:\/\//.test(value)
        ? [`${at}: ${value.slice(0, 40)} is no web address`]
        : []),
      ...(value.isWellFormed() ? [] : [`${at}: half a character`]),
    ];
  });
}

/** Without `verbatim` Slack looks for names and addresses in the text by itself. */
function parsedTexts(payload: unknown): readonly string[] {
  return [...places(payload, '')].flatMap(({ value }) =>
    isObject(value) && value['type'] === 'mrkdwn' && value['verbatim'] !== true
      ? ['mrkdwn: not verbatim']
      : [],
  );
}

function actionProblems(blocks: readonly unknown[]): readonly string[] {
  const ids = [...places(blocks, '')].flatMap(({ at, value }) =>
    at.endsWith('.action_id') && typeof value === 'string' ? [value] : [],
  );
  const twice = ids.filter((id, at) => ids.indexOf(id) !== at);
  return twice.length > 0 ? [`action_id twice: ${twice[0]}`] : [];
}

/** @returns what Slack would refuse, empty when it would take the message */
export function messageProblems(message: { text?: unknown; blocks?: unknown }): readonly string[] {
  const blocks = Array.isArray(message.blocks) ? message.blocks : [];
  const length = JSON.stringify(blocks).length;
  return [
    ...(typeof message.text === 'string' && message.text.trim() !== '' ? [] : ['text: missing']),
    ...(typeof message.text === 'string' && message.text.length > 4_000
      ? ['text: over 4,000 characters']
      : []),
    ...(message.blocks !== undefined && blocks.length === 0 ? ['blocks: empty'] : []),
    ...(blocks.length > 50 ? [`blocks: ${blocks.length} of at most 50`] : []),
    ...(length > 13_000 ? [`blocks: ${length} characters of JSON, about 13,000 fit`] : []),
    ...(blocks.filter((block) => isObject(block) && block['type'] === 'table').length > 1
      ? ['table: twice']
      : []),
    ...blocks.flatMap((block) => schemaProblems(block, isObject(block) ? String(block['type']) : '')),
    ...textProblems(blocks),
    ...actionProblems(blocks),
    ...parsedTexts(blocks),
    ...injections({ type: 'message', text: message.text, blocks }),
  ];
}

export function viewProblems(view: unknown): readonly string[] {
  if (!isObject(view)) return ['view: missing'];
  const blocks = Array.isArray(view['blocks']) ? view['blocks'] : [];
  const ids = blocks.flatMap((block) =>
    isObject(block) && typeof block['block_id'] === 'string' ? [block['block_id']] : [],
  );
  return [
    ...schemaProblems(view, String(view['type'])),
    ...blocks.flatMap((block) => schemaProblems(block, isObject(block) ? String(block['type']) : '')),
    ...(new Set(ids).size < ids.length ? ['block_id: twice'] : []),
    ...textProblems(view),
    ...(view['type'] === 'home' ? actionProblems(blocks) : []),
    ...parsedTexts(view),
    ...injections(view),
  ];
}
