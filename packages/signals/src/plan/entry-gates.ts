import { type Decimal, decimal, formatDecimal } from '@perpdesk/broker-core';
import type { Refusal, RefusalCode } from '../signal.ts';
import type { PlanContext } from './plan-types.ts';
import { checkAccountLimits } from './account-limits.ts';
import type { Direction } from './sides.ts';

/** Why the account may not take more risk now, before any size is known; `null`: it may. */
export function checkEntryGates(input: PlanContext, direction: Direction): Refusal | null {
  const { account, gates, route, signal } = input;
  if (gates.panicBlocked) return refuse('panic-block', 'Entries are blocked after /panic until someone resumes.');
  if (gates.paused) return refuse('paused', 'Entries are paused until someone resumes.');
  if (gates.halted) {
    return refuse(
      'drift-halt',
      `The account held ${signal.symbol} that no strategy owns, or lost some; /resume accepts it.`,
    );
  }
  if (!account.isReady)
    return refuse('broker-not-ready', 'The account is not connected, or its state is not read yet.');
  if (account.instrument === null) {
    return refuse('unknown-symbol', `The account’s exchange does not list ${signal.symbol}.`);
  }
  if (account.instrument.status !== 'trading') {
    return refuse('unknown-symbol', `${signal.symbol} is ${account.instrument.status} at the exchange.`);
  }
  if (gates.otherOwner !== null) {
    return refuse('stream-conflict', `${describeOwner(gates.otherOwner)} holds ${signal.symbol} on this account.`);
  }
  if (!route.limits.sides.includes(direction)) {
    return refuse('limit-side', `The route does not trade ${direction}; it trades ${route.limits.sides.join(', ')}.`);
  }
  return checkAge(input) ?? checkPrice(input) ?? checkAccountLimits(input, direction);
}

/** Streams are `route/strategy/symbol`, those of the chat `operator/actor/symbol`. */
function describeOwner(stream: string): string {
  return stream.startsWith('operator/') ? 'A position opened by hand in the chat' : `The strategy ${stream}`;
}

function checkAge({ signal, route, now }: PlanContext): Refusal | null {
  const ageMs = now - (signal.firedAt ?? signal.receivedAt);
  const { maxAgeMs } = route.limits;
  return ageMs > maxAgeMs
    ? refuse('too-old', `The signal is ${ageMs / 1000} s old; an entry may be ${maxAgeMs / 1000} s old.`)
    : null;
}

function checkPrice({ signal, route, account }: PlanContext): Refusal | null {
  const { priceGuardPercent } = route.limits;
  if (priceGuardPercent === null || signal.price === null) return null;
  if (account.markPrice === null) {
    return refuse('no-price', 'The price guard has no current price to compare the alert’s with.');
  }
  const percent = distancePercent(account.markPrice, signal.price);
  if (percent.lte(priceGuardPercent)) return null;
  const [mark, price, allowed] = [account.markPrice, signal.price, priceGuardPercent].map(formatDecimal);
  return refuse(
    'price-guard',
    `The mark price ${mark} is ${percent.toFixed(2)} % from the alert’s ${price}; ${allowed} % is allowed.`,
  );
}

function distancePercent(price: Decimal, from: Decimal): Decimal {
  return price.minus(from).abs().div(from).times(decimal('100'));
}

function refuse(code: RefusalCode, detail: string): Refusal {
  return { ok: false, code, detail };
}
