import { describe, expect, test } from 'vitest';
import { Kysely } from 'kysely';
import { JournalError } from '../port/journal-error.ts';
import type { JournalTables } from '../sql/tables.ts';
import { createPostgresDialect, type FindFate } from './driver.ts';
import type { Pool } from './pool.ts';
import { toJournalError } from './to-journal-error.ts';

const error = (message: string, code?: string) => Object.assign(new Error(message), code === undefined ? {} : { code });

/** One transaction whose statement of that name fails. */
async function run(failing: 'begin' | 'commit', failure: Error, fate: Awaited<ReturnType<FindFate>>) {
  const sent: string[] = [];
  let asked = 0;
  const pool: Pool = {
    connect: async () => ({
      async query(text) {
        const [name = ''] = text.split(' ');
        sent.push(name);
        if (name === failing) throw toJournalError(failure, 'here');
        return { command: name.toUpperCase(), rowCount: 0, oid: 0, fields: [], rows: [{ number: '7', timeline: '1' }] };
      },
      release: () => void sent.push('release'),
    }),
    end: async () => {},
  };
  const findFate: FindFate = async () => {
    asked += 1;
    return fate;
  };
  const database = new Kysely<JournalTables>({ dialect: createPostgresDialect(pool, findFate) });
  const [result] = await Promise.allSettled([database.transaction().execute(async () => 'done')]);
  return { result, sent, asked };
}

describe('a COMMIT that gets no good answer', () => {
  test.each([
    ['a line that timed out', error('read ETIMEDOUT', 'ETIMEDOUT')],
    ['a broken record of TLS', error('write EPROTO 80:error', 'EPROTO')],
    ['a server that goes', error('terminating connection', '57P01')],
    ['what nobody knows', error('It is Tuesday.')],
  ])('after %s is looked up', async (_, failure) => {
    expect(await run('commit', failure, 'committed')).toMatchObject({ result: { value: 'done' }, asked: 1 });
    expect(await run('commit', failure, 'aborted')).toMatchObject({ result: { status: 'rejected' }, asked: 1 });
    const { result } = await run('commit', failure, 'unknown');
    expect(result).toMatchObject({ reason: { code: 'unreachable', outcome: 'unknown' } });
  });

  test('is not looked up where the server says that it is taken back', async () => {
    const { result, asked } = await run('commit', error('could not serialize', '40001'), 'committed');
    expect([result.status, asked]).toEqual(['rejected', 0]);
  });
});

test('a transaction that could not begin is ended before its connection goes back', async () => {
  const { result, sent } = await run('begin', error('out of shared memory', '53200'), 'unknown');
  expect([result.status, sent]).toEqual(['rejected', ['begin', 'rollback', 'release']]);
});

test.each([
  'read ETIMEDOUT',
  'write EPROTO',
  'ERR_SSL_WRONG_VERSION_NUMBER',
  'Connection terminated',
  'Query read timeout',
])('%s means that the server cannot be reached', (message) => {
  const said = toJournalError(new Error(message), 'here');
  expect(JournalError.is(said) && said.code).toBe('unreachable');
});
