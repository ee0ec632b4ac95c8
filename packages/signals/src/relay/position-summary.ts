import { formatDecimal, type PositionSide } from '@perpdesk/broker-core';
import type { PositionSummary } from '../notice.ts';
import { isLeaving, isStop } from '../protect/policy.ts';
import type { Run } from '../run.ts';

export const FLAT_POSITION: PositionSummary = {
  quantity: '0',
  entryPrice: null,
  markPrice: null,
  liquidationPrice: null,
  unrealizedPnl: null,
  leverage: null,
  marginType: null,
  notional: null,
  stopPrice: null,
};

/** The position of a side as memory knows it now. */
export function positionSummary(
  run: Run,
  brokerId: string,
  symbol: string,
  positionSide: PositionSide,
): PositionSummary {
  const position = run.view(brokerId).position(symbol, positionSide);
  const stop = run.book.intents
    .openProtective(brokerId, symbol)
    .find((row) => row.positionSide === positionSide && isStop(row) && row.state !== 'planned' && !isLeaving(row));
  if (position === null) return FLAT_POSITION;
  return {
    quantity: formatDecimal(position.quantity),
    entryPrice: formatDecimal(position.entryPrice),
    markPrice: formatDecimal(position.markPrice),
    liquidationPrice: position.liquidationPrice === null ? null : formatDecimal(position.liquidationPrice),
    unrealizedPnl: formatDecimal(position.unrealizedPnl),
    leverage: position.leverage,
    marginType: position.marginType,
    notional: formatDecimal(position.notional),
    stopPrice: stop?.triggerPrice ?? null,
  };
}
