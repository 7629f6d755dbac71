// Compares the linter's verdicts with those of Kafka's own classes: npm run differential -- --count 20000 --versions 4.4.0
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { lint } from '../../../src/lint/lint.ts';
import * as reference from '../../../src/reference/load.ts';
import { type GeneratedFile, generate, type JudgedComponent, judgedComponents } from './generate.ts';
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

function isJudged(name: string): name is JudgedComponent {
  return judgedComponents.some((component) => component === name);
}

let disagreements = 0;
const recorded: string[] = [];
for (const version of options.versions.split(',')) {
  const random = seeded(Number(options.seed));
  const components = options.components.split(',').filter(isJudged);
  const files = options.sweep
    ? components.flatMap((component) => sweep(component, version))
    : Array.from({ length: Number(options.count) }, () => generate(random, random.pick(components), version));
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
