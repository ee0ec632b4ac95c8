import { decimal, type Decimal, formatDecimal, type Position, ZERO } from '@perpdesk/broker-core';
import {
  crossWalletOf,
  endangeredPositions,
  type EngineState,
  positionOf,
  viewPosition,
} from '@perpdesk/broker-paper/engine';
import { positionSideWord } from '../../format/order-words.ts';
import type { Frame } from './frame.ts';

/** Maintenance margin over the money that stands for it, from which on the account is warned; liquidation comes at 1. */
const WARNED_FROM = decimal('0.8');

/** MARGIN_CALL: the positions that are in danger now and were not before; `null` where there is none. */
export function marginCallFrame(before: EngineState, after: EngineState, at: number): Frame | null {
  const warned = new Set(endangeredPositions(before, WARNED_FROM).map(keyOf));
  const called = endangeredPositions(after, WARNED_FROM)
    .filter((held) => !warned.has(keyOf(held)))
    .flatMap((held) => viewPosition(after, held) ?? []);
  if (called.length === 0) return null;
  const cross = called.find(({ marginType }) => marginType === 'cross');
  return {
    type: 'MARGIN_CALL',
    body: {
      e: 'MARGIN_CALL',
      E: at,
      ...(cross === undefined ? {} : { cw: formatDecimal(crossWalletOf(after, assetOf(after, cross))) }),
      p: called.map((position) => rowOf(after, position)),
    },
  };
}

function rowOf(state: EngineState, position: Position) {
  const { symbol, positionSide, quantity, marginType, markPrice, unrealizedPnl, maintenanceMargin } = position;
  return {
    s: symbol,
    ps: positionSideWord(positionSide),
    pa: formatDecimal(quantity),
    mt: marginType === 'cross' ? 'CROSSED' : 'ISOLATED',
    iw: formatDecimal(isolatedMarginOf(state, position)),
    mp: formatDecimal(markPrice),
    up: formatDecimal(unrealizedPnl),
    mm: formatDecimal(maintenanceMargin),
  };
}

function keyOf({ symbol, positionSide }: Pick<Position, 'symbol' | 'positionSide'>): string {
  return `${symbol} ${positionSide}`;
}

function assetOf({ rules }: EngineState, { symbol }: Position): string {
  return rules.instruments.get(symbol)?.settleAsset ?? '';
}

function isolatedMarginOf(state: EngineState, { symbol, positionSide }: Position): Decimal {
  return positionOf(state, symbol, positionSide)?.isolatedMargin ?? ZERO;
}
