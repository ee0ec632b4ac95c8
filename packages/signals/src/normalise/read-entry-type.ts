import type { Route } from '../route.ts';
import type { Alert, Refusal } from '../signal.ts';

export type EntryTypeReading = { readonly ok: true; readonly orderType: 'market' | 'limit' } | Refusal;

/** How the alert says its entries are to be made; a limit needs a price, and a route that lets alerts say it. */
export function readEntryType(
  { orderType, price }: Pick<Alert, 'orderType' | 'price'>,
  { overrides }: Pick<Route, 'overrides'>,
): EntryTypeReading {
  if (orderType === null || orderType === 'market') return { ok: true, orderType: 'market' };
  const shown = JSON.stringify(orderType);
  if (orderType !== 'limit' || !overrides.includes('type')) {
    const instead = overrides.includes('type')
      ? 'market and limit are read'
      : 'only market is read, unless the route’s overrides list type';
    return { ok: false, code: 'unsupported-order-type', detail: `orderType is ${shown}; ${instead}.` };
  }
  return price === null
    ? { ok: false, code: 'missing-field', detail: 'A limit order needs a price.' }
    : { ok: true, orderType: 'limit' };
}
