import {
  Decimal,
  decimal,
  isOpenOrder,
  type Order,
  POSITION_SIDES,
  type PositionSide,
  ZERO,
} from '@perpdesk/broker-core';
import { createFakeClock } from '@perpdesk/broker-core/testing';
import { INTENT_END_STATES, INTENT_STATES, type Journal, type LedgerRow } from '@perpdesk/journal/port';
import { decodeClientOrderId } from '../execute/client-order-id.ts';
import type { Route } from '../route.ts';
import type { Fault } from '../simulation/exchange.test.fixture.ts';
import { type CrashPlan, createDice } from '../simulation/crash-run.test.fixture.ts';
import { slowJournal } from '../simulation/slow-journal.test.fixture.ts';
import { createWorld, START_AT, STOP, testRoute, type World } from '../simulation/world.test.fixture.ts';
import { target } from './protect-world.test.fixture.ts';

const SAMPLE_MS = 250;
/** The limit of design §10, and the tick that acts on it with its order's way. */
const NAKED_MS = 10_000 + 3_000;
/** By then what is closed for want of a stop is closed, also where some of its orders were lost. */
const CLOSING_MS = 60_000;
const PRICES = ['58500', '59300', '59900', '60000', '60400', '61000', '61300', '62500'] as const;
const OPEN_STATES = INTENT_STATES.filter((state) => !INTENT_END_STATES.includes(state));

type Dice = () => number;
type Rates = Pick<CrashPlan, 'faultRate' | 'crashRate' | 'lossRate' | 'delayMs'>;
const pick = <T>(dice: Dice, from: readonly [T, ...T[]]): T => from[Math.floor(dice() * from.length)] ?? from[0];

export interface NakedPlan extends Rates {
  readonly seed: number;
  readonly faults: CrashPlan['faults'];
  readonly slowJournal?: boolean;
  /** What becomes of every stop. */
  readonly stops?: Fault;
  /** Spoils the engine, to show that it is noticed: how long it waits before it closes, ms. */
  readonly nakedLimitMs?: number;
}

/** Walks strategies with a stop through trouble, and returns what was without one for too long at any sampled moment. */
export async function nakedRun(plan: NakedPlan): Promise<readonly string[]> {
  const dice = createDice(plan.seed);
  const clock = createFakeClock(START_AT);
  const route = randomRoute(dice);
  const flat = new Set<string>();
  const world = await createWorld({
    clock,
    routes: [route],
    timings: plan.nakedLimitMs === undefined ? {} : { nakedLimitMs: plan.nakedLimitMs },
    wrapJournal: (journal, life) =>
      noteFlat(plan.slowJournal === true ? slowJournal(journal, clock, life) : journal, flat),
    onProbe: (_point, life) => {
      if (dice() < plan.crashRate) life.kill();
    },
  });
  if (dice() < 0.4) {
    world.exchange.mode = 'hedge';
    await world.restart();
  }
  world.exchange.fillsAtOnce = dice() < 0.5;
  world.exchange.faultFor = ({ type }) => {
    if (plan.stops !== undefined && type === 'stop-market') return plan.stops;
    return dice() < plan.faultRate ? pickFault(dice, plan) : 'none';
  };
  world.exchange.delayMs = (what) => {
    if (what === 'event' && dice() < (plan.lossRate ?? 0)) return null;
    return Math.floor(dice() * (plan.delayMs ?? 0));
  };
  const watch = createNakedWatch(world, flat);
  const hasHands = dice() < 0.5;
  const strategies = route.netting === 'ledger' ? ['a', 'b'] : ['a'];
  const positions = new Map(strategies.map((name) => [name, ZERO]));
  for (let step = 0; step < 10; step++) {
    for (const name of strategies) if (dice() < 0.7) await stepOf(world, dice, name, positions, watch);
    if (dice() < 0.5) world.exchange.moveTo(pick(dice, PRICES));
    if (hasHands && dice() < 0.3) tradeByHand(world, dice);
    await pass(world, Math.floor(dice() ** 2 * 20_000), dice, watch);
  }
  await pass(world, 30_000, dice, watch);
  return watch.wrong;
}

function pickFault(dice: Dice, { faults }: NakedPlan) {
  return faults[Math.floor(dice() * faults.length)] ?? 'none';
}

function randomRoute(dice: Dice): Route {
  const takeProfits = pick(dice, [
    [],
    [target('1')],
    [target('1', '50'), target('3')],
    [target('0.5', '30'), target('2'), target('4')],
  ]);
  return testRoute({
    stopLoss: STOP,
    takeProfits,
    breakEvenAfter: takeProfits.length > 1 && dice() < 0.5 ? 1 : null,
    trailing: dice() < 0.2 ? { activatePercent: decimal('1'), callbackPercent: decimal('1') } : null,
    netting: dice() < 0.6 ? 'ledger' : 'exclusive',
  });
}

async function stepOf(world: World, dice: Dice, name: string, positions: Map<string, Decimal>, watch: NakedWatch) {
  const before = positions.get(name) ?? ZERO;
  // strategies may own against each other
  const next = decimal(`${Math.floor(dice() * 5) - 2}`).times('0.02');
  if (next.eq(before)) return;
  const body = world.bodyOf(before.toFixed(), next.toFixed()).replace('"strategy":"btc"', `"strategy":"${name}"`);
  for (let attempt = 0; attempt < 20; attempt++) {
    const answer = await world.post(body).catch(() => null);
    if (answer?.status === 200) break;
    await pass(world, 2_000, dice, watch);
  }
  positions.set(name, next);
}

/** Somebody adds to a side, or takes some of it. */
function tradeByHand(world: World, dice: Dice): void {
  const position = world.exchange.positions()[0];
  const side = position?.positionSide ?? (world.exchange.mode === 'hedge' ? 'long' : 'net');
  const isShort = position?.quantity.isNegative() ?? false;
  const reduces = position !== undefined && dice() < 0.6;
  world.exchange.tradeByHand(isShort === reduces ? 'buy' : 'sell', '0.01', side);
}

async function pass(world: World, ms: number, dice: Dice, watch: NakedWatch): Promise<void> {
  for (let left = ms; left > 0; left -= SAMPLE_MS) {
    await world.clock.advance(SAMPLE_MS);
    fillSome(world, dice);
    await watch.sample();
    // down for some seconds at most
    if (world.life.isDead && dice() < 0.12) await world.restart().catch(() => {});
  }
  for (let tries = 0; world.life.isDead && tries < 20; tries++) await world.restart().catch(() => {});
}

/** Orders at the market fill in parts, and now and then a part of a target or of a stop with a quantity does. */
function fillSome(world: World, dice: Dice): void {
  for (const order of world.exchange.openOrders()) {
    const isMarket = order.type === 'market';
    const chance = isMarket ? 0.5 : order.status === 'partially-filled' ? 0.15 : order.type === 'limit' ? 0 : 0.002;
    if (order.quantity === null || dice() >= chance) continue;
    const part = dice() < 0.5 ? order.quantity : Decimal.max(order.quantity.div(2).toDecimalPlaces(3), '0.001');
    world.exchange.fillLimit(order.clientOrderId, part.toFixed());
  }
}

interface NakedWatch {
  readonly wrong: readonly string[];
  /** Every 250 ms. */
  sample(): Promise<void>;
}

/** @param flat Sides of which nothing was owned at some time since the last sample: what came then is another position. */
function createNakedWatch(world: World, flat: Set<string>): NakedWatch {
  const wrong: string[] = [];
  const nakedMs = new Map<string, number>();
  const closingMs = new Map<string, number>();
  let seen = world.life;
  return {
    wrong,
    async sample() {
      // a new process counts anew; while there is none, nobody can act
      if (seen !== world.life || world.life.isDead) nakedMs.clear();
      seen = world.life;
      if (world.life.isDead || wrong.length > 3) return;
      const naked = await nakedStreams(world);
      for (const counts of [nakedMs, closingMs]) {
        for (const key of counts.keys()) if (!naked.has(key) || flat.has(key.split(' ')[1] ?? '')) counts.delete(key);
      }
      flat.clear();
      for (const [key, what] of naked) {
        const isClosing = await hasOpenExit(world, key);
        const [counts, limit] = isClosing ? [closingMs, CLOSING_MS] : [nakedMs, NAKED_MS];
        const ms = (counts.get(key) ?? 0) + SAMPLE_MS;
        counts.set(key, ms);
        if (ms !== limit + SAMPLE_MS) continue;
        const at = (world.clock.now() - START_AT) / 1_000;
        wrong.push(`${at} s: ${what} has no stop for ${ms} ms${isClosing ? ', and is still being closed' : ''}`);
      }
    },
  };
}

/** Notes sides whose net came to nothing, however shortly: strategies may turn within one moment. */
function noteFlat(journal: Journal, flat: Set<string>): Journal {
  const { commit } = journal;
  const owned = new Map<string, LedgerRow>();
  return new Proxy(journal, {
    get(of, name) {
      if (name !== 'commit') return Reflect.get(of, name);
      return (changes: Parameters<typeof commit>[0]) => {
        for (const change of changes) {
          if (change.type !== 'ledger-put') continue;
          owned.set(change.row.stream, { ...change.row, version: 0 });
          const side = change.row.positionSide;
          const rows = [...owned.values()].filter((row) => row.positionSide === side);
          if (rows.reduce((sum, row) => sum.plus(row.owned), ZERO).isZero()) flat.add(side);
        }
        return commit.call(of, changes);
      };
    },
  });
}

/** By stream and direction: who owns a part of a side that its stops do not cover, and lacks its own. */
async function nakedStreams(world: World): Promise<ReadonlyMap<string, string>> {
  const { ledger, streams } = await world.journal.readLedger();
  const naked = new Map<string, string>();
  for (const side of POSITION_SIDES) {
    const rows = ledger.filter((row) => row.positionSide === side);
    const net = rows.reduce((sum, row) => sum.plus(row.owned), ZERO);
    const position = world.exchange.positions().find((one) => one.positionSide === side);
    // what is owned against each other is no position
    if (net.isZero() || position === undefined || position.quantity.isNegative() !== net.isNegative()) continue;
    const needed = Decimal.min(net.abs(), position.quantity.abs());
    const stops = stopsOf(world, side, net.isNegative() ? 'buy' : 'sell');
    if (stops.some(({ closePosition }) => closePosition) || sumOf(stops).gte(needed)) continue;
    for (const { stream, owned } of rows) {
      const code = streams.find((one) => one.stream === stream)?.code;
      const own = stops.filter(({ clientOrderId }) => decodeClientOrderId(clientOrderId)?.streamCode === code);
      if (decimal(owned).isNegative() !== net.isNegative() || sumOf(own).gte(decimal(owned).abs())) continue;
      naked.set(`${stream} ${side} ${owned.startsWith('-')}`, `${side} ${owned} of ${stream}, ${world.held()} held,`);
    }
  }
  return naked;
}

function stopsOf(world: World, side: PositionSide, closing: Order['side']): readonly Order[] {
  return world.exchange.orders.filter(
    (one) => isOpenOrder(one) && one.type === 'stop-market' && one.positionSide === side && one.side === closing,
  );
}

/** Base asset, ≥ 0. */
function sumOf(orders: readonly Order[]): Decimal {
  return orders.reduce((sum, one) => sum.plus(one.quantity?.minus(one.filledQuantity) ?? '0'), ZERO);
}

async function hasOpenExit(world: World, key: string): Promise<boolean> {
  const open = await world.journal.listIntents({ states: OPEN_STATES });
  return open.some((row) => row.kind === 'reduce' && key.startsWith(`${row.stream} `));
}
