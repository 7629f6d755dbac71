/** Explains an error by name, code, exception or a pasted log: what it means, whether clients retry, what to do. */
import { z } from 'zod';
import { defineAction, defineCommand } from '../src/bot/command.ts';
import { lines } from '../src/bot/option.ts';
import { errorPage } from '../src/reference/error-page.ts';
import { findErrors } from '../src/reference/find-error.ts';
import { suggestErrors } from '../src/reference/suggest.ts';
import { button, form, refusal } from '../src/reply/build.ts';
import { quote } from '../src/reply/clean.ts';

const openError = defineAction('error.open', z.object({ name: z.string() }), async (context, { name }) => {
  const outcome = await context.say(`error ${name}`);
  return outcome.type === 'reply' ? { ...outcome, visibility: 'private', placement: 'turn' } : outcome;
});

const pasted = defineAction('error.pasted', z.object({ text: z.string() }), (context, { text }) =>
  context.say(`error ${text}`),
);

export default defineCommand({
  name: 'error',
  summary: 'Explain an error, an exception or a pasted log',
  visibility: 'private',
  options: z.object({
    text: lines({
      hint: 'a name, a code, an exception or a pasted log',
      example: 'NOT_ENOUGH_REPLICAS',
    }).optional(),
  }),
  examples: ['error NOT_ENOUGH_REPLICAS', 'error 19', 'error Local: Message timed out'],
  complete: { text: (_, typed) => suggestErrors(typed) },
  actions: [openError, pasted],
  run: (context, { text }) => {
    if (text === undefined) {
      return form('Explain an error', 'Explain', pasted({}), [
        {
          name: 'text',
          label: 'Error or log',
          kind: 'lines',
          value: '',
          required: true,
          hint: 'a name, a code, or the whole stack trace',
        },
      ]);
    }
    const found = findErrors(text);
    const [first, ...others] = found.kind === 'found' ? found.errors : [];
    if (first !== undefined) return errorPage(context, [first, ...others], openError);
    const guesses = found.kind === 'unknown' ? found.guesses : [];
    return refusal(
      guesses.length === 0
        ? `I find no error of Kafka or its clients in ${quote(text)}.`
        : `I know no error called ${quote(text)}; did you mean one of these?`,
      guesses.map((error) =>
        button(
          error.name ?? error.exception ?? error.id,
          openError({ name: error.className ?? error.name ?? '' }),
        ),
      ),
      { data: { errors: [], guesses: guesses.map((error) => error.name ?? error.exception) } },
    );
  },
});
