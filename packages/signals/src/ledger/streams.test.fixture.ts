import { decimal, type Order, type PositionMode } from '@perpdesk/broker-core';
import type { Route } from '../route.ts';
import { type LifeOptions } from '../simulation/life.test.fixture.ts';
import { alertBody, createWorld, settle, testRoute, type World } from '../simulation/world.test.fixture.ts';

/** Several strategies of one route on one instrument of account `one`. */
export interface Streams {
  readonly world: World;
  /** A step of the strategy, and some time for what it causes. */
  step(strategy: string, previous: string, next: string, ms?: number): Promise<void>;
  /** `a 1, b -1`: what strategies and people own, those with nothing left out. */
  owned(): Promise<string>;
  /** By side: `net 1`, `long 1, short -1`, ``. */
  held(): string;
  /** Orders since the last call. */
  orders(): readonly string[];
  /** Types of notices since the last call. */
  notices(): Promise<readonly string[]>;
}

export const SHARED: Partial<Route> = { netting: 'ledger' };

export async function createStreams(
  mode: PositionMode,
  overrides: Partial<Route> = SHARED,
  options: Partial<Omit<LifeOptions, 'clock' | 'routes'>> = {},
): Promise<Streams> {
  const world = await createWorld({ routes: [testRoute(overrides)], ...options });
  world.exchange.mode = mode;
  if (mode === 'hedge') await world.restart();
  let seenOrders = 0;
  let seenNotices = (await world.notices()).length;
  return {
    world,
    async step(strategy, previous, next, ms = 1_000) {
      const body = alertBody(world.clock.now(), previous, next).replace('"btc"', `"${strategy}"`);
      await world.post(body);
      await world.clock.advance(ms);
    },
    async owned() {
      const { ledger } = await world.journal.readLedger();
      const rows = ledger.filter((row) => row.owned !== '0').map((row) => `${nameOf(row.stream)} ${row.owned}`);
      return rows.toSorted().join(', ');
    },
    held: () => heldOf(world),
    orders() {
      const all = world.exchange.orders.filter((order) => order.type !== 'stop-market');
      const fresh = all.slice(seenOrders).map(describeOrder);
      seenOrders = all.length;
      return fresh;
    },
    async notices() {
      const all = await world.notices();
      const fresh = all.slice(seenNotices).map((notice) => notice.type);
      seenNotices = all.length;
      return fresh;
    },
  };
}

/** `sell net 1 reduce-only`. */
export function describeOrder({ side, positionSide, quantity, reduceOnly, status }: Order): string {
  const flags = [reduceOnly ? 'reduce-only' : '', status === 'filled' ? '' : status].filter((flag) => flag !== '');
  return [side, positionSide, quantity?.toFixed() ?? 'all', ...flags].join(' ');
}

export function heldOf(world: World): string {
  const sides = world.exchange.positions().map(({ positionSide, quantity }) => `${positionSide} ${quantity.toFixed()}`);
  return sides.join(', ');
}

/** A person closes a side, or a part of it. */
export async function closeByPerson(
  world: World,
  positionSide: 'net' | 'long' | 'short',
  fraction = '1',
): Promise<void> {
  const id = `nonce ${world.clock.now()}`;
  const about = { actor: '111', brokerId: 'one', symbol: 'BTCUSDT', positionSide, quantity: null, relay: ['desk'] };
  const confirmedAt = world.clock.now();
  const command = { type: 'close', id, ...about, fraction: decimal(fraction), confirmedAt } as const;
  await settle(world.clock, world.life.engine.trade(command));
  await world.clock.advance(1_000);
}

/** `trend/a/BTCUSDT` is `a`, `operator/111/BTCUSDT` is `operator`. */
function nameOf(stream: string): string {
  const [route, strategy = ''] = stream.split('/');
  return route === 'operator' ? 'operator' : strategy;
}
