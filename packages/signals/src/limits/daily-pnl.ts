import { type Decimal, type IncomeType, ZERO } from '@perpdesk/broker-core';
import type { FillRow } from '@perpdesk/journal/port';
import { inTime } from '../execute/in-time.ts';
import type { Run } from '../run.ts';
import { valueIncome } from './value-income.ts';

/** What an account has booked today. */
export interface DayIncome {
  /** 00:00 UTC of the day by the exchange's time, Unix ms. */
  readonly dayAt: number;
  /** Settle asset, signed: as read last. */
  readonly booked: Decimal;
  /** Settle asset, signed: of fills since that reading began. */
  readonly since: Decimal;
}

const DAY_MS = 86_400_000;
/** Also moved by funding, which no fill tells. */
export const INCOME_EVERY_MS = 60_000;
const COUNTED: ReadonlySet<IncomeType> = new Set(['realized-pnl', 'fee', 'funding', 'liquidation']);

const dayOf = (at: number) => at - (at % DAY_MS);

/** Settle asset, signed: realised and open profit, fees and funding since 00:00 UTC; `null` until it was read today. */
export function dailyPnlOf(run: Run, brokerId: string): Decimal | null {
  const view = run.view(brokerId);
  const known = run.notes.dayIncome.get(brokerId);
  if (known === undefined || known.dayAt !== dayOf(view.venueNow())) return null;
  const open = view.positions.reduce((sum, position) => sum.plus(position.unrealizedPnl), ZERO);
  return known.booked.plus(known.since).plus(open);
}

/** Counts a fill at once: the exchange's own bookings are read later, and a fee in another asset is counted with them. */
export function noteDayFill(run: Run, fill: FillRow): void {
  const settleAsset = run.view(fill.brokerId).instrument(fill.symbol)?.settleAsset;
  const known = run.notes.dayIncome.get(fill.brokerId);
  if (known === undefined || fill.venueAt < known.dayAt) return;
  const fee = fill.feeAsset === settleAsset ? fill.fee : '0';
  run.notes.dayIncome.set(fill.brokerId, { ...known, since: known.since.plus(fill.realizedPnl).minus(fee) });
}

/** Reads today's bookings of the accounts that have a limit on the day's loss. */
export async function readDayIncome(run: Run): Promise<void> {
  await Promise.all(
    run.manager.ids.filter((id) => hasDayLimit(run, id)).map((brokerId) => readIncomeOf(run, brokerId)),
  );
}

function hasDayLimit(run: Run, brokerId: string): boolean {
  const routes = [...run.routes.values()].filter(({ brokers }) => brokers.some((one) => one.brokerId === brokerId));
  return [...routes.map(({ limits }) => limits), run.accountLimits[brokerId]].some(
    (limits) => limits?.dailyLoss != null,
  );
}

/** Reads what one account has booked today; nothing where it cannot be read. */
export async function readIncomeOf(run: Run, brokerId: string): Promise<void> {
  const view = run.view(brokerId);
  if (!view.isReady) return;
  const dayAt = dayOf(view.venueNow());
  const before = run.notes.dayIncome.get(brokerId)?.since ?? ZERO;
  try {
    const answer = run.broker(brokerId).getIncome({ fromAt: dayAt, abortSignal: run.abortSignal });
    const income = await inTime(run.clock, run.timings.readMs, 'getIncome', answer);
    const counted = income.filter(({ type, venueAt }) => COUNTED.has(type) && venueAt >= dayAt);
    const booked = await valueIncome(run, brokerId, counted);
    const known = run.notes.dayIncome.get(brokerId);
    const since = known?.dayAt === dayAt ? known.since.minus(before) : ZERO;
    run.notes.dayIncome.set(brokerId, { dayAt, booked, since });
  } catch (error) {
    if (!run.isAbandoned) run.logger.warn('the day’s income could not be read', { brokerId, error });
  }
}
