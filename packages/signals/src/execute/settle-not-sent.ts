import type { BrokerError } from '@perpdesk/broker-core';
import type { IntentRow } from '@perpdesk/journal/port';
import { goalOf } from '../book/goal.ts';
import { isProtective } from '../book/intent-table.ts';
import type { Writer } from '../book/writer.ts';
import { mayAddRisk, mayReduce } from '../lanes/may-begin.ts';
import { refuseIntent } from '../lanes/end-refused.ts';
import { maySendAgain } from '../lanes/may-send-again.ts';
import { isExitSlotTaken } from '../lanes/exit-slot.ts';
import { mustStand } from '../lanes/net-exit.ts';
import { planIntent } from '../lanes/plan-intent.ts';
import { pump } from '../lanes/pump.ts';
import { intentWork } from '../faults/work-failed.ts';
import type { Run } from '../run.ts';
import { type End, endIntent } from './end-intent.ts';
import { measureIfLate } from './late-answer.ts';
import { mark } from './mark.ts';
import { settleRejected } from './settle-rejected.ts';
import { sentence } from '../sentences/sentence.ts';

const NOT_NEEDED: End = { state: 'canceled', code: 'not-needed', detail: sentence('protects-nothing') };
const MAX_TRIES = 5;
const MAX_WAIT_MS = 30_000;
const MAX_STOP_WAIT_MS = 1_000;

/**
 * Nothing was executed, provably: after a wait the order gets a new mark with a validity of its own, by a time
 * that is measured anew where that is what it was refused for.
 *
 * Entries at most five times; exits and targets as long as it takes, ever more seldom, and other exits go meanwhile; stops
 * until the naked limit closes the position.
 */
export function settleNotSent(run: Run, w: Writer, intent: IntentRow, error: BrokerError): void {
  if (intent.kind === 'increase' && intent.attempt >= MAX_TRIES) return settleRejected(run, w, intent, error);
  const doubled = run.timings.backoffMs * 2 ** Math.min(intent.attempt - 1, 10);
  const waitMs = Math.max(
    Math.min(doubled, intent.kind === 'stop' ? MAX_STOP_WAIT_MS : MAX_WAIT_MS),
    error.retryAfterMs ?? 0,
  );
  w.after(() => run.spawn(() => tryAgain(run, intent, waitMs, error), intentWork(intent)));
  if (intent.kind !== 'reduce') return;
  run.notes.unsent.set(intent.id, intent.attempt);
  pump(run, w, intent.brokerId, intent.symbol);
}

async function tryAgain(run: Run, intent: IntentRow, waitMs: number, error: BrokerError): Promise<void> {
  const measured = measureIfLate(run, intent.brokerId, error);
  do await run.sleep(waitMs);
  while (!run.isStopping && waitsForJournal(run, intent.id));
  await measured;
  if (run.isStopping) return;
  await run.write((w) => {
    const current = w.book.intents.get(intent.id);
    if (current?.state !== 'sending' || current.attempt !== intent.attempt) return;
    run.notes.unsent.delete(intent.id);
    const refusal = current.kind === 'increase' ? maySendAgain(run, current) : null;
    if (isProtective(current) && goalOf(current).leaving) return endIntent(run, w, current, NOT_NEEDED);
    if (refusal !== null) return refuseIntent(run, w, current, refusal);
    if (current.kind !== 'reduce') return void mark(run, w, current);
    // a stop, a target or a person may have taken a part of it meanwhile
    const verdict = planIntent(run, current);
    const rows = w.book.intents.openOfLane(current.brokerId, current.symbol);
    const mayGo =
      verdict.type === 'send' &&
      !isExitSlotTaken(run, rows, current) &&
      !mustStand(run, current, verdict.patch) &&
      mayReduce(run, current, verdict.patch);
    if (mayGo) mark(run, w, current, verdict.patch);
    else endIntent(run, w, current, { state: 'canceled', code: 'not-sent', detail: sentence('planned-anew') });
  }, intentWork(intent));
}

/** Its next mark is one that only a journal may hold. */
function waitsForJournal(run: Run, intentId: string): boolean {
  const current = run.book.intents.get(intentId);
  if (current?.state !== 'sending') return false;
  if (current.kind === 'increase') return !mayAddRisk(run) && maySendAgain(run, current) === null;
  return current.kind === 'reduce' && !mayReduce(run, current, {});
}
