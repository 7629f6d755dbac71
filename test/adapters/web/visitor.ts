/** A person at the web chat without a browser: plain fetch and the event stream. */
import type { Person } from '../../contract/person.ts';
import { EventStream } from './event-stream.ts';
import {
  buttonLabels,
  type OpenForm,
  type Press,
  pressFor,
  pressForChoice,
  readForm,
  readMessages,
  type Shown,
  screenText,
} from './screen.ts';

export type Visitor = Person & {
  /** Resolves when the live view shows what a fresh page would. */
  readonly settle: () => Promise<void>;
  readonly leave: () => void;
  /** Moves to a restarted server, resuming the stream. */
  readonly moveTo: (address: string) => Promise<void>;
  readonly cookie: string;
};

/** @param settled called after everything this person does, so that everybody's view has caught up */
export async function visit(start: string, name: string, settled: () => Promise<void>): Promise<Visitor> {
  let address = start;
  const joined = await fetch(`${address}/join`, {
    method: 'POST',
    body: new URLSearchParams({ name }),
    redirect: 'manual',
  });
  const cookie = joined.headers.get('set-cookie')?.split(';')[0] ?? '';
  const shown = new Map<number, Shown>();
  let form: OpenForm | undefined;
  for (const message of readMessages(await page())) shown.set(message.number, message);
  const stream = new EventStream(cookie, shown);
  await stream.open(address);

  async function page(): Promise<string> {
    const response = await fetch(address, { headers: { cookie } });
    return response.text();
  }

  async function post(path: string, fields: Press): Promise<void> {
    const response = await fetch(address + path, {
      method: 'POST',
      headers: { cookie, accept: 'application/json', origin: address },
      body: new URLSearchParams(fields),
    });
    const result = (await response.json()) as { type: string; html?: string; sentence?: string };
    if (result.type === 'problem') throw new Error(result.sentence);
    form = result.type === 'form' ? readForm(result.html ?? '') : undefined;
  }

  const newestFirst = () => [...shown.values()].sort((a, b) => b.revision - a.revision);
  const latest = () => newestFirst()[0]?.html ?? '';

  function find<Found>(what: string, look: (markup: string) => Found | undefined): Found {
    for (const { html } of newestFirst()) {
      const found = look(html);
      if (found !== undefined) return found;
    }
    throw new Error(`${name} sees no ${what}`);
  }

  return {
    name,
    cookie,
    async say(line) {
      await post('/say', { text: line });
      await settled();
    },
    async press(label) {
      await post(
        '/press',
        find(`button ${label}`, (markup) => pressFor(markup, label)),
      );
      await settled();
    },
    async doublePress(label) {
      const press = find(`button ${label}`, (markup) => pressFor(markup, label));
      await Promise.all([post('/press', press), post('/press', press)]);
      await settled();
    },
    async choose(choice) {
      await post(
        '/press',
        find(`choice ${choice}`, (markup) => pressForChoice(markup, choice)),
      );
      await settled();
    },
    form: () =>
      form && Object.fromEntries(Object.entries(form.fields).map(([label, { value }]) => [label, value])),
    async fill(values) {
      if (!form) throw new Error(`${name} has no form open`);
      const filled = Object.entries(form.fields).map(
        ([label, field]) => [field.name, values[label] ?? field.value] as const,
      );
      await post('/press', { ...form.hidden, ...Object.fromEntries(filled) });
      await settled();
    },
    screen: () =>
      [...shown.values()]
        .sort((a, b) => a.number - b.number)
        .map(({ html }) => screenText(html))
        .join('\n\n'),
    latest: () => screenText(latest()),
    buttons: () => buttonLabels(latest()),
    async settle() {
      const wanted = readMessages(await page());
      await stream.until(
        () =>
          shown.size === wanted.length &&
          wanted.every(({ number, revision }) => (shown.get(number)?.revision ?? -1) >= revision),
      );
    },
    leave: () => stream.close(),
    async moveTo(next) {
      address = next;
      await stream.open(address);
    },
  };
}
