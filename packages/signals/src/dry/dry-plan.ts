import type { IntentRow } from '@perpdesk/journal/port';
import type { Writer } from '../book/writer.ts';
import { ledgerRow } from '../ledger/owned.ts';
import { accountTag } from '../relay/order-fields.ts';
import type { Run } from '../run.ts';
import type { Signal } from '../signal.ts';
import type { WishSignal } from '../wish.ts';
import type { DryLedger } from './dry-ledger.ts';
import type { DryAccount } from './dry-notice.ts';
import { sentence } from '../sentences/sentence.ts';

/** Where a plan that is not carried out begins on an account. */
export interface DryOrigin {
  readonly brokerId: string;
  readonly ledger: DryLedger;
  /** The ledger says what there would be; else the account's own position counts. */
  readonly isSimulated: boolean;
  /** What its legs are recorded as. */
  readonly record: 'dry-run' | 'test';
  /** Of the stream, for the legs' record. */
  readonly sequence: number;
  readonly code: string;
}

export interface DryPlan {
  /** What there would be after it. */
  readonly ledger: DryLedger;
  readonly told: DryAccount;
}

/** Keeps a leg that is not sent: it ends as it begins. */
export function recordDry(w: Writer, row: IntentRow, end: Pick<IntentRow, 'code' | 'detail' | 'plan'>): void {
  w.add({ type: 'intent-insert', intent: { ...row, ...end, state: 'canceled' } });
}

export function wouldDo({ side, quantity }: Pick<IntentRow, 'side' | 'quantity'>): string {
  return sentence('would-do', { side, quantity: quantity ?? '' });
}

export function tellAccount(
  run: Run,
  w: Writer,
  { brokerId }: DryOrigin,
  { stream }: Pick<Signal | WishSignal, 'stream'>,
  told: Pick<DryAccount, 'legs' | 'refusal'>,
): DryAccount {
  return { account: accountTag(run, brokerId), held: ledgerRow(w.book, brokerId, stream)?.owned ?? '0', ...told };
}
