import { decimal, isOpenOrder, type OrderRequest } from '@perpdesk/broker-core';
import { createFakeClock } from '@perpdesk/broker-core/testing';
import { MARKET_ENTRY } from '../define-route.ts';
import { decodeClientOrderId } from '../execute/client-order-id.ts';
import type { Route } from '../route.ts';
import { createDice, ROUGH } from '../simulation/crash-run.test.fixture.ts';
import { slowJournal } from '../simulation/slow-journal.test.fixture.ts';
import { createWorld, START_AT, STOP, testRoute, type World } from '../simulation/world.test.fixture.ts';
import { FIXED } from './wish-world.test.fixture.ts';

const ONE = { type: 'signal', factor: decimal('1') } as const;
const LIMIT = { ...MARKET_ENTRY, type: 'limit', offsetPercent: decimal('1'), expiryMs: 20_000 } as const;

const DIRECTIONS = [
  { action: 'long' },
  { action: 'short' },
  { action: 'long' },
  { action: 'short' },
  { action: 'add' },
  { action: 'close' },
  { action: 'reduce', positionPercent: '50' },
  { action: 'close_long' },
  { action: 'cancel' },
];
const ORDERS = [
  { action: 'buy', quantity: '0.02' },
  { action: 'sell', quantity: '0.02' },
  { action: 'buy', quantity: '0.05' },
  { action: 'sell', quantity: '0.05' },
  { action: 'sell', quantity: '0.01', reduceOnly: true },
  { action: 'buy', quantity: '0.01', orderType: 'limit', price: '59000' },
];

type Dice = () => number;
const pick = <T>(dice: Dice, items: readonly T[]): T | undefined => items[Math.floor(dice() * items.length)];

/** A strategy of some wishes through crashes, faults and late news; what is wrong in the end: nothing, if all holds. */
export async function wishRun(seed: number): Promise<readonly string[]> {
  const dice = createDice(seed);
  const clock = createFakeClock(START_AT);
  const isOrders = dice() < 0.4;
  const route: Partial<Route> = isOrders
    ? { mode: 'order', size: ONE, overrides: [] }
    : { mode: 'command', size: FIXED, entry: dice() < 0.4 ? LIMIT : MARKET_ENTRY };
  const world = await createWorld({
    clock,
    routes: [testRoute({ ...route, stopLoss: dice() < 0.5 ? STOP : null })],
    timings: { tickMs: 2_000 },
    wrapJournal: (journal, life) => slowJournal(journal, clock, life),
    onProbe: (_point, life) => {
      if (isRough && dice() < ROUGH.crashRate) life.kill();
    },
  });
  let isRough = true;
  if (dice() < 0.4) {
    world.exchange.mode = 'hedge';
    for (let tries = 0; tries < 20; tries++) if (await restarted(world)) break;
  }
  world.exchange.fillsAtOnce = dice() < 0.7;
  world.exchange.faultFor = (_request: OrderRequest) =>
    isRough && dice() < ROUGH.faultRate ? (pick(dice, ROUGH.faults) ?? 'none') : 'none';
  world.exchange.delayMs = (what) => {
    if (isRough && what === 'event' && dice() < (ROUGH.lossRate ?? 0)) return null;
    return isRough ? Math.floor(dice() * (ROUGH.delayMs ?? 0)) : 0;
  };
  for (let step = 0; step < 8; step++) {
    await deliver(world, pick(dice, isOrders ? ORDERS : DIRECTIONS) ?? {}, dice);
    await pass(world, Math.floor(dice() ** 3 * 15_000), dice);
  }
  isRough = false;
  await pass(world, 60_000, dice);
  const wrong = [...(await check(world, 'after the faults'))];
  await deliver(world, isOrders ? leave(world) : { action: 'close' }, dice);
  await pass(world, 20_000, dice);
  wrong.push(...(await check(world, 'after the close', '0')));
  await deliver(world, isOrders ? { action: 'buy', quantity: '0.02' } : { action: 'long' }, dice);
  await pass(world, 6_000, dice);
  fillLimits(world);
  await pass(world, 10_000, dice);
  wrong.push(...(await check(world, 'after the last entry', '0.02')));
  return wrong;
}

/** An order that takes all that is held, and no more. */
function leave(world: World): object {
  const held = decimal(world.held());
  return { action: held.isNegative() ? 'buy' : 'sell', quantity: '1', reduceOnly: true };
}

function fillLimits(world: World): void {
  for (const { type, clientOrderId } of world.exchange.openOrders()) {
    if (type === 'limit') world.exchange.fillLimit(clientOrderId);
  }
}

async function deliver(world: World, fields: object, dice: Dice): Promise<void> {
  const firedAt = new Date(world.clock.now() - (world.clock.now() % 1_000)).toISOString();
  const body = JSON.stringify({ symbol: 'BTCUSDT.P', strategy: 'btc', firedAt, ...fields });
  for (let attempt = 0; attempt < 50; attempt++) {
    const answer = await world.post(body).catch(() => null);
    if (answer !== null && answer.status !== 503) break;
    await pass(world, 5_000, dice);
  }
  if (dice() < 0.1) await world.post(body).catch(() => null);
}

async function restarted(world: World): Promise<boolean> {
  await world.restart().catch(() => {});
  return !world.life.isDead;
}

async function pass(world: World, ms: number, dice: Dice): Promise<void> {
  for (let left = ms; left >= 0; left -= 1_000) {
    await world.clock.advance(Math.min(left, 1_000));
    if (!world.exchange.fillsAtOnce && dice() < 0.7) world.exchange.fillOpen();
    if (dice() < 0.1) fillLimits(world);
    if (world.life.isDead && dice() < 0.3) await restarted(world);
  }
  for (let tries = 0; world.life.isDead && tries < 20; tries++) await restarted(world);
}

async function check(world: World, when: string, end: string | null = null): Promise<readonly string[]> {
  const wrong: string[] = [];
  const say = (text: string) => wrong.push(`${when}: ${text}`);
  const owned = await world.owned();
  if (world.held() !== owned) say(`the account holds ${world.held()}, the ledger says ${owned}`);
  if (end !== null && owned !== end) say(`${owned} is owned, not ${end}`);
  const perIntent = new Map<string, number>();
  for (const { clientOrderId } of world.exchange.orders) {
    const hash = decodeClientOrderId(clientOrderId)?.hash ?? 'foreign';
    perIntent.set(hash, (perIntent.get(hash) ?? 0) + 1);
  }
  for (const [hash, count] of perIntent) if (count > 1) say(`intent ${hash} has ${count} orders`);
  const limits = world.exchange.openOrders().filter(({ type }) => type === 'limit').length;
  if (owned === '0' && end === '0' && limits > 0) say(`${limits} entries rest`);
  const stops = world.exchange.orders.filter((order) => order.type === 'stop-market' && isOpenOrder(order)).length;
  const wanted = world.routes[0]?.stopLoss !== null && owned !== '0' ? 1 : 0;
  if (stops !== wanted) say(`${stops} stops stand, ${wanted} should`);
  for (const row of await world.journal.listSignals({})) {
    const isOver = row.state === 'done' || row.state === 'refused';
    if (!isOver && limits === 0) say(`signal ${row.id} is ${row.state}`);
  }
  return wrong;
}
