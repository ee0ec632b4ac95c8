import { Decimal } from '@perpdesk/broker-core';
import type { Limits } from '../route.ts';

/** Both limits at once: those of a route and those of an account. */
export function strictest(limits: Limits, account: Partial<Limits>): Limits {
  return {
    maxAgeMs: least(limits.maxAgeMs, account.maxAgeMs) ?? limits.maxAgeMs,
    maxNotional: lower(limits.maxNotional, account.maxNotional),
    maxTotalNotional: lower(limits.maxTotalNotional, account.maxTotalNotional),
    maxPositions: least(limits.maxPositions, account.maxPositions),
    maxAdds: least(limits.maxAdds, account.maxAdds),
    sides: limits.sides.filter((side) => account.sides?.includes(side) ?? true),
    priceGuardPercent: lower(limits.priceGuardPercent, account.priceGuardPercent),
    maxLeverage: least(limits.maxLeverage, account.maxLeverage),
    dailyLoss: lower(limits.dailyLoss, account.dailyLoss),
    cooldownMs: most(limits.cooldownMs, account.cooldownMs),
    hours: limits.hours ?? account.hours ?? null,
    ...(limits.hours === null || account.hours == null ? {} : { hoursBeside: account.hours }),
  };
}

type Maybe<T> = T | null | undefined;

function lower(a: Maybe<Decimal>, b: Maybe<Decimal>): Decimal | null {
  return a == null || b == null ? (a ?? b ?? null) : Decimal.min(a, b);
}

function least(a: Maybe<number>, b: Maybe<number>): number | null {
  return a == null || b == null ? (a ?? b ?? null) : Math.min(a, b);
}

function most(a: Maybe<number>, b: Maybe<number>): number | null {
  return a == null || b == null ? (a ?? b ?? null) : Math.max(a, b);
}
