import { formatDecimal, ZERO, type BrokerEvent, type Fill, type Order } from '@perpdesk/broker-core';
import type { ManagedEvent } from '@perpdesk/broker-manager';
import { laneKey } from '../book/intent-table.ts';
import { settleOrder } from '../execute/settle-order.ts';
import { isAccountOut } from '../faults/leave-out.ts';
import { accountWork, intentWork } from '../faults/work-failed.ts';
import { isFirstOfShare } from '../lanes/exit-waits.ts';
import { mayReduceOn } from '../lanes/may-begin.ts';
import { pump } from '../lanes/pump.ts';
import { tellIfComplete } from '../lanes/tell-filled.ts';
import { checkDrift, hasUnsettled } from '../ledger/drift.ts';
import { mayDrift } from '../ledger/known-drift.ts';
import { notePositionAt } from '../ledger/seen-at.ts';
import { ownedOfSide } from '../ledger/owned.ts';
import { pauseNakedOf } from '../protect/naked-time.ts';
import type { Run } from '../run.ts';
import { adoptStop } from './adopt-stop.ts';
import { loadIntentOf } from './load-intent.ts';
import { onStuck } from './on-stuck.ts';
import { recordFill } from './record-fill.ts';
import { gapsOf, noteReadFrom } from './read-from.ts';
import { wakePast } from './read-past.ts';
import { recoverReady } from './recover-ready.ts';

/** Takes in what an account's stream says. */
export function onEvent(run: Run, { brokerId, event }: ManagedEvent): void {
  if (isAccountOut(run, brokerId)) return;
  run.spawn(async () => takeIn(run, brokerId, event), accountWork(brokerId));
}

function takeIn(run: Run, brokerId: string, event: BrokerEvent): void {
  switch (event.type) {
    case 'order-updated':
      return onOrder(run, brokerId, event.order);
    case 'fill-received':
      return onFill(run, brokerId, event.fill, event.cause);
    case 'position-updated': {
      onPosition(run, brokerId, event.symbol, event.positionSide, event.venueAt);
      const owned = ownedOfSide(run.book, brokerId, event.symbol, event.positionSide);
      const held = event.position?.quantity ?? ZERO;
      const place = { brokerId, symbol: event.symbol, side: event.positionSide };
      if (mayDrift(run, place, held, owned) && !hasUnsettled(run, brokerId, event.symbol)) {
        checkDrift(run, brokerId, event.symbol);
      }
      return;
    }
    case 'stream-gap':
      run.notes.recovered.delete(brokerId);
      run.notes.reducing.delete(brokerId);
      run.notes.gaps.set(brokerId, gapsOf(run, brokerId) + 1);
      forgetReadings(run, brokerId);
      noteReadFrom(run, brokerId);
      pauseNakedOf(run, brokerId);
      wakePast(run, brokerId);
      void Promise.all(recoverReady(run));
      return;
    case 'order-stuck':
      return onStuck(run, brokerId, event.order, event.triggeredAt);
    case 'balance-updated':
    case 'settings-updated':
    case 'margin-call':
      return;
    default:
      return event satisfies never;
  }
}

/** What was read of an account's positions before a gap says nothing of what happened in it. */
function forgetReadings({ notes: { confirmed } }: Run, brokerId: string): void {
  for (const side of confirmed.keys()) if (side.startsWith(`${brokerId} `)) confirmed.delete(side);
}

/** Fills that waited to be told with the position that they made are told now, and shares of it are taken. */
function onPosition(run: Run, brokerId: string, symbol: string, positionSide: string, venueAt: number): void {
  notePositionAt(run, { brokerId, symbol, positionSide }, venueAt);
  const waiting = run.notes.untold.ofAccount(brokerId).filter((id) => run.book.intents.get(id)?.symbol === symbol);
  const hasShares = run.book.intents.openOfLane(brokerId, symbol).some((row) => isFirstOfShare(run, row));
  if (waiting.length === 0 && !hasShares) return;
  run.spawn(() =>
    run.write((w) => {
      for (const id of waiting) tellIfComplete(run, w, id);
      if (hasShares) pump(run, w, brokerId, symbol);
    }, accountWork(brokerId)),
  );
}

function onOrder(run: Run, brokerId: string, order: Order): void {
  const intent = run.book.intents.byClientOrderId(order.clientOrderId);
  // of a life that could not record it, and on its way until now
  if (intent === undefined && mayReduceOn(run, brokerId)) {
    run.spawn(() => adoptStop(run, brokerId, order), accountWork(brokerId));
  }
  if (intent === undefined || intent.brokerId !== brokerId) return;
  if (intent.clientOrderId !== order.clientOrderId) {
    return run.logger.error('an order came to life after its absence was proven', {
      brokerId,
      clientOrderId: order.clientOrderId,
      intentId: intent.id,
    });
  }
  run.spawn(() => run.write((w) => settleOrder(run, w, intent, order), intentWork(intent)));
}

function onFill(
  run: Run,
  brokerId: string,
  fill: Fill,
  cause: Extract<BrokerEvent, { type: 'fill-received' }>['cause'],
) {
  run.spawn(async () => {
    await loadIntentOf(run, brokerId, fill);
    run.probe('before-fill-commit');
    let isForeign = false;
    await run.write((w) => {
      isForeign = recordFill(run, w, brokerId, fill) === 'foreign';
    }, accountWork(brokerId));
    run.probe('after-fill-commit');
    if (!isForeign) return;
    const key = `${laneKey(brokerId, fill.symbol)} ${fill.positionSide}`;
    if (cause === 'liquidation' || cause === 'adl') run.notes.causes.set(key, cause);
    run.logger.info('foreign fill', { brokerId, symbol: fill.symbol, quantity: formatDecimal(fill.quantity) });
    checkDrift(run, brokerId, fill.symbol);
  }, accountWork(brokerId));
}
