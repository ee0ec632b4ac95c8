import type { AuditEntry, ConfirmRow, ConfirmState } from './chat-rows.ts';
import type { IntentRow } from './intent-row.ts';
import type { LeaseGuard } from './lease-row.ts';
import type { FillRow, LedgerRow, StreamRow } from './ledger-row.ts';
import type { OutboxMessage, OutboxRow } from './outbox-row.ts';
import type { SignalRow, SignalState } from './signal-row.ts';

export type SignalPatch = Partial<Pick<SignalRow, 'state' | 'code' | 'detail' | 'stream' | 'signal' | 'plan'>>;
export type IntentPatch = Partial<
  Omit<IntentRow, 'id' | 'signalId' | 'brokerId' | 'symbol' | 'stream' | 'leg' | 'version' | 'createdAt' | 'updatedAt'>
>;
export type OutboxPatch = Partial<
  Pick<OutboxRow, 'state' | 'attempts' | 'nextAt' | 'maybeDuplicate' | 'messageId' | 'error'>
>;
export type ConfirmPatch = Partial<Pick<ConfirmRow, 'state' | 'result' | 'messageId'>>;

/**
 * One row's change. It fails the whole commit when its row is not as expected: missing, known already, of another state
 * (`from`) or `version`, or where the state would move backward (the tables in `transitions.ts`).
 */
export type JournalChange =
  | {
      readonly type: 'signal-update';
      readonly id: string;
      readonly from: readonly SignalState[];
      readonly patch: SignalPatch;
    }
  /** Its signal must be stored. */
  | { readonly type: 'intent-insert'; readonly intent: IntentRow }
  | {
      readonly type: 'intent-update';
      readonly id: string;
      readonly version: number;
      readonly patch: IntentPatch;
    }
  /** Fails when the fill is known; its intent, where it names one, must be stored. */
  | { readonly type: 'fill-insert'; readonly fill: FillRow }
  /** `version` 0: the row must not exist yet. The row is stored with `version + 1`. */
  | { readonly type: 'stream-put'; readonly version: number; readonly row: Omit<StreamRow, 'version'> }
  /** One row for each (brokerId, stream); `version` as in `stream-put`. */
  | { readonly type: 'ledger-put'; readonly version: number; readonly row: Omit<LedgerRow, 'version'> }
  /** A message whose (eventId, target) is known is left out silently: an event is never told twice. */
  | {
      readonly type: 'outbox-insert';
      readonly message: OutboxMessage;
      /** What became of it already; without it, it waits. */
      readonly patch?: OutboxPatch;
    }
  | { readonly type: 'outbox-update'; readonly sequence: number; readonly patch: OutboxPatch }
  /** Fails when the update is unknown or done already. */
  | { readonly type: 'update-done'; readonly updateId: number }
  | { readonly type: 'confirm-insert'; readonly row: ConfirmRow }
  | {
      readonly type: 'confirm-update';
      readonly nonce: string;
      readonly from: readonly ConfirmState[];
      readonly patch: ConfirmPatch;
    }
  /** `null` removes the flag. */
  | { readonly type: 'flag-put'; readonly name: string; readonly value: string | null }
  | { readonly type: 'audit-append'; readonly entry: AuditEntry }
  /** Changes nothing: fails the commit where the lease is not held as asked for, by the database's time. */
  | { readonly type: 'lease-held'; readonly guard: LeaseGuard };

export type JournalChangeType = JournalChange['type'];

export type CommitResult =
  | { readonly ok: true }
  /** Nothing was written: the change at `index` did not find its row as it expected. */
  | { readonly ok: false; readonly index: number; readonly conflict: JournalChangeType };
