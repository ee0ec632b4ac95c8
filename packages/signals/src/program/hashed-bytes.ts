import { createHash } from 'node:crypto';
import type { Clock } from '@perpdesk/broker-core';
import type { RandomSource } from '../engine-options.ts';

/** Bytes that differ from call to call, from the time and a count: for ids, which need not be secret. At most 32. */
export function hashedBytes(clock: Pick<Clock, 'now'>): RandomSource {
  const startedAt = clock.now();
  let count = 0;
  return (size) => {
    count += 1;
    return createHash('sha256').update(`${startedAt} ${clock.now()} ${count}`).digest().subarray(0, size);
  };
}
