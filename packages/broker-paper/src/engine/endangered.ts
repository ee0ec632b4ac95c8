import { type Decimal, ZERO } from '@perpdesk/broker-core';
import { crossWalletOf, maintenanceMarginOf, positionsIn, unrealizedPnlOf } from './margin.ts';
import type { EngineState, HeldPosition } from './state.ts';

/** Positions whose maintenance margin is at least this part (> 0; liquidation comes at 1) of the money that stands for them. */
export function endangeredPositions(state: EngineState, from: Decimal): readonly HeldPosition[] {
  const assets = new Set(state.positions.map((held) => assetOf(state, held)));
  const crossed = new Set([...assets].filter((asset) => isCrossEndangered(state, asset, from)));
  return state.positions.filter((held) => {
    if (held.marginType === 'cross') return crossed.has(assetOf(state, held));
    const money = held.isolatedMargin.plus(unrealizedPnlOf(state, held));
    return maintenanceMarginOf(state, held).gte(money.times(from));
  });
}

function isCrossEndangered(state: EngineState, asset: string, from: Decimal): boolean {
  const together = positionsIn(state, asset).filter(({ marginType }) => marginType === 'cross');
  if (together.length === 0) return false;
  const money = together.reduce((sum, held) => sum.plus(unrealizedPnlOf(state, held)), crossWalletOf(state, asset));
  const needed = together.reduce((sum, held) => sum.plus(maintenanceMarginOf(state, held)), ZERO);
  return needed.gte(money.times(from));
}

function assetOf({ rules }: EngineState, { symbol }: HeldPosition): string {
  return rules.instruments.get(symbol)?.settleAsset ?? '';
}
