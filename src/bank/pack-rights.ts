/** Who may see the keys of a pack and change it. */
import type { Actor } from '../bot/command.ts';
import { refusal } from '../reply/build.ts';
import type { Pack } from './pack.ts';

/** Its author and the moderators of the workspace. */
export const mayEdit = ({ actor }: { readonly actor: Actor }, { author }: Pack) =>
  actor.id === author.id || actor.moderator === true;

export const packGone = () => refusal('There is no such pack any more; see `/kafka pack`.');
