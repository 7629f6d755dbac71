/** Two answers side by side, the difference first. */
import { actions, button, heading, image, mono, note, paragraph, reply, table } from '../reply/build.ts';
import type { Reply } from '../reply/nodes.ts';
import type { Answer } from '../sizing/answer.ts';
import { bars } from '../sizing/bars.ts';
import { changeSentence, changes } from '../sizing/difference.ts';
import { scenarioLine } from '../sizing/scenario.ts';
import { replayLine } from '../sizing/wording.ts';
import { ask } from './actions.ts';
import { numbersOf } from './numbers.ts';

export function comparison(change: string, before: Answer, after: Answer): Reply {
  const sentence = changeSentence(change, before, after);
  const rows = changes(before, after).map((one) => [one.label, one.before, one.after, one.change]);
  const line = `${before.mode} ${scenarioLine(before.scenario)} compare="${change.replaceAll('"', '\\"')}"`;
  const was = Object.fromEntries(Object.entries(before.data).map(([key, value]) => [`before_${key}`, value]));
  return reply(
    `What if ${change}`.slice(0, 150),
    sentence,
    [
      heading(`What if ${change}`.slice(0, 150)),
      paragraph(sentence),
      table(['', '>now', '>then', '>change'], rows),
      ...(after.forward ? [image('constraints', bars(after.forward))] : []),
      note(['Then: ', mono(`/kafka ${replayLine(after)}`)]),
      actions([button('Show this card', ask({ line: replayLine(after) }), { tone: 'primary' })]),
    ],
    { share: line, data: { ...numbersOf(after), ...was, change } },
  );
}
