/** Actions that belong to no single command: run another line, show a private answer to everybody, take it away again. */
import { z } from 'zod';
import { actions, button, mention, note, refusal } from '../reply/build.ts';
import type { Outcome, Reply, Visibility } from '../reply/nodes.ts';
import type { AnyAction, Context } from './command.ts';
import { defineAction } from './command.ts';

/** Says a line on the presser's behalf, turning the page where the page is theirs. */
export const runLine = defineAction('say.line', z.object({ line: z.string() }), async (context, { line }) => {
  const outcome = await context.say(line);
  return outcome.type === 'reply' ? { ...outcome, visibility: 'private', placement: 'turn' } : outcome;
});

const shareLine = defineAction('say.share', z.object({ line: z.string() }), async (context, { line }) => {
  const outcome = await context.say(line);
  if (outcome.type !== 'reply' || !outcome.ok) return outcome;
  const { actor } = context;
  const credit = [
    note(['Shared by ', mention(actor.id, actor.name)]),
    actions([button('Delete', removeShared({ by: actor.id }))]),
  ];
  return { ...outcome, body: [...outcome.body, ...credit], visibility: 'public', placement: 'new' };
});

const removeShared = defineAction('say.remove', z.object({ by: z.string() }), ({ actor }, { by }) =>
  actor.id === by || actor.moderator
    ? { type: 'removal' }
    : refusal('Only the person who shared this, or a moderator, can delete it.'),
);

export const builtInActions: readonly AnyAction[] = [runLine, shareLine, removeShared];

/** Settles who sees a reply, and offers to share what only its asker sees in a channel. */
export function settle(outcome: Outcome, usual: Visibility, context: Context): Outcome {
  if (outcome.type !== 'reply') return outcome;
  const visibility = outcome.visibility ?? usual;
  const settled: Reply = { ...outcome, visibility, placement: outcome.placement ?? 'new' };
  const canShare =
    outcome.share !== undefined && visibility === 'private' && context.place.kind === 'channel';
  return canShare ? { ...settled, body: withShareButton(settled.body, outcome.share ?? '') } : settled;
}

/** Joins the last row of buttons, so that a page has one row and not two. */
function withShareButton(body: Reply['body'], line: string): Reply['body'] {
  const share = button('Share', shareLine({ line }));
  const last = body.at(-1);
  if (last?.type !== 'actions') return [...body, actions([share])];
  return [...body.slice(0, -1), actions([...last.controls, share])];
}
