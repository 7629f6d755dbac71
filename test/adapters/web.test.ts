/** The conversation that every platform holds, over the real HTTP server, and what only a web channel does. */
import { describe, expect, it } from 'vitest';
import { conversation } from '../contract/conversation.ts';
import { openWebStage } from './web/stage.ts';

conversation({ name: 'web', open: openWebStage, hasChannel: true });

describe('web: a channel', () => {
  it('plays a round in public and whispers the answers', async () => {
    await using stage = await openWebStage();
    const [ann, ben] = [await stage.join('Ann'), await stage.join('Ben')];
    await ann.say('/kafka round 1 seconds=untimed');
    await ben.press('Join');
    await ann.press('Start');
    await stage.tick();
    expect(ben.screen()).toContain('1 of 1');
    await ben.press('A');
    expect(ben.latest()).toContain('Locked in A');
    expect(ann.screen()).not.toContain('Locked in');
  });

  it('lets whoever came in first look after the channel', async () => {
    await using stage = await openWebStage();
    const [ann, ben] = [await stage.join('Ann'), await stage.join('Ben')];
    await ben.say('/kafka concept offset');
    await ben.press('Share');
    await ann.press('Delete');
    expect(ben.screen()).not.toContain('Shared by');
  });

  it('takes a shared answer away for everybody when the one who shared it deletes it', async () => {
    await using stage = await openWebStage();
    const [ann, ben] = [await stage.join('Ann'), await stage.join('Ben')];
    await ann.say('/kafka concept offset');
    await ann.press('Share');
    await ben.press('Delete');
    expect(ben.latest()).toContain('Only the person who shared this');
    await ann.press('Delete');
    expect(ben.screen()).not.toContain('Shared by');
    expect(ann.screen()).not.toContain('Shared by');
  });

  it('shows everybody what somebody writes without a slash, as plain text', async () => {
    await using stage = await openWebStage();
    const [ann, ben] = [await stage.join('Ann'), await stage.join('Ben')];
    await ann.say('is <b>anybody</b> here? [x](javascript:alert(1))');
    expect(ben.latest()).toContain('is <b>anybody</b> here? [x](javascript:alert(1))');
    expect(ben.latest()).toContain('Ann');
  });

  it('opens an entry from a select', async () => {
    await using stage = await openWebStage();
    const ann = await stage.join('Ann');
    await ann.say('/kafka pattern');
    await ann.choose('Saga');
    expect(ann.latest()).toContain('compensation');
  });
});
