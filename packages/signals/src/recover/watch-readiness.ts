import { accountTag } from '../relay/order-fields.ts';
import { tellAll } from '../relay/tell.ts';
import { isAccountOut } from '../faults/leave-out.ts';
import { checkWork } from '../faults/work-failed.ts';
import type { Notice } from '../notice.ts';
import type { Run } from '../run.ts';
import { sentence } from '../sentences/sentence.ts';

/** Shorter losses are not told. */
const TOLD_AFTER_MS = 30_000;

/** Tells when an account has been away for half a minute; and when it is back, and what happened meanwhile was read. */
export function createReadinessWatch(run: Run): () => void {
  const awaySince = new Map<string, number>();
  const told = new Set<string>();
  const tell = (notice: Extract<Notice, { readonly type: 'broker.connected' | 'broker.disconnected' }>): void => {
    const eventId = `${notice.type}:${notice.account.brokerId}:${run.newId()}`;
    run.spawn(() => run.write((w) => tellAll(run, w, eventId, notice), checkWork(sentence('check-away'))));
  };
  const lookAtAway = (brokerId: string): void => {
    const since = awaySince.get(brokerId) ?? run.now();
    awaySince.set(brokerId, since);
    if (run.now() - since < TOLD_AFTER_MS || told.has(brokerId)) return;
    told.add(brokerId);
    run.notes.missedFills.delete(brokerId);
    const detail = run.view(brokerId).health().lastError ?? sentence('not-connected');
    tell({ type: 'broker.disconnected', account: accountTag(run, brokerId), detail });
  };
  const lookAtReady = (brokerId: string): void => {
    const since = awaySince.get(brokerId);
    if (since === undefined) return;
    // what was missed is being read; a gap meanwhile has it read again
    if (told.has(brokerId) && !run.notes.recovered.has(brokerId) && !isAccountOut(run, brokerId)) return;
    awaySince.delete(brokerId);
    if (!told.delete(brokerId)) return;
    const missedFills = run.notes.missedFills.get(brokerId) ?? 0;
    tell({
      type: 'broker.connected',
      account: accountTag(run, brokerId),
      awayMs: run.now() - since,
      missedFills,
    });
  };
  return () => {
    for (const brokerId of run.manager.ids) {
      if (run.view(brokerId).isReady) lookAtReady(brokerId);
      else lookAtAway(brokerId);
    }
  };
}
