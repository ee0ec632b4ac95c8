import type { Account, Balance, LeverageBracket } from '../account.ts';
import { BrokerError } from '../broker-error.ts';
import type { BrokerEvent } from '../broker-event.ts';
import type { ClosePositionOptions, OrderRef } from '../broker.ts';
import { decimal, type Decimal, ZERO } from '../decimal.ts';
import type { Fill } from '../fill.ts';
import type { Instrument } from '../instrument.ts';
import type { AmendRequest, OrderRequest } from '../order-request.ts';
import { isOpenOrder, type Order } from '../order.ts';
import type { MarginType, Position, PositionMode } from '../position.ts';
import { roundQuantityDown } from '../rounding.ts';
import type { PositionSide } from '../side.ts';
import { fakeAccount } from './fake-account.ts';
import { fakeInstrument } from './fake-instrument.ts';
import { fakeOrder } from './fake-order.ts';

export interface FakeStateOptions {
  readonly now: () => number;
  readonly instruments?: readonly Instrument[];
  readonly positions?: readonly Position[];
  readonly account?: Account;
  readonly markPrice?: Decimal;
}

/** What the fake broker's default answers are made of. Placed orders stay open until an event says otherwise. */
export function createFakeState(options: FakeStateOptions) {
  const { now, instruments = [fakeInstrument()], markPrice = decimal('60000') } = options;
  let positions = options.positions ?? [];
  let account = options.account ?? fakeAccount({ positionMode: modeOf(positions) });
  const orders: Order[] = [];
  const fills: Fill[] = [];
  const leverages = new Map<string, number>();
  const marginTypes = new Map<string, MarginType>();

  const refuse = (
    code: 'unknown-symbol' | 'order-not-found' | 'order-not-open' | 'reduce-only-rejected',
    what: string,
    operation: string,
  ) => new BrokerError(code, { message: `The fake broker has no ${what}.`, operation });
  const instrument = (symbol: string): Instrument => {
    const found = instruments.find((candidate) => candidate.symbol === symbol);
    if (!found) throw refuse('unknown-symbol', `instrument ${symbol}`, 'getInstrument');
    return found;
  };
  const keep = (order: Order): Order => {
    const index = orders.findIndex((known) => known.venueOrderId === order.venueOrderId);
    if (index === -1) orders.push(order);
    else orders[index] = order;
    return order;
  };
  const lookUp = (ref: OrderRef): Order | null =>
    orders.findLast(
      (order) =>
        order.symbol === ref.symbol &&
        (ref.clientOrderId === undefined
          ? order.venueOrderId === ref.venueOrderId
          : order.clientOrderId === ref.clientOrderId),
    ) ?? null;
  const order = (ref: OrderRef): Order => {
    const found = lookUp(ref);
    if (!found) throw refuse('order-not-found', `order ${ref.clientOrderId ?? ref.venueOrderId}`, 'getOrder');
    return found;
  };
  const ordersOf = (symbol?: string) => orders.filter((known) => symbol === undefined || known.symbol === symbol);
  const openOrders = (symbol?: string) => ordersOf(symbol).filter(isOpenOrder);
  const place = (request: OrderRequest) => keep(fakeOrder(request, { createdAt: now(), updatedAt: now() }));
  const open = (ref: OrderRef, operation: string): Order => {
    const found = order(ref);
    if (!isOpenOrder(found)) throw refuse('order-not-open', `open order ${found.clientOrderId}`, operation);
    return found;
  };
  const cancel = (ref: OrderRef) =>
    keep({ ...open(ref, 'cancelOrder'), status: 'canceled', venueStatus: 'CANCELED', updatedAt: now() });
  const position = (symbol: string, positionSide?: PositionSide) => {
    const side = askedSide(account.positionMode, positionSide, 'getPosition');
    return positions.find((known) => known.symbol === symbol && known.positionSide === side) ?? null;
  };

  return {
    instruments,
    instrument,
    markPrice: (symbol: string): Decimal => (instrument(symbol), markPrice),
    get account() {
      return account;
    },
    balance: (asset: string): Balance =>
      account.balances.find((known) => known.asset === asset) ?? {
        asset,
        walletBalance: ZERO,
        availableBalance: ZERO,
        unrealizedPnl: ZERO,
      },
    get positions() {
      return positions;
    },
    position,
    leverageBrackets: (symbol: string): readonly LeverageBracket[] => [
      {
        symbol,
        notionalFloor: ZERO,
        notionalCap: null,
        maxLeverage: instrument(symbol).maxLeverage,
        maintenanceMarginRate: decimal('0.004'),
      },
    ],
    leverage: (symbol: string) => leverages.get(symbol) ?? 10,
    setLeverage: (symbol: string, leverage: number) => void leverages.set(symbol, leverage),
    marginType: (symbol: string): MarginType => marginTypes.get(symbol) ?? 'cross',
    setMarginType: (symbol: string, marginType: MarginType) => void marginTypes.set(symbol, marginType),
    setPositionMode: (positionMode: PositionMode) => {
      account = { ...account, positionMode };
    },
    place,
    amend: (request: AmendRequest) =>
      keep({ ...open(request, 'amendOrder'), quantity: request.quantity, price: request.price, updatedAt: now() }),
    cancel,
    cancelAll: (symbol?: string) =>
      openOrders(symbol).map((one) => cancel({ symbol: one.symbol, venueOrderId: one.venueOrderId })),
    closePosition: (
      symbol: string,
      { clientOrderId, positionSide: asked, quantity, fraction }: ClosePositionOptions,
    ) => {
      const positionSide = askedSide(account.positionMode, asked, 'closePosition');
      const found = position(symbol, positionSide);
      if (!found) throw refuse('reduce-only-rejected', `position in ${symbol}`, 'closePosition');
      const whole = found.quantity.abs();
      const part = quantity ?? (fraction ? roundQuantityDown(whole.times(fraction), instrument(symbol)) : whole);
      const side = found.quantity.isNegative() ? 'buy' : 'sell';
      const base = { symbol, side, positionSide, clientOrderId, type: 'market', quantity: part } as const;
      return place(positionSide === 'net' ? { ...base, reduceOnly: true } : base);
    },
    lookUp,
    order,
    ordersOf,
    openOrders,
    fillsOf: (symbol?: string) => fills.filter((known) => symbol === undefined || known.symbol === symbol),
    apply(event: BrokerEvent) {
      if (event.type === 'order-updated') keep(event.order);
      if (event.type === 'fill-received') fills.push(event.fill);
      if (event.type !== 'position-updated') return;
      const others = positions.filter(
        (known) => known.symbol !== event.symbol || known.positionSide !== event.positionSide,
      );
      positions = event.position ? [...others, event.position] : others;
    },
  };
}

function modeOf(positions: readonly Position[]): PositionMode {
  return positions.some(({ positionSide }) => positionSide !== 'net') ? 'hedge' : 'one-way';
}

/** A side that the mode does not have, or none said in hedge mode, is not flat. */
function askedSide(positionMode: PositionMode, side: PositionSide | undefined, operation: string): PositionSide {
  if (side === undefined && positionMode === 'one-way') return 'net';
  if (side === undefined) {
    throw new BrokerError('invalid-request', {
      message: `In hedge mode ${operation} needs a positionSide.`,
      operation,
    });
  }
  if ((side === 'net') === (positionMode === 'one-way')) return side;
  const message = `positionSide ${side} does not exist in ${positionMode} mode.`;
  throw new BrokerError('position-mode-mismatch', { message, operation });
}
