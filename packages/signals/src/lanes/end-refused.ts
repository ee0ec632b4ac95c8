import { isAsking, isEnded } from '../book/intent-table.ts';
import { endAsks } from '../asks/end-asks.ts';
import type { IntentRow } from '@perpdesk/journal/port';
import { goalOf } from '../book/goal.ts';
import type { Writer } from '../book/writer.ts';
import { endIntent } from '../execute/end-intent.ts';
import { accountTag } from '../relay/order-fields.ts';
import { noteHeard } from '../relay/heard.ts';
import { tellRemark } from '../relay/tell-remark.ts';
import { tellSignal } from '../relay/tell.ts';
import type { Run } from '../run.ts';
import type { RefusalCode } from '../signal.ts';
import { sentence } from '../sentences/sentence.ts';

export interface NoOrder {
  /** `null`: the goal holds, nothing to tell. */
  readonly code: RefusalCode | null;
  readonly detail: string;
  /** What the chat hears where the goal holds. */
  readonly remark?: string;
}

/** Ends an intent that becomes no order; one that a person was asked about ends with its card. */
export function endRefused(run: Run, w: Writer, intent: IntentRow, no: NoOrder): void {
  if (!isAsking(intent)) return refuseIntent(run, w, intent, no);
  const { code, detail } = no;
  endAsks(run, w, [intent], { answer: 'voided', code: code ?? 'done', detail, actor: null, isReplaced: false });
}

/**
 * The chat hears the reason, of what takes a quantity off also after it was refused again and again; where earlier orders of
 * it did their work, of an entry alone, and once.
 */
export function refuseIntent(run: Run, w: Writer, intent: IntentRow, { code, detail, remark }: NoOrder): void {
  const signal = run.book.signals.get(intent.signalId)?.stored.signal;
  const isSaidElse = isSaidOfTurn(run, intent, code);
  if (isSaidElse) noteHeard(run, intent.id);
  const isFirst = (intent.leg <= 2 || goalOf(intent).work === 'quantity') && !hasWorked(run, intent);
  if (code !== null && signal !== undefined && !isSaidElse && (isFirst || isRestOfEntry(run, intent, code))) {
    noteHeard(run, intent.id);
    tellSignal(run, w, intent.signalId, `refused:${intent.id}`, {
      type: 'signal.rejected',
      signalId: intent.signalId,
      routeId: signal.routeId,
      account: accountTag(run, intent.brokerId),
      symbol: intent.symbol,
      code,
      detail: isFirst ? detail : sentence('rest-not-sent', { why: detail }),
    });
  }
  if (code === null && remark !== undefined) tellRemark(run, w, intent, { about: 'unchanged', detail: remark });
  const state = code === 'too-old' ? 'expired' : code === 'superseded' ? 'superseded' : 'canceled';
  endIntent(run, w, intent, { state, code: code ?? 'done', detail });
}

/** Where a person's reversal finds nothing to close, its entry says so. */
function isSaidOfTurn(run: Run, { kind, signalId }: IntentRow, code: RefusalCode | null): boolean {
  const isTurn = run.book.signals.get(signalId)?.stored.order?.type === 'reverse';
  return isTurn && kind === 'reduce' && code === 'nothing-owned';
}

/** The strategy wants no more of it when a newer signal takes its place. */
function isRestOfEntry(run: Run, intent: IntentRow, code: RefusalCode): boolean {
  if (intent.kind !== 'increase' || code === 'superseded' || !hasWorked(run, intent)) return false;
  const orders = run.book.intents.ofSignal(intent.signalId).filter((row) => row.brokerId === intent.brokerId);
  return !orders.some((row) => row.kind === 'increase' && row.attempt === 0 && isEnded(row) && row.code !== null);
}

function hasWorked(run: Run, intent: IntentRow): boolean {
  return run.book.intents
    .ofSignal(intent.signalId)
    .some((row) => row.brokerId === intent.brokerId && row.kind === intent.kind && row.filledQuantity !== '0');
}
