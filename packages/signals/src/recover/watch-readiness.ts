import { accountTag } from '../relay/order-fields.ts';
import { tellAll } from '../relay/tell.ts';
import { checkWork } from '../faults/work-failed.ts';
import type { Run } from '../run.ts';

/** Shorter losses are not told. */
const TOLD_AFTER_MS = 30_000;

/** Tells when an account has been away for half a minute, and when it is back. */
export function createReadinessWatch(run: Run): () => void {
  const awaySince = new Map<string, number>();
  const told = new Set<string>();
  const tell = (brokerId: string, type: 'broker.connected' | 'broker.disconnected'): void => {
    const account = accountTag(run, brokerId);
    const eventId = `${type}:${brokerId}:${run.newId()}`;
    const detail = run.view(brokerId).health().lastError ?? 'The account is not connected.';
    run.spawn(() =>
      run.write(
        (w) => tellAll(run, w, eventId, type === 'broker.connected' ? { type, account } : { type, account, detail }),
        checkWork('accounts that are away'),
      ),
    );
  };
  return () => {
    for (const brokerId of run.manager.ids) {
      if (run.view(brokerId).isReady) {
        awaySince.delete(brokerId);
        if (told.delete(brokerId)) tell(brokerId, 'broker.connected');
        continue;
      }
      const since = awaySince.get(brokerId) ?? run.now();
      awaySince.set(brokerId, since);
      if (run.now() - since < TOLD_AFTER_MS || told.has(brokerId)) continue;
      told.add(brokerId);
      tell(brokerId, 'broker.disconnected');
    }
  };
}
