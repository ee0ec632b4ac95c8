import type { Route } from '../route.ts';
import type { Alert, Refusal } from '../signal.ts';
import { sentence } from '../sentences/sentence.ts';

export type EntryTypeReading = { readonly ok: true; readonly orderType: 'market' | 'limit' } | Refusal;

/** How the alert says its entries are to be made; a limit needs a price, and a route that lets alerts say it. */
export function readEntryType(
  { orderType, price }: Pick<Alert, 'orderType' | 'price'>,
  { overrides }: Pick<Route, 'overrides'>,
): EntryTypeReading {
  if (orderType === null || orderType === 'market') return { ok: true, orderType: 'market' };
  const shown = JSON.stringify(orderType);
  if (orderType !== 'limit' || !overrides.includes('type')) {
    const why = overrides.includes('type') ? 'order-type-unread' : 'order-type-not-route';
    return { ok: false, code: 'unsupported-order-type', detail: sentence(why, { shown }) };
  }
  return price === null
    ? { ok: false, code: 'missing-field', detail: sentence('limit-without-price') }
    : { ok: true, orderType: 'limit' };
}

/** That it is ignored, in an alert that only closes or reduces. */
export function entryTypeNotes(
  { orderType }: Pick<Alert, 'orderType'>,
  type: EntryTypeReading,
  isEntry: boolean,
): readonly string[] {
  return isEntry || type.ok ? [] : [sentence('order-type-exit', { shown: JSON.stringify(orderType) })];
}
