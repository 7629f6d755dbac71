/** Discord wants every id in a message once; a second press of the same kind gets a mark that comes off again. */
import {
  type APIComponentInMessageActionRow,
  type APIMessageTopLevelComponent,
  ComponentType,
} from 'discord.js';
import { LONGEST_ID } from './limits.ts';

/** Sealed ids are URL-encoded and never hold this character. */
const MARK = '~';

/** Two controls that do the same thing keep both, unless the mark makes the id too long: then the first stays. */
export function uniqueIds(
  components: readonly APIMessageTopLevelComponent[],
): readonly APIMessageTopLevelComponent[] {
  const seen = new Map<string, number>();
  const unique = (id: string): string | undefined => {
    const count = (seen.get(id) ?? 0) + 1;
    seen.set(id, count);
    const marked = count === 1 ? id : `${id}${MARK}${count}`;
    return marked.length <= LONGEST_ID ? marked : undefined;
  };
  return components.flatMap((row): APIMessageTopLevelComponent[] => {
    if (row.type !== ComponentType.ActionRow) return [row];
    const kept = row.components.flatMap((control): APIComponentInMessageActionRow[] => {
      if (!('custom_id' in control)) return [control];
      const id = unique(control.custom_id);
      return id === undefined ? [] : [{ ...control, custom_id: id }];
    });
    return kept.length === 0 ? [] : [{ ...row, components: kept }];
  });
}

/** The sealed id as the bot made it. */
export function pressOf(customId: string): string {
  return customId.replace(/~\d+$/, '');
}
