import type { Fill } from '@perpdesk/broker-core';
import type { IntentRow } from '@perpdesk/journal/port';
import { fillKey, rememberFill } from '../book/book.ts';
import { decodeClientOrderId } from '../execute/client-order-id.ts';
import { readIntent, readSignal } from '../faults/unread.ts';
import type { Run } from '../run.ts';

/** Brings the ended intent of a late fill back into the book. */
export async function loadIntentOf(run: Run, brokerId: string, fill: Fill): Promise<void> {
  const { symbol, tradeId, clientOrderId } = fill;
  if (clientOrderId === null || run.book.knownFills.has(fillKey({ brokerId, symbol, tradeId }))) return;
  if (decodeClientOrderId(clientOrderId)?.environment !== run.view(brokerId).environment) return;
  if (run.book.intents.byClientOrderId(clientOrderId) !== undefined) return;
  const [intent] = await run.journal.listIntents({ brokerId, clientOrderId });
  if (intent !== undefined) await loadIntents(run, [intent]);
}

/** The journal's clock and the exchange's may differ by so much. */
const CLOCKS_MS = 60_000;

/** Brings back into the book what may have filled from that time on (Unix ms) and ended unseen, or before a crash. */
export async function loadEndedOrders(run: Run, brokerId: string, fromAt: number): Promise<void> {
  const rows = await run.journal.listIntents({ brokerId, updatedFrom: fromAt - CLOCKS_MS });
  await loadIntents(
    run,
    rows.filter(({ attempt }) => attempt > 0),
  );
}

/** Puts intents, their signals and fills into the book, where they are not there yet. */
export async function loadIntents(run: Run, intents: readonly IntentRow[]): Promise<void> {
  const signalIds = [...new Set(intents.map((row) => row.signalId))].filter((id) => !run.book.signals.has(id));
  const signals = signalIds.length === 0 ? [] : await run.journal.listSignals({ ids: signalIds });
  const filled = intents.filter((row) => row.filledQuantity !== '0');
  const fills = await Promise.all(filled.map((row) => run.journal.listFills({ intentId: row.id })));
  for (const row of signals) {
    const stored = run.book.signals.has(row.id) ? null : readSignal(run, row);
    if (stored !== null) run.book.signals.set(row.id, { id: row.id, state: row.state, stored });
  }
  const absent = new Set(intents.filter((row) => run.book.intents.get(row.id) === undefined).map((row) => row.id));
  for (const fill of fills.flat()) if (absent.has(fill.intentId ?? '')) rememberFill(run.book, fill);
  for (const row of intents) if (absent.has(row.id)) run.book.intents.put(readIntent(run, row));
  for (const { id } of intents) run.notes.loadedAt.set(id, run.now());
}
