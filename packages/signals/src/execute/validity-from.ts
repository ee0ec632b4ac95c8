import type { Validity } from '@perpdesk/broker-core';
import type { AccountView } from '@perpdesk/broker-manager';

/** The measured time of an exchange may run ahead of it by so much. */
const AHEAD_MS = 500;

/** From now on for so long, in the exchange's time; it begins a little early, so that no exchange calls it too early. */
export function validityFrom(view: Pick<AccountView, 'venueNow'>, forMs: number): Validity {
  const now = view.venueNow();
  return { fromAt: now - AHEAD_MS, untilAt: now + forMs };
}
