import { FormattedString } from '@grammyjs/parse-mode';
import type { Decimal, Environment } from '@perpdesk/broker-core';
import type { PositionReport, PositionsReport } from '../desk/account-reports.ts';
import { formatAge } from './age.ts';
import { formatPercent, formatPnl, formatPrice, formatQuantity, percentFrom, type Scale } from './amount.ts';
import { badge } from './badge.ts';
import type { Button, Card } from './card.ts';
import { dotted, lines, paragraphs } from './lines.ts';

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
  readonly heardAgoMs: PositionReport['heardAgoMs'];
  readonly scale: Scale;
  /** Stable name for its buttons. */
  readonly key: string;
}

export function toPositionFace({ position, instrument, ...report }: PositionReport): PositionFace {
  return { ...position, ...report, scale: instrument };
}

/** `10x cross`. */
export function formatLeverage(leverage: number | null, marginType: string | null): string {
  return [leverage === null ? '' : `${leverage}x`, marginType ?? ''].filter((part) => part !== '').join(' ');
}

function priceWithDistance(label: string, price: Decimal | null, face: PositionFace): string {
  if (price === null) return `${label} –`;
  const shown = `${label} ${formatPrice(price, face.scale)}`;
  if (face.markPrice === null || face.markPrice.isZero()) return shown;
  return `${shown} (${formatPercent(percentFrom(face.markPrice, price))})`;
}

function sideOf(face: PositionFace): 'LONG' | 'SHORT' {
  return face.quantity.isNegative() ? 'SHORT' : 'LONG';
}

export function positionText(face: PositionFace): FormattedString {
  const { entryPrice, markPrice, unrealizedPnl: pnl } = face;
  const cost = entryPrice?.times(face.quantity.abs()) ?? null;
  const share =
    pnl === null || cost === null || cost.isZero() ? '' : ` (${formatPercent(pnl.dividedBy(cost).times(100))})`;
  return lines(
    dotted(
      badge(face),
      FormattedString.bold(`${face.symbol} ${sideOf(face)} ${formatQuantity(face.quantity, face.scale)}`),
      formatLeverage(face.leverage, face.marginType),
    ),
    dotted(
      entryPrice === null ? null : `entry ${formatPrice(entryPrice, face.scale)}`,
      markPrice === null ? null : `mark ${formatPrice(markPrice, face.scale)}`,
      pnl === null ? null : `PnL ${formatPnl(pnl)}${share}`,
    ),
    dotted(priceWithDistance('liq', face.liquidationPrice, face), priceWithDistance('SL', face.stopPrice, face)),
    formatAge(face.heardAgoMs),
  );
}

/**
 * Their data names the position, so an older card cannot close another one.
 *
 * `name` tells it from the others on the card; empty where it is alone.
 */
export function positionButtons(face: PositionFace, name: string): readonly Button[] {
  const close = (what: string) => [what, name].filter((part) => part !== '').join(' ');
  return [
    { type: 'tap', label: close(`Close 50${String.fromCharCode(0x202f)}%`), data: `k:${face.key}:h` },
    { type: 'tap', label: close('Close'), data: `k:${face.key}:a` },
  ];
}

/** `BTCUSDT LONG @main`: as much of it as sets one row of buttons apart from the others. */
function nameAmong(face: PositionFace, faces: readonly PositionFace[]): string {
  if (faces.length === 1) return '';
  const isRepeated = faces.filter(({ symbol }) => symbol === face.symbol).length > 1;
  const isElsewhere = faces.some(({ brokerId }) => brokerId !== face.brokerId);
  return [face.symbol, isRepeated ? sideOf(face) : '', isElsewhere ? `@${face.brokerId}` : '']
    .filter((part) => part !== '')
    .join(' ');
}

export function positionCard(face: PositionFace): Card {
  return { text: positionText(face), buttons: [positionButtons(face, '')] };
}

const MAX_BUTTON_ROWS = 12;

/** All positions in one message; `readOnly` leaves the buttons out. */
export function positionsCard({ positions, unread }: PositionsReport, readOnly: boolean): Card {
  const faces = positions.map(toPositionFace);
  const unknown = unread.map((account) => dotted(badge(account), formatAge(account.heardAgoMs)));
  if (faces.length === 0) {
    const none = unknown.length === 0 ? 'No open positions.' : 'No open positions known.';
    return { text: paragraphs(none, ...unknown), buttons: [] };
  }
  return {
    text: paragraphs(...faces.map(positionText), ...unknown),
    buttons: readOnly
      ? []
      : faces.slice(0, MAX_BUTTON_ROWS).map((face) => positionButtons(face, nameAmong(face, faces))),
  };
}
