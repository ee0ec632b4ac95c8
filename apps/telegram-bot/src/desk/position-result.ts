import { decimal, type Decimal, ZERO } from '@perpdesk/broker-core';
import type { FillRow } from '@perpdesk/journal/port';
import type { DeskContext } from './desk-context.ts';
import { amountsOf, settleAssetOf } from './own-fills.ts';

/** The side of an account whose position ended, and where in its fills. */
export interface EndedPosition {
  readonly brokerId: string;
  readonly symbol: string;
  readonly positionSide: string;
  /** The exchange's id of the trade that ended it; `null`: it was the last one by then. */
  readonly lastTradeId: string | null;
  /** Base asset, signed: what was held after that trade's order. */
  readonly after: Decimal;
  /** When its end was told, Unix ms. */
  readonly toldAt: number;
}

/** What a position brought from its first fill to its last, as the desk's fills say. Funding is in no fill. */
export interface PositionResult {
  /** What it settles in; `null`: nobody can say. */
  readonly asset: string | null;
  /** Settle asset, signed, before fees. */
  readonly realizedPnl: Decimal;
  /** Settle asset; > 0 is paid. */
  readonly fees: Decimal;
  /** Paid in other assets. */
  readonly otherFees: readonly { readonly asset: string; readonly amount: Decimal }[];
  /** `false`: it began before the fills that the desk knows. */
  readonly isWhole: boolean;
  /** The exchange's time of the first fill that it is the sum of, Unix ms. */
  readonly since: number;
}

/** So many of the newest fills are looked at, then so many, to find the beginning. */
const LOOKS = [300, 5_000];

/** Sums up a position that has ended; `null`: the desk knows no fill of its end. */
export async function readPositionResult(
  { journal, manager }: Pick<DeskContext, 'journal' | 'manager'>,
  ended: EndedPosition,
): Promise<PositionResult | null> {
  const { brokerId, symbol } = ended;
  const view = manager.ids.includes(brokerId) ? manager.view(brokerId) : null;
  const known = view?.instrument(symbol)?.settleAsset ?? null;
  let result: PositionResult | null = null;
  for (const newest of LOOKS) {
    const rows = await journal.listFills({ brokerId, symbol, newest });
    const fills = endedBy(rows, ended);
    const [paidIn = null] = fills.flatMap((fill) => settleAssetOf(fill) ?? []);
    result = sumUp(fills, ended.after, known ?? paidIn);
    if (result?.isWhole === true || rows.length < newest) return result;
  }
  return result;
}

/** The side's fills up to the one that ended it, newest first. */
function endedBy(rows: readonly FillRow[], { positionSide, lastTradeId, toldAt }: EndedPosition): readonly FillRow[] {
  const ordered = rows.filter((row) => row.positionSide === positionSide).toSorted(newestFirst);
  if (lastTradeId === null) {
    const [last, ...before] = ordered.filter((row) => isUntil(row, toldAt));
    return last === undefined || isEntry(last) ? [] : [last, ...before];
  }
  const last = ordered.findIndex(({ tradeId }) => tradeId === lastTradeId);
  return last === -1 ? [] : ordered.slice(last);
}

/** An end is often told before its fill is written down; the exchange's time says that it was there. */
function isUntil({ recordedAt, venueAt }: FillRow, toldAt: number): boolean {
  return recordedAt === null || recordedAt <= toldAt || venueAt <= toldAt;
}

/** What an order of the desk's own bought or sold without realising anything ends nothing: the end is not heard of yet. */
function isEntry({ intentId, realizedPnl }: FillRow): boolean {
  return intentId !== null && decimal(realizedPnl).isZero();
}

function newestFirst(a: FillRow, b: FillRow): number {
  return b.venueAt - a.venueAt || b.tradeId.length - a.tradeId.length || (b.tradeId < a.tradeId ? -1 : 1);
}

const signOf = (quantity: Decimal) => (quantity.isZero() ? 0 : quantity.isNegative() ? -1 : 1);

/** Goes back from what was held in the end to where the position began. */
function sumUp(fills: readonly FillRow[], after: Decimal, asset: string | null): PositionResult | null {
  let held = after;
  let sign = 0;
  let [realizedPnl, fees, since, isWhole] = [ZERO, ZERO, 0, false];
  const otherFees = new Map<string, Decimal>();
  for (const fill of fills) {
    const { quantity, ...amounts } = amountsOf(fill, asset);
    const before = fill.side === 'buy' ? held.minus(quantity) : held.plus(quantity);
    // what opened the other side after it is no part of it
    const isLater = sign === 0 && (before.isZero() || signOf(before) === signOf(held));
    if (!isLater) {
      const isEnd = sign === 0;
      const reduces = isEnd || before.abs().gt(held.abs());
      if (isEnd) sign = signOf(before);
      const isTurn = signOf(before) === -signOf(held) && !held.isZero();
      // an order that turned a position is of both
      const part = isTurn ? (isEnd ? before.abs() : held.abs()) : quantity;
      if (reduces && (isEnd || !isTurn)) realizedPnl = realizedPnl.plus(amounts.realizedPnl);
      const share = (amount: Decimal) => amount.times(part).dividedBy(quantity);
      fees = fees.plus(share(amounts.fee));
      const { otherFee } = amounts;
      if (otherFee !== null) {
        otherFees.set(otherFee.asset, (otherFees.get(otherFee.asset) ?? ZERO).plus(share(otherFee.amount)));
      }
      since = fill.venueAt;
      isWhole = signOf(before) !== sign;
    }
    held = before;
    if (isWhole) break;
  }
  if (sign === 0) return null;
  const other = [...otherFees].map(([name, amount]) => ({ asset: name, amount }));
  return { asset, realizedPnl, fees, otherFees: other, isWhole, since };
}

/** As the notice of a closed position names it. */
export function endedPosition(
  notice: {
    readonly account: { readonly brokerId: string };
    readonly symbol: string;
    readonly positionSide: string;
    readonly lastTradeId?: string | undefined;
    readonly after?: string | undefined;
  },
  toldAt: number,
): EndedPosition {
  const { account, symbol, positionSide, lastTradeId = null, after = '0' } = notice;
  return { brokerId: account.brokerId, symbol, positionSide, lastTradeId, after: decimal(after), toldAt };
}
