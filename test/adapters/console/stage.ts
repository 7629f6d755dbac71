/** A person at the console: lines in, text out, over in-memory streams and a real SQLite file. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { controlsOf } from '../../../src/adapters/console/render.ts';
import { outcomeText } from '../../../src/adapters/console/run.ts';
import { plainStyle } from '../../../src/adapters/console/style.ts';
import { createTalk, type Talk } from '../../../src/adapters/console/talk.ts';
import { assemble } from '../../../src/assemble.ts';
import type { Answer, Sealed } from '../../../src/bot/bot.ts';
import { silentLog } from '../../../src/ports/log.ts';
import { openStore, type Store } from '../../../src/store/open.ts';
import type { Person, Stage } from '../../contract/person.ts';

export async function openConsole(): Promise<Stage> {
  const folder = mkdtempSync(join(tmpdir(), 'kafka-console-'));
  const url = `sqlite:${join(folder, 'state.sqlite')}`;
  let store: Store = openStore(url, silentLog);
  let bot = await assemble({ store, log: silentLog });
  const renew: (() => void)[] = [];
  return {
    async join(name) {
      let talk: Talk = createTalk(bot, { name });
      renew.push(() => {
        const known = talk;
        talk = createTalk(bot, { name });
        talk.recall(known.last());
      });
      return person(name, () => talk);
    },
    async restart() {
      await store.close();
      store = openStore(url, silentLog);
      bot = await assemble({ store, log: silentLog });
      for (const again of renew) again();
    },
    async [Symbol.asyncDispose]() {
      await store.close();
      rmSync(folder, { recursive: true });
    },
  };
}

function person(name: string, talk: () => Talk): Person {
  const seen: string[] = [];
  let latest: Sealed | undefined;
  const show = ({ outcome }: Answer) => {
    latest = outcome;
    seen.push(outcomeText(outcome, plainStyle(200), true));
  };
  const controls = () => (latest?.type === 'reply' ? controlsOf(latest) : []);
  const numberOf = (label: string) => {
    const at = controls().findIndex((control) => control.label === label);
    if (at < 0) throw new Error(`${name} sees no button “${label}” in:\n${seen.at(-1)}`);
    return String(at + 1);
  };
  return {
    name,
    say: async (line) => show(await talk().line(line)),
    press: async (label) => show(await talk().line(numberOf(label))),
    async doublePress(label) {
      const control = controls().find((each) => each.label === label);
      if (control?.type !== 'button') throw new Error(`${name} sees no button “${label}”`);
      const both = await Promise.all([
        talk().line(`press ${control.press}`),
        talk().line(`press ${control.press}`),
      ]);
      for (const answer of both) show(answer);
    },
    async choose(choice) {
      const at = controls().findIndex(
        (control) => control.type === 'select' && control.choices.some(({ label }) => label === choice),
      );
      show(await talk().line(`${at + 1} ${choice}`));
    },
    form: () =>
      latest?.type === 'form'
        ? Object.fromEntries(latest.fields.map(({ label, value }) => [label, value]))
        : undefined,
    async fill(values) {
      if (latest?.type !== 'form') throw new Error('no form is open');
      const filled = Object.fromEntries(
        latest.fields.map((field) => [field.name, values[field.label] ?? field.value]),
      );
      show(await talk().submit(latest, filled));
    },
    screen: () => seen.join('\n\n'),
    latest: () => seen.at(-1) ?? '',
    buttons: () => controls().map(({ label }) => label),
  };
}
