/** Compares two releases: what is removed, deprecated, new or different, what to check first and in which order to go. */
import { z } from 'zod';
import { defineCommand } from '../src/bot/command.ts';
import { choice, file, lines } from '../src/bot/option.ts';
import { runLine } from '../src/bot/share.ts';
import { lint } from '../src/lint/lint.ts';
import type { Component } from '../src/reference/facts.ts';
import { lastKnownSetting, newestRelease, releases, settingsAt } from '../src/reference/load.ts';
import { component, release } from '../src/reference/options.ts';
import { lineFor, parts, upgradePage } from '../src/reference/upgrade-page.ts';
import { compareVersions } from '../src/reference/version.ts';
import { button, heading, list, note, refusal } from '../src/reply/build.ts';
import type { Block } from '../src/reply/nodes.ts';

const MOST_FINDINGS = 8;

export default defineCommand({
  name: 'upgrade',
  summary: 'What changes between two Kafka releases, and the order of work',
  visibility: 'private',
  options: z.object({
    from: release('the release you run'),
    to: release('the release you want; the newest when left out').optional(),
    component: component().optional(),
    show: choice(parts, { hint: 'which part', positional: false }).optional(),
    file: file({ hint: 'your configuration, checked against the new release' }).optional(),
    text: lines({ hint: 'the same, pasted' }).optional(),
  }),
  examples: ['upgrade 3.6 4.1', 'upgrade 2.8 4.3 component=producer', 'upgrade 3.9 4.0 show=notes'],
  run: (_, { from, to = newestRelease(), component: wanted, show = 'overview', file: upload, text }) => {
    const order = compareVersions(from, to);
    if (order === 0)
      return refusal(
        `${from} and ${to} are the same release; name an older one first and a newer one second.`,
      );
    if (order > 0) {
      return refusal(`${from} is newer than ${to}; name the older release first.`, [
        button(`${to} to ${from}`, runLine({ line: `upgrade ${to} ${from}` })),
      ]);
    }
    const upgrade = { from, to, component: wanted };
    const pasted = upload?.text ?? text;
    const checked = pasted === undefined ? [] : findings(pasted, upload?.name, to, wanted);
    return upgradePage(upgrade, show, (part) => runLine({ line: lineFor(upgrade, part) }), checked);
  },
});

const facts = { releases, settingsAt, lastKnownSetting };

/** What the linter of the new release says about the person's own file. */
function findings(
  text: string,
  name: string | undefined,
  version: string,
  wanted?: Component,
): readonly Block[] {
  const result = lint(
    { text, version, ...(wanted && { component: wanted }), ...(name !== undefined && { fileName: name }) },
    facts,
  );
  const shown = result.findings.slice(0, MOST_FINDINGS);
  const more = result.findings.length - shown.length;
  return [
    heading(`Your file under ${version}`),
    shown.length === 0
      ? note('Nothing to change.')
      : list(
          shown.map(
            ({ line, severity, message, fix }) =>
              `${line === null ? '' : `Line ${line}, `}${severity}: ${message}${fix === null ? '' : ` Fix: ${fix}.`}`,
          ),
        ),
    ...(more > 0 ? [note(`${more} more; see them all with /kafka lint.`)] : []),
  ];
}
