import { decimal, formatDecimal, type Decimal } from '@perpdesk/broker-core';
import type { ProtectPolicy, Route } from '../route.ts';
import type { Refusal } from '../signal.ts';
import type { WishPrice, WishProtect } from '../wish.ts';
import { levelDistance } from './level-price.ts';
import type { Direction } from './sides.ts';
import { sentence } from '../sentences/sentence.ts';

/** What of an alert's stops and targets its route takes; `null`: nothing. */
export function askedOf(
  { stopLoss, overrides }: Pick<Route, 'stopLoss' | 'overrides'>,
  told: WishProtect | null | undefined,
): WishProtect | null {
  if (told == null) return null;
  if (overrides.includes('protect')) return told;
  return stopLoss?.fromAlert === true && told.stopLoss !== null ? { stopLoss: told.stopLoss, takeProfits: [] } : null;
}

/** Which parts of an alert's protection its route takes. */
export function takesOf({ stopLoss, overrides }: Pick<Route, 'stopLoss' | 'overrides'>): {
  readonly stop: boolean;
  readonly targets: boolean;
} {
  const targets = overrides.includes('protect');
  return { stop: targets || stopLoss?.fromAlert === true, targets };
}

/** The stop that an entry gets: the alert's where the route takes it, else the route's own; `null`: none. */
export function stopOf({ stopLoss }: Pick<ProtectPolicy, 'stopLoss'>, asked: WishProtect | null): WishPrice | null {
  if (asked !== null && asked.stopLoss !== null) return asked.stopLoss;
  if (stopLoss === null || stopLoss.fromAlert === true) return null;
  return stopLoss.percent === undefined
    ? { basis: 'price', price: stopLoss.price }
    : { basis: 'percent', percent: stopLoss.percent };
}

export interface EntryStop {
  readonly stop: WishPrice | null;
  /** The route asks for one. */
  readonly isNeeded: boolean;
  readonly direction: Direction;
  /** Quote asset: what the entry is reckoned with. */
  readonly price: Decimal | null;
}

/** Why an entry cannot be protected as its route asks; `null`: it can. */
export function checkEntryStop({ stop, isNeeded, direction, price }: EntryStop): Refusal | null {
  if (stop === null) {
    return isNeeded
      ? {
          ok: false,
          code: 'missing-field',
          detail: sentence('alert-no-stop'),
        }
      : null;
  }
  if (stop.basis !== 'price' || price === null) return null;
  const isRight = direction === 'long' ? stop.price.lt(price) : stop.price.gt(price);
  if (isRight) return null;
  const [at, now] = [stop.price, price].map(formatDecimal);
  const detail = sentence('stop-wrong-side', { stop: at, price: now, direction });
  return { ok: false, code: 'conflicting-fields', detail };
}

/** How far the stop is from the entry, in percent of its price; `null`: that cannot be told. */
export function stopPercentOf(stop: WishPrice | null, price: Decimal | null): Decimal | null {
  if (stop === null) return null;
  if (stop.basis === 'percent') return stop.percent;
  if (price === null || !price.gt(0)) return null;
  return levelDistance(stop, price).div(price).times(decimal('100'));
}
