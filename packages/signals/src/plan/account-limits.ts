import { formatDecimal, ZERO } from '@perpdesk/broker-core';
import type { Refusal, RefusalCode } from '../signal.ts';
import { isWithinHours } from '../limits/is-within-hours.ts';
import type { PlanContext } from './plan-types.ts';
import { type Direction, directionOf } from './sides.ts';
import { sentence } from '../sentences/sentence.ts';

/** Why the account takes no more risk now, whatever the size: hours, cooldown, additions, leverage, the day's loss; `null`: it may. */
export function checkAccountLimits(input: PlanContext, direction: Direction): Refusal | null {
  const { account, route, now, ledger } = input;
  const { hours, hoursBeside = null, cooldownMs, maxLeverage, dailyLoss } = route.limits;
  for (const open of [hours, hoursBeside]) {
    if (open === null || isWithinHours(open, now)) continue;
    return refuse('limit-hours', sentence('route-hours', { from: open.from, to: open.to, zone: open.timeZone }));
  }
  const { closedAt } = account;
  if (cooldownMs !== null && closedAt !== null && ledger.owned.isZero() && now - closedAt < cooldownMs) {
    const left = Math.ceil((cooldownMs - (now - closedAt)) / 1_000);
    return refuse('limit-cooldown', sentence('cooldown', { seconds: cooldownMs / 1_000, left }));
  }
  const growth = checkAdds(input, direction);
  if (growth !== null) return growth;
  if (maxLeverage !== null) {
    if (account.leverage === null) return refuse('broker-not-ready', sentence('leverage-unknown'));
    if (account.leverage > maxLeverage) {
      return refuse('limit-leverage', sentence('leverage-over', { leverage: account.leverage, allowed: maxLeverage }));
    }
  }
  if (dailyLoss === null) return null;
  if (account.dailyPnl === null) {
    return refuse('limit-daily-loss', sentence('day-unknown'));
  }
  if (account.dailyPnl.gt(ZERO.minus(dailyLoss))) return null;
  const [lost, allowed] = [account.dailyPnl.negated().toDecimalPlaces(2), dailyLoss].map(formatDecimal);
  return refuse('limit-daily-loss', sentence('day-lost', { lost, allowed }));
}

function checkAdds({ route, ledger: { owned, entries } }: PlanContext, direction: Direction): Refusal | null {
  const { maxAdds } = route.limits;
  // a turn opens
  const isOther = !owned.isZero() && directionOf(owned) !== direction;
  if (maxAdds === null || isOther || entries <= maxAdds) return null;
  const taken = entries - 1;
  return refuse('limit-adds', sentence(taken === 1 ? 'added-once' : 'added', { taken, allowed: maxAdds }));
}

function refuse(code: RefusalCode, detail: string): Refusal {
  return { ok: false, code, detail };
}
