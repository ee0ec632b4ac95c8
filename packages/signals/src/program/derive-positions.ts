import { type Decimal, decimal, type DecimalInput } from '@perpdesk/broker-core';
import type { Refusal } from '../signal.ts';
import type { ProgramSignal } from './program-signal.ts';
import { sentence } from '../sentences/sentence.ts';

type MarketPosition = 'long' | 'short' | 'flat';

export interface DerivedPositions {
  readonly ok: true;
  readonly marketPosition: MarketPosition;
  /** ≥ 0. */
  readonly marketPositionSize: Decimal;
  readonly prevMarketPosition: MarketPosition;
  /** ≥ 0. */
  readonly prevMarketPositionSize: Decimal;
}

/**
 * Fills in the sides that a program leaves out: from flat the action says the new side, to flat it says the old one;
 * between two positions both are the side on which the change fits the action. Where only the side before is left out and the
 * change does not fit on the new side, it came from the other. What cannot be told is `missing-side`.
 */
export function derivePositions(signal: ProgramSignal): DerivedPositions | Refusal {
  const next = amount(signal.marketPositionSize);
  const previous = amount(signal.prevMarketPositionSize);
  if (next === null || previous === null || next.isNegative() || previous.isNegative()) {
    return refuse('bad-number', sentence('sizes-not-decimal'));
  }
  const entered: MarketPosition = signal.action === 'buy' ? 'long' : 'short';
  const left: MarketPosition = signal.action === 'buy' ? 'short' : 'long';
  const sizes = { marketPositionSize: next, prevMarketPositionSize: previous };
  if (signal.marketPosition !== undefined) {
    const isTurn = signal.marketPosition === entered && next.lte(previous);
    const guess = next.isZero() || isTurn ? left : signal.marketPosition;
    const before = signal.prevMarketPosition ?? (previous.isZero() ? 'flat' : guess);
    return { ok: true, marketPosition: signal.marketPosition, prevMarketPosition: before, ...sizes };
  }
  const told = signal.prevMarketPosition;
  if (previous.isZero() && next.isZero()) {
    return { ok: true, marketPosition: 'flat', prevMarketPosition: 'flat', ...sizes };
  }
  if (previous.isZero()) return { ok: true, marketPosition: entered, prevMarketPosition: 'flat', ...sizes };
  if (next.isZero()) return { ok: true, marketPosition: 'flat', prevMarketPosition: told ?? left, ...sizes };
  const grows = next.gt(previous);
  const side = grows ? entered : left;
  if (next.eq(previous) || (told !== undefined && told !== side)) {
    return refuse('missing-side', sentence('neither-flat'));
  }
  return { ok: true, marketPosition: side, prevMarketPosition: side, ...sizes };
}

/** `null` for what is no decimal number. */
export function amount(value: DecimalInput): Decimal | null {
  try {
    return decimal(value);
  } catch {
    return null;
  }
}

function refuse(code: Refusal['code'], detail: string): Refusal {
  return { ok: false, code, detail };
}
