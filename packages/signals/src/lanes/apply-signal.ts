import { decimal, type Decimal, formatDecimal } from '@perpdesk/broker-core';
import type { OpenSignal } from '../book/book.ts';
import type { Goal } from '../book/goal.ts';
import type { Writer } from '../book/writer.ts';
import { classifyStep, type Step } from '../plan/classify-step.ts';
import { directionOf, increasingSide, positionSideOf, reducingSide } from '../plan/sides.ts';
import { transitionOf } from '../plan/transition.ts';
import { tellSignal } from '../relay/tell.ts';
import type { Run } from '../run.ts';
import type { RefusalCode, Signal } from '../signal.ts';
import { insertIntent } from './insert-intent.ts';
import { mayRejoin } from './may-rejoin.ts';
import { putStep } from './put-step.ts';
import { pump } from './pump.ts';
import { supersedeOlder } from './supersede.ts';

/**
 * Applies an accepted alert to its stream: its intents for every account of the route, those marked at once whose lane is
 * free, the stream's new position and the signal's state are one commit.
 */
export function applySignal(run: Run, w: Writer, open: OpenSignal): void {
  const { signal } = open.stored;
  const known = run.book.streams.get(signal.stream);
  const step = classifyStep(
    signal,
    known === undefined ? null : { lastPosition: decimal(known.lastPosition), lastFiredAt: known.lastFiredAt },
  );
  switch (step.type) {
    case 'fits':
      return fit(run, w, signal, step);
    case 'nothing':
      putStep(run, w, signal);
      return w.updateSignal(open.id, ['accepted'], { state: 'done' });
    case 'gap': {
      const last = known?.lastPosition ?? '0';
      return mayRejoin(run, signal.stream, step)
        ? rejoin(run, w, signal, last, step)
        : hold(run, w, signal, last, step.previous);
    }
    case 'first-sight':
      return refuse(run, w, signal, 'first-sight', 'The strategy is in a position that this desk did not open.');
    case 'superseded':
      return refuse(run, w, signal, 'superseded', 'A newer signal of the strategy was applied already.');
    default:
      return step.type satisfies never;
  }
}

function fit(run: Run, w: Writer, signal: Signal, step: Step): void {
  const { sequence, code } = putStep(run, w, signal);
  w.updateSignal(signal.id, ['accepted'], { state: 'planned' });
  const goal: Goal = {
    work: 'step',
    order: run.book.nextOrder++,
    sequence,
    streamCode: code,
    cause: 'signal',
    previous: formatDecimal(step.previous),
    remaining: null,
    resends: 0,
    failures: 0,
    leaving: false,
  };
  const accounts = run.routes.get(signal.routeId)?.brokers ?? [];
  for (const { brokerId } of accounts) insertLegs(run, w, signal, brokerId, step.previous, goal);
  if (accounts.length === 0) w.updateSignal(signal.id, ['planned'], { state: 'done' });
  for (const { brokerId } of accounts) pump(run, w, brokerId, signal.symbol);
}

function insertLegs(run: Run, w: Writer, signal: Signal, brokerId: string, previous: Decimal, goal: Goal): void {
  const transition = transitionOf(previous, signal.next);
  const mode = run.view(brokerId).positionMode;
  const base = { signalId: signal.id, brokerId, symbol: signal.symbol, stream: signal.stream, goal };
  if (transition === 'reduce' || transition === 'close' || transition === 'reverse') {
    const direction = directionOf(previous);
    const positionSide = positionSideOf(direction, mode);
    const exit = insertIntent(run, w, { ...base, kind: 'reduce', positionSide, side: reducingSide(direction) });
    supersedeOlder(run, w, exit);
  }
  if (transition === 'open' || transition === 'add' || transition === 'reverse') {
    const direction = directionOf(signal.next);
    const positionSide = positionSideOf(direction, mode);
    insertIntent(run, w, { ...base, kind: 'increase', positionSide, side: increasingSide(direction) });
  }
}

/** Told, since an alert is missing; applied, since nothing hangs on it. */
function rejoin(run: Run, w: Writer, signal: Signal, lastPosition: string, step: Step): void {
  tellSignal(run, w, signal.id, `rejoined:${signal.id}`, {
    type: 'signal.rejoined',
    signalId: signal.id,
    routeId: signal.routeId,
    symbol: signal.symbol,
    lastPosition: formatDecimal(decimal(lastPosition)),
    next: formatDecimal(signal.next),
  });
  fit(run, w, signal, step);
}

function hold(run: Run, w: Writer, signal: Signal, lastPosition: string, previous: Decimal): void {
  const last = formatDecimal(decimal(lastPosition));
  const detail = `The desk last applied ${last}, the alert says ${formatDecimal(previous)}: a signal is missing.`;
  w.updateSignal(signal.id, ['accepted'], { state: 'held', code: 'chain-gap', detail });
  tellSignal(run, w, signal.id, `held:${signal.id}`, {
    type: 'signal.held',
    signalId: signal.id,
    routeId: signal.routeId,
    symbol: signal.symbol,
    code: 'chain-gap',
    detail,
    lastPosition: last,
    previous: formatDecimal(previous),
    next: formatDecimal(signal.next),
  });
}

function refuse(run: Run, w: Writer, signal: Signal, code: RefusalCode, detail: string): void {
  w.updateSignal(signal.id, ['accepted'], { state: 'refused', code, detail });
  tellSignal(run, w, signal.id, `refused:${signal.id}`, {
    type: 'signal.rejected',
    signalId: signal.id,
    routeId: signal.routeId,
    account: null,
    symbol: signal.symbol,
    code,
    detail,
  });
}
