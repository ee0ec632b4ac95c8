import type { VenueCause } from '@perpdesk/broker-core';

/** Who made an order that the account did not send, by the client id that Binance gives it; `null`: the account. */
export function venueCauseOf(clientOrderId: string): VenueCause | null {
  if (clientOrderId.startsWith('autoclose-')) return 'liquidation';
  if (clientOrderId.startsWith('adl_autoclose')) return 'adl';
  return /^(?:settlement|delivery)_autoclose-/.test(clientOrderId) ? 'settlement' : null;
}
