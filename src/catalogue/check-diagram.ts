/** Rules for diagrams that their schema cannot tell: names that exist, offsets that are shown. */
import type { Diagram, FlowDiagram, LogDiagram } from '../pictures/spec.ts';

/** @returns what to do about each problem */
export function checkDiagram(diagram: Diagram): readonly string[] {
  switch (diagram.kind) {
    case 'flow':
      return checkFlow(diagram);
    case 'log':
      return diagram.logs.flatMap(checkLog);
    case 'replicas':
      return diagram.replicas.filter(({ role }) => role === 'leader').length > 1
        ? ['a partition has one leader']
        : [];
    case 'group':
      return diagram.groups.flatMap(({ name, members }) =>
        members
          .flatMap((member) => member.partitions)
          .filter((partition) => partition >= diagram.partitions)
          .map(
            (partition) =>
              `group ${name} has partition ${partition}, but there are ${diagram.partitions}, from 0`,
          ),
      );
  }
}

function checkFlow({ nodes, arrows, lanes }: FlowDiagram): readonly string[] {
  const ids = nodes.map(({ id }) => id);
  const known = new Set(ids);
  const repeated = ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => `two nodes are called ${id}`);
  const ends = arrows.flatMap(({ from, to }) => [from, to]).filter((id) => !known.has(id));
  const inLanes = lanes.flatMap((lane) => lane.nodes);
  const strangers = inLanes.filter((id) => !known.has(id));
  const twice = inLanes
    .filter((id, at) => inLanes.indexOf(id) !== at)
    .map((id) => `node ${id} is in two lanes`);
  const touched = new Set(arrows.flatMap(({ from, to }) => [from, to]));
  const lonely = nodes
    .filter(({ id, shape }) => shape !== 'note' && !touched.has(id))
    .map(({ id }) => `node ${id} has no arrow`);
  return [...repeated, ...[...ends, ...strangers].map((id) => `no node ${id}`), ...twice, ...lonely];
}

function checkLog({ label, from, to, records, markers }: LogDiagram['logs'][number]): readonly string[] {
  const problems: string[] = [];
  if (to < from) problems.push(`${label}: to is before from`);
  if (to - from > 15) problems.push(`${label}: at most 16 offsets fit`);
  for (const { offset } of records)
    if (offset < from || offset > to) problems.push(`${label}: record ${offset} is outside ${from}..${to}`);
  for (const { offset } of markers) {
    if (offset < from || offset > to + 1)
      problems.push(`${label}: marker ${offset} is outside ${from}..${to + 1}`);
  }
  return problems;
}
