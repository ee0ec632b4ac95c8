import { decimal as decimalOf } from '@perpdesk/broker-core';
import type { OrderOf } from '../book/stored-order.ts';
import { markPriceOf } from '../lanes/mark-prices.ts';
import { pump } from '../lanes/pump.ts';
import { ownersOf } from '../ledger/owned.ts';
import { directionOf } from '../plan/sides.ts';
import { accountTag } from '../relay/order-fields.ts';
import { rejectSignal } from '../relay/reject-signal.ts';
import { tellSignal } from '../relay/tell.ts';
import { signalWork } from '../faults/work-failed.ts';
import { actorOf } from '../relay/actor-of.ts';
import type { Run } from '../run.ts';
import type { Signal } from '../signal.ts';
import { adopt, adoptLater } from './adopt-held.ts';
import { allotTargets, newsOf } from './hand-news.ts';
import { sideKey } from './policy.ts';
import { protectSide } from './protect-side.ts';
import { formatProtectState, protectStateOf, withHand } from './protect-state.ts';
import { readSide } from './read-side.ts';
import { sentence } from '../sentences/sentence.ts';

type Order = OrderOf<'protect'>;

/** Taking protection away counts as risk: a word that waited longer is not acted on. */
const MAX_AGE_MS = 120_000;

/**
 * Sets stops and targets by hand, of all who own the side. What the account holds there and nobody owns becomes the
 * person's own, so that it has them too.
 */
export async function applyHand(run: Run, signal: Signal, order: Order): Promise<void> {
  const { brokerId, positionSide: side } = order;
  const isAtOnce = mayGoAtOnce(run, signal, order);
  let isSet = false;
  const read = isAtOnce ? null : await readSide(run, { brokerId, symbol: signal.symbol, side });
  await run.write((w) => {
    if (w.book.signals.get(signal.id)?.state !== 'accepted') return;
    const refused = refusal(run, signal, order);
    if (refused !== null) return rejectSignal(run, w, signal, brokerId, refused);
    if (read !== null) adopt(run, w, signal, order, read);
    const place = { brokerId, symbol: signal.symbol, positionSide: side };
    const owners = ownersOf(w.book, brokerId, signal.symbol, side).filter(
      (row) => directionOf(decimalOf(row.owned)) === order.direction,
    );
    if (owners.length === 0) {
      const detail = sentence('none-open', { direction: order.direction, symbol: signal.symbol });
      return rejectSignal(run, w, signal, brokerId, { code: 'nothing-owned', detail });
    }
    const allot = allotTargets(order, owners, run.view(brokerId).instrument(signal.symbol));
    for (const { version: _, ...row } of owners) {
      const state = withHand(protectStateOf(row), { ...newsOf(order), ...allot(row) });
      w.putLedger({ ...row, protect: formatProtectState({ ...state, signalId: state.signalId ?? signal.id }) });
    }
    tellSignal(run, w, signal.id, `hand:${signal.id}`, {
      type: 'protection.set',
      account: accountTag(run, brokerId),
      symbol: signal.symbol,
      positionSide: side,
      actor: actorOf(signal.source),
      ...newsOf(order),
    });
    w.updateSignal(signal.id, ['accepted'], { state: 'done' });
    isSet = true;
    forgetRefusals(run, place);
    protectSide(run, w, place);
    pump(run, w, brokerId, signal.symbol);
  }, signalWork(signal.id));
  if (isAtOnce && isSet) await adoptLater(run, signal, order);
}

/** Those who own the side wait for no reading of it; only quantities to be shared out need to know of all that is held. */
function mayGoAtOnce(run: Run, signal: Signal, { brokerId, positionSide, direction, takeProfits }: Order): boolean {
  const hasQuantity = Array.isArray(takeProfits) && takeProfits.some(({ quantity = null }) => quantity !== null);
  const owners = ownersOf(run.book, brokerId, signal.symbol, positionSide);
  return !hasQuantity && owners.some((row) => directionOf(decimalOf(row.owned)) === direction);
}

/** Why it is not done; `null`: it is. A stop that the price has passed would close the position on the spot. */
function refusal(run: Run, signal: Signal, order: Order) {
  const { stopLoss, takeProfits, trailing } = order;
  const takesAway = [stopLoss, takeProfits, trailing].includes('off');
  if (takesAway && run.now() - (signal.firedAt ?? signal.receivedAt) > MAX_AGE_MS) {
    return { code: 'too-old', detail: sentence('waited-to-take-away') } as const;
  }
  const price = markPriceOf(run, order.brokerId, signal.symbol);
  if (stopLoss === undefined || stopLoss === 'off' || price === null) return null;
  const isRight = order.direction === 'long' ? stopLoss.lt(price) : stopLoss.gt(price);
  if (isRight) return null;
  const detail = sentence('past-stop', { price, stop: stopLoss });
  return { code: 'conflicting-fields', detail } as const;
}

/** A person's word is tried at once, whatever was refused before. */
function forgetRefusals(run: Run, place: Parameters<typeof sideKey>[0]): void {
  const { heldBack, trailingTold, refusedTimes } = run.notes;
  for (const notes of [heldBack, trailingTold, refusedTimes]) {
    for (const key of notes.keys()) if (key.startsWith(`${sideKey(place)} `)) notes.delete(key);
  }
}
