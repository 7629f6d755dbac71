/** A form as a Discord modal, and what was filled in as text by field name. */
import {
  type APIComponentInLabel,
  type APILabelComponent,
  type APIModalInteractionResponseCallbackData,
  ComponentType,
  TextInputStyle,
} from 'discord.js';
import { clean, cleanLine, shorten } from '../../reply/clean.ts';
import type { Field, Form } from '../../reply/nodes.ts';
import * as limits from './limits.ts';

export function modal(form: Form<string>): APIModalInteractionResponseCallbackData {
  return {
    custom_id: form.press,
    title: shorten(cleanLine(form.title) || '/kafka', limits.LONGEST_TITLE),
    components: form.fields.slice(0, limits.MOST_FIELDS).map(labelled),
  };
}

function labelled(field: Field): APILabelComponent {
  const hint = cleanLine(field.hint ?? '');
  return {
    type: ComponentType.Label,
    label: shorten(cleanLine(field.label) || field.name, limits.LONGEST_FIELD_LABEL),
    ...(hint === '' ? {} : { description: shorten(hint, limits.LONGEST_FIELD_HINT) }),
    component: input(field),
  };
}

function input(field: Field): APIComponentInLabel {
  const choices = (field.choices ?? []).filter(
    ({ value }) => value.length > 0 && value.length <= limits.LONGEST_CHOICE,
  );
  if (field.kind === 'choice' && choices.length > 0) {
    return {
      type: ComponentType.StringSelect,
      custom_id: field.name,
      required: field.required,
      ...(field.required ? {} : { min_values: 0 }),
      options: choices.slice(0, limits.CHOICES).map(({ label, value }) => ({
        label: shorten(cleanLine(label) || cleanLine(value) || '…', limits.LONGEST_CHOICE),
        value,
        default: value === field.value,
      })),
    };
  }
  const value = shorten(clean(field.value), limits.LONGEST_FIELD_VALUE);
  return {
    type: ComponentType.TextInput,
    custom_id: field.name,
    style: field.kind === 'lines' ? TextInputStyle.Paragraph : TextInputStyle.Short,
    required: field.required,
    max_length: limits.LONGEST_FIELD_VALUE,
    ...(value === '' ? {} : { value: field.kind === 'lines' ? value : value.replace(/\n/g, ' ') }),
  };
}
