import { InteractionType } from 'discord.js';
import { expect, it } from 'vitest';
import { askerOf, readInteraction } from '../../../src/adapters/discord/incoming.ts';

function workspaceOf(where: object): string | undefined {
  const press = { id: '1', token: 't', type: InteractionType.MessageComponent, data: { custom_id: 'x' } };
  const interaction = readInteraction({ ...press, user: { id: '7', username: 'ann' }, ...where });
  return interaction && askerOf(interaction)?.place.workspace;
}

it('discord: a server is one workspace, and two private conversations have nothing in common', () => {
  const server = { guild_id: '900', context: 0 };
  expect(workspaceOf({ ...server, channel_id: '1' })).toBe(workspaceOf({ ...server, channel_id: '2' }));
  const conversations = [
    workspaceOf({ context: 1, channel_id: '1' }),
    workspaceOf({ context: 1, channel_id: '2' }),
    workspaceOf({ context: 2, channel_id: '3' }),
  ];
  expect(new Set(conversations).size).toBe(3);
});
