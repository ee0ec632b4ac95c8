import { isAsking } from '../book/intent-table.ts';
import { decimal, ZERO } from '@perpdesk/broker-core';
import type { IntentRow } from '@perpdesk/journal/port';
import type { Writer } from '../book/writer.ts';
import { type End, endIntent } from '../execute/end-intent.ts';
import { ledgerRow } from '../ledger/owned.ts';
import { noteHeard } from '../relay/heard.ts';
import { accountTag } from '../relay/order-fields.ts';
import { tellSignal } from '../relay/tell.ts';
import type { Run } from '../run.ts';
import { askOf, asksBySignal } from './ask-of.ts';
import { unitOf, unitText } from './cap-entry.ts';
import { sentence } from '../sentences/sentence.ts';

export interface AskEnd {
  readonly answer: 'skipped' | 'expired' | 'voided';
  readonly code: string;
  readonly detail: string;
  /** `null`: nobody. */
  readonly actor: string | null;
  /** Another card of the stream takes its place, so that what it left out is in that one. */
  readonly isReplaced: boolean;
}

/** Ends what waits for a person of one signal, and tells it once. The accounts keep what they hold, and buy nothing of it later. */
export function endAsks(run: Run, w: Writer, rows: readonly IntentRow[], end: AskEnd): void {
  const [first] = rows;
  const signal = run.book.signals.get(first?.signalId ?? '')?.stored.signal;
  if (first === undefined || signal === undefined) return;
  const told = rows.filter((row) => askOf(row)?.state === 'waiting');
  if (told.length > 0) {
    for (const { id } of told) noteHeard(run, id);
    tellSignal(run, w, signal.id, `answered:${first.id}`, {
      type: 'signal.answered',
      signalId: signal.id,
      routeId: signal.routeId,
      symbol: signal.symbol,
      answer: end.answer,
      actor: end.actor,
      accounts: [...new Set(told.map(({ brokerId }) => brokerId))].map((id) => accountTag(run, id)),
      detail: end.isReplaced ? end.detail : `${end.detail} ${whatStays(w, told)}`,
    });
  }
  run.notes.askedAt.delete(signal.id);
  for (const { id } of rows) {
    const row = w.book.intents.get(id);
    if (row === undefined || !isAsking(row)) continue;
    if (row.kind === 'increase' && !end.isReplaced) leaveOut(run, w, row);
    endIntent(run, w, row, { state: STATES[end.answer], code: end.code, detail: end.detail });
  }
}

/** None of them is planned anew. */
const STATES = { skipped: 'canceled', expired: 'canceled', voided: 'superseded' } as const satisfies Record<
  AskEnd['answer'],
  End['state']
>;

/** Voids all cards that wait, or those of the rows given. */
export function voidAsks(run: Run, w: Writer, rows: Iterable<IntentRow>, end: Pick<AskEnd, 'code' | 'detail'>): void {
  for (const asked of asksBySignal(rows).values()) {
    endAsks(run, w, asked, { ...end, answer: 'voided', actor: null, isReplaced: false });
  }
}

function whatStays(w: Writer, rows: readonly IntentRow[]): string {
  const isHolding = rows.some((row) => (ledgerRow(w.book, row.brokerId, row.stream)?.owned ?? '0') !== '0');
  if (isHolding) return sentence('keeps-holding');
  return sentence('takes-no-part');
}

/** A unit of the strategy stands for so much less on the account from now on. */
function leaveOut(run: Run, w: Writer, row: IntentRow): void {
  const ledger = ledgerRow(w.book, row.brokerId, row.stream);
  const signal = run.book.signals.get(row.signalId)?.stored.signal;
  if (ledger === null || signal === undefined || 'wishes' in signal || decimal(ledger.owned).isZero()) return;
  const unit = unitOf(run, row, signal, ZERO);
  if (unit === null) return;
  const { version: _, ...known } = ledger;
  w.putLedger({ ...known, unit: unitText(unit) });
}
