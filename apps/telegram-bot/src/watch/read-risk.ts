import type { Account } from '@perpdesk/broker-core';
import type { PositionReport } from '../desk/account-reports.ts';
import { drawdownPercent, type EquityMark, type EquityMarks } from './equity-marks.ts';
import type { RiskReading } from './judge-risk.ts';

/** How far each position's price is from where it is liquidated, and from its stop. */
export function positionReadings(reports: readonly PositionReport[], asset: string): readonly RiskReading[] {
  return reports.flatMap(({ position, stopPrice }) => {
    const { symbol, positionSide, markPrice, liquidationPrice, quantity } = position;
    if (!markPrice.greaterThan(0)) return [];
    const direction = quantity.isNegative() ? ('short' as const) : ('long' as const);
    const places = [
      ['liquidation', liquidationPrice],
      ['stop', stopPrice],
    ] as const;
    return places.flatMap(([kind, edge]): readonly RiskReading[] => {
      if (edge === null) return [];
      const percent = edge.minus(markPrice).abs().dividedBy(markPrice).times(100);
      // one that was turned is another
      const key = `${kind} ${symbol} ${positionSide === 'net' ? direction : positionSide}`;
      return [{ kind, key, symbol, direction, percent, now: markPrice, edge, asset }];
    });
  });
}

/** How much of the equity the positions need, and how much of it was lost. */
export function accountReadings(account: Account, marks: EquityMarks): readonly RiskReading[] {
  const { equity, maintenanceMargin, quoteAsset } = account;
  const rest = { symbol: null, direction: null, now: equity, asset: quoteAsset };
  const lost = (kind: 'day-drawdown' | 'drawdown', mark: EquityMark | null): readonly RiskReading[] => {
    const percent = mark === null ? null : drawdownPercent(mark, equity);
    return mark === null || percent === null ? [] : [{ ...rest, kind, key: kind, percent, edge: mark.equity }];
  };
  const margin: readonly RiskReading[] = equity.greaterThan(0)
    ? [
        {
          ...rest,
          kind: 'margin',
          key: 'margin',
          percent: maintenanceMargin.dividedBy(equity).times(100),
          edge: maintenanceMargin,
        },
      ]
    : [];
  return [...margin, ...lost('day-drawdown', marks.day), ...lost('drawdown', marks.peak)];
}
