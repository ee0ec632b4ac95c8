import type { LedgerRow } from '@perpdesk/journal/port';
import type { Run } from '../run.ts';
import { protectionKey } from './policy.ts';
import type { WantedOrder } from './wanted-order.ts';

/** An order of this kind was refused: the next try waits for the watchdog. */
export function holdBack(run: Run, row: LedgerRow, work: WantedOrder['work']): void {
  run.notes.heldBack.set(`${protectionKey(row)} ${work}`, run.now() + run.timings.watchdogMs);
}

/** What stood is gone: the next try does not wait. */
export function releaseHeldBack(run: Run, row: LedgerRow, work: WantedOrder['work']): void {
  run.notes.heldBack.delete(`${protectionKey(row)} ${work}`);
}

export function isHeldBack(run: Run, row: LedgerRow, work: WantedOrder['work']): boolean {
  return (run.notes.heldBack.get(`${protectionKey(row)} ${work}`) ?? 0) > run.now();
}
