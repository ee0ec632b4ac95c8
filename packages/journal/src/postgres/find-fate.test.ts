import { describe, expect, test } from 'vitest';
import { setTimeout } from 'node:timers/promises';
import { createFindFate } from './find-fate.ts';
import type { Pool, Session } from './pool.ts';

const TRANSACTION = { number: '7', timeline: '00000001' };

/** Of ten seconds one is left. */
const wait = (ms: number) => setTimeout(ms / 100);

function poolOf(connect: () => Promise<Session>): Pool {
  return { connect, end: async () => {} };
}

function saying(statuses: (string | null)[]): Session {
  return {
    query: async () => {
      const rows = [{ status: statuses.shift() ?? 'in progress' }];
      return { rows, command: 'SELECT', rowCount: 1, oid: 0, fields: [] };
    },
    release() {},
  };
}

describe('what became of a transaction', () => {
  test('is asked until the server knows', async () => {
    const session = saying(['in progress', null, 'committed']);
    expect(
      await createFindFate(
        poolOf(async () => session),
        wait,
      )(TRANSACTION),
    ).toBe('committed');
  });

  test('is asked again where there is no connection', async () => {
    let tries = 0;
    const connect = async () => {
      tries += 1;
      if (tries < 3) throw new Error('There is none.');
      return saying(['aborted']);
    };
    expect(await createFindFate(poolOf(connect), wait)(TRANSACTION)).toBe('aborted');
  });

  test('is unknown after ten seconds, though a line that is dead gives no answer at all', async () => {
    let lines = 0;
    const connect = () => {
      lines += 1;
      return new Promise<Session>(() => {});
    };
    const late = setTimeout(2_000, 'still asked');
    expect(await Promise.race([createFindFate(poolOf(connect), wait)(TRANSACTION), late])).toBe('unknown');
    expect(lines).toBe(1);
  });
});
