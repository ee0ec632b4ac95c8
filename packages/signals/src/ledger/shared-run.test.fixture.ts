import { decimal, type Decimal, POSITION_SIDES, ZERO } from '@perpdesk/broker-core';
import { createFakeClock } from '@perpdesk/broker-core/testing';
import { decodeClientOrderId } from '../execute/client-order-id.ts';
import { createDice } from '../simulation/crash-run.test.fixture.ts';
import type { Fault } from '../simulation/exchange.test.fixture.ts';
import { slowJournal } from '../simulation/slow-journal.test.fixture.ts';
import { alertBody, createWorld, START_AT, STOP, testRoute, type World } from '../simulation/world.test.fixture.ts';

const FAULTS: readonly Fault[] = ['lost', 'lost-answer', 'late', 'not-sent', 'rejected'];
/** Two strategies of one route that enters at the market, one of another whose entries rest. */
const STREAMS = [
  { routeId: 'trend', strategy: 'a' },
  { routeId: 'trend', strategy: 'b' },
  { routeId: 'rests', strategy: 'c' },
] as const;
type Stream = (typeof STREAMS)[number];

/**
 * Lets two or three strategies share an instrument through faults, partial fills, crashes and restarts, and returns what is
 * wrong at its quiet moments: nothing, if what they own is what the account holds.
 */
export async function sharedRun(seed: number, sabotage?: (world: World) => void): Promise<readonly string[]> {
  const dice = createDice(seed);
  let isCalm = false;
  const clock = createFakeClock(START_AT);
  const stopLoss = dice() < 0.5 ? STOP : null;
  const entry = { type: 'limit', offsetPercent: ZERO, expiryMs: 20_000, fallback: 'cancel', steps: 1 } as const;
  const world = await createWorld({
    clock,
    routes: [testRoute({ netting: 'ledger', stopLoss }), testRoute({ id: 'rests', netting: 'ledger', entry })],
    timings: { tickMs: 2_000 },
    wrapJournal: (journal, life) => slowJournal(journal, clock, life),
    onProbe: (_point, life) => {
      if (!isCalm && dice() < 0.02) life.kill();
    },
  });
  world.exchange.mode = dice() < 0.3 ? 'hedge' : 'one-way';
  if (world.exchange.mode === 'hedge') await world.restart();
  world.exchange.fillsAtOnce = dice() < 0.7;
  world.exchange.faultFor = () =>
    isCalm || dice() > 0.2 ? 'none' : (FAULTS[Math.floor(dice() * FAULTS.length)] ?? 'none');
  world.exchange.delayMs = (what) => {
    if (what === 'event' && !isCalm && dice() < 0.03) return null;
    return isCalm ? 0 : Math.floor(dice() * 300);
  };
  sabotage?.(world);

  const streams = STREAMS.slice(0, 2 + Math.floor(dice() * 2));
  const positions = new Map<Stream, Decimal>(streams.map((stream) => [stream, ZERO]));
  const wrong: string[] = [];
  const stepTo = async (stream: Stream, next: Decimal): Promise<void> => {
    const from = positions.get(stream) ?? ZERO;
    if (next.eq(from)) return;
    positions.set(stream, next);
    await deliver(world, stream, alertBody(clock.now(), from.toFixed(), next.toFixed()), dice);
    await pass(world, Math.floor(dice() ** 3 * 15_000), dice);
  };
  for (let round = 0; round < 3; round++) {
    isCalm = false;
    for (let step = 0; step < 5; step++) {
      const stream = streams[Math.floor(dice() * streams.length)] ?? STREAMS[0];
      await stepTo(stream, decimal(`${Math.floor(dice() * 5) - 2}`).times('0.01'));
      const stop = world.exchange.openOrders().find((order) => order.type === 'stop-market');
      if (stop !== undefined && dice() < 0.15) world.exchange.trigger(stop.clientOrderId);
    }
    isCalm = true;
    await pass(world, 60_000, dice);
    wrong.push(...(await check(world)).map((text) => `round ${round}: ${text}`));
  }
  for (const stream of streams) await stepTo(stream, ZERO);
  await pass(world, 60_000, dice);
  wrong.push(...(await check(world)).map((text) => `after all closed: ${text}`));
  if (world.exchange.positions().length > 0) wrong.push(`All strategies are flat, the account holds ${world.held()}.`);
  return wrong;
}

/** As TradingView: sends again while no answer comes; now and then twice. */
async function deliver(world: World, { routeId, strategy }: Stream, body: string, dice: () => number): Promise<void> {
  const bytes = new TextEncoder().encode(body.replace('"btc"', `"${strategy}"`));
  for (let attempt = 0; attempt < 50; attempt++) {
    const answer = world.life.engine.acceptAlert({ routeId, body: bytes, receivedAt: world.clock.now() });
    let status = 0;
    void answer.then(
      (given) => (status = given.status),
      () => {},
    );
    for (let wait = 0; wait < 40 && status === 0 && !world.life.isDead; wait++) await world.clock.advance(5);
    if (status === 200 && (attempt > 0 || dice() > 0.1)) return;
    await pass(world, 1_000, dice);
  }
}

async function pass(world: World, ms: number, dice: () => number): Promise<void> {
  for (let left = ms; left >= 0; left -= 1_000) {
    await world.clock.advance(Math.min(left, 1_000));
    if (!world.exchange.fillsAtOnce && dice() < 0.7) world.exchange.fillOpen();
    for (const order of world.exchange.openOrders()) {
      if (order.type === 'limit' && dice() < 0.3) world.exchange.fillLimit(order.clientOrderId, '0.004');
    }
    if (world.life.isDead && dice() < 0.3) await world.restart().catch(() => {});
  }
  for (let tries = 0; world.life.isDead && tries < 20; tries++) await world.restart().catch(() => {});
}

async function check(world: World): Promise<readonly string[]> {
  const wrong: string[] = [];
  const { ledger } = await world.journal.readLedger();
  for (const side of POSITION_SIDES) {
    const owned = ledger
      .filter((row) => row.positionSide === side)
      .reduce((sum, row) => sum.plus(row.owned), ZERO)
      .toFixed();
    const held = world.exchange.positions().find(({ positionSide }) => positionSide === side)?.quantity ?? ZERO;
    if (held.toFixed() !== owned) wrong.push(`the account holds ${held.toFixed()} ${side}, the streams own ${owned}`);
  }
  const perIntent = new Map<string, number>();
  for (const { clientOrderId } of world.exchange.orders) {
    const hash = decodeClientOrderId(clientOrderId)?.hash ?? 'foreign';
    perIntent.set(hash, (perIntent.get(hash) ?? 0) + 1);
  }
  for (const [hash, count] of perIntent) if (count > 1) wrong.push(`intent ${hash} has ${count} orders`);
  const open = world.exchange.openOrders().filter((order) => order.type !== 'stop-market').length;
  if (open > 0) wrong.push(`${open} orders are open`);
  wrong.push(...stopsOf(world));
  for (const row of await world.journal.listSignals({})) {
    if (row.state !== 'done') wrong.push(`signal ${row.id} is ${row.state} (${row.code ?? ''})`);
  }
  return wrong;
}

/** Stops never add up to more than the position, and none stands for a flat one. */
function stopsOf(world: World): readonly string[] {
  const stops = world.exchange.openOrders().filter((order) => order.type === 'stop-market');
  return POSITION_SIDES.flatMap((side) => {
    const held = world.exchange.positions().find(({ positionSide }) => positionSide === side)?.quantity ?? ZERO;
    const ofSide = stops.filter((order) => order.positionSide === side);
    const sum = ofSide.reduce((total, order) => total.plus(order.quantity ?? held.abs()), ZERO);
    if (ofSide.some((order) => (order.side === 'sell') !== held.gt(0)))
      return [`a stop stands on the wrong side of ${side}`];
    return sum.gt(held.abs()) ? [`stops of ${sum.toFixed()} stand for ${held.toFixed()} ${side}`] : [];
  });
}
