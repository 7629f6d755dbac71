// Facts about the corrected file: it is no worse than the file, and correcting it again changes nothing more.
import { describe, expect, it } from 'vitest';
import { generate, judgedComponents } from './differential/generate.ts';
import { seeded } from './differential/random.ts';
import { check } from './linting.ts';

const random = seeded(5);
const files = Array.from({ length: 400 }, () => generate(random, random.pick(judgedComponents), '4.4.0'));

describe('the corrected file', () => {
  it('is accepted whenever the file was', () => {
    const worse = files.filter(({ text, component }) => {
      const { accepted, corrected } = check(text, component);
      return accepted && !check(corrected, component).accepted;
    });
    expect(worse).toEqual([]);
  });

  it('is corrected once and for all', () => {
    const again = files.filter(({ text, component }) => {
      const once = check(text, component).corrected;
      return (
        check(once, component).corrected !== once &&
        check(check(once, component).corrected, component).corrected !== check(once, component).corrected
      );
    });
    expect(again).toEqual([]);
  });

  it('keeps every comment and the order of lines', () => {
    const text = '# one\nacks=all\n! two\nbatch.sise=16KiB\n\n# three\nlinger.ms = 5 s\n';
    expect(check(text, 'producer').corrected).toBe(
      '# one\nacks=all\n! two\nbatch.size=16384\n\n# three\nlinger.ms = 5000\n',
    );
  });

  it('comments out what a later line overrides', () => {
    expect(check('retries=1\nacks=all\nretries=2', 'producer').corrected).toBe(
      '# retries=1\nacks=all\nretries=2',
    );
  });

  it('comments out every line of a continued setting', () => {
    expect(check('retries=\\\n  1\nretries=2', 'producer').corrected).toBe('# retries=\\\n#   1\nretries=2');
  });

  it('keeps the quotes of YAML and JSON', () => {
    expect(check('{"acks": "ALL", "linger.ms": "5s"}', 'producer').corrected).toBe(
      '{"acks": "all", "linger.ms": "5000"}',
    );
    const yaml =
      'apiVersion: kafka.strimzi.io/v1\nkind: KafkaTopic\nspec:\n  config:\n    cleanup.policy: "Compact" # why\n';
    expect(check(yaml).corrected).toBe(yaml.replace('Compact', 'compact'));
  });

  it('is the file itself when there is nothing to correct', () => {
    const text = 'acks=all\r\nlinger.ms=5\r\n';
    expect(check(text, 'producer').corrected).toBe(text);
  });
});
