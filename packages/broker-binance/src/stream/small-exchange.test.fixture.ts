import {
  Decimal,
  decimal,
  toClientOrderId,
  toVenueOrderId,
  ZERO,
  type Fill,
  type Order,
  type Position,
} from '@perpdesk/broker-core';
import { fakePosition } from '@perpdesk/broker-core/testing';
import type { AccountFrame } from './account-frame.ts';
import { conditional, plain, SYMBOL, trade } from './orders.test.fixture.ts';
import type { Snapshot } from './stream-bench.test.fixture.ts';

/** What it does next; `pick` chooses among its open orders. */
export type Deed =
  | { readonly do: 'place' | 'place-stop'; readonly pick?: never }
  | { readonly do: 'fill' | 'cancel' | 'trigger'; readonly pick: number; readonly quantity: number };

const LOT = decimal('100');
const PRICE = decimal('0.00666');

/** Orders and one position, that change as an exchange's do, with the frames that it would tell. */
export function createSmallExchange() {
  const orders = new Map<string, Order>();
  const fills: Fill[] = [];
  let position = ZERO;
  let positionAt = 0;
  let ids = 0;

  const keep = (order: Order, at: number): Order => {
    const kept = { ...order, updatedAt: at };
    orders.set(order.venueOrderId, kept);
    return kept;
  };
  const isOpen = ({ status }: Order) => status === 'open' || status === 'partially-filled';
  const algoIdOf = ({ venueOrderId }: Order) => (venueOrderId.startsWith('algo-') ? venueOrderId.slice(5) : null);
  /** As the stream tells it: of a triggered stop, the plain order that executes it. */
  const frameOf = (order: Order, fill: Fill | null = null): AccountFrame => {
    const algoId = algoIdOf(order);
    const { updatedAt: venueAt, executionOrderId } = order;
    if (algoId !== null && executionOrderId === null) return { type: 'conditional-order', venueAt, order };
    const id = executionOrderId ?? order.venueOrderId;
    const told = { ...order, venueOrderId: id, executionOrderId: id, triggerPrice: null, type: 'market' as const };
    return { type: 'order', venueAt, order: told, algoId, fill: fill && { ...fill, venueOrderId: id }, cause: null };
  };

  const act = (deed: Deed, at: number): readonly AccountFrame[] => {
    if (deed.pick === undefined) {
      ids += 1;
      const overrides = { clientOrderId: toClientOrderId(`c${ids}`), quantity: LOT, createdAt: at };
      const make = deed.do === 'place' ? plain : conditional;
      return [frameOf(keep(make(String(ids), overrides), at))];
    }
    const open = [...orders.values()].filter(isOpen);
    const order = open[deed.pick % Math.max(1, open.length)];
    if (order === undefined) return [];
    if (deed.do === 'cancel') return [frameOf(keep({ ...order, status: 'canceled', venueStatus: 'CANCELED' }, at))];
    if (deed.do === 'trigger') {
      if (order.executionOrderId !== null) return [];
      ids += 1;
      const triggering = keep({ ...order, venueStatus: 'TRIGGERING' }, at);
      const executing = keep({ ...triggering, executionOrderId: toVenueOrderId(String(ids)), venueStatus: 'NEW' }, at);
      const told = frameOf(executing);
      keep({ ...executing, venueStatus: 'TRIGGERING' }, at);
      return [{ type: 'conditional-order', venueAt: at, order: triggering }, told];
    }
    if (order.executionOrderId === null) return [];
    return fill(order, Decimal.min(decimal(String(deed.quantity)), LOT.minus(order.filledQuantity)), at);
  };

  const fill = (order: Order, quantity: Decimal, at: number): readonly AccountFrame[] => {
    const filledQuantity = order.filledQuantity.plus(quantity);
    const isWhole = filledQuantity.equals(LOT);
    const changed = keep(
      {
        ...order,
        filledQuantity,
        averageFillPrice: PRICE,
        status: isWhole ? 'filled' : 'partially-filled',
        venueStatus: isWhole ? 'FILLED' : 'PARTIALLY_FILLED',
      },
      at,
    );
    const { venueOrderId, clientOrderId } = changed;
    const one = trade(String(fills.length + 1), venueOrderId, '1', { clientOrderId, quantity, venueAt: at });
    fills.push(one);
    position = position.plus(quantity);
    positionAt = at;
    const part = {
      symbol: SYMBOL,
      positionSide: 'net',
      quantity: position,
      entryPrice: PRICE,
      unrealizedPnl: ZERO,
      marginType: 'cross',
    } as const;
    return [{ type: 'account', venueAt: at, cause: 'ORDER', balances: [], positions: [part] }, frameOf(changed, one)];
  };

  const positions = (): readonly Position[] =>
    position.isZero()
      ? []
      : [fakePosition({ symbol: SYMBOL, quantity: position, entryPrice: PRICE, updatedAt: positionAt })];
  return {
    act,
    fills,
    orders,
    positions,
    /** As a history would show it: fills know the plain order's id alone. */
    snapshot: (fromAt: number): Partial<Snapshot> => ({
      openOrders: [...orders.values()].filter(isOpen),
      ended: [...orders.values()].filter((order) => !isOpen(order)),
      positions: positions(),
      fills: fills
        .filter(({ venueAt }) => venueAt >= fromAt)
        .map((one) => ({
          ...one,
          venueOrderId: orders.get(one.venueOrderId)?.executionOrderId ?? one.venueOrderId,
          clientOrderId: null,
        })),
    }),
  };
}
