import {
  BrokerError,
  type BrokerErrorCode,
  type Clock,
  decimal,
  Decimal,
  type Fill,
  isOpenOrder,
  type Order,
  type OrderRef,
  type OrderRequest,
  type Outcome,
  type Position,
  type PositionSide,
  toClientOrderId,
  toVenueOrderId,
  validateOrder,
  type Validity,
  type VenueCause,
  ZERO,
} from '@perpdesk/broker-core';
import { fakeFill, fakeOrder, fakePosition } from '@perpdesk/broker-core/testing';
import type { Dice } from './dice.test.fixture.ts';
import { createFeed, type Feed } from './feed.test.fixture.ts';
import { createMemoryOfOrders } from './memory-of-orders.test.fixture.ts';
import type { Rulebook } from './rulebook.test.fixture.ts';
import { type AccountProfile, PRICES, type Profile, SYMBOLS } from './profile.test.fixture.ts';

/** What an account's exchange says to whoever watches the run: never to the desk. */
export interface VenueWatcher {
  accepted(order: Order, request: OrderRequest): void;
  canceled(order: Order): void;
  filled(order: Order, fill: Fill): void;
}

/** One account at an exchange that refuses what is past its validity, and fills at once or in parts. */
export interface Venue {
  readonly id: string;
  readonly account: AccountProfile;
  readonly feed: Feed;
  readonly rulebook: Rulebook;
  now(): number;
  readonly orders: readonly Order[];
  readonly fills: readonly Fill[];
  openOrders(): readonly Order[];
  positions(): readonly Position[];
  /** Base asset, signed. */
  held(symbol: string, side: PositionSide): Decimal;
  price(symbol: string): Decimal;
  place(request: OrderRequest, validity: Validity | undefined): Order;
  cancel(reference: OrderRef): Order;
  /** By somebody else than the desk. */
  cancelByHand(order: Order): void;
  find(reference: OrderRef): Order | null;
  /** What the exchange answers to whoever asks for an order. */
  look(reference: OrderRef): Order | null;
  /** Orders that it lists among what was. */
  readonly history: readonly Order[];
  /** By a hand that is not the desk's, or by the exchange itself. */
  trade(symbol: string, positionSide: PositionSide, signed: Decimal, cause: VenueCause | null): void;
  /** Triggers a resting stop. */
  fire(stop: Order): void;
  setPrice(symbol: string, price: Decimal): void;
  /** Once a second: resting orders fill now and then. */
  tick(): void;
}

export interface VenueOptions {
  readonly clock: Clock;
  /** Of the desk's machine. */
  readonly deskNow: () => number;
  readonly account: AccountProfile;
  readonly dice: Dice;
  readonly profile: () => Profile;
  readonly rulebook: Rulebook;
  readonly watcher: VenueWatcher;
}

const MOST_STOP_MS = 1_000;

export function createVenue({ clock, deskNow, account, dice, profile, rulebook, watcher }: VenueOptions): Venue {
  const orders = new Map<string, Order>();
  const fills: Fill[] = [];
  const held = new Map<string, { readonly quantity: Decimal; readonly entryPrice: Decimal }>();
  const prices = new Map(SYMBOLS.map((symbol) => [symbol, decimal(PRICES[symbol]!)]));
  const now = (): number => clock.now() + account.skewMs;
  const feed = createFeed({ clock, dice: dice.fork('feed'), profile, deskNow, venueNow: now });
  const memory = createMemoryOfOrders({ dice: dice.fork('memory'), profile, now });
  const stamp = () => ({ venueAt: now(), receivedAt: clock.now() });
  const heldOf = (symbol: string, side: PositionSide): Decimal => held.get(`${symbol} ${side}`)?.quantity ?? ZERO;
  const priceOf = (symbol: string): Decimal => prices.get(symbol) ?? ZERO;
  const positionOf = (symbol: string, positionSide: PositionSide): Position | null => {
    const own = held.get(`${symbol} ${positionSide}`);
    if (own === undefined || own.quantity.isZero()) return null;
    return fakePosition({ symbol, positionSide, ...own, markPrice: priceOf(symbol), updatedAt: now() });
  };
  const tellPosition = (symbol: string, positionSide: PositionSide): void =>
    feed.tell({
      type: 'position-updated',
      symbol,
      positionSide,
      position: positionOf(symbol, positionSide),
      ...stamp(),
    });
  const put = (order: Order, isSure = false): Order => {
    const stored = { ...order, updatedAt: now() };
    orders.set(order.venueOrderId, stored);
    feed.tell({ type: 'order-updated', order: stored, ...stamp() }, isSure);
    return stored;
  };
  const lapseStops = (symbol: string, side: PositionSide): void => {
    if (!heldOf(symbol, side).isZero()) return;
    for (const order of openOrders()) {
      const isIts = order.symbol === symbol && order.positionSide === side && order.closePosition;
      if (isIts && order.status === 'open') put({ ...order, status: 'expired' });
    }
  };
  const move = (order: Order, quantity: Decimal, price: Decimal, cause: VenueCause | null): void => {
    const key = `${order.symbol} ${order.positionSide}`;
    const before = held.get(key) ?? { quantity: ZERO, entryPrice: price };
    const after = before.quantity.plus(order.side === 'buy' ? quantity : quantity.negated());
    const grows = after.abs().gt(before.quantity.abs());
    const worth = before.entryPrice.times(before.quantity.abs()).plus(price.times(quantity));
    const isTurned = !before.quantity.isZero() && before.quantity.isNegative() !== after.isNegative();
    const entryPrice = isTurned ? price : grows ? worth.div(after.abs()) : before.entryPrice;
    held.set(key, { quantity: after, entryPrice: entryPrice.toDecimalPlaces(1) });
    const fill = fakeFill(order, {
      tradeId: `${fills.length + 1}`,
      venueOrderId: order.executionOrderId ?? order.venueOrderId,
      quantity,
      price,
      fee: quantity.times('0.1'),
      venueAt: now(),
    });
    fills.push(fill);
    feed.tell({ type: 'fill-received', fill, cause, ...stamp() });
    watcher.filled(order, fill);
  };
  /** Fills about so much of an order, or of what is left to close; whole is over. */
  const fillPart = (venueOrderId: string, wanted: Decimal, price: Decimal): Order | null => {
    const order = orders.get(venueOrderId);
    if (order === undefined || !isOpenOrder(order) || order.quantity === null) return null;
    const left = order.quantity.minus(order.filledQuantity);
    const own = heldOf(order.symbol, order.positionSide);
    const reduces = order.side === 'sell' ? own.gt(0) : own.lt(0);
    const most = closes(order) ? (reduces ? Decimal.min(left, own.abs()) : ZERO) : left;
    const quantity = rulebook.part(order.symbol, most, wanted);
    if (quantity.isZero()) return put({ ...order, status: 'expired' });
    const filledQuantity = order.filledQuantity.plus(quantity);
    const worth = (order.averageFillPrice ?? ZERO).times(order.filledQuantity).plus(price.times(quantity));
    const status = filledQuantity.eq(order.quantity) ? 'filled' : 'partially-filled';
    move(order, quantity, price, null);
    const stored = put({ ...order, status, filledQuantity, averageFillPrice: worth.div(filledQuantity) });
    tellPosition(order.symbol, order.positionSide);
    lapseStops(order.symbol, order.positionSide);
    return stored;
  };
  /** At once, or in parts over some time. */
  const execute = (order: Order): Order => {
    const { inParts } = profile().fills;
    // what has triggered finds its market sooner
    const partMs = isConditional(order) ? Math.min(profile().fills.partMs, MOST_STOP_MS) : profile().fills.partMs;
    const price = priceOf(order.symbol);
    const quantity = order.quantity ?? ZERO;
    /** What it was to close has gone otherwise. */
    const end = (last: Order): Order =>
      isOpenOrder(last) && last.type !== 'limit' ? put({ ...last, status: 'expired' }) : last;
    if (!dice.chance(inParts)) return end(fillPart(order.venueOrderId, quantity, price) ?? order);
    const parts = dice.between(1, 3);
    const part = quantity.div(parts).toDecimalPlaces(3, Decimal.ROUND_UP);
    for (let index = 1, at = dice.below(partMs); index <= parts; index++, at += 1 + dice.below(partMs)) {
      clock.schedule(at, () => {
        fillPart(order.venueOrderId, part, priceOf(order.symbol));
        if (index === parts) end(orders.get(order.venueOrderId) ?? order);
      });
    }
    return order;
  };
  const fire = (stop: Order): void => {
    const own = heldOf(stop.symbol, stop.positionSide);
    if (!isOpenOrder(stop) || stop.status !== 'open') return;
    if (own.isZero() || own.isNegative() !== (stop.side === 'buy')) return void put({ ...stop, status: 'expired' });
    const executionOrderId = toVenueOrderId(`x${orders.size}`);
    const quantity = stop.closePosition ? own.abs() : (stop.quantity ?? own.abs());
    execute(put({ ...stop, status: 'partially-filled', executionOrderId, quantity }));
  };
  const isCrossed = (stop: Order): boolean => {
    const price = priceOf(stop.symbol);
    if (stop.triggerPrice === null) return false;
    const isTarget = stop.type === 'take-profit-market' || stop.type === 'take-profit-limit';
    return (stop.side === 'sell') === isTarget ? price.gte(stop.triggerPrice) : price.lte(stop.triggerPrice);
  };
  /** Of trailing stops: the best price since they began; `null`: they did not yet. */
  const bests = new Map<string, Decimal | null>();
  const isTrailedOut = ({ venueOrderId, symbol, type, side, activationPrice, callbackRate }: Order): boolean => {
    if (type !== 'trailing-stop-market' || callbackRate === null) return false;
    const price = priceOf(symbol);
    const isLong = side === 'sell';
    const before = bests.get(venueOrderId) ?? null;
    const isActive = activationPrice === null || (isLong ? price.gte(activationPrice) : price.lte(activationPrice));
    if (before === null && !isActive) return false;
    const best = before === null ? price : isLong ? Decimal.max(before, price) : Decimal.min(before, price);
    bests.set(venueOrderId, best);
    const way = best.times(callbackRate).div(100);
    return isLong ? price.lte(best.minus(way)) : price.gte(best.plus(way));
  };
  const takes = (order: Order): boolean => {
    const price = priceOf(order.symbol);
    if (order.price === null || (order.postOnly && order.price.eq(price))) return false;
    return order.side === 'buy' ? order.price.gte(price) : order.price.lte(price);
  };
  const checkReducing = (order: Order): void => {
    const own = heldOf(order.symbol, order.positionSide);
    const reduces = order.side === 'sell' ? own.gt(0) : own.lt(0);
    if (!reduces) throw refuse('reduce-only-rejected', 'rejected');
    if (!order.reduceOnly && (order.quantity ?? ZERO).gt(own.abs())) throw refuse('reduce-only-rejected', 'rejected');
  };
  const openOrders = (): readonly Order[] => [...orders.values()].filter(isOpenOrder);

  return {
    id: account.id,
    account,
    feed,
    rulebook,
    now,
    get orders() {
      return [...orders.values()];
    },
    fills,
    openOrders,
    positions: () =>
      SYMBOLS.flatMap((symbol) => (['net', 'long', 'short'] as const).map((side) => positionOf(symbol, side))).filter(
        (position) => position !== null,
      ),
    held: heldOf,
    price: priceOf,
    place(request, validity) {
      if (validity !== undefined && (now() > validity.untilAt || now() < validity.fromAt)) {
        throw refuse('validity-expired', 'rejected');
      }
      if (openOrders().some((order) => order.clientOrderId === request.clientOrderId)) {
        throw refuse('duplicate-client-order-id', 'unknown');
      }
      rulebook.meet(request.symbol);
      const terms = { positionMode: account.mode, referencePrice: priceOf(request.symbol) };
      const issues = validateOrder(request, rulebook.of(request.symbol), terms);
      const issue = issues.find(({ code }) => code !== 'below-minimum' || !rulebook.takesLess(request));
      if (issue !== undefined) throw refuse(issue.code, 'rejected');
      const at = { createdAt: now(), updatedAt: now() };
      const order = fakeOrder(request, { ...at, venueOrderId: toVenueOrderId(`v${orders.size + 1}`) });
      if (isConditional(order) && isCrossed(order)) throw refuse('would-trigger-immediately', 'rejected');
      if (order.type === 'limit' && order.postOnly && takes(order)) throw refuse('post-only-rejected', 'rejected');
      if (order.type === 'market' && closes(order)) checkReducing(order);
      const stored = put(order);
      isTrailedOut(stored);
      watcher.accepted(stored, request);
      return order.type === 'market' || (order.type === 'limit' && takes(order)) ? execute(stored) : stored;
    },
    cancel(reference) {
      const order = this.find(reference);
      if (order === null || !memory.knows(order)) throw refuse('order-not-found', 'rejected');
      if (!isOpenOrder(order)) throw refuse('order-not-open', 'rejected');
      watcher.canceled(order);
      return put({ ...order, status: 'canceled' });
    },
    // of a stop that nobody hears of only the watchdog knows, each half a minute
    cancelByHand: (order) => void put({ ...order, status: 'canceled' }, true),
    find: (reference) =>
      [...orders.values()].findLast((order) =>
        reference.venueOrderId === undefined
          ? order.clientOrderId === reference.clientOrderId
          : order.venueOrderId === reference.venueOrderId,
      ) ?? null,
    look(reference) {
      const order = this.find(reference);
      return order === null || !memory.finds(order) ? null : order;
    },
    get history() {
      return [...orders.values()].filter((order) => memory.knows(order));
    },
    trade(symbol, positionSide, signed, cause) {
      const side = signed.isNegative() ? 'sell' : 'buy';
      const clientOrderId = toClientOrderId(`web_${fills.length}`);
      const request = { symbol, side, positionSide, type: 'market', quantity: signed.abs(), clientOrderId } as const;
      move(fakeOrder(request, { updatedAt: now() }), signed.abs(), priceOf(symbol), cause);
      tellPosition(symbol, positionSide);
      lapseStops(symbol, positionSide);
    },
    fire,
    setPrice(symbol, price) {
      prices.set(symbol, price);
      for (const order of openOrders().filter((one) => one.symbol === symbol)) {
        if (isConditional(order) && order.status === 'open' && (isCrossed(order) || isTrailedOut(order))) fire(order);
        if (order.type === 'limit' && takes(order)) fillPart(order.venueOrderId, order.quantity ?? ZERO, order.price!);
      }
    },
    tick() {
      for (const lost of memory.act(orders.values())) orders.set(lost.venueOrderId, { ...lost, status: 'expired' });
      for (const order of openOrders()) {
        if (order.type !== 'limit' || order.price === null || !dice.chance(0.06)) continue;
        const quantity = (order.quantity ?? ZERO).div(dice.between(1, 3)).toDecimalPlaces(3, Decimal.ROUND_UP);
        fillPart(order.venueOrderId, quantity, order.price);
      }
    },
  };
}

/** Rests until a price is met. */
export function isConditional({ type }: Order): boolean {
  return type !== 'market' && type !== 'limit';
}

/** An order that can only reduce. */
export function closes({ reduceOnly, closePosition, positionSide, side }: Order): boolean {
  if (positionSide === 'net') return reduceOnly || closePosition;
  return (positionSide === 'long') === (side === 'sell');
}

export function refuse(code: BrokerErrorCode, outcome: Outcome): BrokerError {
  return new BrokerError(code, { message: `The exchange says ${code}.`, operation: 'placeOrder', outcome });
}
