import { decimal, type PositionMode } from '@perpdesk/broker-core';
import { createFakeClock } from '@perpdesk/broker-core/testing';
import type { Route } from '../route.ts';
import { createDice } from '../simulation/crash-run.test.fixture.ts';
import { createExchange, type Fault } from '../simulation/exchange.test.fixture.ts';
import { alertBody, createWorld, START_AT, STOP, testRoute, type World } from '../simulation/world.test.fixture.ts';

const FAULTS: readonly Fault[] = ['lost', 'lost-answer', 'late', 'not-sent', 'rejected'];
const STEPS = ['0', '1', '2', '3', '-1', '-2'];
const DAY_MS = 86_400_000;

/** Two accounts, a stop, limits that are met at times. */
export function dayRoute(overrides: Partial<Route> = {}): Route {
  return testRoute({
    brokers: [
      { brokerId: 'one', factor: decimal('1') },
      { brokerId: 'two', factor: decimal('2') },
    ],
    size: { type: 'notional', notional: decimal('60000') },
    stopLoss: STOP,
    limits: { ...testRoute().limits, maxNotional: decimal('300000'), cooldownMs: 60_000 },
    ...overrides,
  });
}

/** A day of one strategy with what goes wrong in one: lost, doubled and broken alerts, faults, crashes, people, pauses. */
export async function liveADay(seed: number, route: Route, mode: PositionMode): Promise<World> {
  const dice = createDice(seed);
  const clock = createFakeClock(START_AT);
  const others = { two: createExchange(clock) };
  const world = await createWorld({ clock, others, routes: [route], timings: { tickMs: 60_000 } });
  world.exchange.mode = mode;
  others.two.mode = mode;
  await world.restart();
  for (const exchange of [world.exchange, others.two]) {
    exchange.faultFor = () => (dice() < 0.1 ? (FAULTS[Math.floor(dice() * FAULTS.length)] ?? 'none') : 'none');
    exchange.delayMs = () => Math.floor(dice() * 200);
  }
  let at = '0';
  while (clock.now() < START_AT + DAY_MS) {
    const chance = dice();
    const next = STEPS[Math.floor(dice() * STEPS.length)] ?? '0';
    const body = route.mode === 'chain' ? alertBody(clock.now(), at, next) : orderBody(clock.now(), dice);
    if (chance < 0.04) await world.post(body.slice(0, 40));
    else if (chance < 0.06) await world.restart();
    else if (chance < 0.09) await world.life.engine.pause('7', []);
    else if (chance < 0.12) await world.life.engine.resume('7', []);
    else if (chance < 0.15) await closeHalf(world, clock.now());
    else if (next !== at) {
      // every tenth alert never comes
      if (chance > 0.2) await world.post(body);
      if (chance > 0.95) await world.post(body);
      at = next;
    }
    await clock.advance(60_000 + Math.floor(dice() * 900_000));
  }
  return world;
}

/** Buys and sells, some at a price of their own. */
function orderBody(firedAt: number, dice: () => number): string {
  const limit = dice() < 0.3 ? { orderType: 'limit', price: '59990' } : { price: '60000' };
  return JSON.stringify({
    symbol: 'BTCUSDT.P',
    strategy: 'btc',
    firedAt: new Date(firedAt).toISOString(),
    action: dice() < 0.6 ? 'buy' : 'sell',
    quantity: dice() < 0.5 ? '1' : '2',
    ...limit,
  });
}

async function closeHalf({ life }: World, now: number): Promise<void> {
  await life.engine.trade({
    type: 'close',
    id: `card-${now}`,
    actor: '7',
    brokerId: 'one',
    symbol: 'BTCUSDT',
    positionSide: 'net',
    quantity: null,
    fraction: decimal('0.5'),
    confirmedAt: now,
    relay: [],
  });
}
