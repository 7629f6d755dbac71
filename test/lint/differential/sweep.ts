// Makes one file per setting and value: every setting of a component with every kind of value there is.
import { type ClassKind, classesOf } from '../../../src/lint/kafka-classes.ts';
import { escapeValue } from '../../../src/lint/read/properties.ts';
import type { Check, Component, Setting } from '../../../src/reference/facts.ts';
import { settingsAt } from '../../../src/reference/load.ts';
import type { GeneratedFile } from './generate.ts';
import { specialValues } from './special-values.ts';
import { oddities } from './values.ts';

const classKinds: readonly ClassKind[] = [
  'serializer',
  'deserializer',
  'partitioner',
  'consumer assignor',
  'metrics reporter',
  'callback handler',
  'login',
  'principal builder',
  'SSL engine factory',
];

/** All files of a component in a release. */
export function sweep(component: Component, version: string): readonly GeneratedFile[] {
  return [...settingsAt(component, version).values()].flatMap((setting) =>
    [...new Set(valuesOf(setting, version))].map((value) => ({
      component,
      text: `${setting.name}=${escapeValue(value)}\n`,
    })),
  );
}

function valuesOf(setting: Setting, version: string): readonly string[] {
  const special = specialValues[setting.name];
  const values = [
    ...oddities,
    ...(setting.default === null ? [] : [setting.default]),
    ...(special?.plain ?? []),
    ...(special?.bold ?? []),
  ];
  if (setting.check !== null) values.push(...around(setting.check));
  if (setting.type === 'class' || /class|reporters|strategy|serializer|assignors/.test(setting.name)) {
    const names = classKinds.flatMap((kind) =>
      classesOf(kind, version).filter((name) => !name.includes('.List')),
    );
    values.push(...names, ...names.slice(0, 3).map((name) => `${name},${name}`));
  }
  // Key stores are looked for on this machine.
  return setting.name.endsWith('.location') ? ['/no/such/store.jks'] : values;
}

function around(check: Check): readonly string[] {
  switch (check.kind) {
    case 'range': {
      const ends = [check.min, check.max].filter((end) => end !== undefined && /^-?\d+$/.test(end));
      return ends.flatMap((end) => [-1n, 0n, 1n].map((step) => String(BigInt(end ?? '0') + step)));
    }
    case 'one-of':
    case 'list':
      return (check.values ?? [])
        .filter((word) => word !== null)
        .flatMap((word) => [
          word,
          word.toUpperCase(),
          word.toLowerCase(),
          ` ${word} `,
          `${word},${word}`,
          `${word},`,
          `${word}x`,
        ]);
    case 'all':
      return check.checks.flatMap(around);
    default:
      return [];
  }
}
