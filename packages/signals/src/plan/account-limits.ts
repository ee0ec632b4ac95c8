import { formatDecimal, ZERO } from '@perpdesk/broker-core';
import type { Refusal, RefusalCode } from '../signal.ts';
import { isWithinHours } from '../limits/is-within-hours.ts';
import type { PlanContext } from './plan-types.ts';
import { type Direction, directionOf } from './sides.ts';

/** Why the account takes no more risk now, whatever the size: hours, cooldown, additions, leverage, the day's loss; `null`: it may. */
export function checkAccountLimits(input: PlanContext, direction: Direction): Refusal | null {
  const { account, route, now, ledger } = input;
  const { hours, cooldownMs, maxLeverage, dailyLoss } = route.limits;
  if (hours !== null && !isWithinHours(hours, now)) {
    return refuse('limit-hours', `The route opens from ${hours.from} to ${hours.to} (${hours.timeZone}).`);
  }
  const { closedAt } = account;
  if (cooldownMs !== null && closedAt !== null && ledger.owned.isZero() && now - closedAt < cooldownMs) {
    const left = Math.ceil((cooldownMs - (now - closedAt)) / 1_000);
    return refuse(
      'limit-cooldown',
      `Its last position ended less than ${cooldownMs / 1_000} s ago; ${left} s are left.`,
    );
  }
  const growth = checkAdds(input, direction);
  if (growth !== null) return growth;
  if (maxLeverage !== null) {
    if (account.leverage === null) return refuse('broker-not-ready', 'The instrument’s leverage is not known yet.');
    if (account.leverage > maxLeverage) {
      return refuse('limit-leverage', `The leverage is ${account.leverage}; ${maxLeverage} is allowed.`);
    }
  }
  if (dailyLoss === null) return null;
  if (account.dailyPnl === null) {
    return refuse('limit-daily-loss', 'What the account made since 00:00 UTC is not known now.');
  }
  if (account.dailyPnl.gt(ZERO.minus(dailyLoss))) return null;
  const [lost, allowed] = [account.dailyPnl.negated().toDecimalPlaces(2), dailyLoss].map(formatDecimal);
  return refuse('limit-daily-loss', `The account has lost ${lost} since 00:00 UTC; ${allowed} is allowed.`);
}

function checkAdds({ route, ledger: { owned, entries } }: PlanContext, direction: Direction): Refusal | null {
  const { maxAdds } = route.limits;
  // a turn opens
  const isOther = !owned.isZero() && directionOf(owned) !== direction;
  if (maxAdds === null || isOther || entries <= maxAdds) return null;
  const [taken, s] = [entries - 1, entries === 2 ? '' : 's'];
  return refuse('limit-adds', `The position has taken ${taken} addition${s} since it opened; ${maxAdds} are allowed.`);
}

function refuse(code: RefusalCode, detail: string): Refusal {
  return { ok: false, code, detail };
}
