import { isAsking } from '../book/intent-table.ts';
import { formatDecimal } from '@perpdesk/broker-core';
import type { IntentRow } from '@perpdesk/journal/port';
import { formatGoal, goalOf } from '../book/goal.ts';
import type { Writer } from '../book/writer.ts';
import type { AskAnswer, AskResult } from '../engine.ts';
import { refuseIntent } from '../lanes/end-refused.ts';
import { pump } from '../lanes/pump.ts';
import { accountTag } from '../relay/order-fields.ts';
import { tellSignal } from '../relay/tell.ts';
import { type Run, RunAbandoned } from '../run.ts';
import { askOf } from './ask-of.ts';
import { onStep, wrongQuantity } from './asked-size.ts';
import { endAsks } from './end-asks.ts';
import { previewLeg } from './preview-leg.ts';
import { expireAsks, noteDelivery } from './watch-asks.ts';
import { whatBecameOf } from './what-became.ts';
import { sentence } from '../sentences/sentence.ts';

/**
 * Takes a person's answer: the first one counts. Saying yes and the mark of the orders that may leave at once are one
 * commit, so that a crash leaves both or none.
 */
export async function decide(run: Run, answer: AskAnswer): Promise<AskResult> {
  const { signalId, brokerIds } = answer;
  try {
    await noteDelivery(run, signalId);
    const results: AskResult[] = [];
    await run.write((w) => {
      const asked = w.book.intents.ofSignal(signalId).filter(wasAsked);
      if (asked.length === 0) return;
      results.push(isForeign(asked, brokerIds) ? FOREIGN : answerNow(run, w, asked, answer));
    });
    const [result] = results;
    if (result !== undefined) return result;
    const asked = (await run.journal.listIntents({ signalIds: [signalId] })).filter(wasAsked);
    return isForeign(asked, brokerIds) ? FOREIGN : whatBecameOf(asked);
  } catch (error) {
    if (!(error instanceof RunAbandoned)) throw error;
    return { ok: false, code: 'unclear', detail: sentence('journal-silent') };
  }
}

export const FOREIGN = { ok: false, code: 'foreign', detail: sentence('card-foreign') } as const satisfies AskResult;

/** It stands on a card; what was refused at once never did. */
export function wasAsked(row: IntentRow): boolean {
  const ask = askOf(row);
  return ask !== null && ask.state !== 'new';
}

/** Whether the card has an account that the person may not trade on. */
export function isForeign(rows: readonly IntentRow[], brokerIds: AskAnswer['brokerIds']): boolean {
  return brokerIds !== undefined && rows.some((row) => !brokerIds.includes(row.brokerId));
}

function answerNow(run: Run, w: Writer, asked: readonly IntentRow[], answer: AskAnswer): AskResult {
  const { signalId, actor, decision } = answer;
  expireAsks(run, w, signalId);
  const rows = asked.flatMap(({ id }) => w.book.intents.get(id) ?? []);
  const waiting = rows.filter(isAsking);
  if (waiting.length === 0) return whatBecameOf(rows);
  if (decision === 'place') {
    const wrong = wrongQuantity(run, waiting, answer.quantities ?? {});
    if (wrong !== null) return { ok: false, code: 'quantity', detail: wrong };
  }
  const detail = JSON.stringify({ signalId, quantities: answer.quantities ?? {} });
  w.add({ type: 'audit-append', entry: { at: run.now(), actor, action: `ask.${decision}`, detail } });
  if (decision === 'place') return place(run, w, waiting, answer);
  endAsks(run, w, waiting, {
    answer: 'skipped',
    code: 'skipped',
    detail: sentence('nothing-sent'),
    actor,
    isReplaced: false,
  });
  return { ok: true, decision: 'skipped', brokerIds: accountsOf(waiting), refused: [] };
}

function place(
  run: Run,
  w: Writer,
  waiting: readonly IntentRow[],
  { actor, signalId, quantities = {} }: AskAnswer,
): AskResult {
  const refused: Extract<AskResult, { readonly ok: true }>['refused'][number][] = [];
  const placed: IntentRow[] = [];
  for (const row of waiting) {
    const preview = previewLeg(run, row);
    const goal = goalOf(row);
    if (!preview.ok) {
      refuseIntent(run, w, row, preview);
      refused.push({ brokerId: row.brokerId, code: preview.code ?? 'nothing-owned', detail: preview.detail });
      continue;
    }
    const quantity = row.kind === 'increase' ? onStep(run, row, quantities[row.brokerId]) : null;
    const asks = { state: 'placed', planned: goal.asks?.planned ?? null, by: actor } as const;
    const text = quantity === null ? null : formatDecimal(quantity);
    placed.push(w.updateIntent(row.id, { goal: formatGoal({ ...goal, asks: { ...asks, quantity: text } }) }));
  }
  run.notes.askedAt.delete(signalId);
  const [first] = placed;
  const signal = run.book.signals.get(signalId)?.stored.signal;
  if (first === undefined || signal === undefined) {
    return { ok: false, code: 'refused', detail: refused[0]?.detail ?? sentence('nothing-to-place') };
  }
  tellSignal(run, w, signalId, `answered:${first.id}`, {
    type: 'signal.answered',
    signalId,
    routeId: signal.routeId,
    symbol: signal.symbol,
    answer: 'placed',
    actor,
    accounts: accountsOf(placed).map((id) => accountTag(run, id)),
    detail: '',
  });
  for (const { brokerId, symbol } of placed) pump(run, w, brokerId, symbol);
  return { ok: true, decision: 'placed', brokerIds: accountsOf(placed), refused };
}

function accountsOf(rows: readonly IntentRow[]): readonly string[] {
  return [...new Set(rows.map(({ brokerId }) => brokerId))];
}
