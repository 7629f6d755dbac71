// Compares the linter's verdicts with those of Kafka's own classes: npm run differential -- --count 20000 --versions 4.4.0
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { lint } from '../../../src/lint/lint.ts';
import { components } from '../../../src/reference/facts.ts';
import * as reference from '../../../src/reference/load.ts';
import { type GeneratedFile, generate, judgedComponents } from './generate.ts';
import { type Verdict, verdicts } from './java.ts';
import { seeded } from './random.ts';
import { sweep } from './sweep.ts';

const { values: options } = parseArgs({
  options: {
    count: { type: 'string', default: '20000' },
    versions: { type: 'string', default: '4.4.0,4.3.1,4.2.2' },
    components: { type: 'string', default: judgedComponents.join(',') },
    seed: { type: 'string', default: '1' },
    show: { type: 'string', default: '20' },
    record: { type: 'string' },
    sweep: { type: 'boolean', default: false },
  },
});

interface Comparison {
  readonly file: GeneratedFile;
  readonly kafka: Verdict;
  readonly ours: boolean;
}

function compare(version: string, file: GeneratedFile, kafka: Verdict): Comparison {
  const result = lint({ text: file.text, component: file.component, version }, reference);
  return { file, kafka, ours: result.accepted };
}

/** Streams and Connect can be swept; no generator mixes their settings. */
function filesFor(version: string): readonly GeneratedFile[] {
  const names = options.components.split(',');
  if (options.sweep) {
    return components
      .filter((name) => names.includes(name))
      .flatMap((component) => sweep(component, version));
  }
  const random = seeded(Number(options.seed));
  const judged = judgedComponents.filter((component) => names.includes(component));
  return Array.from({ length: Number(options.count) }, () => generate(random, random.pick(judged), version));
}

let disagreements = 0;
const recorded: string[] = [];
for (const version of options.versions.split(',')) {
  const files = filesFor(version);
  const answers = await verdicts(version, files);
  const compared = files.map((file, index) => compare(version, file, answers[index] ?? { accepted: false }));
  const apart = compared.filter((each) => each.ours !== each.kafka.accepted);
  const both = compared.filter((each) => each.ours && each.kafka.accepted).length;
  const neither = compared.filter((each) => !each.ours && !each.kafka.accepted).length;
  console.log(`| ${version} | ${files.length} | ${both} | ${neither} | ${apart.length} |`);
  for (const { file, kafka } of apart.slice(0, Number(options.show))) {
    console.log(
      JSON.stringify({ component: file.component, kafka: kafka.reason ?? 'accepted', text: file.text }),
    );
    const findings = lint({ text: file.text, component: file.component, version }, reference).findings;
    for (const finding of findings.filter((each) => each.severity === 'error'))
      console.log(`    ${finding.rule}: ${finding.message}`);
  }
  disagreements += apart.length;
  for (const { file, kafka } of compared)
    recorded.push(JSON.stringify([version, file.component, kafka.accepted ? 1 : 0, file.text]));
}
if (options.record !== undefined)
  writeFileSync(options.record, gzipSync(`${recorded.join('\n')}\n`, { level: 9 }));
process.exitCode = disagreements === 0 ? 0 : 1;
