/** Rewrites every press in an outcome, for example from an action to its sealed id. */
import type { Block, Control, Outcome } from './nodes.ts';

export async function mapPresses<From, To>(
  outcome: Outcome<From>,
  change: (press: From) => Promise<To>,
): Promise<Outcome<To>> {
  if (outcome.type === 'removal') return outcome;
  if (outcome.type === 'form') return { ...outcome, press: await change(outcome.press) };
  return { ...outcome, body: await Promise.all(outcome.body.map((block) => mapBlock(block, change))) };
}

async function mapBlock<From, To>(
  block: Block<From>,
  change: (press: From) => Promise<To>,
): Promise<Block<To>> {
  if (block.type !== 'actions') return block;
  return {
    ...block,
    controls: await Promise.all(block.controls.map((control) => mapControl(control, change))),
  };
}

async function mapControl<From, To>(
  control: Control<From>,
  change: (press: From) => Promise<To>,
): Promise<Control<To>> {
  return control.type === 'link' ? control : { ...control, press: await change(control.press) };
}
