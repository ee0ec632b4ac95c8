import { decimal, isOpenOrder, type OrderRequest } from '@perpdesk/broker-core';
import type { Journal } from '@perpdesk/journal/port';
import { createFakeClock } from '@perpdesk/broker-core/testing';
import { decodeClientOrderId } from '../execute/client-order-id.ts';
import type { Notice, NoticeType } from '../notice.ts';
import type { Fault } from './exchange.test.fixture.ts';
import { slowJournal } from './slow-journal.test.fixture.ts';
import { alertBody, createWorld, START_AT, STOP, testRoute, type World } from './world.test.fixture.ts';

export interface CrashPlan {
  readonly seed: number;
  readonly faults: readonly Fault[];
  /** Of each order's request, 0 to 1. */
  readonly faultRate: number;
  /** At each probe point, 0 to 1. */
  readonly crashRate: number;
  /** The journal takes its time, and a crash loses what it has not written. */
  readonly slowJournal?: boolean;
  /** Of each event, 0 to 1. */
  readonly lossRate?: number;
  /** Answers and events take up to so long, ms. */
  readonly delayMs?: number;
  /** Of each step, 0 to 1: the stop is hit. */
  readonly triggerRate?: number;
  readonly sabotage?: (world: World) => void;
  /** Around the journal of each life. */
  readonly wrapJournal?: (journal: Journal) => Journal;
}

const CALM: CrashPlan = { seed: 0, faults: [], faultRate: 0, crashRate: 0 };
export const ROUGH: Omit<CrashPlan, 'seed'> = {
  faults: ['lost', 'lost-answer', 'late', 'not-sent', 'rejected'],
  faultRate: 0.25,
  crashRate: 0.03,
  slowJournal: true,
  lossRate: 0.03,
  delayMs: 300,
  triggerRate: 0.1,
};

/** Small numbers, the same for the same seed. */
export function createDice(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Runs a strategy of some steps through crashes and faults, and returns what is wrong in the end: nothing, if all holds. */
export async function crashRun(plan: CrashPlan): Promise<readonly string[]> {
  const dice = createDice(plan.seed);
  let current = plan;
  const clock = createFakeClock(START_AT);
  const routes = [testRoute({ stopLoss: dice() < 0.7 ? STOP : null })];
  const world: World = await createWorld({
    clock,
    routes,
    timings: { tickMs: 2_000 },
    wrapJournal: (journal, life) => {
      const wrapped = plan.wrapJournal?.(journal) ?? journal;
      return plan.slowJournal === true ? slowJournal(wrapped, clock, life) : wrapped;
    },
    onProbe: (_point, life) => {
      if (dice() < current.crashRate) life.kill();
    },
  });
  world.exchange.mode = dice() < 0.3 ? 'hedge' : 'one-way';
  if (world.exchange.mode === 'hedge') await world.restart();
  world.exchange.fillsAtOnce = dice() < 0.7;
  world.exchange.faultFor = (_request: OrderRequest) =>
    dice() < current.faultRate ? (current.faults[Math.floor(dice() * current.faults.length)] ?? 'none') : 'none';
  world.exchange.delayMs = (what) => {
    if (what === 'event' && dice() < (current.lossRate ?? 0)) return null;
    return Math.floor(dice() * (current.delayMs ?? 0));
  };
  plan.sabotage?.(world);

  let position = decimal('0');
  const wrong: string[] = [];
  const stepTo = async (next: typeof position): Promise<void> => {
    await deliver(world, alertBody(world.clock.now(), position.toFixed(), next.toFixed()), dice);
    position = next;
    await pass(world, Math.floor(dice() ** 3 * 20_000), dice);
  };
  for (let step = 0; step < 6; step++) {
    const next = decimal(`${Math.floor(dice() * 5) - 2}`).times('0.01');
    if (!next.eq(position)) await stepTo(next);
    const stop = world.exchange.openOrders().find((order) => order.type === 'stop-market');
    if (stop !== undefined && dice() < (current.triggerRate ?? 0)) world.exchange.trigger(stop.clientOrderId);
  }
  current = CALM;
  await pass(world, 45_000, dice);
  wrong.push(...(await check(world, position.toFixed(), 'after the faults')));
  if (!position.isZero()) await stepTo(decimal('0'));
  await pass(world, 14_000, dice);
  wrong.push(...(await check(world, '0', 'after the close')));
  await stepTo(decimal('0.02'));
  await pass(world, 14_000, dice);
  wrong.push(...(await check(world, '0.02', 'after the last entry')));
  if (world.held() !== '0.02') wrong.push(`A clean entry in the end holds ${world.held()}, not 0.02.`);
  return wrong;
}

/** As TradingView: sends again while no answer comes; now and then twice. */
async function deliver(world: World, body: string, dice: () => number): Promise<void> {
  for (let attempt = 0; attempt < 50; attempt++) {
    const answer = await world.post(body).catch(() => null);
    if (answer?.status === 200) break;
    await pass(world, 5_000, dice);
  }
  if (dice() < 0.1) await world.post(body).catch(() => null);
}

async function pass(world: World, ms: number, dice: () => number): Promise<void> {
  for (let left = ms; left >= 0; left -= 1_000) {
    await world.clock.advance(Math.min(left, 1_000));
    if (!world.exchange.fillsAtOnce && dice() < 0.7) world.exchange.fillOpen();
    if (world.life.isDead && dice() < 0.3) await world.restart().catch(() => {});
  }
  for (let tries = 0; world.life.isDead && tries < 20; tries++) await world.restart().catch(() => {});
}

async function check(world: World, target: string, when: string): Promise<readonly string[]> {
  const wrong: string[] = [];
  const say = (text: string) => wrong.push(`${when}: ${text}`);
  const owned = decimal(await world.owned());
  const asked = decimal(target);
  if (world.held() !== owned.toFixed()) say(`the account holds ${world.held()}, the ledger says ${owned.toFixed()}`);
  const tooMuch = owned.abs().gt(asked.abs()) || (!owned.isZero() && owned.isNegative() !== asked.isNegative());
  if (tooMuch) say(`${owned.toFixed()} is owned, ${target} was asked for`);
  const notices = await world.notices();
  if (!owned.eq(asked) && !notices.some(isReason)) {
    say(`${owned.toFixed()} is owned, ${target} was asked for, and nobody was told`);
  }
  const perIntent = new Map<string, number>();
  for (const order of world.exchange.orders) {
    const hash = decodeClientOrderId(order.clientOrderId)?.hash ?? 'foreign';
    perIntent.set(hash, (perIntent.get(hash) ?? 0) + 1);
  }
  for (const [hash, count] of perIntent) if (count > 1) say(`intent ${hash} has ${count} orders`);
  const stops = world.exchange.orders.filter((order) => order.type === 'stop-market' && isOpenOrder(order));
  const hasPolicy = notices.length > 0 && world.routes[0]?.stopLoss !== null;
  const wanted = hasPolicy && !owned.isZero() ? 1 : 0;
  if (stops.length !== wanted) say(`${stops.length} stops stand, ${wanted} should`);
  const signals = await world.journal.listSignals({});
  for (const row of signals) if (row.state !== 'done') say(`signal ${row.id} is ${row.state} (${row.code ?? ''})`);
  const intents = await world.journal.listIntents({});
  const told = notices.flatMap((notice) => (notice.type === 'order.filled' ? [notice.intentId] : []));
  for (const row of intents) {
    const isTold = told.filter((id) => id === row.id).length;
    const should = row.filledQuantity === '0' ? 0 : 1;
    if (isTold !== should) say(`the fill of ${row.kind} ${row.id} was told ${isTold} times`);
  }
  return wrong;
}

/** What tells the chat that an account is not where its strategy is. */
function isReason(notice: Notice): boolean {
  if (notice.type === 'order.filled') return notice.kind === 'stop';
  return REASONS.includes(notice.type);
}

const REASONS: readonly NoticeType[] = [
  'order.rejected',
  'order.expired',
  'order.canceled',
  'signal.rejected',
  'stop.failed',
  'position.closed',
];
