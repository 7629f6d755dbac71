/** Who may manage what belongs to a channel: presets, schedules, other people's rounds. */
import type { Actor, Place } from '../bot/command.ts';

type Asking = { readonly actor: Actor; readonly place: Place };

/** Only Discord tells who moderates a channel; elsewhere anybody may make what the channel shares. */
export const mayMake = ({ actor, place }: Asking) => actor.moderator === true || place.platform !== 'discord';

/** @param by who made it */
export const mayChange = ({ actor, place }: Asking, by: string) =>
  actor.moderator === true || place.platform === 'web' || place.platform === 'console' || actor.id === by;
