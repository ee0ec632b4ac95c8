import type { Decimal } from '@perpdesk/broker-core';
import type { RiskKind, RiskMessage } from './watch-message.ts';

/** How something stands now. */
export interface RiskReading extends Pick<RiskMessage, 'symbol' | 'direction' | 'asset'> {
  readonly kind: RiskKind;
  /** Of what it is: one for each position and kind, one for each kind of an account. */
  readonly key: string;
  readonly percent: Decimal;
  readonly now: Decimal;
  readonly edge: Decimal;
}

/** Percent; a kind that is left out is not watched. */
export type RiskLevels = Readonly<Partial<Record<RiskKind, Decimal>>>;

export interface Judgement {
  readonly crossed: readonly RiskReading[];
  readonly eased: readonly RiskReading[];
  /** What has been told and is not over. */
  readonly warned: ReadonlySet<string>;
}

/** A distance is bad where it is small, a share of the equity where it is large. */
function isDistance(kind: RiskKind): boolean {
  return kind === 'liquidation' || kind === 'stop';
}

/**
 * What is told anew: what crossed its level and was not told, and what was told and is better than its level by
 * `hysteresisPercent` of it. What is told and does not exist any more ends without a word.
 */
export function judgeRisk(
  readings: readonly RiskReading[],
  levels: RiskLevels,
  hysteresisPercent: Decimal,
  told: ReadonlySet<string>,
): Judgement {
  const crossed: RiskReading[] = [];
  const eased: RiskReading[] = [];
  const warned = new Set<string>();
  const margin = hysteresisPercent.dividedBy(100);
  for (const reading of readings) {
    const { key, kind, percent } = reading;
    const level = levels[kind];
    if (level === undefined) continue;
    const isBad = isDistance(kind) ? percent.lessThan(level) : percent.greaterThan(level);
    const isOver = isDistance(kind)
      ? percent.greaterThan(level.times(margin.plus(1)))
      : percent.lessThan(level.minus(level.times(margin)));
    if (told.has(key) && isOver) eased.push(reading);
    if (!told.has(key) && isBad) crossed.push(reading);
    if (told.has(key) ? !isOver : isBad) warned.add(key);
  }
  return { crossed, eased, warned };
}

/** What goes by the equity marks, and so by what was paid in or out. */
export function isDrawdown(key: string): boolean {
  return key === 'day-drawdown' || key === 'drawdown';
}

/** The same where nobody knows what was paid in or out: of drawdowns nothing is told, and what was told stands. */
export function withoutDrawdowns({ crossed, eased, warned }: Judgement, told: ReadonlySet<string>): Judgement {
  const isOther = ({ kind }: RiskReading) => !isDrawdown(kind);
  return {
    crossed: crossed.filter(isOther),
    eased: eased.filter(isOther),
    warned: new Set([...[...warned].filter((key) => !isDrawdown(key)), ...[...told].filter(isDrawdown)]),
  };
}
