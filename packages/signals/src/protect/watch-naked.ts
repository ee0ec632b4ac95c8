import { decimal } from '@perpdesk/broker-core';
import type { IntentRow, LedgerRow } from '@perpdesk/journal/port';
import { ledgerKey } from '../book/book.ts';
import { pump } from '../lanes/pump.ts';
import type { Run } from '../run.ts';
import { entryPriceOf, lacksStop, placeStop } from './ensure-stop.ts';
import { failProtection } from './fail-protection.ts';
import { isLeaving, isProven, protectionKey, stopPolicyOf, stopsFor } from './policy.ts';
import { signalOfStream } from './signal-of-stream.ts';

/** Looks at every side that is to have a stop: places what lacks, sends a second while one is in doubt, closes at the limit. */
export function watchNaked(run: Run): void {
  for (const row of run.book.ledger.values()) {
    if (decimal(row.owned).isZero() || stopPolicyOf(run, row.stream) === null) continue;
    if (!run.notes.recovered.has(row.brokerId) || !run.view(row.brokerId).isReady || run.isStopping) {
      // the limit counts while the exchange answers
      run.notes.nakedSince.delete(protectionKey(row));
      continue;
    }
    const stops = stopsFor(run, row);
    if (stops.some((stop) => isProven(stop) && !isLeaving(stop))) {
      run.notes.nakedSince.delete(protectionKey(row));
      continue;
    }
    const since = run.notes.nakedSince.get(protectionKey(row)) ?? run.now();
    run.notes.nakedSince.set(protectionKey(row), since);
    if (run.now() - since >= run.timings.nakedLimitMs) act(run, row, 'close');
    else if (lacksStop(run, row) || mayDouble(run, stops)) act(run, row, 'place');
  }
}

/** One stop whose answer is lost and whose validity is over: a second one may go under a new id. */
function mayDouble(run: Run, stops: readonly IntentRow[]): boolean {
  const [only, ...others] = stops;
  if (only === undefined || others.length > 0) return false;
  return only.state === 'unknown' && run.view(only.brokerId).venueNow() > (only.untilAt ?? 0);
}

function act(run: Run, row: LedgerRow, what: 'place' | 'close'): void {
  run.spawn(async () => {
    const signalId = await signalOfStream(run, row.stream);
    if (signalId === null) return;
    await run.write((w) => {
      const current = w.book.ledger.get(ledgerKey(row.brokerId, row.stream));
      if (current === undefined || decimal(current.owned).isZero()) return;
      const stops = stopsFor(run, current);
      if (stops.some((stop) => isProven(stop) && !isLeaving(stop))) return;
      if (what === 'place') {
        if (lacksStop(run, current) || mayDouble(run, stops)) {
          placeStop(run, w, current, signalId, entryPriceOf(run, current));
        }
        return;
      }
      failProtection(run, w, current, signalId, 'No stop could be proven in time.');
      pump(run, w, current.brokerId, current.symbol);
    });
  });
}
