import type { LedgerRow } from '@perpdesk/journal/port';
import type { Run } from '../run.ts';
import { protectionKey } from './policy.ts';
import type { WantedOrder } from './wanted-order.ts';

/** What protects, or the order that closes what cannot be protected. */
type Work = WantedOrder['work'] | 'zero';

/** The next try of an order of this kind waits for the watchdog; `times`: for so many of its rounds. */
export function holdBack(run: Run, row: LedgerRow, work: Work, times = 1): void {
  run.notes.heldBack.set(`${protectionKey(row)} ${work}`, run.now() + run.timings.watchdogMs * times);
}

/** The next try waits for the next look for what has no stop. */
export function holdBriefly(run: Run, row: LedgerRow, work: WantedOrder['work']): void {
  run.notes.heldBack.set(`${protectionKey(row)} ${work}`, run.now() + run.timings.tickMs);
}

/** What stood is gone: the next try does not wait. */
export function releaseHeldBack(run: Run, row: LedgerRow, work: WantedOrder['work']): void {
  run.notes.heldBack.delete(`${protectionKey(row)} ${work}`);
}

export function isHeldBack(run: Run, row: LedgerRow, work: Work): boolean {
  return (run.notes.heldBack.get(`${protectionKey(row)} ${work}`) ?? 0) > run.now();
}
