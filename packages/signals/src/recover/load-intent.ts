import type { IntentRow } from '@perpdesk/journal/port';
import { rememberFill } from '../book/book.ts';
import { parseStoredSignal } from '../book/stored-signal.ts';
import type { Run } from '../run.ts';

/** Brings an ended intent back into the book: news of it came late. */
export async function loadIntent(run: Run, clientOrderId: string): Promise<void> {
  const [intent] = await run.journal.listIntents({ clientOrderId });
  if (intent !== undefined) await loadIntents(run, [intent]);
}

/** Puts intents, their signals and fills into the book, where they are not there yet. */
export async function loadIntents(run: Run, intents: readonly IntentRow[]): Promise<void> {
  const signalIds = [...new Set(intents.map((row) => row.signalId))].filter((id) => !run.book.signals.has(id));
  const signals = signalIds.length === 0 ? [] : await run.journal.listSignals({ ids: signalIds });
  const filled = intents.filter((row) => row.filledQuantity !== '0');
  const fills = await Promise.all(filled.map((row) => run.journal.listFills({ intentId: row.id })));
  for (const row of signals) {
    if (row.signal === null || run.book.signals.has(row.id)) continue;
    run.book.signals.set(row.id, { id: row.id, state: row.state, stored: parseStoredSignal(row.signal) });
  }
  const absent = new Set(intents.filter((row) => run.book.intents.get(row.id) === undefined).map((row) => row.id));
  for (const fill of fills.flat()) if (absent.has(fill.intentId ?? '')) rememberFill(run.book, fill);
  for (const row of intents) if (absent.has(row.id)) run.book.intents.put(row);
}
