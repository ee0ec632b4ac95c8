import type { Run } from '../run.ts';
import { ledgerKey } from '../book/book.ts';

/** ms: the exchange's clock may be behind. */
const CLOCK_MARGIN_MS = 60_000;

/** When the last positions of streams ended, for cooldowns: from the fills of what reduced them in so long a time. */
export async function loadClosedAt(run: Run): Promise<void> {
  const cooldownMs = longestCooldownMs(run);
  if (cooldownMs === 0) return;
  const { journal, book } = run;
  const venueFrom = run.now() - cooldownMs - CLOCK_MARGIN_MS;
  for (const brokerId of run.manager.ids) {
    const fills = await journal.listFills({ brokerId, venueFrom });
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

function longestCooldownMs(run: Run): number {
  const all = [...[...run.routes.values()].map(({ limits }) => limits), ...Object.values(run.accountLimits)];
  return Math.max(0, ...all.map(({ cooldownMs }) => cooldownMs ?? 0));
}
