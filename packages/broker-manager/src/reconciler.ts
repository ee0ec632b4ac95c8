import { type BrokerEvent, type Clock, sleep } from '@perpdesk/broker-core';
import { SNAPSHOT_LAG_MS, type MovingParts } from './account-snapshot.ts';

/** Reads an account anew while its events go on: prices move without an event, and an event may have been missed. */
export interface Reconciler {
  /** Never rejects. */
  reconcile(abortSignal: AbortSignal): Promise<void>;
  /** An event that was taken into account. */
  note(event: BrokerEvent): void;
  /** The account was read otherwise: a read under way is older than that. */
  overtake(): void;
}

export interface ReconcilerOptions {
  readonly clock: Clock;
  readonly read: (abortSignal: AbortSignal) => Promise<MovingParts>;
  /** Takes what was read, then once more the events since shortly before: the read may lag behind them. */
  readonly adopt: (read: MovingParts, since: readonly BrokerEvent[]) => void;
  readonly onFailure: (error: unknown) => void;
}

export function createReconciler({ clock, read, adopt, onFailure }: ReconcilerOptions): Reconciler {
  let since: BrokerEvent[] | null = null;
  return {
    async reconcile(abortSignal) {
      const own: BrokerEvent[] = [];
      since = own;
      try {
        await sleep(clock, SNAPSHOT_LAG_MS, abortSignal);
        const parts = await read(abortSignal);
        if (since === own && !abortSignal.aborted) adopt(parts, own);
      } catch (error) {
        if (!abortSignal.aborted) onFailure(error);
      } finally {
        if (since === own) since = null;
      }
    },
    note: (event) => void since?.push(event),
    overtake() {
      since = null;
    },
  };
}
