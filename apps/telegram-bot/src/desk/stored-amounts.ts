import { decimal } from '@perpdesk/broker-core';

/** Where a part of a position is taken; quote asset, percent of the position. */
export interface StoredTarget {
  readonly price: string;
  readonly share: string | null;
  /** Base asset, in place of a share. */
  readonly quantity?: string | null;
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Plain decimal text above zero. */
export function isAmount(value: unknown): value is string {
  return typeof value === 'string' && /^\d+(\.\d+)?$/.test(value) && decimal(value).greaterThan(0);
}

export function isAmountOrNull(value: unknown): value is string | null {
  return value === null || isAmount(value);
}

export function isTarget(value: unknown): value is StoredTarget {
  if (!isRecord(value) || !isAmountOrNull(value['quantity'] ?? null)) return false;
  return isAmount(value['price']) && isAmountOrNull(value['share']);
}
