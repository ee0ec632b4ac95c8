import { type Decimal, formatDecimal, ZERO } from '@perpdesk/broker-core';
import type { Alert, Refusal, RefusalCode } from '../signal.ts';
import type { AlertFill } from './read-fill.ts';
import { sameSize } from '../plan/same-size.ts';
import { sentence } from '../sentences/sentence.ts';

/** A signed position in the strategy's units; `null`: the alert does not say it. */
export type PositionReading = { readonly ok: true; readonly position: Decimal | null } | Refusal;

/** The position after the fill: from the market position and its size, checked against the signed size. */
export function readNext(alert: Alert): PositionReading {
  const { marketPosition: side, marketPositionSize: size, positionSize: net } = alert;
  const contradiction = checkSideAndSize(side, size, 'marketPosition', 'marketPositionSize');
  if (contradiction !== null) return contradiction;
  const position = side === 'flat' ? ZERO : signedBy(side, size);
  if (position !== null) {
    if (net !== null && !sameSize(net, position))
      return disagree(net, `${side ?? 'flat'} ${formatDecimal(position.abs())}`);
    return { ok: true, position };
  }
  if (net === null) {
    if (size !== null) return refuse('missing-side', sentence('size-without-sign'));
    return side === null
      ? { ok: true, position: null }
      : refuse('missing-size', sentence('position-without-size', { side }));
  }
  if (side !== null && signName(net) !== side) return disagree(net, side);
  if (size !== null && !sameSize(net.abs(), size)) return disagree(net, formatDecimal(size));
  return { ok: true, position: net };
}

/** The position before the fill. Where only its size is given, the fill says the sign. */
export function readPrevious(alert: Alert, next: Decimal, fill: AlertFill): PositionReading {
  const { prevMarketPosition: side, prevMarketPositionSize: size } = alert;
  const contradiction = checkSideAndSize(side, size, 'prevMarketPosition', 'prevMarketPositionSize');
  if (contradiction !== null) return contradiction;
  const position = side === 'flat' ? ZERO : signedBy(side, size);
  if (position !== null || size === null || fill.quantity === null) return { ok: true, position };
  const derived = next.minus(fill.quantity);
  if (sameSize(derived.abs(), size)) return { ok: true, position: derived };
  return refuse('inconsistent-transition', sentence('new-less-fill', { next, fill: fill.quantity, derived, size }));
}

function signedBy(side: 'long' | 'short' | null, size: Decimal | null): Decimal | null {
  if (size === null) return null;
  if (size.isZero()) return ZERO;
  return side === null ? null : side === 'short' ? size.negated() : size;
}

function checkSideAndSize(
  side: Alert['marketPosition'],
  size: Decimal | null,
  sideName: string,
  sizeName: string,
): Refusal | null {
  if (side === null || size === null || (side === 'flat') === size.isZero()) return null;
  return refuse('conflicting-fields', sentence('side-against-size', { sideName, side, sizeName, size }));
}

function signName(net: Decimal): 'long' | 'short' | 'flat' {
  if (net.isZero()) return 'flat';
  return net.isNegative() ? 'short' : 'long';
}

function disagree(net: Decimal, other: string): Refusal {
  return refuse('inconsistent-transition', sentence('size-against-position', { size: net, position: other }));
}

function refuse(code: RefusalCode, detail: string): Refusal {
  return { ok: false, code, detail };
}
