import {
  BrokerError,
  type BrokerErrorCode,
  type BrokerEvent,
  decimal,
  Decimal,
  type Fill,
  type Income,
  isOpenOrder,
  type Order,
  type OrderLookup,
  type OrderRef,
  type OrderRequest,
  type Outcome,
  type Position,
  type PositionMode,
  toClientOrderId,
  toVenueOrderId,
  type Validity,
  ZERO,
} from '@perpdesk/broker-core';
import { fakeFill, fakeOrder, fakePosition } from '@perpdesk/broker-core/testing';

/** What happens to one request on its way. */
export type Fault = 'none' | 'lost' | 'lost-answer' | 'late' | 'rejected' | 'not-sent';

export interface Exchange {
  /** What a read of the mark price answers; a test may replace it. */
  markPrice: () => Decimal | Promise<Decimal>;
  income: () => readonly Income[];
  readonly orders: readonly Order[];
  readonly fills: readonly Fill[];
  positions(): readonly Position[];
  place: (request: OrderRequest, validity: Validity | undefined) => Promise<Order>;
  /** How long a late request is on its way, ms. */
  lateMs: number;
  cancel(reference: OrderRef): Order;
  find: (reference: OrderRef) => OrderLookup;
  openOrders(): readonly Order[];
  /** Trades by hand: no order of the desk. */
  tradeByHand(side: 'buy' | 'sell', quantity: string, positionSide?: 'net' | 'long' | 'short'): void;
  /** Fires a resting stop or target. */
  trigger(clientOrderId: string): void;
  /** The market goes there: what waits for that price fires, stops first. */
  moveTo(price: string): void;
  /** Quote asset: of every fill. */
  fillPrice: Decimal;
  /** How long the next answer or event is on its way, ms; events keep their order; `null` loses an event. */
  delayMs: (what: 'answer' | 'event') => number | null;
  /** Events of the account from now on. */
  listen(listener: ((event: BrokerEvent) => void) | null): void;
  /** An event as if the account had it. */
  tell(event: BrokerEvent): void;
  faultFor: (request: OrderRequest) => Fault;
  /** Market orders fill at once, or only when told by `fillOpen`. */
  fillsAtOnce: boolean;
  fillOpen(): void;
  /** Fills so much of an order that is open; without a quantity the rest of it. */
  fillLimit(clientOrderId: string, quantity?: string): void;
  mode: PositionMode;
  /** Quote asset: what `markPrice` says unless a test replaces it. */
  marketPrice: Decimal;
  /** Post-only orders at the market's price or beyond are refused. */
  refusesTakers: boolean;
  /** Of every fill, quote asset. */
  realizedPnl: Decimal;
  /** Whether it can be connected to. */
  isUp: boolean;
}

/** One instrument at 60000, one account: matches market orders at once, keeps stops, refuses what is past its validity. */
export function createExchange(clock: { now(): number; schedule(ms: number, run: () => void): unknown }): Exchange {
  const orders = new Map<string, Order>();
  const fills: Fill[] = [];
  const held = new Map<string, Decimal>();
  let listener: ((event: BrokerEvent) => void) | null = null;
  const price = decimal('60000');

  let lastAt = 0;
  const emit = (event: BrokerEvent): void => {
    const delayMs = exchange.delayMs('event');
    if (delayMs === null) return;
    const to = listener;
    lastAt = Math.max(lastAt, clock.now() + delayMs);
    if (lastAt <= clock.now()) to?.(event);
    else clock.schedule(lastAt - clock.now(), () => to === listener && to?.(event));
  };
  const stamp = () => ({ venueAt: clock.now(), receivedAt: clock.now() });
  const positionOf = (side: string): Decimal => held.get(side) ?? ZERO;
  const toPosition = (positionSide: 'net' | 'long' | 'short'): Position | null =>
    positionOf(positionSide).isZero()
      ? null
      : fakePosition({ quantity: positionOf(positionSide), positionSide, entryPrice: price, updatedAt: clock.now() });
  const move = (order: Order, quantity: Decimal, isOurs: boolean): void => {
    const signed = order.side === 'buy' ? quantity : quantity.negated();
    held.set(order.positionSide, positionOf(order.positionSide).plus(signed));
    const fill = fakeFill(order, {
      tradeId: `${fills.length + 1}`,
      quantity,
      price: exchange.fillPrice,
      fee: quantity.times('0.1'),
      realizedPnl: exchange.realizedPnl,
      venueAt: clock.now(),
      ...(isOurs ? {} : { clientOrderId: null }),
    });
    fills.push(fill);
    emit({ type: 'fill-received', fill, cause: null, ...stamp() });
  };
  const tellPosition = (positionSide: 'net' | 'long' | 'short'): void =>
    emit({ type: 'position-updated', symbol: 'BTCUSDT', positionSide, position: toPosition(positionSide), ...stamp() });
  const put = (given: Order): Order => {
    const order = { ...given, updatedAt: clock.now() };
    orders.set(order.venueOrderId, order);
    emit({ type: 'order-updated', order, ...stamp() });
    return order;
  };
  const lapseStops = (): void => {
    for (const order of orders.values()) {
      if (order.closePosition && isOpenOrder(order) && positionOf(order.positionSide).isZero()) {
        put({ ...order, status: 'expired' });
      }
    }
  };
  const fillWhole = (order: Order, quantity: Decimal): Order => {
    move(order, quantity, true);
    const filled = put({
      ...order,
      status: 'filled',
      quantity,
      filledQuantity: quantity,
      averageFillPrice: exchange.fillPrice,
    });
    tellPosition(order.positionSide);
    lapseStops();
    return filled;
  };
  /** What it finds of its side, as much as it asks for; where it finds nothing, it ends. */
  const fire = (order: Order): void => {
    const now = positionOf(order.positionSide);
    const held = (order.side === 'sell') === now.gt(0) ? now.abs() : ZERO;
    const asked = order.quantity?.minus(order.filledQuantity) ?? held;
    const isTooMuch = order.positionSide !== 'net' && asked.gt(held);
    const quantity = Decimal.min(asked, held);
    if (quantity.isZero() || isTooMuch) put({ ...order, status: 'expired' });
    else fillWhole(order, quantity);
  };
  const accept = (request: OrderRequest, validity: Validity | undefined): Order => {
    if (validity !== undefined && clock.now() > validity.untilAt) throw refuse('validity-expired', 'rejected');
    const isTaken = [...orders.values()].some((o) => o.clientOrderId === request.clientOrderId && isOpenOrder(o));
    if (isTaken) throw refuse('duplicate-client-order-id', 'unknown');
    const at = { createdAt: clock.now(), updatedAt: clock.now() };
    const order = fakeOrder(request, { ...at, venueOrderId: toVenueOrderId(`v${orders.size + 1}`) });
    const now = positionOf(request.positionSide);
    const reduces = order.side === 'sell' ? now.gt(0) : now.lt(0);
    if (isConditional(order)) {
      const isSecond = (other: Order) => isOpenOrder(other) && other.closePosition && isSameWay(other, order);
      if (order.closePosition && [...orders.values()].some(isSecond)) throw refuse('has-open-exposure', 'rejected');
      if (isReached(order, exchange.marketPrice)) throw refuse('would-trigger-immediately', 'rejected');
      return put(order);
    }
    if (request.type === 'limit') {
      const market = exchange.marketPrice;
      const takes = order.side === 'buy' ? request.price.gte(market) : request.price.lte(market);
      if (request.postOnly === true && (takes || exchange.refusesTakers))
        throw refuse('post-only-rejected', 'rejected');
      return put(order);
    }
    const quantity = request.quantity ?? ZERO;
    const isClosing = closes(order);
    if (isClosing && !reduces) throw refuse('reduce-only-rejected', 'rejected');
    if (isClosing && !order.reduceOnly && quantity.gt(now.abs())) throw refuse('reduce-only-rejected', 'rejected');
    const fillable = order.reduceOnly ? Decimal.min(quantity, now.abs()) : quantity;
    return exchange.fillsAtOnce ? fillWhole(order, fillable) : put(order);
  };

  const exchange: Exchange = {
    get orders() {
      return [...orders.values()];
    },
    fills,
    mode: 'one-way',
    realizedPnl: ZERO,
    isUp: true,
    marketPrice: price,
    fillPrice: price,
    refusesTakers: false,
    markPrice: () => exchange.marketPrice,
    income: () => [],
    delayMs: () => 0,
    lateMs: 2_500,
    faultFor: () => 'none',
    fillsAtOnce: true,
    positions: () => (['net', 'long', 'short'] as const).map(toPosition).filter((position) => position !== null),
    async place(request, validity) {
      const fault = exchange.faultFor(request);
      switch (fault) {
        case 'none': {
          const delayMs = exchange.delayMs('answer') ?? 0;
          const order = accept(request, validity);
          if (delayMs > 0) await new Promise<void>((resolve) => void clock.schedule(delayMs, resolve));
          return order;
        }
        case 'lost':
          throw refuse('timeout', 'unknown');
        case 'lost-answer':
          accept(request, validity);
          throw refuse('timeout', 'unknown');
        case 'late':
          clock.schedule(exchange.lateMs, () => {
            try {
              accept(request, validity);
            } catch {
              // refused, and nobody hears of it
            }
          });
          throw refuse('network', 'unknown');
        case 'rejected':
          throw refuse('insufficient-margin', 'rejected');
        case 'not-sent':
          throw refuse('overloaded', 'not-sent');
        default:
          return fault satisfies never;
      }
    },
    cancel(reference) {
      const order = exchange.find(reference).order;
      if (order === null) throw refuse('order-not-found', 'rejected');
      if (!isOpenOrder(order)) throw refuse('order-not-open', 'rejected');
      return put({ ...order, status: 'canceled' });
    },
    find: (reference) => ({
      order:
        [...orders.values()].findLast((order) =>
          reference.venueOrderId === undefined
            ? order.clientOrderId === reference.clientOrderId
            : order.venueOrderId === reference.venueOrderId,
        ) ?? null,
      serverAt: clock.now(),
    }),
    openOrders: () => [...orders.values()].filter(isOpenOrder),
    tradeByHand(side, quantity, positionSide = 'net') {
      const request = {
        symbol: 'BTCUSDT',
        side,
        positionSide,
        type: 'market',
        quantity: decimal(quantity),
      } as const;
      move(fakeOrder({ ...request, clientOrderId: toClientOrderId('web_1') }), decimal(quantity), false);
      tellPosition(positionSide);
      lapseStops();
    },
    trigger(clientOrderId) {
      const order = exchange.orders.find((one) => one.clientOrderId === clientOrderId);
      if (order !== undefined && isOpenOrder(order)) fire(order);
    },
    moveTo(next) {
      exchange.marketPrice = decimal(next);
      exchange.fillPrice = exchange.marketPrice;
      const due = exchange.orders.filter((order) => isOpenOrder(order) && isReached(order, exchange.marketPrice));
      const stopsFirst = (a: Order, c: Order) =>
        (a.type === 'stop-market' ? 0 : 1) - (c.type === 'stop-market' ? 0 : 1);
      for (const order of due.toSorted(stopsFirst)) {
        const current = orders.get(order.venueOrderId);
        if (current !== undefined && isOpenOrder(current)) fire(current);
      }
    },
    fillLimit(clientOrderId, quantity) {
      const order = exchange.orders.find((one) => one.clientOrderId === clientOrderId);
      if (order === undefined || !isOpenOrder(order) || order.quantity === null) return;
      const left = order.quantity.minus(order.filledQuantity);
      const now = positionOf(order.positionSide);
      const there = (order.side === 'sell') === now.gt(0) ? now.abs() : ZERO;
      const more = Decimal.min(left, decimal(quantity ?? left), closes(order) ? there : left);
      if (more.isZero()) {
        put({ ...order, status: 'expired' });
        return;
      }
      move(order, more, true);
      const filledQuantity = order.filledQuantity.plus(more);
      const status = filledQuantity.eq(order.quantity) ? 'filled' : 'partially-filled';
      put({ ...order, status, filledQuantity, averageFillPrice: order.price ?? exchange.fillPrice });
      tellPosition(order.positionSide);
      lapseStops();
    },
    tell: emit,
    listen: (next) => {
      listener = next;
    },
    fillOpen() {
      for (const order of orders.values()) {
        if (order.type !== 'market' || !isOpenOrder(order)) continue;
        const asked = order.quantity ?? ZERO;
        const now = positionOf(order.positionSide);
        const left = (order.side === 'sell') === now.gt(0) ? Decimal.min(asked, now.abs()) : ZERO;
        const quantity = closes(order) ? left : asked;
        if (quantity.isZero()) put({ ...order, status: 'expired' });
        else fillWhole(order, quantity);
      }
    },
  };
  return exchange;
}

function isConditional({ type }: Order): boolean {
  return type === 'stop-market' || type === 'take-profit-market' || type === 'trailing-stop-market';
}

function isSameWay(a: Order, c: Order): boolean {
  return a.type === c.type && a.side === c.side && a.positionSide === c.positionSide && a.symbol === c.symbol;
}

/** A trailing stop is fired by hand alone. */
function isReached({ type, side, triggerPrice }: Order, price: Decimal): boolean {
  if (triggerPrice === null || type === 'trailing-stop-market') return false;
  const fromBelow = (type === 'stop-market') === (side === 'buy');
  return isConditionalType(type) && (fromBelow ? price.gte(triggerPrice) : price.lte(triggerPrice));
}

function isConditionalType(type: Order['type']): boolean {
  return type === 'stop-market' || type === 'take-profit-market';
}

/** An order that can only reduce. */
function closes({ reduceOnly, positionSide, side }: Order): boolean {
  if (positionSide === 'net') return reduceOnly;
  return (positionSide === 'long') === (side === 'sell');
}

export function refuse(code: BrokerErrorCode, outcome: Outcome): BrokerError {
  return new BrokerError(code, { message: `The exchange says ${code}.`, operation: 'placeOrder', outcome });
}
