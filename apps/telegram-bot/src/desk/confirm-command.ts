import { decimal } from '@perpdesk/broker-core';

/** What a confirm card stands for: canonical, stored as JSON, decimals as text. */
export type ConfirmCommand =
  | {
      readonly type: 'open';
      readonly symbol: string;
      readonly direction: 'long' | 'short';
      /** Base asset, on the step. */
      readonly quantity: string;
      /** The mark price on the card, quote asset. */
      readonly quotePrice: string;
    }
  | {
      readonly type: 'close';
      readonly symbol: string;
      readonly positionSide: 'net' | 'long' | 'short';
      /** > 0 and < 1; with `quantity` `null` too, all of it. */
      readonly fraction: string | null;
      /** Base asset. */
      readonly quantity: string | null;
    }
  | { readonly type: 'panic'; /** `null`: every account. */ readonly brokerIds: readonly string[] | null }
  /** A command that came too late to act on: it is asked again. */
  | { readonly type: 'again'; readonly text: string };

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
function isAmount(value: unknown): value is string {
  return typeof value === 'string' && /^\d+(\.\d+)?$/.test(value) && decimal(value).greaterThan(0);
}
function isAmountOrNull(value: unknown): value is string | null {
  return value === null || isAmount(value);
}
function isTextList(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

/** Reads a stored card; `null` if it is none. */
export function parseConfirmCommand(json: string): ConfirmCommand | null {
  const value: unknown = JSON.parse(json);
  if (!isRecord(value)) return null;
  const { type, symbol, direction, quantity, quotePrice, positionSide, fraction, brokerIds, text } = value;
  if (type === 'open' && typeof symbol === 'string' && (direction === 'long' || direction === 'short')) {
    return isAmount(quantity) && isAmount(quotePrice) ? { type, symbol, direction, quantity, quotePrice } : null;
  }
  if (type === 'close' && typeof symbol === 'string') {
    if (positionSide !== 'net' && positionSide !== 'long' && positionSide !== 'short') return null;
    return isAmountOrNull(fraction) && isAmountOrNull(quantity)
      ? { type, symbol, positionSide, fraction, quantity }
      : null;
  }
  if (type === 'panic' && (brokerIds === null || isTextList(brokerIds))) return { type, brokerIds };
  if (type === 'again' && typeof text === 'string') return { type, text };
  return null;
}
