import type { Usage } from '../exchange/call-limits.ts';
import type { Exchange } from '../exchange/exchange.ts';
import type { VenueAccount } from '../exchange/venue-account.ts';
import type { CallEnd } from './call-end.ts';
import { authenticate } from './authenticate.ts';
import { refusalEnd } from './refusal-end.ts';
import { type CallWindow, checkArrival, readWindow } from './timing.ts';
import type { VenueCall } from './venue-call.ts';

export type Admission =
  | {
      readonly isAdmitted: true;
      readonly account: VenueAccount | null;
      readonly window: CallWindow | null;
      readonly usage: Usage;
    }
  | { readonly isAdmitted: false; readonly end: CallEnd };

/** Key, signature, time and limits, in this order. @throws {VenueRefusal} */
export function admit(exchange: Exchange, call: VenueCall): Admission {
  const { operation, params } = call;
  const account = authenticate(exchange, call);
  const window = operation.security === 'signed' ? readWindow(params) : null;
  if (window !== null) checkArrival(window, exchange.clock.now());
  const weight = typeof operation.weight === 'function' ? operation.weight(params) : operation.weight;
  const orders = typeof operation.orders === 'function' ? operation.orders(params) : (operation.orders ?? null);
  const verdict = exchange.limits.count(weight, orders, account);
  if (verdict.isAllowed) return { isAdmitted: true, account, window, usage: verdict.usage };
  const headers = { 'retry-after': verdict.retryAfterSeconds.toString() };
  const { status, code, message, usage } = verdict;
  return { isAdmitted: false, end: refusalEnd({ status, code, message }, usage, headers) };
}
