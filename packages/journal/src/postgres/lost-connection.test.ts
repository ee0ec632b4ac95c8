import { describe, expect, test } from 'vitest';
import { setTimeout } from 'node:timers/promises';
import type { Journal } from '../port/journal.ts';
import { type CuttingProxy, startCuttingProxy } from '../testing/postgres/cutting-proxy.test.fixture.ts';
import { NO_POSTGRES } from '../testing/postgres/find-server.ts';
import { createTestDatabase, type TestDatabase } from '../testing/postgres/shared-server.ts';
import { signalOf } from '../testing/samples.ts';
import { openPostgresWithInternals } from './open-postgres-journal.ts';

const suite = NO_POSTGRES === null ? describe : describe.skip;

const NAME = 'perpdesk-to-lose';

interface Bench {
  readonly journal: Journal;
  readonly proxy: CuttingProxy;
  readonly database: TestDatabase;
}

async function withLine(work: (bench: Bench) => Promise<void>): Promise<void> {
  const database = await createTestDatabase();
  const proxy = await startCuttingProxy(`${database.url}&application_name=${NAME}`);
  const wait = (ms: number) => setTimeout(ms / 10);
  const journal = await openPostgresWithInternals({ url: proxy.url }, { wait });
  try {
    await work({ journal, proxy, database });
  } finally {
    await journal.close();
    await proxy.close();
  }
}

suite(`a connection that is lost${NO_POSTGRES === null ? '' : ` (${NO_POSTGRES})`}`, () => {
  test('after the commit reached the server: it is done, and done once', () =>
    withLine(async ({ journal, proxy }) => {
      proxy.cutAfterCommit();
      expect(await journal.acceptSignal(signalOf('s1'), [])).toMatchObject({ fresh: true });
      proxy.cutAfterCommit();
      const put = { type: 'stream-put', version: 0, row: streamRow } as const;
      expect(await journal.commit([put])).toEqual({ ok: true });
      expect((await journal.listSignals({})).length).toBe(1);
      expect((await journal.readLedger()).streams).toMatchObject([{ version: 1 }]);
      expect(journal.writeState()).toEqual({ isWritable: true });
    }));

  test('before the commit reached the server: it is done again from the start', () =>
    withLine(async ({ journal, proxy }) => {
      proxy.cutBeforeCommit();
      expect(await journal.acceptSignal(signalOf('s1'), [])).toMatchObject({ fresh: true });
      expect((await journal.listSignals({})).length).toBe(1);
    }));

  test(
    'when nobody can be asked what became of the commit, the error says so',
    () =>
      withLine(async ({ journal, proxy }) => {
        proxy.cutAfterCommit('all');
        const lost = { code: 'unreachable', outcome: 'unknown' };
        await expect(journal.acceptSignal(signalOf('s1'), [])).rejects.toMatchObject(lost);
        expect(journal.writeState()).toEqual({ isWritable: false, code: 'unreachable' });
        await expect(journal.acceptSignal(signalOf('s2'), [])).rejects.toMatchObject({ outcome: 'not-written' });
        proxy.open();
        // asked by its key it is found
        expect(await journal.acceptSignal(signalOf('s1'), [])).toMatchObject({ fresh: false });
        expect(journal.writeState()).toEqual({ isWritable: true });
      }),
    30_000,
  );

  test(
    'though nobody says so: it fails long before a position may be without its stop',
    () =>
      withLine(async ({ journal, proxy }) => {
        await journal.acceptSignal(signalOf('s1'), []);
        proxy.fallSilent();
        const lost = journal.acceptSignal(signalOf('s2'), []).catch((error: unknown) => error);
        const answer = await Promise.race([lost, setTimeout(7_000, 'it waits', { ref: false })]);
        expect(answer).toMatchObject({ code: 'unreachable', outcome: 'not-written' });
        proxy.open();
        expect(await journal.acceptSignal(signalOf('s2'), [])).toMatchObject({ fresh: true });
      }),
    30_000,
  );

  test(
    'again and again under load: what was confirmed is there, once, and nothing else',
    () =>
      withLine(async ({ journal, database }) => {
        const KILL = `select pg_terminate_backend(pid) from pg_stat_activity where application_name = '${NAME}'`;
        const confirmed: string[] = [];
        let isOver = false;
        const lane = async (number: number) => {
          for (let index = 0; !isOver; index += 1) {
            const id = `${number}-${index}`;
            const { fresh } = await journal.acceptSignal(signalOf(id), []);
            expect(fresh).toBe(true);
            confirmed.push(id);
          }
        };
        const lanes = Array.from({ length: 8 }, (_, number) => lane(number));
        for (let kills = 0; kills < 25; kills += 1) {
          const before = confirmed.length;
          while (confirmed.length < before + 3) await setTimeout(1);
          await database.query(KILL);
        }
        isOver = true;
        await Promise.all(lanes);
        const stored = (await journal.listSignals({})).map(({ id }) => id);
        expect(stored.toSorted()).toEqual(confirmed.toSorted());
      }),
    30_000,
  );
});

const streamRow = { stream: 'x', lastPosition: '1', lastFiredAt: null, sequence: 1, code: 'a' };
