import type { Journal } from '../../port/journal.ts';
import type { WriteState } from '../../port/write-state.ts';
import type { Failure } from './failure.ts';

type Method = Exclude<keyof Journal, 'isLasting' | 'writeState'>;

/** A method of the port with what it is called with. */
export type Call = {
  readonly [Name in Method]: { readonly method: Name; readonly args: Parameters<Journal[Name]> };
}[Method];

/** What was asked for in one turn of the asker's event loop, in its order. */
export interface Calls {
  /** The asker's time, Unix ms: the thread has no clock of its own. */
  readonly at: number;
  readonly calls: readonly (readonly [id: number, call: Call])[];
}

export type Answer =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly failure: Failure };

/** What the thread says. */
export type Report =
  | { readonly type: 'opened'; readonly state: WriteState }
  | { readonly type: 'refused'; readonly failure: Failure }
  | { readonly type: 'answers'; readonly answers: readonly Answer[]; readonly state: WriteState };

/** Calls the port. */
export function callJournal(journal: Journal, { method, args }: Call): Promise<unknown> {
  switch (method) {
    case 'acceptSignal':
      return journal.acceptSignal(...args);
    case 'commit':
      return journal.commit(...args);
    case 'listSignals':
      return journal.listSignals(...args);
    case 'listIntents':
      return journal.listIntents(...args);
    case 'listFills':
      return journal.listFills(...args);
    case 'readLedger':
      return journal.readLedger();
    case 'listOutbox':
      return journal.listOutbox(...args);
    case 'outboxDepth':
      return journal.outboxDepth();
    case 'acceptUpdates':
      return journal.acceptUpdates(...args);
    case 'listPendingUpdates':
      return journal.listPendingUpdates();
    case 'getConfirm':
      return journal.getConfirm(...args);
    case 'readFlags':
      return journal.readFlags();
    case 'listAudit':
      return journal.listAudit(...args);
    case 'prune':
      return journal.prune(...args);
    case 'lease':
      return journal.lease(...args);
    case 'close':
      return journal.close();
    default:
      return method satisfies never;
  }
}
