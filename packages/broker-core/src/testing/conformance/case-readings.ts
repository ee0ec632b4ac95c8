import type { Broker } from '../../broker.ts';
import { ZERO } from '../../decimal.ts';
import type { Fill } from '../../fill.ts';
import type { ClientOrderId } from '../../ids.ts';
import { isOpenOrder, type Order, type OrderStatus } from '../../order.ts';
import type { Position } from '../../position.ts';
import type { PositionSide } from '../../side.ts';
import { assertThat } from './assertions.ts';
import type { Bench } from './bench.ts';
import type { Patience } from './patience.ts';

/** State read back from the broker until it is as expected. All throw an AssertionError when patience is over. */
export interface CaseReadings {
  /**
   * The order in one of these statuses: `findOrder`, `getOrder` by either id and `getOpenOrders` must agree on it, and
   * the venue must know of one such order alone.
   */
  order(clientOrderId: ClientOrderId, ...statuses: readonly OrderStatus[]): Promise<Order>;
  /** No order service has it, none is listed as open, and the venue has never accepted one. */
  absent(clientOrderId: ClientOrderId): Promise<void>;
  /** Its fills, whose quantities are all of what the order has filled, each trade once. */
  fills(order: Order): Promise<readonly Fill[]>;
  /** The position when it holds. */
  position(holds: (position: Position) => boolean, positionSide?: PositionSide): Promise<Position>;
  /** Resolves when there is no position. @throws {AssertionError} when patience is over. */
  flat(positionSide?: PositionSide): Promise<void>;
  /** How many orders the venue has accepted under the id is this; where it cannot say, so be it. */
  atVenue(clientOrderId: ClientOrderId, count: number): Promise<void>;
}

/** Between two looks which must find nothing. */
const SECOND_LOOK_MS = 250;

export function createReadings(
  bench: Pick<Bench, 'broker' | 'ordersAtVenue'>,
  { symbol, startedAt, patience }: { readonly symbol: string; readonly startedAt: number; readonly patience: Patience },
): CaseReadings {
  const { broker } = bench;
  const { eventually, wait } = patience;
  const positionOf = (positionSide?: PositionSide) =>
    positionSide === undefined ? broker.getPosition(symbol) : broker.getPosition(symbol, positionSide);
  const atVenue = async (clientOrderId: ClientOrderId, count: number) => {
    const found = await bench.ordersAtVenue?.(clientOrderId);
    assertThat(found === undefined || found === count, `The venue has ${found} orders ${clientOrderId}, not ${count}.`);
  };
  return {
    atVenue,
    async order(clientOrderId, ...statuses) {
      const look = () => lookFromAllSides(broker, symbol, clientOrderId);
      const what = `order ${clientOrderId} is ${statuses.join(' or ')} in every reading`;
      const { order } = await eventually(
        what,
        look,
        (seen) => seen.agree && seen.order !== null && statuses.includes(seen.order.status),
      );
      assertThat(order !== null, what);
      await atVenue(clientOrderId, 1);
      return order;
    },
    async absent(clientOrderId) {
      const isAbsent = (seen: Seen) => seen.agree && seen.order === null;
      const what = `there is no order ${clientOrderId}`;
      await eventually(what, () => lookFromAllSides(broker, symbol, clientOrderId), isAbsent);
      await wait(SECOND_LOOK_MS);
      await eventually(what, () => lookFromAllSides(broker, symbol, clientOrderId), isAbsent);
      await atVenue(clientOrderId, 0);
    },
    async fills({ venueOrderId, clientOrderId, filledQuantity }) {
      const look = async () => {
        const fills = await broker.getFills({ symbol, fromAt: startedAt });
        return fills.filter((fill) => fill.venueOrderId === venueOrderId);
      };
      const sum = (fills: readonly Fill[]) => fills.reduce((total, { quantity }) => total.plus(quantity), ZERO);
      const what = `the fills of ${clientOrderId} make up ${filledQuantity.toFixed()}`;
      const fills = await eventually(what, look, (found) => sum(found).eq(filledQuantity));
      const ids = new Set(fills.map(({ tradeId }) => tradeId));
      assertThat(ids.size === fills.length, `The fills of ${clientOrderId} tell a trade twice.`);
      return fills;
    },
    async position(holds, positionSide) {
      const isThere = (position: Position | null): position is Position => position !== null && holds(position);
      const position = await eventually(`${symbol} has the position`, () => positionOf(positionSide), isThere);
      assertThat(position !== null, `${symbol} is flat.`);
      return position;
    },
    async flat(positionSide) {
      await eventually(
        `${symbol} is flat`,
        () => positionOf(positionSide),
        (position) => position === null,
      );
    },
  };
}

interface Seen {
  readonly order: Order | null;
  /** Whether all readings tell the same. */
  readonly agree: boolean;
}

async function lookFromAllSides(broker: Broker, symbol: string, clientOrderId: ClientOrderId): Promise<Seen> {
  const { order } = await broker.findOrder({ symbol, clientOrderId });
  const open = await broker.getOpenOrders(symbol);
  const listed = open.filter((one) => one.clientOrderId === clientOrderId);
  if (order === null) return { order, agree: listed.length === 0 };
  const byClientId = await broker.getOrder({ symbol, clientOrderId });
  const byVenueId = await broker.getOrder({ symbol, venueOrderId: order.venueOrderId });
  const others = [byClientId, byVenueId, ...listed];
  const agree = listed.length === (isOpenOrder(order) ? 1 : 0) && others.every((one) => isSameState(one, order));
  return { order, agree };
}

function isSameState(one: Order, other: Order): boolean {
  return (
    one.venueOrderId === other.venueOrderId &&
    one.clientOrderId === other.clientOrderId &&
    one.status === other.status &&
    one.filledQuantity.eq(other.filledQuantity)
  );
}
