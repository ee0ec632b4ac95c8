import { FormattedString } from '@grammyjs/parse-mode';
import type { Decimal, Environment } from '@perpdesk/broker-core';
import type { PositionReport } from '../desk/account-reports.ts';
import type { Speech } from '../language/speech.ts';
import type { Scale } from './amount.ts';
import { badge } from './badge.ts';
import { dotted } from './lines.ts';

/** A position as it is shown; what is not known is `null`. */
export interface PositionFace {
  readonly brokerId: string;
  readonly environment: Environment;
  readonly symbol: string;
  /** Base asset, signed. */
  readonly quantity: Decimal;
  readonly entryPrice: Decimal | null;
  readonly markPrice: Decimal | null;
  readonly liquidationPrice: Decimal | null;
  readonly unrealizedPnl: Decimal | null;
  readonly leverage: number | null;
  readonly marginType: string | null;
  readonly stopPrice: Decimal | null;
  /** Base asset, ≥ 0: what no stop closes. */
  readonly naked: Decimal;
  readonly targetPrices: readonly Decimal[];
  readonly trailing: PositionReport['trailing'];
  readonly heardAgoMs: PositionReport['heardAgoMs'];
  readonly scale: Scale;
  /** Stable name for its buttons. */
  readonly key: string;
}

export function toPositionFace({ position, instrument, ...report }: PositionReport): PositionFace {
  return { ...position, ...report, scale: instrument };
}

export function sideOf({ quantity }: Pick<PositionFace, 'quantity'>): 'LONG' | 'SHORT' {
  return quantity.isNegative() ? 'SHORT' : 'LONG';
}

/** `PAPER paper · BTCUSDT LONG 0.020`: which one it is. */
export function positionHead(speech: Speech, face: PositionFace): FormattedString {
  const { symbol, quantity, scale } = face;
  return dotted(badge(face), FormattedString.bold(`${symbol} ${sideOf(face)} ${speech.quantity(quantity, scale)}`));
}
