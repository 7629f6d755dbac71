/** What a round says to one person. */
import { actions, paragraph, refusal, reply } from '../reply/build.ts';
import type { Control, Reply } from '../reply/nodes.ts';
import type { Refused } from './step.ts';

export const refusals: Readonly<Record<Refused | 'unknown', string>> = {
  'not-running': 'That round is over.',
  unknown: 'That round is over.',
  'not-host': 'Only the host of the round, its co-hosts and moderators can do that.',
  'not-lobby': 'The round has started already.',
  'already-joined': 'You are in already.',
  'not-joined': 'You are not in this round.',
  'no-late-join': 'This round takes nobody in after the start.',
  full: 'This round is full.',
  'duel-full': 'A duel is for two, and both are in.',
  nobody: 'Nobody has joined yet.',
  'needs-two': 'A duel needs exactly two players.',
  'needs-teams': 'Teams need players in at least two of them.',
  'no-such-player': 'That person does not play in this round.',
  'not-now': 'That cannot be done at this point of the round.',
};

export const whisper = (sentence: string, controls: readonly Control[] = []): Reply =>
  reply('Round', sentence, [paragraph(sentence), ...(controls.length > 0 ? [actions(controls)] : [])], {
    visibility: 'private',
    placement: 'new',
  });

export const unavailable = () =>
  refusal('Rounds need a channel that I can post to; try it in Slack, Discord or the web chat.');

export const noneRunning = () =>
  refusal('No round is running in this channel; open one with `/kafka round`.');
