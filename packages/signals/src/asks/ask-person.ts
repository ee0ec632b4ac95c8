import { formatDecimal } from '@perpdesk/broker-core';
import type { IntentRow } from '@perpdesk/journal/port';
import { formatGoal, goalOf } from '../book/goal.ts';
import type { Writer } from '../book/writer.ts';
import { refuseIntent } from '../lanes/end-refused.ts';
import { limitsOf } from '../lanes/route-of.ts';
import type { AskedFor, AskedLeg } from './ask-notice.ts';
import { toTold } from '../relay/told-wish.ts';
import { tellSignal } from '../relay/tell.ts';
import type { Run } from '../run.ts';
import type { Signal } from '../signal.ts';
import type { WishSignal } from '../wish.ts';
import { askOf } from './ask-of.ts';
import { legFace } from './leg-face.ts';
import { previewLeg } from './preview-leg.ts';

/**
 * Asks once for all accounts of a signal whose route wants a person: what may not be placed anyway is refused at once, the
 * rest stands on one card and waits.
 */
export function askPerson(run: Run, w: Writer, signal: Signal | WishSignal): void {
  const rows = w.book.intents.ofSignal(signal.id).filter((row) => askOf(row)?.state === 'new');
  const legs = rows.flatMap((row) => askFor(run, w, row, signal));
  if (legs.length === 0) return;
  const addsRisk = legs.some(({ kind }) => kind === 'increase');
  tellSignal(run, w, signal.id, `asks:${signal.id}:${rows[0]?.id ?? ''}`, {
    type: 'signal.asks',
    signalId: signal.id,
    routeId: signal.routeId,
    symbol: signal.symbol,
    ...askedFor(signal),
    price: signal.price === null ? null : formatDecimal(signal.price),
    legs,
    answerMs: run.timings.askMs,
    until: addsRisk ? Math.min(...rows.map(({ brokerId }) => tooOldAt(run, signal, brokerId))) : null,
    notes: signal.notes,
  });
}

/** What the alert wants, for people. */
export function askedFor(signal: Signal | WishSignal): AskedFor {
  if ('wishes' in signal) return { wishes: signal.wishes.map(toTold) };
  const { transition, previous, next } = signal;
  return { transition, previous: previous === null ? null : formatDecimal(previous), next: formatDecimal(next) };
}

/** Unix ms: from then on an entry of the signal is too old. */
export function tooOldAt(run: Run, signal: Signal | WishSignal, brokerId: string): number {
  return (signal.firedAt ?? signal.receivedAt) + limitsOf(run, signal.routeId, brokerId).maxAgeMs;
}

function askFor(run: Run, w: Writer, row: IntentRow, signal: Signal | WishSignal): readonly AskedLeg[] {
  const goal = goalOf(row);
  const preview = previewLeg(run, row);
  if (!preview.ok) {
    refuseIntent(run, w, row, preview);
    return [];
  }
  const { quantity } = preview;
  const planned = quantity === null ? null : formatDecimal(quantity);
  w.updateIntent(row.id, {
    goal: formatGoal({ ...goal, asks: { state: 'waiting', planned, quantity: null, by: null } }),
  });
  return [legFace(run, row, signal, preview)];
}
