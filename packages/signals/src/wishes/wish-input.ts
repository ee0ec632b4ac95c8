import { type Decimal, decimal, ZERO } from '@perpdesk/broker-core';
import type { IntentRow } from '@perpdesk/journal/port';
import { goalOf } from '../book/goal.ts';
import { askedPrice, asksLimit, fillPrice } from '../entries/asked-price.ts';
import { isPanicBlocked, isPaused } from '../lanes/blocks.ts';
import { moneyOf } from '../lanes/money-of.ts';
import { offsetting } from '../lanes/net-exit.ts';
import { otherOwners, planAccount } from '../lanes/plan-account.ts';
import { factorOf, planLedger } from '../lanes/plan-intent.ts';
import { planRouteOf } from '../lanes/route-of.ts';
import { isHalted } from '../ledger/known-drift.ts';
import { mayShare } from '../ledger/may-share.ts';
import { directionOf } from '../plan/sides.ts';
import type { Run } from '../run.ts';
import type { WishInput } from './wish-plan-types.ts';

/** What a wish's exit has done on an account. */
export interface Closed {
  /** Base asset, ≥ 0. */
  readonly taken: Decimal;
  /** Base asset: what the whole wish was worth; `null`: it was not measured. */
  readonly asked: Decimal | null;
}

/**
 * What planning an intent for a wish needs to know.
 *
 * @param closed By the exit before an entry; `null`: what the intent itself says.
 * @throws {RangeError} if the intent is for no wish.
 */
export function wishInput(run: Run, intent: IntentRow, closed: Closed | null): WishInput {
  const signal = run.book.signals.get(intent.signalId)?.stored.signal;
  const about = goalOf(intent).wish;
  const wish = signal !== undefined && 'wishes' in signal ? signal.wishes[about?.index ?? -1] : undefined;
  if (signal === undefined || !('wishes' in signal) || wish === undefined || about === undefined) {
    throw new RangeError(`Intent ${intent.id} is for no wish of its signal.`);
  }
  const { brokerId, stream } = intent;
  const isExit = intent.kind === 'reduce';
  const isLimit = !isExit && asksLimit(run, intent);
  const ledger = planLedger(run, intent);
  const entered = intent.side === 'buy' ? 'long' : 'short';
  const direction = ledger.owned.isZero() ? entered : directionOf(ledger.owned);
  const seen = planAccount(run, intent, direction, signal.price);
  const others = otherOwners(run, intent, isExit ? direction : entered);
  const { symbol, firedAt, receivedAt, price, protect, entryRefusal } = signal;
  return {
    // where an order rests is no price that the market must be near
    signal: { symbol, firedAt, receivedAt, price: isLimit ? null : price, entryRefusal },
    wish,
    protect,
    route: planRouteOf(run, signal.routeId, brokerId),
    factor: factorOf(run, signal, brokerId),
    ledger,
    account: {
      ...seen,
      // where others own against the stream, the net is no clamp
      ...(offsetting(run, intent).length === 0 ? {} : { position: ledger.owned }),
      // what a turn has just closed is no end of its position
      ...(closed?.taken.gt(0) ? { closedAt: null } : {}),
    },
    gates: {
      paused: isPaused(run.book),
      halted: isHalted(run, brokerId, symbol),
      panicBlocked: isPanicBlocked(run.book),
      otherOwner: isExit ? (others[0] ?? null) : (others.find((other) => !mayShare(run, stream, other)) ?? null),
    },
    now: run.now(),
    freeBalance: moneyOf(run, brokerId, symbol)?.availableBalance ?? null,
    entryPrice: isLimit ? fillPrice(askedPrice(run, intent), seen.markPrice, entered) : (seen.markPrice ?? price),
    taken: closed?.taken ?? decimal(about.taken),
    asked: closed === null ? (about.asked === null ? null : decimal(about.asked)) : closed.asked,
  };
}

/** What the exit of the same wish has closed on the account before its entry. */
export function closedBefore(run: Run, { signalId, brokerId, goal }: IntentRow): Closed {
  const { wish } = goalOf({ goal });
  const rows = run.book.intents
    .ofSignal(signalId)
    .filter((row) => row.brokerId === brokerId && row.kind === 'reduce' && goalOf(row).wish?.index === wish?.index);
  const taken = rows.reduce((sum, row) => sum.plus(row.filledQuantity), ZERO);
  const asked = rows.map((row) => goalOf(row).wish?.asked ?? null).find((text) => text !== null) ?? null;
  return { taken, asked: asked === null ? null : decimal(asked) };
}
