import { describe, expect, test } from 'vitest';
import type { Journal } from '../port/journal.ts';
import { suiteName, TEST_ENGINES } from '../testing/engines.test.fixture.ts';
import {
  commitAll,
  confirmOf,
  fillOf,
  intentOf,
  ledgerOf,
  messageOf,
  SAMPLE_AT,
  signalOf,
  streamOf,
  updateOf,
} from '../testing/samples.ts';
import { EXPORT_TABLES } from './export-columns.ts';
import { exportJournal, type ExportOptions } from './export-journal.ts';

async function fill(journal: Journal): Promise<void> {
  await journal.acceptSignal(signalOf('s1', { body: 'a "quoted", two-\nlined \u0000 body' }), [messageOf('e1')]);
  await journal.acceptUpdates([{ ...updateOf(4), payload: '{"text":"what I wrote"}' }]);
  await journal.lease({ name: 'desk', owner: 'a', ttlMs: 1 });
  await commitAll(
    journal,
    { type: 'intent-insert', intent: intentOf('i1', { quantity: '-0.010' }) },
    { type: 'fill-insert', fill: fillOf('t1') },
    { type: 'stream-put', version: 0, row: streamOf() },
    { type: 'ledger-put', version: 0, row: ledgerOf({ unit: null }) },
    { type: 'confirm-insert', row: confirmOf('a-nonce') },
    { type: 'flag-put', name: 'paused', value: '' },
    { type: 'audit-append', entry: { at: 1, actor: 'desk', action: 'start with a-password', detail: '{}' } },
  );
}

async function collect(lines: AsyncIterable<string>): Promise<string[]> {
  const found: string[] = [];
  for await (const line of lines) found.push(line);
  return found;
}

for (const engine of TEST_ENGINES.filter(({ name }) => name !== 'memory')) {
  const suite = engine.missing === null ? describe : describe.skip;
  suite(`an export of a journal on ${suiteName(engine)}`, () => {
    const withJournal = async (
      work: (journal: Journal, lines: (options: ExportOptions) => Promise<string[]>, url: string) => Promise<void>,
    ) => {
      const store = await engine.create(() => SAMPLE_AT);
      const journal = await store.open();
      const url = store.url ?? '';
      try {
        await work(journal, (options) => collect(exportJournal(url, options)), url);
      } finally {
        await journal.close();
        store.remove();
      }
    };

    test('shows each table while the program holds the journal, and nothing that lets somebody act', () =>
      withJournal(async (journal, lines) => {
        await fill(journal);
        const all = await lines({ format: 'jsonl', secrets: ['a-password'] });
        const rows = all.map((line): Record<string, unknown> => JSON.parse(line));
        expect(rows.map(({ table }) => table)).toEqual(EXPORT_TABLES);
        const of = (name: string) => rows.find(({ table }) => table === name);
        expect(of('signals')).toMatchObject(signalOf('s1', { body: 'a "quoted", two-\nlined \u0000 body' }));
        expect(of('outbox')).toMatchObject({ eventId: 'e1', maybeDuplicate: false });
        expect(of('audit')).toMatchObject({ action: 'start with [secret]' });
        expect(all.join('')).not.toMatch(/a-nonce|what I wrote|a-password/);
      }));

    test('keeps amounts and ids where a secret is short, and blanks the whole of one that another is a part of', () =>
      withJournal(async (journal, lines) => {
        await fill(journal);
        const secrets = ['0', '10', 'i1', '', 'a-pass', 'a-password'];
        const rows = (await lines({ format: 'jsonl', secrets })).map((line): Record<string, unknown> =>
          JSON.parse(line),
        );
        const of = (name: string) => rows.find(({ table }) => table === name);
        expect(of('intents')).toMatchObject({ id: 'i1', quantity: '-0.010' });
        expect(of('audit')).toMatchObject({ action: 'start with [secret]' });
      }));

    test('is CSV of one table', () =>
      withJournal(async (journal, lines) => {
        await fill(journal);
        expect(await lines({ format: 'csv', tables: ['ledger'] })).toEqual([
          'brokerId,stream,symbol,positionSide,owned,unit,state,protect,entries,version\r\n',
          'paper,btc:trend:BTCUSDT,BTCUSDT,net,0.010,,in,,,1\r\n',
        ]);
        expect(await lines({ format: 'csv', tables: ['flags'] })).toEqual(['name,value\r\n', 'paused,""\r\n']);
        const [, row] = await lines({ format: 'csv', tables: ['signals'] });
        expect(row).toContain(',"a ""quoted"", two-\nlined \u0000 body",');
        await expect(lines({ format: 'csv' })).rejects.toThrow('CSV holds one table');
      }));

    test(
      'is of one moment and read page by page',
      () =>
        withJournal(async (journal, _lines, url) => {
          await Promise.all(
            Array.from({ length: 1_201 }, (_, index) => journal.acceptSignal(signalOf(`s${index}`), [])),
          );
          const rest = exportJournal(url, { format: 'jsonl', tables: ['signals'] });
          const { value: first } = await rest.next();
          await journal.acceptSignal(signalOf('later'), []);
          const ids = [`${first}`, ...(await collect(rest))].map((line): string => JSON.parse(line).id);
          expect(ids).toHaveLength(1_201);
          expect(ids).not.toContain('later');
          expect(new Set(ids).size).toBe(1_201);
        }),
      30_000,
    );
  });
}
