import type { Run } from '../run.ts';
import { isAccountOut } from '../faults/leave-out.ts';
import { accountWork } from '../faults/work-failed.ts';
import { recoverBroker } from './recover-broker.ts';

/** Starts bringing up to date every account that is ready and is not. */
export function recoverReady(run: Run): readonly Promise<void>[] {
  const { recovered, recovering } = run.notes;
  const ready = run.manager.ids.filter(
    (id) => run.view(id).isReady && !recovered.has(id) && !recovering.has(id) && !isAccountOut(run, id),
  );
  return ready.map(
    (id) =>
      new Promise((resolve) => {
        recovering.add(id);
        run.notes.snapshotAt.set(id, run.view(id).venueNow());
        run.spawn(async () => {
          try {
            await recoverBroker(run, id);
          } finally {
            recovering.delete(id);
            resolve();
          }
        }, accountWork(id));
      }),
  );
}
