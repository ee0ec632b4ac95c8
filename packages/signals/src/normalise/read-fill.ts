import { type Decimal, ZERO } from '@perpdesk/broker-core';
import type { Alert } from '../signal.ts';

/** What the alert says about the fill, in the strategy's units; each part may be missing. */
export interface AlertFill {
  /** Signed; `null` unless side and size are given. */
  readonly quantity: Decimal | null;
  readonly size: Decimal | null;
  /** 1 for a buy, -1 for a sell. */
  readonly sign: 1 | -1 | null;
}

export function readFill({ action, contracts }: Pick<Alert, 'action' | 'contracts'>): AlertFill {
  const sign = action === null ? null : action === 'buy' ? 1 : -1;
  if (contracts === null || sign === null) return { quantity: null, size: contracts, sign };
  return { quantity: contracts.isZero() ? ZERO : contracts.times(`${sign}`), size: contracts, sign };
}
