import { describe, expect, test } from 'vitest';
import { decimal } from '@perpdesk/broker-core';
import type { JournalChange, LedgerRow } from '@perpdesk/journal/port';
import { standing, told } from '../protect/protect-world.test.fixture.ts';
import { createWorld, settle, STOP, testRoute, type World } from '../simulation/world.test.fixture.ts';
import type { Route } from '../route.ts';
import { isSteady } from './broken-world.test.fixture.ts';

const DAMAGES = { 'no JSON': '{"work"', 'another shape': '{"purpose":"to the moon"}', 'no text': '' } as const;

/** Ends the life, writes over what its rows say, and starts the next. */
async function damaged(world: World, changes: readonly JournalChange[]): Promise<void> {
  world.life.kill();
  expect(await world.journal.commit(changes)).toEqual({ ok: true });
  await world.restart();
}

const flag = (name: string, value: string): readonly JournalChange[] => [{ type: 'flag-put', name, value }];

async function ledger(world: World, news: Partial<LedgerRow>): Promise<readonly JournalChange[]> {
  const { ledger: rows } = await world.journal.readLedger();
  return rows.map(({ version, ...row }) => ({ type: 'ledger-put', version, row: { ...row, ...news } }));
}

async function inPosition(route: Partial<Route>, stopAt?: string): Promise<World> {
  const world = await createWorld({ routes: [testRoute(route)] });
  const body: object = JSON.parse(world.bodyOf('0', '0.02'));
  await world.post(JSON.stringify(stopAt === undefined ? body : { ...body, stopLoss: stopAt }));
  await world.clock.advance(1_000);
  expect(world.held()).toBe('0.02');
  expect(standing(world)).toHaveLength(1);
  return world;
}

const FROM_ALERT = { stopLoss: { fromAlert: true, triggerBy: 'mark' } } as const;
const cancelAll = ({ exchange }: World) => {
  for (const { clientOrderId } of exchange.openOrders()) exchange.cancel({ symbol: 'BTCUSDT', clientOrderId });
};
const stopsOf = (world: World) => world.exchange.openOrders().map(({ triggerPrice }) => triggerPrice?.toFixed());

describe.each(Object.entries(DAMAGES))('what the journal holds is %s', (_name, text) => {
  test.each([
    ['the route’s', { stopLoss: STOP }, undefined, ['59100']],
    ['the alert’s', FROM_ALERT, '58765', ['58765']],
  ] as const)('of a protection: %s stop stays, told once, and the exit goes', async (_whose, route, stopAt, stops) => {
    const world = await inPosition(route, stopAt);
    expect(stopsOf(world)).toEqual(stops);
    await damaged(world, await ledger(world, { protect: text }));
    await world.clock.advance(60_000);
    expect(stopsOf(world)).toEqual(stops);
    expect(world.held()).toBe('0.02');
    await world.restart();
    expect(await told(world, 'desk.fault')).toMatchObject([
      { about: 'unread-state', name: 'trend/btc/BTCUSDT', symbol: 'BTCUSDT' },
    ]);
    expect(await isSteady(world)).toBe(true);
    await world.alert('0.02', '0.03');
    await world.clock.advance(2_000);
    expect(world.held()).toBe('0.02');
    await world.alert('0.03', '0');
    await world.clock.advance(5_000);
    expect([world.held(), await world.owned(), stopsOf(world)]).toEqual(['0', '0', []]);
    await world.post(JSON.stringify({ ...JSON.parse(world.bodyOf('0', '0.01')), stopLoss: '58000' }));
    await world.clock.advance(2_000);
    expect(world.held()).toBe('0.01');
    expect(standing(world)).toHaveLength(1);
  });

  test('of a protection whose stop was canceled meanwhile: it comes back where it stood', async () => {
    const world = await inPosition(FROM_ALERT, '58765');
    const changes = await ledger(world, { protect: text });
    world.life.kill();
    cancelAll(world);
    await damaged(world, changes);
    await world.clock.advance(60_000);
    expect([world.held(), stopsOf(world)]).toEqual(['0.02', ['58765']]);
  });

  test.each([
    ['the route’s comes', { stopLoss: STOP }, undefined, '0.02', ['59100']],
    ['one at the entry comes for the alert’s', FROM_ALERT, '58765', '0.02', ['60000']],
    ['where that is refused, the position is closed and told', FROM_ALERT, '58765', '0', []],
  ] as const)('of a protection of which no stop is known: %s', async (_what, route, stopAt, held, stops) => {
    const world = await inPosition(route, stopAt);
    const intents = await world.journal.listIntents({});
    const ended = intents
      .filter(({ kind }) => kind === 'stop')
      .map(({ id, version }) => ({ type: 'intent-update', id, version, patch: { state: 'canceled' } }) as const);
    const changes = [...(await ledger(world, { protect: text })), ...ended];
    world.life.kill();
    cancelAll(world);
    world.exchange.moveTo('61000');
    world.exchange.faultFor = ({ type }) => (held === '0' && type === 'stop-market' ? 'rejected' : 'none');
    await damaged(world, changes);
    await world.clock.advance(60_000);
    expect([world.held(), stopsOf(world)]).toEqual([held, stops]);
    expect(await told(world, 'desk.fault')).toMatchObject([{ about: 'unread-state' }]);
    expect(await told(world, 'stop.failed')).toHaveLength(held === '0' ? 1 : 0);
  });

  test('of a position’s entries: nothing is added, all else is as before', async () => {
    const world = await inPosition({ stopLoss: STOP });
    await damaged(world, await ledger(world, { entries: text }));
    expect(await told(world, 'desk.fault')).toMatchObject([{ about: 'unread-state' }]);
    await world.alert('0.02', '0.03');
    await world.clock.advance(5_000);
    expect([world.held(), standing(world).length]).toEqual(['0.02', 1]);
    await world.alert('0.03', '0');
    await world.clock.advance(5_000);
    expect(world.held()).toBe('0');
    expect(await isSteady(world)).toBe(true);
  });

  test('of a /panic: its block stands on every account, nothing is closed for it, and /resume ends it', async () => {
    const world = await inPosition({ stopLoss: STOP });
    await damaged(world, flag('panic-block', text));
    await world.clock.advance(60_000);
    expect(world.held()).toBe('0.02');
    expect(await told(world, 'desk.fault')).toMatchObject([{ about: 'unread-state', name: 'panic-block' }]);
    expect(world.life.engine.status().panicBlocked).toBe(true);
    await world.alert('0.02', '0.03');
    await world.clock.advance(2_000);
    expect(world.held()).toBe('0.02');
    await world.restart();
    expect(world.life.engine.status().panicBlocked).toBe(true);
    expect(await told(world, 'desk.fault')).toHaveLength(1);
    await settle(world.clock, world.life.engine.resume('111', ['desk']));
    await world.alert('0.03', '0');
    await world.alert('0', '0.01');
    await world.clock.advance(2_000);
    expect(world.held()).toBe('0.01');
  });

  test.each(['ledger', 'halt', 'absolute'] as const)(
    'of a drift, with onDrift %s: nothing is opened there until /resume, exits go',
    async (onDrift) => {
      const limits = { ...testRoute().limits, maxNotional: decimal('100000') };
      const world = await inPosition({ stopLoss: STOP, onDrift, limits });
      await damaged(world, flag('drift:one BTCUSDT net', text));
      await world.clock.advance(60_000);
      expect(await told(world, 'desk.fault')).toMatchObject([
        { about: 'unread-state', account: { brokerId: 'one' }, symbol: 'BTCUSDT' },
      ]);
      await world.alert('0.02', '0.03');
      await world.clock.advance(2_000);
      expect(world.held()).toBe('0.02');
      await world.alert('0.03', '0');
      await world.clock.advance(2_000);
      expect(world.held()).toBe('0');
      await world.alert('0', '0.01');
      await world.clock.advance(2_000);
      expect(world.held()).toBe('0');
      await settle(world.clock, world.life.engine.resume('111', ['desk']));
      await world.alert('0.01', '0');
      await world.alert('0', '0.01');
      await world.clock.advance(2_000);
      expect(world.held()).toBe('0.01');
      expect(await isSteady(world)).toBe(true);
    },
  );

  test('of a dry run: it begins anew with what is really owned', async () => {
    const world = await createWorld({ routes: [testRoute({ dryRun: true })] });
    await world.alert('0', '0.02');
    await world.clock.advance(1_000);
    await damaged(world, flag('dry:one trend/btc/BTCUSDT', text));
    expect(await told(world, 'desk.fault')).toMatchObject([{ about: 'unread-state', account: { brokerId: 'one' } }]);
    await world.alert('0.02', '0');
    await world.alert('0', '0.02');
    await world.clock.advance(2_000);
    expect(world.exchange.orders).toEqual([]);
    expect(await isSteady(world)).toBe(true);
  });
});
