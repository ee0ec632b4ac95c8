import type { IntentRow } from '@perpdesk/journal/port';
import { isMarked, isProtective } from '../book/intent-table.ts';
import type { Writer } from '../book/writer.ts';
import { absenceMarginOf } from '../engine-options.ts';
import { orderFields } from '../relay/order-fields.ts';
import { tellSignal } from '../relay/tell.ts';
import { isRestingEntry } from '../entries/is-resting.ts';
import { intentWork } from '../faults/work-failed.ts';
import type { Run } from '../run.ts';
import { endIntent } from './end-intent.ts';
import { lookUp } from './look-up.ts';
import { settleAbsent } from './settle-absent.ts';
import { settleForgotten } from './settle-forgotten.ts';
import { settleOrder } from './settle-order.ts';
import { settleTaken } from './settle-resting.ts';
import { settleUnknown } from './settle-unknown.ts';
import { sentence } from '../sentences/sentence.ts';

/** So often an order that has ended is looked up for the price at which it filled. */
const MAX_PRICE_LOOKS = 10;

/**
 * Looks after a marked intent until the exchange has said how it stands: a market order ended, a stop rests. One that filled,
 * and no answer told at which price, is looked up for it: its fills tell it, but their news may be lost.
 */
export function resolveOrder(run: Run, intentId: string, waitMs = 0): void {
  if (run.notes.resolving.has(intentId)) return;
  run.notes.resolving.add(intentId);
  const intent = run.book.intents.get(intentId);
  run.spawn(
    async () => {
      try {
        // most have ended by the time that they are looked after
        if (waitMs > 0 && !isSettled(run.book.intents.get(intentId))) await run.wait(intentId, waitMs);
        await lookUntilSettled(run, intentId);
      } finally {
        run.notes.resolving.delete(intentId);
      }
    },
    intent && intentWork(intent),
  );
}

async function lookUntilSettled(run: Run, intentId: string): Promise<void> {
  let absent = { attempt: 0, at: 0 };
  let failures = 0;
  let priceLooks = 0;
  for (;;) {
    const intent = run.book.intents.get(intentId);
    if (run.isStopping || intent === undefined || isSettled(intent)) return;
    if (!needsLook(intent) && priceLooks++ >= MAX_PRICE_LOOKS) return;
    const look = await lookUp(run, intent);
    const current = run.book.intents.get(intentId);
    if (current === undefined || isSettled(current)) return;
    if (current.attempt !== intent.attempt) continue;
    if (look === 'impossible') {
      return needsLook(current) ? run.write((w) => giveUp(run, w, current), intentWork(current)) : undefined;
    }
    if (look === 'failed') {
      failures += 1;
      await run.wait(intentId, Math.min(run.timings.lookGapMs * 2 ** Math.min(failures - 1, 3), 15_000));
      continue;
    }
    failures = 0;
    if (look.order !== null) {
      absent = { attempt: 0, at: 0 };
      const { order } = look;
      await settleTaken(run, current, order);
      await run.write((w) => {
        const last = w.book.intents.get(intentId);
        if (last?.attempt === current.attempt) settleOrder(run, w, last, order);
      }, intentWork(current));
      await run.wait(intentId, isRestingEntry(current) ? run.timings.restingPollMs : run.timings.pollMs);
      continue;
    }
    if (!isInDoubt(current) && !mayBeForgotten(current)) {
      await run.wait(intentId, run.timings.pollMs);
      continue;
    }
    if (current.state === 'sending') await run.write((w) => doubt(run, w, current), intentWork(current));
    // a clock that is set back begins the gap between two looks anew
    absent = { ...absent, at: Math.min(absent.at, run.now()) };
    const deadAt = (current.untilAt ?? 0) + absenceMarginOf(run.timings, current.brokerId);
    if (look.serverAt <= deadAt) {
      await run.wait(intentId, Math.min(Math.max(deadAt - look.serverAt + 1, 1), run.timings.lookGapMs));
    } else if (absent.attempt !== current.attempt) {
      absent = { attempt: current.attempt, at: run.now() };
      await run.wait(intentId, run.timings.lookGapMs);
    } else if (run.now() - absent.at < run.timings.lookGapMs || mustKnowPast(run, current)) {
      await run.wait(intentId, run.timings.lookGapMs);
    } else {
      await run.write((w) => {
        const last = w.book.intents.get(intentId);
        if (last === undefined || last.attempt !== current.attempt) return;
        if (isInDoubt(last)) settleAbsent(run, w, last);
        else if (mayBeForgotten(last)) settleForgotten(run, w, last);
      }, intentWork(current));
    }
  }
}

function isSettled(intent: IntentRow | undefined): boolean {
  return intent === undefined || !(needsLook(intent) || lacksPrice(intent));
}

/** It filled, and it is not known at which price. */
export function lacksPrice({ filledQuantity, averagePrice }: IntentRow): boolean {
  return filledQuantity !== '0' && averagePrice === null;
}

function needsLook(intent: IntentRow): boolean {
  if (!isMarked(intent) || intent.state === 'needs-operator') return false;
  return !waitsForPrice(intent) || isInDoubt(intent) || intent.state === 'partially-filled';
}

/** A stop or target rests until its price comes. */
function waitsForPrice(intent: IntentRow): boolean {
  return isProtective(intent) && intent.orderType !== 'market';
}

function isInDoubt(intent: IntentRow): boolean {
  return intent.state === 'sending' || intent.state === 'unknown';
}

/** The exchange had it, and keeps what ended unfilled for days only. Of what had filled, the fills tell. */
function mayBeForgotten(intent: IntentRow): boolean {
  return !waitsForPrice(intent) && (intent.state === 'accepted' || intent.state === 'partially-filled');
}

/**
 * While the past of an account is not read, nobody knows whether its journal is an old one, so that a later attempt of an entry
 * may have been sent; nor what a forgotten order had filled.
 */
function mustKnowPast(run: Run, intent: IntentRow): boolean {
  return (intent.kind === 'increase' || !isInDoubt(intent)) && !run.notes.recovered.has(intent.brokerId);
}

/** A crash or a lost answer left it `sending`, and the first look did not find it. */
function doubt(run: Run, w: Writer, intent: IntentRow): void {
  if (w.book.intents.get(intent.id)?.state === 'sending') settleUnknown(run, w, intent, sentence('answer-lost'));
}

function giveUp(run: Run, w: Writer, intent: IntentRow): void {
  const detail = sentence('cannot-be-asked');
  tellSignal(run, w, intent.signalId, `resolved:${intent.id}:${intent.attempt}`, {
    type: 'order.resolved',
    ...orderFields(run, intent),
    result: 'needs-operator',
    detail,
  });
  endIntent(run, w, intent, { state: 'needs-operator', code: 'needs-operator', detail });
}
