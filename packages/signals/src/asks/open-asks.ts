import { isAsking } from '../book/intent-table.ts';
import type { IntentRow } from '@perpdesk/journal/port';
import type { AskQuote, AskSizes, OpenAsk } from '../engine.ts';
import type { Run } from '../run.ts';
import { sentence } from '../sentences/sentence.ts';
import { askOf, asksBySignal } from './ask-of.ts';
import { onStep, wrongQuantity } from './asked-size.ts';
import { FOREIGN, isForeign, wasAsked } from './decide.ts';
import { legFace } from './leg-face.ts';
import { previewLeg } from './preview-leg.ts';
import { deadlineOf, noteDelivery } from './watch-asks.ts';
import { whatBecameOf } from './what-became.ts';

/** Cards that wait for a person now. */
export function openAsks(run: Run): readonly OpenAsk[] {
  return [...asksBySignal(run.book.intents.asking())].flatMap(([signalId, rows]) => {
    const shown = rows.filter(wasAsked);
    return shown.length === 0 ? [] : [{ signalId, answerBy: answerByOf(run, shown) }];
  });
}

/** What the card would place now with these sizes, or why it would not. Sends and writes nothing. */
export async function quoteAsk(run: Run, { signalId, brokerIds, quantities = {} }: AskSizes): Promise<AskQuote> {
  await noteDelivery(run, signalId);
  const known = run.book.intents.ofSignal(signalId).filter(wasAsked);
  const asked = known.length > 0 ? known : (await run.journal.listIntents({ signalIds: [signalId] })).filter(wasAsked);
  if (isForeign(asked, brokerIds)) return FOREIGN;
  const waiting = asked.filter(isAsking);
  const signal = run.book.signals.get(signalId)?.stored.signal;
  if (waiting.length === 0 || signal === undefined) return endOf(whatBecameOf(asked));
  const answerBy = answerByOf(run, waiting);
  if (answerBy !== null && run.now() >= answerBy) {
    return { ok: false, code: 'expired', detail: sentence('nobody-answered') };
  }
  const wrong = wrongQuantity(run, waiting, quantities);
  if (wrong !== null) return { ok: false, code: 'quantity', detail: wrong };
  const legs = waiting.flatMap((row) => {
    const preview = previewLeg(run, row);
    if (!preview.ok) return [];
    const own = row.kind === 'increase' ? onStep(run, row, quantities[row.brokerId]) : null;
    const planned = row.kind === 'increase' ? (askOf(row)?.planned ?? null) : null;
    return [{ ...legFace(run, row, signal, { ...preview, quantity: own ?? preview.quantity }), planned }];
  });
  return { ok: true, signalId, routeId: signal.routeId, symbol: signal.symbol, legs, answerBy };
}

function endOf(result: ReturnType<typeof whatBecameOf>): AskQuote {
  return result.ok ? { ok: false, code: 'unknown', detail: sentence('no-card-waits') } : result;
}

/** The earliest of its parts; `null`: that runs from the delivery, which was not yet. */
function answerByOf(run: Run, rows: readonly IntentRow[]): number | null {
  const earliest = Math.min(...rows.map((row) => deadlineOf(run, row)));
  return Number.isFinite(earliest) ? earliest : null;
}
