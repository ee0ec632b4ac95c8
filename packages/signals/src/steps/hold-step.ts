import { decimal, formatDecimal, ZERO } from '@perpdesk/broker-core';
import type { Writer } from '../book/writer.ts';
import { mayRejoin } from '../lanes/may-rejoin.ts';
import type { Step } from '../plan/classify-step.ts';
import { tellSignal } from '../relay/tell.ts';
import type { Run } from '../run.ts';
import type { Signal } from '../signal.ts';
import { applyStep } from './apply-step.ts';
import { refuseStep } from './refuse-step.ts';
import { sentence } from '../sentences/sentence.ts';

/**
 * A signal is missing before this one: it stands until that one comes, unless strategy and desk are both flat. A program hears
 * at once that it is refused, and what it heard so is not carried out later.
 */
export function holdStep(run: Run, w: Writer, signal: Signal, step: Step): void {
  const last = formatDecimal(decimal(run.book.streams.get(signal.stream)?.lastPosition ?? '0'));
  if (mayRejoin(run, signal.stream, step)) return rejoin(run, w, signal, last);
  const previous = formatDecimal(step.previous);
  const detail = sentence('signal-missing', { last, previous });
  if (signal.source === 'program') return refuseStep(run, w, signal, 'chain-gap', detail);
  w.updateSignal(signal.id, ['accepted'], { state: 'held', code: 'chain-gap', detail });
  tellSignal(run, w, signal.id, `held:${signal.id}`, {
    type: 'signal.held',
    signalId: signal.id,
    routeId: signal.routeId,
    symbol: signal.symbol,
    code: 'chain-gap',
    detail,
    lastPosition: last,
    previous,
    next: formatDecimal(signal.next),
  });
}

/** Told, since an alert is missing; applied, since nothing hangs on it. */
function rejoin(run: Run, w: Writer, signal: Signal, lastPosition: string): void {
  tellSignal(run, w, signal.id, `rejoined:${signal.id}`, {
    type: 'signal.rejoined',
    signalId: signal.id,
    routeId: signal.routeId,
    symbol: signal.symbol,
    lastPosition,
    next: formatDecimal(signal.next),
  });
  applyStep(run, w, signal, { from: () => ZERO, sizedBy: null });
}
