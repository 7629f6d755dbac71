import { describe, expect, it } from 'vitest';
import type { Bot } from '../../../src/bot/bot.ts';
import { CHANNEL } from './discord-server.ts';
import { openDiscord } from './stage.ts';

const EPHEMERAL = 64;

describe('discord: in use', () => {
  it('completes what is typed with at most 25 choices', async () => {
    await using stage = await openDiscord();
    const ann = await stage.join('Ann');
    expect(await ann.complete('concept', 'term', 'isr')).toContain('isr');
    expect((await ann.complete('concept', 'term', '')).length).toBeLessThanOrEqual(25);
  });

  it('turns the pages of a direct message in place', async () => {
    await using stage = await openDiscord();
    const ann = await stage.join('Ann', { direct: true });
    await ann.say('/kafka concept isr');
    const before = stage.server.channel.all().length;
    await ann.press(ann.buttons()[0] ?? '');
    expect(stage.server.channel.all()).toHaveLength(before);
  });

  it('answers a press on a shared page with a private page of the presser’s own', async () => {
    await using stage = await openDiscord();
    const [ann, ben] = [await stage.join('Ann'), await stage.join('Ben')];
    await ann.say('/kafka concept isr');
    await ann.press('Share');
    const shared = ben.latest();
    await ben.press(ben.buttons()[0] ?? '');
    expect(stage.server.channel.all().filter(({ seenBy }) => seenBy === ben.id)).toHaveLength(1);
    expect(ann.latest()).toBe(shared);
  });

  it('lets only the sharer or a moderator take a shared page away', async () => {
    await using stage = await openDiscord();
    const [ann, ben] = [await stage.join('Ann'), await stage.join('Ben')];
    const mod = await stage.join('Mod', { permissions: String(1 << 13) });
    await ann.say('/kafka concept isr');
    await ann.press('Share');
    await ben.press('Delete');
    expect(ben.latest()).toContain('Only the person who shared this');
    await ann.press('Delete');
    expect(ben.screen()).not.toContain('Shared by');
    await ann.press('Share');
    await mod.press('Delete');
    expect(ben.screen()).not.toContain('Shared by');
  });

  it('draws a pattern’s diagram and says in words what it shows', async () => {
    await using stage = await openDiscord();
    const ann = await stage.join('Ann');
    await ann.say('/kafka pattern saga');
    expect(ann.latest()).toMatch(/<picture: .{20,}>/);
    const [file] = stage.server.channel.all()[0]?.files ?? [];
    expect(file?.name).toMatch(/\.png$/);
    expect(file?.size).toBeGreaterThan(1_000);
  });

  it('goes on after the line was cut', async () => {
    await using stage = await openDiscord();
    const ann = await stage.join('Ann');
    stage.server.gateway.drop();
    await ann.say('/kafka concept isr');
    expect(ann.latest()).toContain('In-sync replicas');
    expect(stage.server.gateway.sessions()).toEqual({ identified: 1, resumed: 1 });
  });

  it('shrugs off an interaction that was answered elsewhere or expired', async () => {
    await using stage = await openDiscord();
    const ann = await stage.join('Ann');
    for (const code of [40_060, 10_062]) {
      stage.server.failNext(code);
      await ann.say('/kafka concept isr');
      expect(ann.screen()).not.toContain('In-sync replicas (ISR)');
      await ann.say('/kafka concept offset');
      expect(ann.latest()).toContain('Offset');
    }
  });

  it('answers interactions that carry no more than they must', async () => {
    await using stage = await openDiscord();
    const options = [{ type: 1, name: 'concept', options: [{ type: 3, name: 'term', value: 'isr' }] }];
    await stage.server.interact({
      type: 2,
      user: '123456789012345678',
      channel: CHANNEL,
      payload: {
        channel_id: CHANNEL,
        user: { id: '123456789012345678', username: 'ann', discriminator: '0', avatar: null },
        data: { id: '1', name: 'kafka', type: 1, options },
      },
    });
    expect(stage.server.channel.all()).toHaveLength(1);
  });

  it('outlives interactions that make no sense', async () => {
    await using stage = await openDiscord();
    const ann = await stage.join('Ann');
    const odd = [
      { type: 2, data: { id: '1', name: 'kafka', type: 1 } },
      { type: 2, member: {}, app_permissions: null },
      { type: 3, user: { id: '5' }, data: { custom_id: 'x', component_type: 2 } },
      { type: 5, user: { id: '5' }, message: null, data: { custom_id: 'x' } },
      { type: 77 },
    ];
    for (const each of odd)
      stage.server.gateway.dispatch('INTERACTION_CREATE', { id: '1', token: 'unknown', ...each });
    await ann.say('/kafka concept isr');
    expect(ann.latest()).toContain('In-sync replicas');
  });

  it('answers the bare command, as an older client may send it, with help', async () => {
    await using stage = await openDiscord();
    await stage.server.interact({
      type: 2,
      user: '123456789012345678',
      channel: CHANNEL,
      payload: {
        channel_id: CHANNEL,
        member: { user: { id: '123456789012345678', username: 'ann' }, permissions: '0' },
        guild_id: '1',
        data: { id: '1', name: 'kafka', type: 1 },
      },
    });
    const [help] = stage.server.channel.all();
    expect(JSON.stringify(help?.body)).toContain('What I can do');
    expect(help?.body.flags).toBe(EPHEMERAL | (1 << 15));
  });

  it('keeps every answer that is on its way when it stops', async () => {
    const gate = Promise.withResolvers<void>();
    const reached = Promise.withResolvers<void>();
    const held = (bot: Bot): Bot => ({
      ...bot,
      async run(...given) {
        reached.resolve();
        await gate.promise;
        return bot.run(...given);
      },
    });
    const stage = await openDiscord(held);
    const ann = await stage.join('Ann');
    const said = ann.say('/kafka concept isr');
    await reached.promise;
    const stopped = stage[Symbol.asyncDispose]();
    gate.resolve();
    await Promise.all([said, stopped]);
    expect(ann.latest()).toContain('In-sync replicas');
  });
});
