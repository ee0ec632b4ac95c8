import type { IntentRow } from '@perpdesk/journal/port';
import { targetsOfSignal } from '../relay/targets.ts';
import { checkWork } from '../faults/work-failed.ts';
import type { Run } from '../run.ts';
import { tooOldAt } from './ask-person.ts';
import { asksBySignal } from './ask-of.ts';
import { endAsks } from './end-asks.ts';
import { isAsking } from '../book/intent-table.ts';
import { ownedBy } from '../ledger/owned.ts';
import { comesAfterEntries } from '../lanes/exit-waits.ts';
import { previewLeg } from './preview-leg.ts';
import { endRefused } from '../lanes/end-refused.ts';
import { sentence } from '../sentences/sentence.ts';

/** Unix ms: until when it may be answered; `Infinity` for an exit whose card was not delivered yet. */
export function deadlineOf(run: Run, row: IntentRow): number {
  const askedAt = run.notes.askedAt.get(row.signalId);
  const answerBy = askedAt === undefined ? Infinity : askedAt + run.timings.askMs;
  const signal = run.book.signals.get(row.signalId)?.stored.signal;
  if (row.kind === 'reduce' || signal === undefined) return answerBy;
  return Math.min(answerBy, tooOldAt(run, signal, row.brokerId));
}

/** Reads from the outbox when the card reached its first chat, where that is not known yet. */
export async function noteDelivery(run: Run, signalId: string): Promise<void> {
  if (run.notes.askedAt.has(signalId)) return;
  const targets = targetsOfSignal(run, signalId);
  const rows = await Promise.all(targets.map((target) => run.journal.listOutbox({ target, thread: signalId })));
  const sent = rows
    .flat()
    .filter((row) => row.type === 'signal.asks' && row.state === 'sent' && row.messageId !== null)
    .map(({ nextAt, createdAt }) => Math.max(nextAt, createdAt));
  if (sent.length > 0) run.notes.askedAt.set(signalId, Math.min(...sent));
}

/** Learns when cards were delivered, and ends those that nobody answered in time, and exits that have nothing left to close. */
export function watchAsks(run: Run): void {
  for (const [signalId, rows] of asksBySignal(run.book.intents.asking())) {
    const work = checkWork(sentence('check-card', { signal: signalId }));
    if (run.setAside.has(work)) continue;
    run.spawn(async () => {
      await noteDelivery(run, signalId);
      if (!rows.some((row) => isOver(run, row) || whyIdle(run, row) !== null)) return;
      await run.write((w) => {
        expireAsks(run, w, signalId);
        endIdle(run, w, signalId);
      }, work);
    }, work);
  }
}

/** Ends what of a signal's card is over. */
export function expireAsks(run: Run, w: Parameters<typeof endAsks>[1], signalId: string): void {
  const rows = asksBySignal(w.book.intents.ofSignal(signalId)).get(signalId) ?? [];
  endAsks(
    run,
    w,
    rows.filter((row) => isOver(run, row)),
    {
      answer: 'expired',
      code: 'ask-expired',
      detail: sentence('nobody-answered'),
      actor: null,
      isReplaced: false,
    },
  );
}

function isOver(run: Run, row: IntentRow): boolean {
  return run.now() >= deadlineOf(run, row);
}

/** Its stop, or somebody else, has closed what it asks about: a card that was never delivered would wait for ever. */
function endIdle(run: Run, w: Parameters<typeof endAsks>[1], signalId: string): void {
  for (const row of asksBySignal(w.book.intents.ofSignal(signalId)).get(signalId) ?? []) {
    const why = whyIdle(run, row);
    if (why !== null) endRefused(run, w, row, { code: 'nothing-owned', detail: why });
  }
}

function whyIdle(run: Run, row: IntentRow): string | null {
  if (row.kind !== 'reduce' || !isAsking(row) || comesAfterEntries(run, row)) return null;
  const isOwning = !ownedBy(run.book, row.brokerId, row.stream).isZero();
  return isOwning || previewLeg(run, row).ok ? null : sentence('owns-nothing');
}
