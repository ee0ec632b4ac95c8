import type { DeskMessage } from './desk-message.ts';

/** Ids of the accounts that a message tells of; none: it is of no account. */
export function accountsOf(message: DeskMessage): readonly string[] {
  const one = 'account' in message && message.account !== null ? [message.account] : [];
  const several = 'accounts' in message ? (message.accounts ?? []) : [];
  const asked = 'legs' in message ? message.legs : [];
  return [...one, ...several, ...asked].map((it) => ('account' in it ? it.account.brokerId : it.brokerId));
}
