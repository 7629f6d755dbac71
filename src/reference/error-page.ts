// Shows the errors somebody asked about: the first in full with the notes on it, the others in a table.
import type { Context, DefinedAction } from '../bot/command.ts';
import type { Entry } from '../catalogue/catalogue.ts';
import { openEntry } from '../library/page.ts';
import {
  actions,
  button,
  fields,
  heading,
  linkButton,
  mono,
  note,
  paragraph,
  reply,
  strong,
  table,
  text,
  type Words,
} from '../reply/build.ts';
import { shorten } from '../reply/clean.ts';
import type { Block, Control, Reply } from '../reply/nodes.ts';
import { foldError, type KnownError } from './errors.ts';
import { errorLink } from './links.ts';
import { newestRelease, releases } from './load.ts';
import type { Sighting } from './log-text.ts';
import { versionLabel } from './version.ts';

const MOST_OTHERS = 8;
const MOST_BUTTONS = 3;

/** @param errors root cause first, at least one */
export function errorPage(
  context: Context,
  errors: readonly [Sighting, ...Sighting[]],
  open: DefinedAction<{ name?: string }>,
): Reply {
  const [{ error }, ...others] = errors;
  const title = bothNames(error);
  const notes = notesOn(context, error);
  return reply(
    title,
    summaryOf(error, notes, others.length),
    [
      heading(title),
      ...(notes === undefined ? [paragraph(kindOf(error))] : [paragraph([strong(notes.meta.gist)])]),
      fields(factsOf(error)),
      ...(notes === undefined ? family(error) : context.catalogue.body(notes)),
      ...alsoNamed(others),
      ...controls(context, others, open, notes),
    ],
    { share: `error ${error.name ?? error.className ?? title}`, data: { errors: errors.map(dataOf) } },
  );
}

/** The shape that the console's `--json` promises. */
function dataOf({ error, seenAs }: Sighting) {
  return {
    code: error.code,
    name: error.name,
    exception: error.exception,
    class: error.className,
    hierarchy: error.parents.map((parent) => parent.split('.').at(-1)),
    retriable: error.retriable,
    client_only: error.clientOnly,
    client: error.client,
    since: error.since === null ? null : versionLabel(error.since),
    removed_in: error.removedIn === null ? null : versionLabel(error.removedIn),
    seen_as: shorten(seenAs, 120),
  };
}

function titleOf(error: KnownError): string {
  return error.name ?? error.exception ?? error.id;
}

/** `REQUEST_TIMED_OUT (TimeoutException)`, because the two names often share no word. */
function bothNames(error: KnownError): string {
  const { name, exception, client } = error;
  const alike = name !== null && exception !== null && foldError(name) === foldError(exception);
  return name === null || exception === null || alike || client !== 'Java'
    ? titleOf(error)
    : `${name} (${exception})`;
}

function summaryOf(error: KnownError, notes: Entry | undefined, others: number): string {
  const more = others === 0 ? '' : ` ${others} more named in the text.`;
  return `${bothNames(error)}: ${notes?.meta.gist ?? kindOf(error)}${more}`;
}

function kindOf(error: KnownError): string {
  const again = error.retriable ? 'trying again can help' : 'trying again does not help by itself';
  if (error.client !== 'Java') return `An error that ${error.client} makes itself; ${again}.`;
  const raisers = error.code === null ? undefined : alsoRaised[error.code];
  if (raisers !== undefined) return `Error code ${error.code} of the Kafka protocol, ${raisers}; ${again}.`;
  if (error.clientOnly) return `An exception of Kafka’s Java code that no broker sends; ${again}.`;
  return `Error code ${error.code} of the Kafka protocol; ${again}.`;
}

/** Protocol errors whose Java exception the clients throw themselves, too. */
const alsoRaised: Readonly<Record<number, string>> = {
  7: 'also raised by the Java clients when a time limit of theirs passes',
  10: 'also raised by the Java producer for a record above max.request.size',
  35: 'also raised by the Java clients when the broker does not know a request they need',
};

function factsOf(error: KnownError): [string, Words][] {
  const facts: [string, Words][] = [];
  if (error.code !== null)
    facts.push([error.code < -1 ? `Code in ${error.client}` : 'Code', String(error.code)]);
  if (error.className !== null) facts.push(['Java class', mono(error.className)]);
  else if (error.exception !== null) facts.push(['In Java', [mono(error.exception), text(' comes nearest')]]);
  facts.push(['Retriable', retriesOf(error)]);
  facts.push(['Sent by', senderOf(error)]);
  if (error.since !== null && error.since !== releases()[0]) facts.push(['Since', versionLabel(error.since)]);
  if (error.removedIn !== null) facts.push(['Removed in', versionLabel(error.removedIn)]);
  return facts;
}

function senderOf(error: KnownError): string {
  if (!error.clientOnly)
    return error.code !== null && error.code in alsoRaised
      ? 'the broker, or the client itself'
      : 'the broker';
  return `no broker; ${error.client === 'Java' ? 'the Java code' : error.client} itself`;
}

function retriesOf(error: KnownError): string {
  if (error.client !== 'Java') return error.retriable ? 'yes' : 'no';
  if (!error.retriable) return 'no: the clients hand it to the application';
  return isA(error, 'InvalidMetadataException')
    ? 'yes: the clients fetch fresh metadata and try again by themselves'
    : 'yes: the clients try again by themselves until their time-outs end';
}

function isA(error: KnownError, simpleName: string): boolean {
  return error.parents.some((parent) => parent.endsWith(`.${simpleName}`));
}

/** Without notes the class hierarchy says at least what an application may do. */
function family(error: KnownError): readonly Block[] {
  const advice = families.find(([parent]) => isA(error, parent) || error.exception === parent)?.[1];
  return advice === undefined ? [] : [paragraph(advice)];
}

const families: readonly (readonly [string, string])[] = [
  [
    'AuthorizationException',
    'A permission is missing: check the ACLs of the principal for this resource and operation.',
  ],
  [
    'AuthenticationException',
    'The broker did not accept who the client says it is: check mechanism, credentials and certificates.',
  ],
  [
    'ApplicationRecoverableException',
    'Close the client and make a new one; the transaction or membership of this one is lost.',
  ],
  [
    'InvalidMetadataException',
    'It passes once the client knows the new leader; look further only if it stays for more than some seconds.',
  ],
  [
    'RefreshRetriableException',
    'It passes once the client knows the new leader; look further only if it stays for more than some seconds.',
  ],
  [
    'TransactionAbortableException',
    'Abort the transaction and run it again; the producer itself stays usable.',
  ],
  [
    'InvalidConfigurationException',
    'Something is set wrongly on the client or the broker; only changing it helps.',
  ],
  [
    'SerializationException',
    'The bytes and the serializer do not fit: trying the same record again gives the same result.',
  ],
];

function alsoNamed(others: readonly Sighting[]): readonly Block[] {
  if (others.length === 0) return [];
  const shown = others.slice(0, MOST_OTHERS);
  const rows = shown.map(({ error }): Words[] => [
    mono(titleOf(error)),
    error.code === null ? '' : String(error.code),
    error.retriable ? 'yes' : 'no',
  ]);
  const left = others.length - shown.length;
  return [
    paragraph('Also named in the text:'),
    table(['Error', '>Code', 'Retriable'], rows),
    ...(left > 0 ? [note(`${left} more.`)] : []),
  ];
}

function notesOn(context: Context, error: KnownError): Entry | undefined {
  const wanted = new Set(
    [error.name, error.exception].flatMap((name) => (name === null ? [] : [foldError(name)])),
  );
  // A client library has codes of its own for what Kafka's protocol calls by another number: then the name decides.
  const notes = context.catalogue.entries.filter((entry) => entry.kind === 'error');
  const sameCode = notes.find(({ meta }) => error.code !== null && meta.code === error.code);
  return sameCode ?? notes.find(({ meta }) => meta.names.some((name) => wanted.has(foldError(name))));
}

function controls(
  context: Context,
  others: readonly Sighting[],
  open: DefinedAction<{ name?: string }>,
  notes: Entry | undefined,
): readonly Block[] {
  const buttons: Control[] = others
    .slice(0, MOST_BUTTONS)
    .map(({ error }) =>
      button(shorten(titleOf(error), 34), open({ name: error.className ?? error.name ?? '' })),
    );
  const related = (notes?.meta.related ?? []).flatMap((id) => context.catalogue.entry(id) ?? []);
  for (const entry of related.slice(0, MOST_BUTTONS - buttons.length)) {
    buttons.push(button(shorten(entry.meta.title, 34), openEntry({ id: entry.id })));
  }
  return [actions([...buttons, linkButton('All error codes', errorLink(newestRelease()))])];
}
