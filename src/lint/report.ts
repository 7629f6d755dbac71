// Makes the message about a linted file: the verdict, the findings by severity, the corrected file.
import { componentTitles } from '../reference/facts.ts';
import { callout, code, heading, list, mono, note, reply, strong } from '../reply/build.ts';
import { clean } from '../reply/clean.ts';
import type { Block, Inline, Reply, Tone } from '../reply/nodes.ts';
import type { Format } from './entry.ts';
import type { Finding, Severity } from './finding.ts';
import { severities } from './finding.ts';
import type { LintResult } from './lint.ts';

/** More findings than this make nobody wiser in a chat; the rest are in --json. */
const mostShown = 24;
/** Characters of a corrected file that still fit into a message; a longer one comes as a file only. */
const mostCorrected = 1800;

const titles: Readonly<Record<Severity, string>> = { error: 'Errors', warning: 'Warnings', info: 'Remarks' };

const endings: Readonly<Record<Format, string>> = {
  properties: 'properties',
  spring: 'txt',
  strimzi: 'yaml',
  compose: 'yaml',
  environment: 'env',
  connector: 'json',
  yaml: 'yaml',
  json: 'json',
};

/** @param original the text as it was given, to tell whether anything was corrected */
export function lintReport(result: LintResult, original: string): Reply {
  const subject = `${componentTitles[result.component]} file`;
  const verdict = verdictOf(result, subject);
  const shown = result.findings.slice(0, mostShown);
  const isCorrected = result.corrected !== original;
  const extension =
    result.format === 'spring' && /^\s*[\w.-]+:/m.test(original) ? 'yaml' : endings[result.format];
  return reply(
    `Lint: ${subject}, Kafka ${result.version}`,
    verdict.sentence,
    [
      callout(verdict.tone, verdict.sentence),
      ...severities.flatMap((severity) => group(severity, shown)),
      ...(shown.length < result.findings.length
        ? [note(`${result.findings.length - shown.length} more findings are not shown.`)]
        : []),
      ...(isCorrected ? correctedBlocks(result) : []),
    ],
    {
      data: {
        accepted: result.accepted,
        component: result.component,
        version: result.version,
        format: result.format,
        findings: result.findings,
        corrected: isCorrected ? result.corrected : null,
      },
      ...(isCorrected ? { files: [{ name: `corrected.${extension}`, text: result.corrected }] } : {}),
    },
  );
}

function verdictOf(result: LintResult, subject: string): { sentence: string; tone: Tone } {
  const { version, findings, settings } = result;
  if (settings === 0 && findings.length === 0) {
    return { sentence: 'There is no Kafka setting in this text.', tone: 'info' };
  }
  if (findings.length === 0) {
    const what = settings === 1 ? 'its one setting is' : `all ${settings} settings are`;
    return {
      sentence: `All clear: Kafka ${version} accepts this ${subject}, and ${what} fine.`,
      tone: 'good',
    };
  }
  const verb = result.accepted ? 'accepts' : 'refuses';
  const counts = severities
    .map((severity) => ({
      severity,
      count: findings.filter((finding) => finding.severity === severity).length,
    }))
    .filter(({ count }) => count > 0)
    .map(({ severity, count }) => `${count} ${counted(severity, count)}`);
  const tone = result.accepted
    ? findings.some((finding) => finding.severity === 'warning')
      ? 'warning'
      : 'info'
    : 'bad';
  return { sentence: `Kafka ${version} ${verb} this ${subject}: ${counts.join(', ')}.`, tone };
}

function counted(severity: Severity, count: number): string {
  const word = severity === 'info' ? 'remark' : severity;
  return count === 1 ? word : `${word}s`;
}

function group(severity: Severity, findings: readonly Finding[]): readonly Block[] {
  const members = findings.filter((finding) => finding.severity === severity);
  return members.length === 0 ? [] : [heading(titles[severity]), list(members.map(item))];
}

function item(finding: Finding): readonly (string | Inline)[] {
  const place = finding.line === null ? [] : [strong(`Line ${finding.line}`), ' '];
  const fix = finding.fix === null ? [] : [' Fix: ', ...fixWords(finding.fix)];
  return [...place, clean(finding.message), ...fix];
}

/** A fix that can be pasted is set as code, a sentence is not. */
function fixWords(fix: string): readonly (string | Inline)[] {
  return /^[\w.-]+(=\S*)?$/.test(fix) ? [mono(fix)] : [clean(fix)];
}

function correctedBlocks(result: LintResult): readonly Block[] {
  const text = clean(result.corrected);
  if (text.length > mostCorrected) return [note('The corrected file is attached; secrets in it are masked.')];
  const stillRefused = result.findings.some(({ severity }) => severity === 'error');
  return [
    heading(stillRefused ? 'With the sure corrections made' : 'Corrected'),
    code(text.trimEnd(), endings[result.format]),
  ];
}
