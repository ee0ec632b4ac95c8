import { describe, expect, test } from 'vitest';
import { setTimeout as wait } from 'node:timers/promises';
import { verifyAudit } from '../port/audit-chain.ts';
import type { Journal } from '../port/journal.ts';
import { NO_POSTGRES } from '../testing/postgres/find-server.ts';
import { createTestDatabase, type TestDatabase } from '../testing/postgres/shared-server.ts';
import { commitAll, intentOf, signalOf } from '../testing/samples.ts';
import { openPostgresJournal } from './open-postgres-journal.ts';

const suite = NO_POSTGRES === null ? describe : describe.skip;

async function withInstances(
  count: number,
  work: (journals: readonly Journal[], database: TestDatabase) => Promise<void>,
): Promise<void> {
  const database = await createTestDatabase();
  const { url } = database;
  const journals = await Promise.all(Array.from({ length: count }, () => openPostgresJournal({ url, connections: 4 })));
  try {
    await work(journals, database);
  } finally {
    await Promise.all(journals.map((journal) => journal.close()));
  }
}

const times = <T>(count: number, of: (index: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, index) => of(index)));

suite(`several instances on one PostgreSQL${NO_POSTGRES === null ? '' : ` (${NO_POSTGRES})`}`, () => {
  test('one alert that reaches all of them is taken in once', () =>
    withInstances(3, async (journals) => {
      for (let round = 0; round < 20; round += 1) {
        const answers = await Promise.all(
          journals.map((journal, index) =>
            journal.acceptSignal(signalOf(`s${round}-${index}`, { key: `k${round}` }), []),
          ),
        );
        expect(answers.filter(({ fresh }) => fresh)).toHaveLength(1);
        expect(new Set(answers.map(({ row }) => row.id)).size).toBe(1);
      }
    }));

  test('one intent is marked by one of them', () =>
    withInstances(3, async ([first, ...others]) => {
      await first!.acceptSignal(signalOf('s1'), []);
      for (let round = 0; round < 20; round += 1) {
        const id = `i${round}`;
        await commitAll(first!, { type: 'intent-insert', intent: intentOf(id) });
        const patch = { state: 'sending', attempt: 1 } as const;
        const results = await Promise.all(
          [first!, ...others].map((journal) => journal.commit([{ type: 'intent-update', id, version: 1, patch }])),
        );
        expect(results.filter(({ ok }) => ok)).toHaveLength(1);
      }
    }));

  test('states move as if one wrote after the other', () =>
    withInstances(2, async ([a, b]) => {
      for (let round = 0; round < 20; round += 1) {
        const id = `s${round}`;
        await a!.acceptSignal(signalOf(id), []);
        const update = { type: 'signal-update', id } as const;
        const results = await Promise.all([
          a!.commit([{ ...update, from: ['accepted'], patch: { state: 'refused' } }]),
          b!.commit([{ ...update, from: ['accepted'], patch: { state: 'planned' } }]),
        ]);
        expect(results.filter(({ ok }) => ok)).toHaveLength(1);
      }
    }));

  test('the audit chain has no fork', () =>
    withInstances(3, async (journals) => {
      await times(60, (index) =>
        commitAll(journals[index % 3]!, {
          type: 'audit-append',
          entry: { at: index, actor: 'desk', action: 'count', detail: '{}' },
        }),
      );
      const rows = await journals[0]!.listAudit(99);
      expect(rows).toHaveLength(60);
      expect(verifyAudit(rows)).toEqual({ ok: true });
    }));

  test(
    'changes that lock rows in opposite order are both done',
    () =>
      withInstances(2, async ([a, b]) => {
        await a!.acceptSignal(signalOf('x'), []);
        await a!.acceptSignal(signalOf('y'), []);
        const touch = (id: string) =>
          ({ type: 'signal-update', id, from: ['accepted'], patch: { detail: 'x' } }) as const;
        for (let round = 0; round < 2; round += 1) {
          await Promise.all([commitAll(a!, touch('x'), touch('y')), commitAll(b!, touch('y'), touch('x'))]);
        }
      }),
    30_000,
  );

  test('one that goes on while another brings the schema forward loses nothing', async () => {
    const { url, query } = await createTestDatabase();
    const journal = await openPostgresJournal({ url });
    for (const id of ['s1', 's2']) {
      await journal.acceptSignal(signalOf(id), []);
      await commitAll(journal, { type: 'signal-update', id, from: ['accepted'], patch: { detail: 'x' } });
      expect(await journal.listSignals({ ids: [id] })).toHaveLength(1);
      await query('alter table "signals" add column if not exists "later" text');
    }
    await journal.close();
  });

  test('a row that another session has is the trouble of the commit that wants it, for two seconds', () =>
    withInstances(1, async ([journal], { query }) => {
      for (const id of ['a', 'b', 'c']) await journal!.acceptSignal(signalOf(id), []);
      const touch = (id: string) =>
        journal!.commit([{ type: 'signal-update', id, from: ['accepted'], patch: { detail: 'x' } }]);
      const locking = query(`begin; select 1 from signals where id = 'b' for update; select pg_sleep(6); commit`);
      await wait(500);
      const answers = await Promise.allSettled(['a', 'b', 'c'].map(touch));
      expect(answers).toMatchObject([{ value: { ok: true } }, { reason: { code: 'held' } }, { value: { ok: true } }]);
      await locking;
      expect(await touch('b')).toEqual({ ok: true });
    }));

  test('a lease goes by the clock of the server, to one of them', async () => {
    const { url } = await createTestDatabase();
    // clocks that are an hour off in both directions
    const a = await openPostgresJournal({ url, now: () => Date.now() - 3_600_000 });
    const b = await openPostgresJournal({ url, now: () => Date.now() + 3_600_000 });
    const ask = (journal: Journal, owner: string) => journal.lease({ name: 'lanes', owner, ttlMs: 400 });
    const [ofA, ofB] = await Promise.all([ask(a, 'a'), ask(b, 'b')]);
    expect([ofA.isHeld, ofB.isHeld].filter(Boolean)).toHaveLength(1);
    expect(ofA.lease).toEqual(ofB.lease);
    const [winner, loser] = ofA.isHeld ? [a, b] : [b, a];
    const [owner, other] = ofA.isHeld ? ['a', 'b'] : ['b', 'a'];
    await winner.acceptSignal(signalOf('s1'), []);
    await commitAll(winner, { type: 'intent-insert', intent: intentOf('i1') });
    const mark = { type: 'intent-update', id: 'i1', version: 1, patch: { state: 'sending', attempt: 1 } } as const;
    const held = { type: 'lease-held', guard: { name: 'lanes', owner, fence: 1, validForMs: 0 } } as const;
    expect((await ask(loser, other)).isHeld).toBe(false);
    await wait(450);
    expect(await winner.commit([mark, held])).toEqual({ ok: false, index: 1, conflict: 'lease-held' });
    expect(await ask(loser, other)).toMatchObject({ isHeld: true, lease: { owner: other, fence: 2 } });
    expect(await winner.commit([mark, held])).toEqual({ ok: false, index: 1, conflict: 'lease-held' });
    await commitAll(loser, mark, { ...held, guard: { ...held.guard, owner: other, fence: 2 } });
    await a.close();
    await b.close();
  });
});
