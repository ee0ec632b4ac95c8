import { decimal, formatDecimal, type Decimal } from '@perpdesk/broker-core';

/** An equity that later ones are compared with. */
export interface EquityMark {
  readonly equity: Decimal;
  /** Unix ms. */
  readonly at: number;
}

/** What a drawdown is measured from: the first equity that was seen today (UTC), and the highest one. */
export interface EquityMarks {
  readonly day: EquityMark | null;
  readonly peak: EquityMark | null;
}

const DAY_MS = 86_400_000;
/** A peak that is so much higher is worth a commit. */
const WORTH_KEEPING = '1.002';

export const NO_MARKS: EquityMarks = { day: null, peak: null };

const dayOf = (at: number) => Math.floor(at / DAY_MS);

/** The marks with an equity that was just seen. */
export function nextMarks({ day, peak }: EquityMarks, equity: Decimal, at: number): EquityMarks {
  return {
    day: day === null || dayOf(day.at) !== dayOf(at) ? { equity, at } : day,
    peak: peak === null || equity.greaterThan(peak.equity) ? { equity, at } : peak,
  };
}

/** The marks as they would be without what was paid in or out since. */
export function shiftMark(mark: EquityMark, transfers: Decimal, at: number): EquityMark {
  return { equity: mark.equity.plus(transfers), at };
}

/** What was lost since a mark, percent of it; `null`: there was nothing to lose. */
export function drawdownPercent(mark: EquityMark, equity: Decimal): Decimal | null {
  if (!mark.equity.greaterThan(0)) return null;
  return mark.equity.minus(equity).dividedBy(mark.equity).times(100);
}

/** Whether `next` must be stored for a restart to know it: a peak creeps up all the time. */
export function isWorthKeeping(stored: EquityMarks, next: EquityMarks): boolean {
  if (stored.day?.at !== next.day?.at || stored.peak === null) return true;
  return next.peak !== null && next.peak.equity.greaterThan(stored.peak.equity.times(WORTH_KEEPING));
}

interface StoredMark {
  readonly equity: string;
  readonly at: number;
}
export interface StoredMarks {
  readonly day: StoredMark | null;
  readonly peak: StoredMark | null;
}

export function formatMarks({ day, peak }: EquityMarks): StoredMarks {
  const format = (mark: EquityMark | null) =>
    mark === null ? null : { equity: formatDecimal(mark.equity), at: mark.at };
  return { day: format(day), peak: format(peak) };
}

export function parseMarks({ day, peak }: StoredMarks): EquityMarks {
  const parse = (mark: StoredMark | null) => (mark === null ? null : { equity: decimal(mark.equity), at: mark.at });
  return { day: parse(day), peak: parse(peak) };
}
