/** One JSON object per reply: the machine-readable face of the bot, documented in the README. */
import type { Sealed } from '../../bot/bot.ts';
import type { Control } from '../../reply/nodes.ts';
import { controlsOf, renderReply } from './render.ts';
import { plainStyle } from './style.ts';

/** Long enough that nothing is wrapped: readers of JSON wrap for themselves. */
const NO_WRAP = 100_000;

export function toJson(command: string, outcome: Sealed): Record<string, unknown> {
  if (outcome.type === 'removal')
    return {
      command,
      ok: true,
      title: '',
      summary: 'Removed.',
      text: '',
      results: [],
      data: {},
      actions: [],
      images: [],
    };
  if (outcome.type === 'form') {
    const { title, press, fields } = outcome;
    const text = [title, ...fields.map(({ label, value }) => `${label}: ${value}`)].join('\n');
    return {
      command,
      ok: true,
      title,
      summary: `Fill in: ${title}`,
      text,
      results: [],
      data: {},
      actions: [],
      images: [],
      form: { press, fields },
    };
  }
  const images = outcome.body.flatMap((block) =>
    block.type === 'image' ? [{ name: block.name, alt: block.picture.alt }] : [],
  );
  return {
    command,
    ok: outcome.ok,
    title: outcome.title,
    summary: outcome.summary,
    text: renderReply(outcome, plainStyle(NO_WRAP), false),
    results: outcome.results ?? [],
    data: outcome.data ?? {},
    actions: controlsOf(outcome).map(describe),
    images,
    ...(outcome.files && outcome.files.length > 0 ? { files: outcome.files } : {}),
    visibility: outcome.visibility,
  };
}

/** `press` is what a `press <id>` line takes; its number works too. */
function describe(control: Control<string>, at: number): Record<string, unknown> {
  const common = { number: at + 1, label: control.label, type: control.type };
  if (control.type === 'link') return { ...common, url: control.url };
  if (control.type === 'select') return { ...common, press: control.press, choices: control.choices };
  return { ...common, press: control.press, ...(control.disabled ? { disabled: true } : {}) };
}
