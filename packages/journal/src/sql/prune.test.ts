import { describe, expect, test } from 'vitest';
import { suiteName, TEST_ENGINES } from '../testing/engines.test.fixture.ts';
import { commitAll, fillOf, intentOf, messageOf, SAMPLE_AT, signalOf } from '../testing/samples.ts';

const COUNT = 1_200;
const LATER = SAMPLE_AT + 1;

for (const engine of TEST_ENGINES.filter(({ name }) => name !== 'memory')) {
  const suite = engine.missing === null ? describe : describe.skip;
  suite(`what is removed of a journal on ${suiteName(engine)}`, () => {
    test('is removed in parts, so that what is asked for meanwhile need not wait for all of it', async () => {
      const store = await engine.create(() => SAMPLE_AT);
      const journal = await store.open();
      try {
        const all = Array.from({ length: COUNT }, (_, index) => `${index}`);
        await Promise.all(all.map((id) => journal.acceptSignal(signalOf(id, { state: 'done' }), [messageOf(id)])));
        await commitAll(
          journal,
          ...all.flatMap((id) => [
            { type: 'intent-insert', intent: intentOf(id, { signalId: id, state: 'filled' }) } as const,
            { type: 'fill-insert', fill: fillOf(id, { intentId: id }) } as const,
            { type: 'fill-insert', fill: fillOf(`foreign ${id}`) } as const,
            { type: 'audit-append', entry: { at: 1, actor: 'desk', action: id, detail: '{}' } } as const,
          ]),
        );
        const rows = await journal.listOutbox({});
        const patch = { state: 'sent' } as const;
        await commitAll(journal, ...rows.map(({ sequence }) => ({ type: 'outbox-update', sequence, patch }) as const));
        const order: string[] = [];
        const before = { signals: LATER, fills: LATER, outbox: LATER, updates: LATER, confirms: LATER, audit: LATER };
        const pruned = journal.prune(before).finally(() => order.push('pruned'));
        const written = commitAll(journal, { type: 'flag-put', name: 'a', value: '1' });
        await Promise.all([pruned, written.finally(() => order.push('written'))]);
        expect(order).toEqual(['written', 'pruned']);
        // signals, intents, fills twice, messages; the newest row of the chain stays
        expect(await pruned).toBe(6 * COUNT - 1);
        expect(await journal.listSignals({})).toEqual([]);
        expect(await journal.listFills({})).toEqual([]);
        expect(await journal.listAudit(9)).toMatchObject([{ action: `${COUNT - 1}` }]);
        expect(await journal.prune(before)).toBe(0);
      } finally {
        await journal.close();
        store.remove();
      }
    }, 60_000);
  });
}
