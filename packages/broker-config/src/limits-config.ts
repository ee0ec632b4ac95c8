import type { Decimal } from '@perpdesk/broker-core';

export interface LimitsConfig {
  /** `Infinity` for an account that says none: its routes' stand. */
  readonly maxAgeMs: number;
  /** Quote asset. */
  readonly maxNotional: Decimal | null;
  /** Quote asset. */
  readonly maxTotalNotional: Decimal | null;
  readonly maxPositions: number | null;
  readonly maxAdds: number | null;
  readonly sides: readonly ('long' | 'short')[];
  readonly priceGuardPercent: Decimal | null;
  readonly maxLeverage: number | null;
  /** Settle asset, since 00:00 UTC. */
  readonly dailyLoss: Decimal | null;
  readonly cooldownMs: number | null;
  readonly hours: { readonly from: string; readonly to: string; readonly timeZone: string } | null;
}
