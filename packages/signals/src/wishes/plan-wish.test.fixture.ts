import { Decimal, decimal, formatDecimal, type Instrument, type PositionMode, ZERO } from '@perpdesk/broker-core';
import { OPEN_LIMITS } from '../define-route.ts';
import type { PlanAccount, PlanGates } from '../plan/plan-types.ts';
import type { Limits, RouteOverride } from '../route.ts';
import type { Wish, WishSize } from '../wish.ts';
import { planWishEntry } from './plan-wish-entry.ts';
import { planWishExit } from './plan-wish-exit.ts';
import type { WishInput, WishPlan } from './wish-plan-types.ts';

const NOW = 1_795_330_810_000;
const INSTRUMENT: Instrument = {
  symbol: 'BTCUSDT',
  baseAsset: 'BTC',
  quoteAsset: 'USDT',
  settleAsset: 'USDT',
  status: 'trading',
  tickSize: decimal('0.1'),
  stepSize: decimal('0.001'),
  minQuantity: decimal('0.001'),
  maxQuantity: decimal('1000'),
  maxMarketQuantity: decimal('10'),
  minNotional: decimal('100'),
  minPrice: decimal('1'),
  maxPrice: decimal('1000000'),
  maxLeverage: 125,
};

type Direction = 'long' | 'short';

export const size = {
  strategy: (amount: string): WishSize => ({ unit: 'strategy', quantity: decimal(amount) }),
  base: (amount: string): WishSize => ({ unit: 'base', quantity: decimal(amount) }),
  notional: (amount: string): WishSize => ({ unit: 'notional', notional: decimal(amount) }),
  margin: (amount: string): WishSize => ({ unit: 'margin', margin: decimal(amount) }),
  equity: (amount: string): WishSize => ({ unit: 'equity-percent-notional', percent: decimal(amount) }),
  free: (amount: string): WishSize => ({ unit: 'free-percent-margin', percent: decimal(amount) }),
  risk: (amount: string): WishSize => ({ unit: 'risk', amount: decimal(amount) }),
  part: (amount: string): WishSize => ({ unit: 'position-percent', percent: decimal(amount) }),
};

/** `previous` told: the size counts its close. */
export const HOLD = (direction: Direction, own: WishSize | null = null, previous: Direction | null = null): Wish => ({
  type: 'hold',
  direction,
  previous,
  size: own,
  includesClose: previous !== null,
});
export const ADD = (direction: Direction | null, own: WishSize | null = null): Wish => ({
  type: 'add',
  direction,
  size: own,
});
export const REDUCE = (direction: Direction | null, own: WishSize): Wish => ({ type: 'reduce', direction, size: own });
export const CLOSE = (direction: Direction | null): Wish => ({ type: 'close', direction });
export const order = (
  side: 'buy' | 'sell',
  own: WishSize,
  more: { readonly reduceOnly?: boolean; readonly orderType?: 'market' | 'limit' } = {},
): Wish => ({
  type: 'order',
  side,
  size: own,
  orderType: 'market',
  price: null,
  triggerPrice: null,
  reduceOnly: false,
  tag: null,
  ...more,
});

export interface Case {
  readonly wish: Wish;
  readonly owned?: string;
  readonly real?: string;
  readonly unit?: string;
  readonly entering?: string;
  readonly entries?: number;
  readonly taken?: string;
  readonly asked?: string;
  readonly mode?: PositionMode;
  readonly factor?: string;
  readonly overrides?: readonly RouteOverride[];
  /** The route takes the alert's own quantity times this, in place of a fixed 0.02. */
  readonly signalSize?: string;
  readonly stopPercent?: string;
  readonly price?: string | null;
  readonly free?: string | null;
  /** The alert's own price. */
  readonly told?: string;
  readonly ageMs?: number;
  readonly limits?: Partial<Limits>;
  readonly gates?: Partial<PlanGates>;
  readonly account?: Partial<PlanAccount>;
}

export function inputOf(given: Case): WishInput {
  const { owned = '0', real = owned, price = '50000', free = '10000', ageMs = 1_000 } = given;
  const market = price === null ? null : decimal(price);
  const amount = (text: string | undefined) => (text === undefined ? null : decimal(text));
  return {
    wish: given.wish,
    protect: null,
    signal: { symbol: 'BTCUSDT', price: amount(given.told), firedAt: NOW - ageMs, receivedAt: NOW },
    route: {
      size:
        given.signalSize === undefined
          ? { type: 'quantity', quantity: decimal('0.02') }
          : { type: 'signal', factor: decimal(given.signalSize) },
      stopLoss: given.stopPercent === undefined ? null : { percent: decimal(given.stopPercent), triggerBy: 'mark' },
      limits: { ...OPEN_LIMITS, ...given.limits },
      overrides: given.overrides ?? [],
    },
    factor: decimal(given.factor ?? '1'),
    ledger: {
      owned: decimal(owned),
      unit: amount(given.unit),
      state: owned === '0' ? 'flat' : 'in',
      entering: decimal(given.entering ?? '0'),
      taken: ZERO,
      entries: given.entries ?? (owned === '0' ? 0 : 1),
    },
    account: {
      positionMode: given.mode ?? 'one-way',
      instrument: INSTRUMENT,
      isReady: true,
      equity: decimal('20000'),
      leverage: 10,
      position: decimal(real),
      markPrice: market,
      openPositions: 0,
      symbolNotional: ZERO,
      totalNotional: ZERO,
      dailyPnl: ZERO,
      closedAt: null,
      ...given.account,
    },
    gates: { paused: false, halted: false, panicBlocked: false, otherOwner: null, ...given.gates },
    now: NOW,
    freeBalance: amount(free ?? undefined),
    entryPrice: market,
    taken: Decimal.max(decimal(given.taken ?? '0'), ZERO),
    asked: amount(given.asked),
  };
}

export const entry = (given: Case): string => describePlan(planWishEntry(inputOf(given)));
export const exit = (given: Case): string => describePlan(planWishExit(inputOf(given)));

/** What the exit's whole wish is worth, as it is kept. */
export function askedOf(given: Case): string {
  const plan = planWishExit(inputOf(given));
  if (!plan.ok) return plan.code;
  return plan.asked === null ? 'none' : formatDecimal(plan.asked);
}

/** `sell 0.02 short` or `sell 0.02 unit 0.4`, `nothing: why`, or the refusal's code. */
function describePlan(plan: WishPlan): string {
  if (!plan.ok) return plan.code;
  const { leg, unit, remark } = plan;
  if (leg === null) return remark === null ? 'nothing' : `nothing: ${remark}`;
  return [
    `${leg.side} ${formatDecimal(leg.quantity)}`,
    leg.positionSide === 'net' ? null : leg.positionSide,
    unit === null ? null : `unit ${formatDecimal(unit)}`,
  ]
    .filter((part) => part !== null)
    .join(' ');
}
