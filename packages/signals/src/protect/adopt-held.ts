import { decimal as decimalOf, formatDecimal, ZERO } from '@perpdesk/broker-core';
import type { LedgerRow } from '@perpdesk/journal/port';
import type { OrderOf } from '../book/stored-order.ts';
import type { Writer } from '../book/writer.ts';
import { signalWork } from '../faults/work-failed.ts';
import { pump } from '../lanes/pump.ts';
import { putStep } from '../lanes/put-step.ts';
import { formatEntries } from '../ledger/entry-names.ts';
import { excessOf } from '../ledger/excess.ts';
import { knownDrift, putKnownDrift } from '../ledger/known-drift.ts';
import { ledgerRow, ownedOfSide, ownersOf } from '../ledger/owned.ts';
import { isRepairing } from '../ledger/repair-drift.ts';
import { directionOf } from '../plan/sides.ts';
import type { Run } from '../run.ts';
import type { Signal } from '../signal.ts';
import type { HandState } from './hand-state.ts';
import { sideKey } from './policy.ts';
import { protectSide } from './protect-side.ts';
import { formatProtectState, NO_PROTECT_STATE, protectStateOf, withHand } from './protect-state.ts';
import { readSide, type SideRead } from './read-side.ts';

type Order = Pick<OrderOf<'protect'>, 'brokerId' | 'positionSide' | 'direction'>;

/** What is held and nobody owns is the person's from now on. @returns Their row; `null`: there is nothing of it. */
export function adopt(run: Run, w: Writer, signal: Signal, order: Order, read: SideRead): LedgerRow | null {
  const { brokerId, positionSide: side, direction } = order;
  const { quantity, entryPrice } = read;
  const { symbol, stream } = signal;
  const place = { brokerId, symbol, side };
  const excess = excessOf(quantity, ownedOfSide(w.book, brokerId, symbol, side));
  const least = run.view(brokerId).instrument(symbol)?.minQuantity ?? ZERO;
  const isOther = directionOf(quantity) !== direction || isRepairing(w.book, place);
  if (!excess.gt(0) || excess.lt(least) || isOther) return null;
  putStep(run, w, signal);
  const own = ownersOf(w.book, brokerId, symbol, side).find((row) => row.stream === stream);
  const before = own === undefined ? ZERO : decimalOf(own.owned);
  const owned = before.plus(direction === 'long' ? excess : excess.negated());
  const state = own === undefined ? { ...NO_PROTECT_STATE, signalId: signal.id } : protectStateOf(own);
  w.putLedger({
    brokerId,
    stream,
    symbol,
    positionSide: side,
    owned: formatDecimal(owned),
    unit: own?.unit ?? '1',
    entries: own?.entries ?? formatEntries([signal.id]),
    state: 'in',
    protect: formatProtectState({
      ...state,
      priced: formatDecimal(owned.abs()),
      entryPrice: entryPrice === null ? state.entryPrice : formatDecimal(entryPrice),
    }),
  });
  run.notes.excess.set(sideKey({ brokerId, symbol, positionSide: side }), ZERO);
  if (knownDrift(w.book, place) !== null) putKnownDrift(w, place, null);
  return ledgerRow(w.book, brokerId, stream);
}

/**
 * The same once the side can be read, for a word that those who own it had at once: what is adopted has what people said of
 * the side by then.
 */
export async function adoptLater(run: Run, signal: Signal, order: Order): Promise<void> {
  const { brokerId, positionSide, direction } = order;
  const place = { brokerId, symbol: signal.symbol, positionSide };
  const read = await readSide(run, { ...place, side: positionSide });
  if (read === null) return;
  await run.write((w) => {
    const owners = ownersOf(w.book, brokerId, signal.symbol, positionSide);
    const along = owners.find((row) => directionOf(decimalOf(row.owned)) === direction);
    const hand = along === undefined ? null : protectStateOf(along).hand;
    if (hand === null) return;
    // a part that was theirs before had the word itself
    const isNew = !owners.some((row) => row.stream === signal.stream);
    const own = adopt(run, w, signal, order, read);
    if (own === null) return;
    if (isNew) {
      const { version: _, ...row } = own;
      w.putLedger({ ...row, protect: formatProtectState(withHand(protectStateOf(own), withoutQuantities(hand))) });
    }
    protectSide(run, w, place);
    pump(run, w, brokerId, signal.symbol);
  }, signalWork(signal.id));
}

/** A quantity was shared out among those who owned the side when it was said. */
function withoutQuantities(hand: HandState): HandState {
  const { takeProfits } = hand;
  const isQuantity = Array.isArray(takeProfits) && takeProfits.some(({ quantity }) => quantity !== undefined);
  return isQuantity ? { ...hand, takeProfits: null } : hand;
}
