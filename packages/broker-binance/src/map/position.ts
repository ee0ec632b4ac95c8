import { BrokerError, type Position } from '@perpdesk/broker-core';
import type { WirePositionRisk } from '../wire/position-risks.ts';
import type { WireSymbolConfig } from '../wire/symbol-configs.ts';
import { unlessZero } from './amounts.ts';
import { marginTypeOf } from './margin-type.ts';
import { positionSideOf } from './order-words.ts';

/** Open positions; their leverage and margin type stand in the symbols' settings alone. */
export function positionsOf(
  risks: readonly WirePositionRisk[],
  configs: readonly WireSymbolConfig[],
): readonly Position[] {
  const settings = new Map(configs.map((config) => [config.symbol, config]));
  return risks.flatMap((risk) => (risk.positionAmt.isZero() ? [] : [positionOf(risk, settings.get(risk.symbol))]));
}

function positionOf(risk: WirePositionRisk, config: WireSymbolConfig | undefined): Position {
  if (config === undefined) {
    const message = `Binance told no settings of ${risk.symbol}, which has a position. Read the positions again.`;
    throw new BrokerError('venue-error', { operation: 'getPositions', message });
  }
  return {
    symbol: risk.symbol,
    positionSide: positionSideOf(risk.positionSide),
    quantity: risk.positionAmt,
    entryPrice: risk.entryPrice,
    markPrice: risk.markPrice,
    liquidationPrice: unlessZero(risk.liquidationPrice),
    notional: risk.notional.abs(),
    unrealizedPnl: risk.unRealizedProfit,
    leverage: config.leverage,
    marginType: marginTypeOf(config.marginType),
    initialMargin: risk.initialMargin,
    maintenanceMargin: risk.maintMargin,
    adlQuantile: risk.adl ?? null,
    updatedAt: risk.updateTime,
  };
}
