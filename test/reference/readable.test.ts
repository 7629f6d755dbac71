import { describe, expect, it } from 'vitest';
import { readableValue } from '../../src/reference/readable.ts';

describe('a readable value', () => {
  it.each([
    ['batch.size', 'int', '16384', '16 KiB'],
    ['buffer.memory', 'long', '33554432', '32 MiB'],
    ['log.segment.bytes', 'int', '1073741824', '1 GiB'],
    ['message.max.bytes', 'int', '1048588', '1,048,588 bytes'],
    ['retention.ms', 'long', '604800000', '7 days'],
    ['max.poll.interval.ms', 'int', '300000', '5 minutes'],
    ['session.timeout.ms', 'int', '45000', '45 seconds'],
    ['retry.backoff.ms', 'long', '100', '100 ms'],
    ['request.timeout.ms', 'int', '90000', '1.5 minutes'],
    ['log.retention.hours', 'int', '168', '7 days'],
    ['retries', 'int', '2147483647', 'the largest int: no limit'],
    ['log.flush.interval.messages', 'long', '9223372036854775807', 'the largest long: no limit'],
    ['log.dirs', 'list', '', 'empty list'],
  ] as const)('of %s (%s) %s is %s', (name, type, value, readable) => {
    expect(readableValue(name, type, value)).toBe(readable);
  });

  it.each([
    ['retention.bytes', 'long', '-1'],
    ['linger.ms', 'long', '0'],
    ['acks', 'string', 'all'],
    ['num.io.threads', 'int', '8'],
  ] as const)('of %s (%s) %s is left as it is', (name, type, value) => {
    expect(readableValue(name, type, value)).toBeNull();
  });

  it('of null is nothing', () => {
    expect(readableValue('group.id', 'string', null)).toBeNull();
  });
});
