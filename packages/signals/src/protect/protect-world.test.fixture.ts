import { decimal, isOpenOrder, type Order } from '@perpdesk/broker-core';
import type { Notice, NoticeType } from '../notice.ts';
import type { Route, TargetPolicy } from '../route.ts';
import type { LifeOptions } from '../simulation/life.test.fixture.ts';
import { createWorld, STOP, testRoute, type World } from '../simulation/world.test.fixture.ts';

export function target(percent: string, share: string | null = null): TargetPolicy {
  return { at: { basis: 'percent', percent: decimal(percent) }, share: share === null ? null : decimal(share) };
}

/** 2 % for half, 4 % for the rest, as in the documentation. */
export const TARGETS = [target('2', '50'), target('4')] as const;

export async function protectedWorld(
  route: Partial<Route> = {},
  { isHedge = false, ...options }: Partial<Omit<LifeOptions, 'clock'>> & { readonly isHedge?: boolean } = {},
): Promise<World> {
  const routes = options.routes ?? [testRoute({ stopLoss: STOP, takeProfits: TARGETS, ...route })];
  const world = await createWorld({ ...options, routes });
  if (isHedge) {
    world.exchange.mode = 'hedge';
    await world.restart();
  }
  return world;
}

/** What stands: `stop sell 59100`, `stop sell 0.02 at 59100`, `target sell 0.01 at 61200`, sorted. */
export function standing(world: World): readonly string[] {
  return world.exchange.openOrders().map(describe).toSorted();
}

const NAMES = new Map<Order['type'], string>([
  ['stop-market', 'stop'],
  ['take-profit-market', 'target'],
  ['trailing-stop-market', 'trailing'],
]);

export function describe({ type, side, quantity, filledQuantity, triggerPrice, activationPrice }: Order): string {
  const name = NAMES.get(type) ?? type;
  const size = quantity === null ? '' : ` ${quantity.minus(filledQuantity).toFixed()} at`;
  return `${name} ${side}${size} ${(triggerPrice ?? activationPrice)?.toFixed() ?? 'once'}`;
}

export async function told<T extends NoticeType>(
  world: World,
  type: T,
): Promise<readonly Extract<Notice, { readonly type: T }>[]> {
  const notices = await world.notices();
  return notices.filter((notice): notice is Extract<Notice, { readonly type: T }> => notice.type === type);
}

/** Base asset, ≥ 0, of one kind that is open now. */
export function sumOf(world: World, type: Order['type'], positionSide = 'net') {
  return world.exchange.orders
    .filter((order) => order.type === type && isOpenOrder(order) && order.positionSide === positionSide)
    .reduce((sum, order) => sum.plus(order.quantity?.minus(order.filledQuantity) ?? '0'), decimal('0'));
}
