/** A pack as a file that `pack import` reads again. */
import { stringify as toYaml } from 'yaml';
import { csv } from '../reply/csv.ts';
import type { Pack, PackQuestion } from './pack.ts';

export const exportFormats = ['yaml', 'json', 'csv'] as const;
export type ExportFormat = (typeof exportFormats)[number];

export function exportPack(pack: Pack, format: ExportFormat): { name: string; text: string } {
  const name = `${pack.id}.${format}`;
  const whole = { title: pack.title, questions: pack.questions.map(({ number: _, ...rest }) => rest) };
  switch (format) {
    case 'yaml':
      return { name, text: toYaml(whole) };
    case 'json':
      return { name, text: `${JSON.stringify(whole, null, 2)}\n` };
    case 'csv':
      return { name, text: csv([COLUMNS, ...pack.questions.map(row)]) };
  }
}

const COLUMNS = [
  'prompt',
  ...['a', 'b', 'c', 'd'],
  'right',
  ...['why_a', 'why_b', 'why_c', 'why_d'],
  ...['level', 'snippet', 'language', 'source', 'source_url'],
];

function row({ prompt, options, level, snippet, language, source }: PackQuestion): readonly string[] {
  const four = [0, 1, 2, 3].map((at) => options[at]);
  return [
    prompt,
    ...four.map((option) => option?.text ?? ''),
    'abcd'[options.findIndex(({ right }) => right)] ?? '',
    ...four.map((option) => option?.because ?? ''),
    level,
    snippet ?? '',
    language ?? '',
    source?.title ?? '',
    source?.url ?? '',
  ];
}
