import { decimal } from '@perpdesk/broker-core';
import { createFakeClock, type FakeClock } from '@perpdesk/broker-core/testing';
import { createMemoryJournal } from '@perpdesk/journal/memory';
import type { Journal } from '@perpdesk/journal/port';
import type { AlertAnswer } from '../engine.ts';
import { defineRoute } from '../define-route.ts';
import type { Notice } from '../notice.ts';
import type { Route } from '../route.ts';
import { createExchange, type Exchange } from './exchange.test.fixture.ts';
import { createLife, type Life, type LifeOptions } from './life.test.fixture.ts';

export const START_AT = Date.UTC(2026, 10, 22, 7, 0, 0);

export function testRoute(overrides: Partial<Route> = {}): Route {
  return defineRoute({
    id: 'trend',
    brokers: [{ brokerId: 'one', factor: decimal('1') }],
    symbols: ['BTCUSDT'],
    relay: ['desk'],
    ...overrides,
  });
}

export const STOP = { percent: decimal('1.5'), triggerBy: 'mark' } as const;

export interface World {
  readonly clock: FakeClock;
  readonly journal: Journal;
  readonly exchange: Exchange;
  readonly routes: readonly Route[];
  life: Life;
  /** Ends the life that runs and starts another on the same journal and exchange. */
  restart(overrides?: Partial<LifeOptions>): Promise<void>;
  /** Posts the alert for a step of the strategy. */
  alert(previous: string, next: string): Promise<AlertAnswer>;
  postStep(firedAt: number, previous: string, next: string): Promise<AlertAnswer>;
  post(body: string): Promise<AlertAnswer>;
  /** The alert's text for a step, fired now. */
  bodyOf(previous: string, next: string): string;
  notices(): Promise<readonly Notice[]>;
  owned(): Promise<string>;
  held(): string;
}

export async function createWorld(
  options: Partial<Omit<LifeOptions, 'clock'>> & { readonly clock?: FakeClock } = {},
): Promise<World> {
  const clock = options.clock ?? createFakeClock(START_AT);
  const journal = createMemoryJournal({ now: () => clock.now() });
  const exchange = createExchange(clock);
  const routes = options.routes ?? [testRoute({ stopLoss: STOP })];
  const make = (overrides: Partial<LifeOptions> = {}): Life =>
    createLife({ clock, journal, exchange, routes, ...options, ...overrides });
  const world: World = {
    clock,
    journal,
    exchange,
    routes,
    life: make(),
    async restart(overrides) {
      world.life.kill();
      world.life = make(overrides);
      await settle(clock, world.life.start());
    },
    alert: (previous, next) => world.postStep(clock.now(), previous, next),
    postStep: (firedAt, previous, next) => world.post(alertBody(firedAt, previous, next)),
    bodyOf: (previous, next) => alertBody(clock.now(), previous, next),
    post: (body) =>
      settle(
        clock,
        world.life.engine.acceptAlert({
          routeId: 'trend',
          body: new TextEncoder().encode(body),
          receivedAt: clock.now(),
        }),
      ),
    async notices() {
      const rows = await journal.listOutbox({});
      return rows.map((row): Notice => JSON.parse(row.payload));
    },
    async owned() {
      const { ledger } = await journal.readLedger();
      return ledger.reduce((sum, row) => sum.plus(row.owned), decimal('0')).toFixed();
    },
    held: () =>
      exchange
        .positions()
        .reduce((sum, position) => sum.plus(position.quantity), decimal('0'))
        .toFixed(),
  };
  await settle(clock, world.life.start());
  return world;
}

/** Lets promise chains run until the promise is settled; moves no time. */
export async function settle<T>(clock: FakeClock, promise: Promise<T>): Promise<T> {
  let isOver = false;
  void promise.then(
    () => (isOver = true),
    () => (isOver = true),
  );
  for (let round = 0; !isOver && round < 200; round++) await clock.advance(round < 20 ? 0 : 5);
  if (!isOver) throw new Error('It does not settle without time.');
  return promise;
}

export function alertBody(firedAt: number, previous: string, next: string): string {
  const [from, to] = [decimal(previous), decimal(next)];
  const name = (value: typeof from) => (value.isZero() ? 'flat' : value.isNegative() ? 'short' : 'long');
  return JSON.stringify({
    strategy: 'btc',
    symbol: 'BTCUSDT.P',
    exchange: 'BINANCE',
    action: to.gt(from) ? 'buy' : 'sell',
    contracts: to.minus(from).abs().toFixed(),
    marketPosition: name(to),
    marketPositionSize: to.abs().toFixed(),
    prevMarketPosition: name(from),
    prevMarketPositionSize: from.abs().toFixed(),
    positionSize: to.toFixed(),
    price: '60000',
    firedAt: new Date(firedAt).toISOString(),
  });
}
