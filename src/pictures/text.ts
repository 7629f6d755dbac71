/** Pictures in characters, for the console and for places where an image cannot go. */
import type {
  BarChart,
  FlowDiagram,
  GroupDiagram,
  LogDiagram,
  Picture,
  ProgressPicture,
  ReplicasDiagram,
} from './spec.ts';

const BAR_WIDTH = 30;

export function pictureText(picture: Picture): string {
  switch (picture.kind) {
    case 'flow':
      return flowText(picture);
    case 'log':
      return picture.logs.map(logText).join('\n\n');
    case 'replicas':
      return replicasText(picture);
    case 'group':
      return groupText(picture);
    case 'bars':
      return barsText(picture);
    case 'podium':
      return picture.places
        .map(({ place, name, points }) => `${place}. ${name}  ${points.toLocaleString('en-US')} points`)
        .join('\n');
    case 'progress':
      return progressText(picture);
  }
}

/** `producer  ███▒▒▒····  5 of 10 · 2 due` */
function progressText({ rows }: ProgressPicture): string {
  const wide = Math.max(0, ...rows.map(({ label }) => label.length));
  return rows
    .map(({ label, total, seen, mastered, due }) => {
      const part = (count: number) => (total === 0 ? 0 : Math.round((PROGRESS_WIDTH * count) / total));
      const track = '█'.repeat(part(mastered)) + '▒'.repeat(part(seen) - part(mastered));
      return `${label.padEnd(wide)}  ${track.padEnd(PROGRESS_WIDTH, '·')}  ${seen} of ${total}${due > 0 ? ` · ${due} due` : ''}`;
    })
    .join('\n');
}

const PROGRESS_WIDTH = 20;

/** One line for each arrow, those that start at the same node together. */
function flowText({ nodes, arrows }: FlowDiagram): string {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const name = (id: string) => {
    const node = byId.get(id);
    if (!node) return id;
    return node.shape === 'topic' ? `(${node.label})` : `[${node.label}]`;
  };
  return arrows
    .map(
      ({ from, to, label, dashed }) =>
        `${name(from)} ${dashed ? '- -' : '──'}${label === undefined ? '' : ` ${label} ${dashed ? '- -' : '──'}`}> ${name(to)}`,
    )
    .join('\n');
}

const MARKS = {
  live: '',
  deleted: '×',
  uncommitted: '?',
  aborted: '!',
  tombstone: '∅',
  control: '●',
  remote: '^',
} as const;

function logText({ label, from, to, records, markers }: LogDiagram['logs'][number]): string {
  const offsets = Array.from({ length: to - from + 1 }, (_, at) => from + at);
  const cell = (offset: number) => {
    const record = records.find((each) => each.offset === offset);
    return `${record?.text ?? ''}${record?.state ? MARKS[record.state] : ''}`;
  };
  const width = Math.max(3, ...offsets.map((offset) => Math.max(cell(offset).length, String(offset).length)));
  const pad = ' '.repeat(label.length + 1);
  const row = `${label} │${offsets.map((offset) => cell(offset).padStart(width)).join('│')}│`;
  const scale = `${pad} ${offsets.map((offset) => String(offset).padStart(width)).join(' ')}`;
  const flags = markers.map(
    ({ offset, label: flag }) => `${pad}${' '.repeat((offset - from) * (width + 1))}↑ ${flag} (${offset})`,
  );
  const states = [
    ...new Set(
      records.flatMap(({ state }) => (state && state !== 'live' ? [`${MARKS[state]} ${state}`] : [])),
    ),
  ];
  return [row, scale, ...flags, ...(states.length > 0 ? [`${pad}${states.join('  ')}`] : [])].join('\n');
}

function replicasText({ partition, high_watermark, replicas }: ReplicasDiagram): string {
  const furthest = Math.max(...replicas.map(({ end }) => end), high_watermark, 1);
  const length = (offset: number) => Math.round((offset / furthest) * BAR_WIDTH);
  const rows = replicas.map(({ broker, role, end, in_sync }) => {
    const bar = '█'.repeat(length(end)).padEnd(BAR_WIDTH);
    return `  broker ${broker}  ${bar}  end ${end}, ${role}${in_sync ? '' : ', not in sync'}`;
  });
  const indent = ' '.repeat('  broker 1  '.length + length(high_watermark));
  return [`Replicas of ${partition}`, ...rows, `${indent}↑ high watermark ${high_watermark}`].join('\n');
}

function groupText({ topic, partitions, groups }: GroupDiagram): string {
  const members = groups.flatMap((group) => [
    `  group ${group.name}`,
    ...group.members.map((member) =>
      member.partitions.length === 0
        ? `    ${member.name}: idle`
        : `    ${member.name}: ${member.partitions.map((partition) => `P${partition}`).join(', ')}`,
    ),
  ]);
  return [`${topic}, ${partitions} partitions`, ...members].join('\n');
}

function barsText({ rows, series, unit, limit }: BarChart): string {
  const largest = Math.max(1, limit?.value ?? 0, ...rows.flatMap((row) => row.values));
  const widest = Math.max(...rows.map(({ label }) => label.length)) + 2;
  const lines = rows.flatMap(({ label, values, text, marked }) =>
    values.map((value, at) => {
      const name = at === 0 ? `${marked ? '▸ ' : '  '}${label}`.padEnd(widest) : ' '.repeat(widest);
      const bar = '█'.repeat(Math.round((value / largest) * BAR_WIDTH)).padEnd(BAR_WIDTH, '·');
      const shown = at === 0 && text !== undefined ? text : `${Math.round(value * 10) / 10}${unit}`;
      return `${name} ${bar} ${shown}${series.length > 1 ? ` ${series[at] ?? ''}` : ''}`;
    }),
  );
  return [...lines, ...(limit ? [`${' '.repeat(widest)} limit: ${limit.label}`] : [])].join('\n');
}
