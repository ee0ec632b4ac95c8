import { type Decimal, decimal, formatDecimal } from '@perpdesk/broker-core';
import type { IntentRow } from '@perpdesk/journal/port';
import { type Goal, goalOf } from '../book/goal.ts';
import type { Run } from '../run.ts';
import type { Signal } from '../signal.ts';
import type { WishProtect, WishSignal } from '../wish.ts';

type Told = Pick<Signal | WishSignal, 'protect' | 'orderType' | 'price'>;

/**
 * What the alerts of unsent entries say of how they enter, for the entry that takes their place.
 *
 * @param entries In their order; what a later one says counts.
 * @param isReduced The alert of the entry that takes their place reduces the strategy.
 */
export function replacedTerms(run: Run, entries: readonly IntentRow[], isReduced: boolean): Goal['replaces'] {
  let replaces: Goal['replaces'];
  for (const entry of entries) {
    const signal = run.book.signals.get(entry.signalId)?.stored.signal;
    const goal = goalOf(entry);
    const protect = beside(toldProtect(signal, goal), replaces?.protect ?? null);
    const price = signal === undefined ? null : toldLimit(signal, goal);
    replaces = { protect, restsAt: price === null ? null : formatDecimal(price), isReduced };
  }
  return replaces;
}

/** Stops and targets that the entry's alert names; those that it does not name are those of the entry whose place it takes. */
export function toldProtect(signal: Pick<Told, 'protect'> | undefined, { replaces }: Goal): WishProtect | null {
  return beside(signal?.protect ?? null, replaces?.protect ?? null);
}

/** Quote asset: where the alert says that its entry rests; `null`: it does not. */
export function toldLimit({ orderType, price }: Told, { replaces }: Goal): Decimal | null {
  if (replaces?.isReduced === true) return replaces.restsAt === null ? null : decimal(replaces.restsAt);
  return orderType === 'limit' ? price : null;
}

/** The signal as its entry is planned. Without a time nothing is entered, whatever its place. */
export function entryTerms(signal: Signal, goal: Goal): Signal {
  if (goal.replaces === undefined) return signal;
  const { entryRefusal } = signal;
  const isRefused = !goal.replaces.isReduced || entryRefusal?.code === 'bad-time';
  return { ...signal, protect: toldProtect(signal, goal), entryRefusal: isRefused ? entryRefusal : undefined };
}

function beside(own: WishProtect | null, earlier: WishProtect | null): NonNullable<Goal['replaces']>['protect'] {
  const takeProfits = own === null || own.takeProfits.length === 0 ? earlier?.takeProfits : own.takeProfits;
  const stopLoss = own?.stopLoss ?? earlier?.stopLoss ?? null;
  return own === null && earlier === null ? null : { stopLoss, takeProfits: [...(takeProfits ?? [])] };
}
