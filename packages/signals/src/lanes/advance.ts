import { decimal } from '@perpdesk/broker-core';
import type { IntentRow } from '@perpdesk/journal/port';
import { isEnded, isProtective } from '../book/intent-table.ts';
import type { Writer } from '../book/writer.ts';
import { continueEntry } from '../entries/continue-entry.ts';
import { tellResting } from '../entries/tell-resting.ts';
import { resolveOrder } from '../execute/resolve-order.ts';
import { keepWhyEnded } from '../execute/why-ended.ts';
import { onProtectionChanged } from '../protect/protection-changed.ts';
import { protectSide } from '../protect/protect-side.ts';
import type { Run } from '../run.ts';
import { continueExit } from './continue-exit.ts';
import { endEntry } from './end-entry.ts';
import { finishSignal } from './finish-signal.ts';
import { pump } from './pump.ts';
import { awaitFills } from './tell-filled.ts';

/** What follows from an intent's change: protection, the rest of an exit, the next in the lane. One commit with it. */
export function advance(run: Run, w: Writer, before: IntentRow, after: IntentRow): void {
  const hasFilledMore = decimal(after.filledQuantity).gt(decimal(before.filledQuantity));
  const hasEnded = !isEnded(before) && isEnded(after);
  if (before.state !== after.state) run.wake(after.id);
  if (isProtective(after)) {
    onProtectionChanged(run, w, before, after);
  } else {
    if (hasEnded) {
      const goesOn = after.kind === 'increase' ? continueEntry(run, w, after) : continueExit(run, w, after);
      awaitFills(run, w, goesOn ? after : keepWhyEnded(run, w, after));
      if (after.kind === 'increase') endEntry(run, w, after);
    } else if (after.state === 'accepted' || after.state === 'partially-filled') {
      if (before.state !== after.state) tellResting(run, w, after);
      w.later(() => resolveOrder(run, after.id, run.timings.pollMs));
    }
  }
  // some exchanges answer without the price: then the fill tells it
  const isPriced = after.averagePrice !== before.averagePrice;
  if (hasFilledMore || isPriced || hasEnded || (isProtective(after) && after.state !== before.state)) {
    protectSide(run, w, after);
  }
  if (hasEnded) finishSignal(run, w, after.signalId);
  pump(run, w, after.brokerId, after.symbol);
}
