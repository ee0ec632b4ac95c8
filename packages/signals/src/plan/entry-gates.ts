import { type Decimal, decimal, formatDecimal } from '@perpdesk/broker-core';
import type { Refusal, RefusalCode } from '../signal.ts';
import type { PlanContext } from './plan-types.ts';
import { checkAccountLimits } from './account-limits.ts';
import type { Direction } from './sides.ts';
import { sentence } from '../sentences/sentence.ts';

/** Why the account may not take more risk now, before any size is known; `null`: it may. */
export function checkEntryGates(input: PlanContext, direction: Direction): Refusal | null {
  const { account, gates, route, signal } = input;
  if (signal.entryRefusal !== undefined) return { ok: false, ...signal.entryRefusal };
  if (gates.panicBlocked) return refuse('panic-block', sentence('panic-blocked'));
  if (gates.paused) return refuse('paused', sentence('entries-paused-until'));
  if (gates.halted) {
    return refuse('drift-halt', sentence('drift-halted', { symbol: signal.symbol }));
  }
  if (!account.isReady) return refuse('broker-not-ready', sentence('not-read-yet'));
  if (account.instrument === null) {
    return refuse('unknown-symbol', sentence('account-does-not-list', { symbol: signal.symbol }));
  }
  if (account.instrument.status !== 'trading') {
    return refuse(
      'unknown-symbol',
      sentence('instrument-status', { symbol: signal.symbol, status: account.instrument.status }),
    );
  }
  if (gates.otherOwner !== null) {
    return refuse('stream-conflict', describeOwner(gates.otherOwner, signal.symbol));
  }
  if (!route.limits.sides.includes(direction)) {
    return refuse('limit-side', sentence('side-not-traded', { direction, sides: route.limits.sides.join(', ') }));
  }
  return checkAge(input) ?? checkPrice(input) ?? checkAccountLimits(input, direction);
}

/** Streams are `route/strategy/symbol`, those of the chat `operator/actor/symbol`. */
function describeOwner(stream: string, symbol: string): string {
  return stream.startsWith('operator/')
    ? sentence('held-by-hand', { symbol })
    : sentence('held-by', { stream, symbol });
}

function checkAge({ signal, route, now }: PlanContext): Refusal | null {
  const ageMs = now - (signal.firedAt ?? signal.receivedAt);
  const { maxAgeMs } = route.limits;
  return ageMs > maxAgeMs
    ? refuse('too-old', sentence('signal-old', { age: ageMs / 1000, most: maxAgeMs / 1000 }))
    : null;
}

function checkPrice({ signal, route, account }: PlanContext): Refusal | null {
  const { priceGuardPercent } = route.limits;
  if (priceGuardPercent === null || signal.price === null) return null;
  if (account.markPrice === null) {
    return refuse('no-price', sentence('guard-no-price'));
  }
  const percent = distancePercent(account.markPrice, signal.price);
  if (percent.lte(priceGuardPercent)) return null;
  const [mark, price, allowed] = [account.markPrice, signal.price, priceGuardPercent].map(formatDecimal);
  return refuse('price-guard', sentence('guard', { mark, percent: percent.toFixed(2), price, allowed }));
}

function distancePercent(price: Decimal, from: Decimal): Decimal {
  return price.minus(from).abs().div(from).times(decimal('100'));
}

function refuse(code: RefusalCode, detail: string): Refusal {
  return { ok: false, code, detail };
}
