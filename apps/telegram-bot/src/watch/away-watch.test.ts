import { describe, expect, test } from 'vitest';
import { createMemoryJournal } from '@perpdesk/journal/memory';
import type { Journal } from '@perpdesk/journal/port';
import { createDeskBench, NOON } from '../testing/desk-bench.ts';
import { fillRow } from '../testing/story-rows.ts';
import { createAwayWatch, readAliveAt } from './away-watch.ts';
import { chatScopes } from './chat-scopes.ts';
import { runWatches, toldIn } from './watch-bench.test.fixture.ts';

const HOUR = 3_600_000;

async function startDesk(journal: Journal, startedAt: number) {
  const bench = await createDeskBench([{ id: 'main' }, { id: 'scalps' }], journal);
  await bench.clock.advance(startedAt - NOON);
  const scopes = [
    { target: 'desk', routeIds: [], brokerIds: ['main', 'scalps'] },
    { target: 'small', routeIds: [], brokerIds: ['scalps'] },
  ];
  const aliveAt = await readAliveAt(journal);
  const { manager, clock } = bench;
  const watch = createAwayWatch({ manager, journal, clock, scopes, aliveAt, startedAt, everyMs: 20_000 });
  return { ...bench, runner: runWatches([watch], clock, journal) };
}

async function fill(journal: Journal, tradeId: string, venueAt: number, realizedPnl: string): Promise<void> {
  const row = fillRow({ brokerId: 'main', intentId: null, tradeId, venueAt, realizedPnl });
  await journal.commit([{ type: 'fill-insert', fill: row }]);
}

describe('a desk that was away', () => {
  test('says so once, with what happened meanwhile, to each chat of its accounts', async () => {
    const journal = createMemoryJournal();
    const first = await startDesk(journal, NOON);
    await first.clock.advance(60_000);
    expect(await readAliveAt(journal)).toBe(NOON + 60_000);
    await first.runner.stop();
    await fill(journal, '1', NOON + 30_000, '1');
    await fill(journal, '2', NOON + HOUR, '-5.5');
    await fill(journal, '3', NOON + HOUR, '2');
    const second = await startDesk(journal, NOON + 2 * HOUR);
    await fill(journal, '4', NOON + 2 * HOUR + 1, '100');
    await second.clock.advance(120_000);
    expect(await toldIn(journal, 'desk')).toMatchObject([
      {
        type: 'desk.away',
        fromAt: NOON + 60_000,
        toAt: NOON + 2 * HOUR,
        accounts: [
          { account: { brokerId: 'main' }, isUnread: false, fills: 2, realizedPnl: '-3.5', symbols: ['BTCUSDT'] },
          { account: { brokerId: 'scalps' }, fills: 0, symbols: [] },
        ],
      },
    ]);
    expect(await toldIn(journal, 'small')).toMatchObject([{ accounts: [{ account: { brokerId: 'scalps' } }] }]);
  });

  test('killed before it could say so, says it in its next life, with all of the time', async () => {
    const journal = createMemoryJournal();
    const first = await startDesk(journal, NOON);
    await first.clock.advance(20_000);
    await first.runner.stop();
    const second = await startDesk(journal, NOON + HOUR);
    await second.clock.advance(10_000);
    await second.runner.stop();
    const third = await startDesk(journal, NOON + HOUR + 30_000);
    await third.clock.advance(60_000);
    expect(await toldIn(journal, 'small')).toMatchObject([{ fromAt: NOON + 20_000, toAt: NOON + HOUR + 30_000 }]);
    await third.runner.stop();
    const fourth = await startDesk(journal, NOON + HOUR + 120_000);
    await fourth.clock.advance(60_000);
    expect(await toldIn(journal, 'small')).toHaveLength(1);
  });

  test('waits a while for accounts that are not there yet, then says that they are not', async () => {
    const journal = createMemoryJournal();
    await journal.commit([{ type: 'flag-put', name: 'desk-alive', value: `${NOON - HOUR}` }]);
    const { manager, clock, broker } = await startDesk(journal, NOON);
    broker('scalps').script.always('connect', 'hang');
    await manager.get('scalps').close();
    await clock.advance(40_000);
    expect([manager.view('scalps').isReady, await toldIn(journal, 'small')]).toEqual([false, []]);
    await clock.advance(40_000);
    expect(await toldIn(journal, 'small')).toMatchObject([{ accounts: [{ isUnread: true, fills: 0 }] }]);
  });

  test('for the first time says nothing', async () => {
    const journal = createMemoryJournal();
    const { clock } = await startDesk(journal, NOON);
    await clock.advance(HOUR);
    expect(await toldIn(journal)).toEqual([]);
  });
});

test('chats hear of the accounts of their routes; owners of all where no chat is named', () => {
  const routes = [
    { id: 'a', relay: ['desk', 'small'], brokers: [{ brokerId: 'main' }] },
    { id: 'b', relay: ['desk'], brokers: [{ brokerId: 'scalps' }, { brokerId: 'off' }] },
  ] as never;
  expect(chatScopes(routes, ['main', 'scalps'], ['chat:1'])).toEqual([
    { target: 'desk', routeIds: ['a', 'b'], brokerIds: ['main', 'scalps'] },
    { target: 'small', routeIds: ['a'], brokerIds: ['main'] },
  ]);
  const silent = [{ id: 'a', relay: [], brokers: [] }] as never;
  expect(chatScopes(silent, ['main'], ['chat:1'])).toEqual([
    { target: 'chat:1', routeIds: ['a'], brokerIds: ['main'] },
  ]);
});
