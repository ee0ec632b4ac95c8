import { sleep, type Account, type Broker, type CallOptions, type Position } from '@perpdesk/broker-core';
import type { AccountView } from '@perpdesk/broker-manager';
import type { DeskContext } from './desk-context.ts';

/** How long an exchange may take to answer a person, ms; then what was last known is shown. */
export const FRESH_MS = 2000;

export type FreshContext = Pick<DeskContext, 'manager' | 'clock'>;

export interface Fresh<T> {
  readonly value: T;
  /** `null`: read just now. Else ms since the account was last heard of, or `'never'`. */
  readonly heardAgoMs: number | 'never' | null;
}

/** What the exchange says now, else what is known and how old that is. Never rejects. */
export async function readFresh<T>(
  { manager, clock }: FreshContext,
  account: AccountView,
  read: (broker: Broker, options: CallOptions) => Promise<T>,
  known: () => T,
): Promise<Fresh<T>> {
  const over = new AbortController();
  const limit = sleep(clock, FRESH_MS, over.signal).then(() => null);
  try {
    const reading = read(manager.get(account.brokerId), { abortSignal: over.signal }).then((value) => ({ value }));
    const answer = await Promise.race([reading, limit]);
    if (answer !== null) return { value: answer.value, heardAgoMs: null };
  } catch {
    // said by the age of what is shown instead
  } finally {
    over.abort();
  }
  const { lastHeardAt } = account.health();
  return { value: known(), heardAgoMs: lastHeardAt === null ? 'never' : clock.now() - lastHeardAt };
}

/** Positions that are not flat as the exchange gives them now: mark price and PnL move without an event. Never rejects. */
export function readPositions(context: FreshContext, account: AccountView): Promise<Fresh<readonly Position[]>> {
  return readFresh(
    context,
    account,
    async (broker, options) => (await broker.getPositions(options)).filter(({ quantity }) => !quantity.isZero()),
    () => account.positions.filter(({ quantity }) => !quantity.isZero()),
  );
}

/** Money as the exchange gives it now; `null` where it was never read. Never rejects. */
export function readAccount(context: FreshContext, account: AccountView): Promise<Fresh<Account | null>> {
  return readFresh<Account | null>(
    context,
    account,
    (broker, options) => broker.getAccount(options),
    () => account.account,
  );
}
