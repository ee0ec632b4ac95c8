import type { LimitsConfig } from '../limits-config.ts';
import type { LimitsInput } from '../schema/limits.ts';

export function toLimits(limits: LimitsInput): LimitsConfig {
  return {
    maxAgeMs: limits.maxAge ?? Number.POSITIVE_INFINITY,
    maxNotional: limits.maxNotional ?? null,
    maxTotalNotional: limits.maxTotalNotional ?? null,
    maxPositions: limits.maxPositions ?? null,
    maxAdds: limits.maxAdds ?? null,
    sides: [...new Set(limits.sides)],
    priceGuardPercent: limits.priceGuard ?? null,
    maxLeverage: limits.maxLeverage ?? null,
    dailyLoss: limits.dailyLoss ?? null,
    cooldownMs: limits.cooldown ?? null,
    hours: limits.hours ?? null,
  };
}
