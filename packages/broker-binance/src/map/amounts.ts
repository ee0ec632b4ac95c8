import type { Decimal } from '@perpdesk/broker-core';

/** Binance writes 0 where there is none. */
export function unlessZero(value: Decimal | null | undefined): Decimal | null {
  return value === null || value === undefined || value.isZero() ? null : value;
}

export function timeUnlessZero(at: number | null | undefined): number | null {
  return at === null || at === undefined || at === 0 ? null : at;
}

/** Ids are empty, or 0, where there is none. */
export function idUnlessNone(id: string | null | undefined): string | null {
  return id === null || id === undefined || id === '' || id === '0' ? null : id;
}
