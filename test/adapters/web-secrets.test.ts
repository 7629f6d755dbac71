import { expect, it } from 'vitest';
import { openWebStage } from './web/stage.ts';

it('web: what somebody pastes for a check stays out of what is shown and kept', async () => {
  await using stage = await openWebStage();
  const ann = await stage.join('Ann');
  await ann.say('/kafka lint producer 4.0 text="acks=2\\nssl.key.password=hunter2"');
  expect(ann.screen()).toContain('/kafka lint …');
  expect(ann.screen()).not.toContain('hunter2');
});
