import type { Run } from '../run.ts';
import { ledgerKey } from '../book/book.ts';

/** Fills of an account that are looked at. */
const NEWEST = 500;

/** When the last positions of streams ended, for cooldowns: from the fills of what reduced them. */
export async function loadClosedAt(run: Run): Promise<void> {
  const { journal, book } = run;
  for (const brokerId of run.manager.ids) {
    const fills = await journal.listFills({ brokerId, newest: NEWEST });
    const ids = [...new Set(fills.flatMap(({ intentId }) => intentId ?? []))];
    if (ids.length === 0) continue;
    const intents = new Map((await journal.listIntents({ ids })).map((row) => [row.id, row]));
    for (const { intentId, venueAt } of fills) {
      const intent = intents.get(intentId ?? '');
      if (intent === undefined || intent.kind === 'increase') continue;
      const key = ledgerKey(brokerId, intent.stream);
      if (book.ledger.get(key)?.owned !== '0') continue;
      book.closedAt.set(key, Math.max(venueAt, book.closedAt.get(key) ?? 0));
    }
  }
}
