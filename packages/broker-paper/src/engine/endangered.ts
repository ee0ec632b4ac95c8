import type { Decimal } from '@perpdesk/broker-core';
import { crossMaintenanceMarginOf, crossMoneyOf } from './margin.ts';
import type { EngineState, HeldPosition } from './state.ts';
import { totalsByAsset } from './totals.ts';
import { valuationOf } from './valuation.ts';

/** Positions whose maintenance margin is at least this part (> 0; liquidation comes at 1) of the money that stands for them. */
export function endangeredPositions(state: EngineState, from: Decimal): readonly HeldPosition[] {
  const totals = [...totalsByAsset(state)];
  const crossed = new Set(
    totals.flatMap(([asset, { crossCount }]) =>
      crossCount > 0 && isCrossEndangered(state, asset, from) ? [asset] : [],
    ),
  );
  if (crossed.size === 0 && totals.every(([, { isolatedCount }]) => isolatedCount === 0)) return [];
  return state.positions.filter((held) => {
    if (held.marginType === 'cross') return crossed.has(assetOf(state, held));
    const { unrealizedPnl, maintenanceMargin } = valuationOf(state, held);
    return maintenanceMargin.gte(held.isolatedMargin.plus(unrealizedPnl).times(from));
  });
}

function isCrossEndangered(state: EngineState, asset: string, from: Decimal): boolean {
  return crossMaintenanceMarginOf(state, asset).gte(crossMoneyOf(state, asset).times(from));
}

function assetOf({ rules }: EngineState, { symbol }: HeldPosition): string {
  return rules.instruments.get(symbol)?.settleAsset ?? '';
}
