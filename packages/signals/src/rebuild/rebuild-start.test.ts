import { describe, expect, test } from 'vitest';
import { decimal, type Fill } from '@perpdesk/broker-core';
import { copyToMemory, createMemoryJournal } from '@perpdesk/journal/memory';
import type { Journal } from '@perpdesk/journal/port';
import { protectedWorld, standing, TARGETS } from '../protect/protect-world.test.fixture.ts';
import type { Route } from '../route.ts';
import { settle, STOP, type World } from '../simulation/world.test.fixture.ts';
import type { ProtectCommand } from '../trade-command.ts';
import { rebuildAccount } from './rebuild-account.ts';
import { rebuildChanges, rebuildSeal } from './rebuild-changes.ts';
import { findUnheard } from './unheard-orders.ts';

async function rebuild(
  { exchange, clock }: World,
  copy: Journal,
  names: readonly string[] = [],
  listed: readonly Fill[] = exchange.fills,
): Promise<void> {
  const account = {
    environment: 'paper',
    getPositions: async () => exchange.positions(),
    getFills: async () => listed,
    getOrderHistory: async () => exchange.orders,
    findOrder: async (reference: Parameters<typeof exchange.find>[0]) => exchange.find(reference),
  } as const;
  const { sides, fills } = await rebuildAccount(account, { fromAt: 0 });
  const { streams, ledger } = await copy.readLedger();
  const unheard = await findUnheard(copy, 'one', fills);
  const changes = rebuildChanges({ brokerId: 'one', sides, streams, ledger, unheard, names });
  const result = await copy.commit([...changes, ...rebuildSeal('recover', clock.now(), '{}')]);
  expect(result).toEqual({ ok: true });
}

const copyOf = ({ journal, clock }: World) => copyToMemory(journal, { now: () => clock.now() });

async function open(world: World): Promise<void> {
  await world.alert('0', '0.02');
  await world.clock.advance(1_000);
}

const byPerson = ({ clock }: World, id: string) =>
  ({ id, actor: 'user:111', brokerId: 'one', symbol: 'BTCUSDT', relay: ['desk'], confirmedAt: clock.now() }) as const;

async function close(world: World, fraction: string): Promise<void> {
  const what = { type: 'close', positionSide: 'net', quantity: null, fraction: decimal(fraction) } as const;
  await settle(world.clock, world.life.engine.trade({ ...byPerson(world, `close ${fraction}`), ...what }));
  await world.clock.advance(5_000);
}

const BOTH = ['stop sell 59100', 'target sell 0.01 at 61200', 'target sell 0.01 at 62400'];

/** Each ends with the journal that is put back. */
const PASTS: Readonly<Record<string, (world: World) => Promise<Journal>>> = {
  'a target': async (world) => {
    await open(world);
    const copy = await copyOf(world);
    world.exchange.moveTo('61200');
    await world.clock.advance(1_000);
    return copy;
  },
  'a stop, before the strategy came in again': async (world) => {
    await open(world);
    const copy = await copyOf(world);
    world.exchange.moveTo('59100');
    await world.clock.advance(1_000);
    world.exchange.moveTo('60000');
    await world.alert('0.02', '0');
    await world.clock.advance(70_000);
    await open(world);
    return copy;
  },
  'an entry whose answer was lost in a crash': async (world) => {
    const { find, delayMs } = world.exchange;
    world.exchange.faultFor = ({ type }) => (type === 'market' ? 'lost-answer' : 'none');
    world.exchange.delayMs = () => null;
    world.exchange.find = () => {
      throw new Error('The exchange does not answer.');
    };
    await open(world);
    world.life.kill();
    Object.assign(world.exchange, { find, delayMs, faultFor: () => 'none' });
    return copyOf(world);
  },
};

test.each([
  ['a target', '0.01', BOTH.filter((line) => !line.includes('61200'))],
  ['a stop, before the strategy came in again', '0.02', BOTH],
  ['an entry whose answer was lost in a crash', '0.02', BOTH],
])('what %s filled since the copy counts once, and what is left has its stop', async (past, left, orders) => {
  const world = await protectedWorld();
  const copy = (await PASTS[past]?.(world)) ?? world.journal;
  await rebuild(world, copy);
  await world.restart({ journal: copy });
  await world.clock.advance(30_000);
  const owned = async () => (await copy.readLedger()).ledger.map((row) => row.owned);
  expect({ held: world.held(), owned: await owned() }).toEqual({ held: left, owned: [left] });
  expect(standing(world)).toEqual(orders);
  expect((await copy.listFills({})).length).toBe(world.exchange.fills.length);
  const told = (await copy.listOutbox({})).map(({ payload }) => JSON.parse(payload).type);
  expect(told).not.toContain('account.drift');
  await world.alert('0.02', '0');
  await world.clock.advance(5_000);
  expect({ held: world.held(), owned: await owned() }).toEqual({ held: '0', owned: ['0'] });
  expect(standing(world)).toEqual([]);
});

test.each([[false], [true]])(
  'a strategy that a new journal does not know keeps its position and stop (hedge: %j)',
  async (isHedge) => {
    const world = await protectedWorld({}, { isHedge });
    await open(world);
    const stop = () => world.exchange.openOrders().find(({ type }) => type === 'stop-market')?.clientOrderId;
    const before = stop();
    const journal = createMemoryJournal({ now: () => world.clock.now() });
    await rebuild(world, journal, ['trend/btc/BTCUSDT']);
    await world.restart({ journal });
    await world.clock.advance(60_000);
    expect(world.held()).toBe('0.02');
    expect([standing(world), stop()]).toEqual([BOTH, before]);
  },
);

test.each([[false], [true]])(
  'a target that has filled does not come again from a new journal (hedge: %j)',
  async (isHedge) => {
    const world = await protectedWorld({}, { isHedge });
    await open(world);
    await world.alert('0.02', '0');
    await world.clock.advance(70_000);
    await open(world);
    world.exchange.moveTo('61200');
    await world.clock.advance(1_000);
    const left = ['stop sell 59100', 'target sell 0.01 at 62400'];
    expect([world.held(), standing(world)]).toEqual(['0.01', left]);
    const journal = createMemoryJournal({ now: () => world.clock.now() });
    await rebuild(world, journal, ['trend/btc/BTCUSDT']);
    await world.restart({ journal });
    await world.clock.advance(60_000);
    expect([world.held(), standing(world)]).toEqual(['0.01', left]);
  },
);

const JOURNALS = [
  ['a copy of before', copyOf],
  ['a new one', async ({ clock }: World) => createMemoryJournal({ now: () => clock.now() })],
] as const;

type ByHand = Pick<ProtectCommand, 'stopLoss' | 'takeProfits' | 'trailing'>;

describe.each<[string, ByHand, string]>([
  ['a stop', { stopLoss: decimal('59500') }, 'stop sell 59500'],
  ['a trailing stop', { trailing: { activation: null, callback: decimal('1') } }, 'trailing sell 0.02 at once'],
  ['a target', { takeProfits: [{ price: decimal('63000'), share: null }] }, 'target sell 0.02 at 63000'],
])('%s by hand where the route has none stays', (_what, levels, standsAs) => {
  test.each(JOURNALS)('though the journal, %s, does not know it', async (_name, journalOf) => {
    const world = await protectedWorld({ stopLoss: null, takeProfits: [], breakEvenAfter: null, ...others(levels) });
    await open(world);
    const journal = await journalOf(world);
    const by = { id: 'n', actor: 'user:111', brokerId: 'one', symbol: 'BTCUSDT', relay: ['desk'] } as const;
    const side = { type: 'protect', positionSide: 'net', direction: 'long', confirmedAt: world.clock.now() } as const;
    await settle(world.clock, world.life.engine.trade({ ...by, ...side, ...levels }));
    await world.clock.advance(5_000);
    await rebuild(world, journal, ['trend/btc/BTCUSDT']);
    await world.restart({ journal });
    await world.clock.advance(60_000);
    expect(standing(world)).toContain(standsAs);
  });
});

/** Something else that the route protects by. */
function others({ stopLoss }: ByHand): Partial<Route> {
  return stopLoss === undefined ? { stopLoss: STOP } : { takeProfits: TARGETS };
}

test.each([
  ['all of it, before the strategy came in again', '1', '0.02'],
  ['a half', '0.5', '0.01'],
])('what a person closes in the chat, %s, is the strategy’s no more', async (_name, fraction, left) => {
  const world = await protectedWorld({ takeProfits: [] });
  const copy = await copyOf(world);
  await open(world);
  await close(world, fraction);
  if (fraction === '1') {
    await world.alert('0.02', '0');
    await world.clock.advance(70_000);
    await open(world);
  }
  const owned = async (journal: Journal) =>
    (await journal.readLedger()).ledger.filter((row) => row.owned !== '0').map((row) => `${row.stream} ${row.owned}`);
  expect([world.held(), await owned(world.journal)]).toEqual([left, [`trend/btc/BTCUSDT ${left}`]]);
  await rebuild(world, copy, ['trend/btc/BTCUSDT', 'operator/111/BTCUSDT']);
  expect(await owned(copy)).toEqual([`trend/btc/BTCUSDT ${left}`]);
});

test('what a person closed in the chat, and a crash kept from the journal, is taken once', async () => {
  const world = await protectedWorld({ takeProfits: [] });
  await open(world);
  const { find, delayMs } = world.exchange;
  world.exchange.faultFor = ({ type }) => (type === 'market' ? 'lost-answer' : 'none');
  world.exchange.delayMs = () => null;
  world.exchange.find = () => {
    throw new Error('The exchange does not answer.');
  };
  await close(world, '0.5');
  world.life.kill();
  Object.assign(world.exchange, { find, delayMs, faultFor: () => 'none' });
  await rebuild(world, world.journal, ['operator/111/BTCUSDT']);
  await world.restart();
  await world.clock.advance(60_000);
  expect([world.held(), await world.owned(), standing(world)]).toEqual(['0.01', '0.01', ['stop sell 59100']]);
});

test.each([
  ['a copy of before', false],
  ['a copy whose side recover cannot prove', true],
])(
  '%s leaves the stop of what it does not know, tells it once, and cancels it once the side is flat',
  async (_, isRebuilt) => {
    const world = await protectedWorld({ takeProfits: [] });
    await open(world);
    await world.alert('0.02', '0');
    await world.clock.advance(1_000);
    const copy = await copyOf(world);
    await open(world);
    // the fill that opened it is older than what the exchange lists
    if (isRebuilt) await rebuild(world, copy, [], []);
    const owned = async () => (await copy.readLedger()).ledger.map((row) => row.owned);
    expect([world.held(), await owned()]).toEqual(['0.02', ['0']]);
    await world.restart({ journal: copy });
    await world.clock.advance(5_000);
    expect(standing(world)).toEqual(['stop sell 59100']);
    await world.clock.advance(120_000);
    await world.restart({ journal: copy });
    await world.clock.advance(120_000);
    expect([world.held(), standing(world)]).toEqual(['0.02', ['stop sell 59100']]);
    const told = (await copy.listOutbox({})).map(({ payload }) => JSON.parse(payload));
    expect(told.filter(({ type }) => type === 'order.stray')).toMatchObject([
      { orderType: 'stop-market', side: 'sell' },
    ]);
    world.exchange.tradeByHand('sell', '0.02');
    await world.clock.advance(60_000);
    expect(standing(world)).toEqual([]);
  },
);
