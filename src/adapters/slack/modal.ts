/** A form as a Slack modal. */
import type { InputBlock, ModalView, PlainTextOption } from '@slack/types';
import { clean } from '../../reply/clean.ts';
import type { Field, Form } from '../../reply/nodes.ts';
import { keepOrigin, type Origin } from './incoming.ts';
import * as limits from './limits.ts';
import { plain } from './render.ts';

export function modal(form: Form<string>, origin: Origin): ModalView {
  const kept = keepOrigin(origin);
  return {
    type: 'modal',
    callback_id: form.press,
    // Without it the answer still reaches the person, in a direct message.
    private_metadata: kept.length <= limits.PRIVATE_METADATA ? kept : '{}',
    title: plain(form.title, limits.VIEW_TITLE),
    submit: plain(form.submit, limits.VIEW_TITLE),
    close: plain('Cancel', limits.VIEW_TITLE),
    blocks: form.fields.slice(0, limits.BLOCKS_IN_VIEW).map(input),
  };
}

function input(field: Field): InputBlock {
  return {
    type: 'input',
    block_id: field.name,
    label: plain(field.label, limits.INPUT_LABEL),
    optional: !field.required,
    ...(field.hint === undefined ? {} : { hint: plain(field.hint, limits.INPUT_HINT) }),
    element: field.kind === 'choice' ? menu(field) : box(field),
  };
}

function box({ kind, value }: Field): InputBlock['element'] {
  const shown = clean(value).slice(0, limits.INPUT_VALUE);
  return {
    type: 'plain_text_input',
    action_id: 'value',
    multiline: kind === 'lines',
    ...(shown === '' ? {} : { initial_value: shown }),
  };
}

function menu({ choices = [], value }: Field): InputBlock['element'] {
  const options: PlainTextOption[] = choices
    .filter((choice) => choice.value !== '' && choice.value.length <= limits.OPTION_VALUE)
    .slice(0, limits.SELECT_OPTIONS)
    .map((choice) => ({ text: plain(choice.label, limits.OPTION_TEXT), value: choice.value }));
  const chosen = options.find((option) => option.value === value);
  return {
    type: 'static_select',
    action_id: 'value',
    options,
    ...(chosen === undefined ? {} : { initial_option: chosen }),
  };
}

/**
 * A refusal as the modal shows it: under the field it names, or under the first one. What was filled in stays.
 */
export function fieldErrors(
  fields: Readonly<Record<string, string>>,
  sentence: string,
): Readonly<Record<string, string>> {
  const names = Object.keys(fields);
  const said = sentence.toLowerCase();
  const [named = names[0] ?? ''] = names
    .map((name) => ({ name, at: said.search(new RegExp(`\\b${name.replace(/\W/g, '.')}\\b`, 'i')) }))
    .filter(({ at }) => at >= 0)
    .sort((left, right) => left.at - right.at)
    .map(({ name }) => name);
  return { [named]: sentence };
}
