/** What the buttons of a card do: say another line in the same thread, adjust in a form, save under a name. */
import { z } from 'zod';
import { type AnyAction, defineAction } from '../bot/command.ts';
import { form } from '../reply/build.ts';
import type { Field } from '../reply/nodes.ts';
import type { Mode } from '../sizing/answer.ts';
import { inputNamed } from '../sizing/inputs.ts';
import { readScenario, scenarioLine } from '../sizing/scenario.ts';
import { readPairs } from './options.ts';

/** Says a line and answers below the card that was pressed, so that both can be seen. */
export const ask = defineAction('sizing.ask', z.object({ line: z.string() }), async (context, { line }) => {
  const outcome = await context.say(line);
  return outcome.type === 'reply' ? { ...outcome, visibility: 'private', placement: 'new' } : outcome;
});

/** The four inputs a form shows by name; a fifth field holds all others. */
const IN_FORM: Record<Mode, readonly string[]> = {
  calc: ['brokers', 'partitions', 'rf', 'size'],
  size: ['rate', 'size', 'groups', 'retention'],
};

export const adjust = defineAction(
  'sizing.adjust',
  z.object({ mode: z.enum(['calc', 'size']), line: z.string() }),
  (_, { mode, line }) => {
    const pairs = new Map(readPairs(line) ?? []);
    const shown = IN_FORM[mode].map((name): Field => {
      const input = inputNamed(name);
      return {
        name,
        label: label(name),
        kind: 'line',
        value: pairs.get(name) ?? '',
        required: false,
        hint: `${input?.about}, for example ${input?.example}`.slice(0, 90),
      };
    });
    const rest = [...pairs]
      .filter(([name]) => !IN_FORM[mode].includes(name))
      .map(([name, value]) => word(name, value));
    const more: Field = {
      name: 'more',
      label: 'Everything else, as name=value',
      kind: 'line',
      value: rest.join(' '),
      required: false,
      hint:
        mode === 'calc'
          ? 'groups=3 retention=3d preset=msk.m7g.xlarge'
          : 'rf=3 survive=zone compression=zstd',
    };
    return form(
      mode === 'calc' ? 'What does it carry?' : 'What does it need?',
      'Calculate',
      submit({ mode }),
      [...shown, more],
    );
  },
);

const label = (name: string) =>
  name === 'rf' ? 'Replication factor' : `${name[0]?.toUpperCase()}${name.slice(1)}`;
const word = (name: string, value: string) => `${name}=${/\s/.test(value) ? JSON.stringify(value) : value}`;

const submit = defineAction(
  'sizing.submit',
  z.object({ mode: z.enum(['calc', 'size']) }).catchall(z.string()),
  (context, { mode, more = '', ...fields }) => {
    const filled = Object.entries(fields).filter(
      ([name, value]) => IN_FORM[mode].includes(name) && value.trim() !== '',
    );
    return context.say(
      [mode, ...filled.map(([name, value]) => word(name, value.trim())), more.trim()].join(' ').trim(),
    );
  },
);

const named = defineAction(
  'sizing.named',
  z.object({ mode: z.enum(['calc', 'size']), line: z.string(), name: z.string() }),
  (context, { mode, line, name }) => context.say(`${mode} save ${name.trim()} ${line}`),
);

export const keep = defineAction(
  'sizing.keep',
  z.object({ mode: z.enum(['calc', 'size']), line: z.string() }),
  (_, { mode, line }) =>
    form('Save for this channel', 'Save', named({ mode, line }), [
      {
        name: 'name',
        label: 'Name',
        kind: 'line',
        value: '',
        required: true,
        hint: 'letters, digits and dashes, for example orders-prod',
      },
    ]),
);

export const sizingActions: readonly AnyAction[] = [ask, adjust, submit, named, keep];

/** The scenario with a change applied, as a line; undefined when the change does not read. */
export function changed(line: string, change: string): string | undefined {
  const before = readScenario(readPairs(line) ?? []);
  const after = before.ok ? readScenario(readPairs(change) ?? [], before.value) : before;
  return after.ok ? scenarioLine(after.value) : undefined;
}
