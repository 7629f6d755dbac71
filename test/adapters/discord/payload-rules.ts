/** Judges what is sent to Discord: its published schemas, without unknown fields, and the limits they leave out. */
import * as spec from 'discord-api-spec/zod';
import { z } from 'zod';
import type { ZodMiniType } from 'zod/mini';

const EPHEMERAL = 64;
const COMPONENTS_V2 = 1 << 15;
const DEFERRED = 5;

/** By the type of the callback: 4 and 5 a new message, 6 an acknowledgement, 7 an update, 8 choices, 9 a modal. */
const callbacks: Readonly<Record<number, ZodMiniType>> = {
  4: spec.CreateMessageInteractionCallbackRequestSchema,
  5: spec.CreateMessageInteractionCallbackRequestSchema,
  7: spec.UpdateMessageInteractionCallbackRequestSchema,
  8: spec.ApplicationCommandAutocompleteCallbackRequestSchema,
  9: spec.ModalInteractionCallbackRequestSchema,
};

/** @returns what is wrong with the body of a callback, empty when nothing is */
export function callbackProblems(body: unknown, files: readonly string[]): readonly string[] {
  const { type, data } = z.looseObject({ type: z.number(), data: z.unknown().optional() }).parse(body);
  if (type === 6) return data === undefined ? [] : ['an acknowledgement takes no data'];
  const schema = callbacks[type];
  if (!schema) return [`callback type ${type} is unknown`];
  const problems = schemaProblems(schema, body);
  if (type === DEFERRED) {
    const flags = z.object({ flags: z.number() }).parse(data).flags;
    return flags === 0 || flags === EPHEMERAL ? problems : [...problems, 'only ephemeral can be deferred'];
  }
  if (type === 4 || type === 7) return [...problems, ...messageProblems(data, files)];
  return type === 9 ? [...problems, ...duplicateIds(data)] : problems;
}

export function followUpProblems(body: unknown, files: readonly string[]): readonly string[] {
  return [
    ...schemaProblems(spec.IncomingWebhookInteractionRequestSchema, body),
    ...messageProblems(body, files),
  ];
}

export function editProblems(body: unknown, files: readonly string[]): readonly string[] {
  return [
    ...schemaProblems(spec.IncomingWebhookUpdateRequestPartialSchema, body),
    ...messageProblems(body, files),
    ...(hasFlag(body, EPHEMERAL) ? ['an edit cannot make a message ephemeral'] : []),
  ];
}

export function postProblems(body: unknown, files: readonly string[]): readonly string[] {
  return [
    ...schemaProblems(spec.MessageCreateRequestSchema, body),
    ...messageProblems(body, files),
    ...(hasFlag(body, EPHEMERAL) ? ['a message in a channel cannot be ephemeral'] : []),
  ];
}

export function ownEditProblems(body: unknown, files: readonly string[]): readonly string[] {
  return [...schemaProblems(spec.MessageEditRequestPartialSchema, body), ...messageProblems(body, files)];
}

export function commandProblems(body: unknown): readonly string[] {
  const list = z.array(z.unknown()).parse(body);
  return list.flatMap((command) => [
    ...schemaProblems(spec.ApplicationCommandUpdateRequestSchema, command),
    ...namedProblems(command),
  ]);
}

function schemaProblems(schema: ZodMiniType, body: unknown): readonly string[] {
  const parsed = schema.safeParse(body);
  if (!parsed.success) return [JSON.stringify(parsed.error.issues)];
  return unknownFields(body, parsed.data, '');
}

/** The schemas drop fields they do not know; Discord would ignore a misspelt one in silence. */
function unknownFields(sent: unknown, known: unknown, path: string): readonly string[] {
  if (Array.isArray(sent))
    return sent.flatMap((each, at) =>
      unknownFields(each, Array.isArray(known) ? known[at] : undefined, `${path}[${at}]`),
    );
  if (!isObject(sent)) return [];
  return Object.entries(sent).flatMap(([key, value]) =>
    value === undefined
      ? []
      : !isObject(known) || !(key in known)
        ? [`${path}.${key} is no field of Discord’s`]
        : unknownFields(value, known[key], `${path}.${key}`),
  );
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Limits and rules that the published schemas do not hold. */
export function messageProblems(body: unknown, files: readonly string[]): readonly string[] {
  const message = z
    .looseObject({
      components: z.array(z.unknown()),
      allowed_mentions: z.unknown().optional(),
      attachments: z.array(z.looseObject({ id: z.string(), filename: z.string() })).optional(),
    })
    .safeParse(body);
  if (!message.success) return ['a message needs components'];
  const { components, attachments = [], allowed_mentions: mentions } = message.data;
  const nodes = allNodes(components);
  const text = nodes.reduce((sum, node) => sum + textLength(node), 0);
  const referenced = nodes.flatMap(attachmentNames);
  return [
    ...(hasFlag(body, COMPONENTS_V2) ? [] : ['the components flag is missing']),
    ...(isObject(body) && ('content' in body || 'embeds' in body) ? ['content beside components v2'] : []),
    ...(JSON.stringify(mentions) === '{"parse":[]}' ? [] : ['allowed_mentions is not empty']),
    ...(components.length === 0 ? ['an empty message'] : []),
    ...(nodes.length > 40 ? [`${nodes.length} components`] : []),
    ...(text > 4_000 ? [`${text} characters of text`] : []),
    ...duplicateIds(body),
    ...nodes.filter((node) => isMixedRow(node)).map(() => 'a menu shares its row'),
    ...referenced
      .filter((name) => !attachments.some(({ filename }) => filename === name))
      .map((name) => `attachment ${name} is not listed`),
    ...attachments
      .filter(({ filename }) => !referenced.includes(filename))
      .map(({ filename }) => `file ${filename} is referred to nowhere`),
    ...(files.join() === attachments.map(({ filename }) => filename).join()
      ? []
      : ['files and attachments differ']),
  ];
}

type Node = Record<string, unknown>;

/** Every component at any depth, but not choices and media, which are parts of one. */
export function allNodes(value: unknown): readonly Node[] {
  if (Array.isArray(value)) return value.flatMap(allNodes);
  if (!isObject(value)) return [];
  return [
    value,
    ...allNodes(value['components']),
    ...allNodes(value['component']),
    ...allNodes(value['accessory']),
  ];
}

function textLength({ content, label, placeholder }: Node): number {
  return [content, label, placeholder].reduce<number>(
    (sum, text) => sum + (typeof text === 'string' ? text.length : 0),
    0,
  );
}

function attachmentNames(node: Node): readonly string[] {
  return [...JSON.stringify([node['items'], node['file']]).matchAll(/attachment:\/\/([^"]+)/g)].map(
    ([, name = '']) => name,
  );
}

function isMixedRow({ type, components }: Node): boolean {
  if (type !== 1 || !Array.isArray(components)) return false;
  return components.length > 1 && components.some((each) => isObject(each) && each['type'] === 3);
}

function duplicateIds(body: unknown): readonly string[] {
  const ids = isObject(body) ? allNodes(body['components']).flatMap((node) => node['custom_id'] ?? []) : [];
  return ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => `custom_id ${String(id)} is used twice`);
}

function hasFlag(body: unknown, flag: number): boolean {
  const flags = isObject(body) ? body['flags'] : undefined;
  return typeof flags === 'number' && (flags & flag) !== 0;
}

/** Names, the order of required options and the size of a whole command. */
function namedProblems(command: unknown): readonly string[] {
  const nodes = allOptions(command);
  const [root] = nodes;
  const isMenuEntry = root?.['type'] === 3;
  const size = nodes.reduce(
    (sum, node) =>
      sum + ['name', 'description', 'value'].reduce((part, key) => part + String(node[key] ?? '').length, 0),
    0,
  );
  return [
    ...nodes
      .filter((node) => !isMenuEntry && !('value' in node))
      .filter(({ name }) => !/^[-_'\p{Ll}\p{N}]{1,32}$/u.test(String(name)))
      .map(({ name }) => `${String(name)} is no name of a command`),
    ...(size > 8_000 ? [`the command has ${size} characters`] : []),
    ...nodes.flatMap(({ name, options }) => {
      const flags = Array.isArray(options)
        ? options.map((each) => isObject(each) && each['required'] === true)
        : [];
      return flags.some((required, at) => required && flags[at - 1] === false)
        ? [`a required option of ${String(name)} comes after an optional one`]
        : [];
    }),
  ];
}

function allOptions(value: unknown): readonly Node[] {
  if (Array.isArray(value)) return value.flatMap(allOptions);
  if (!isObject(value)) return [];
  return [value, ...allOptions(value['options']), ...allOptions(value['choices'])];
}
