import type { IntentRow } from '@perpdesk/journal/port';
import { goalOf } from '../book/goal.ts';
import { actorOf } from '../relay/actor-of.ts';
import type { Run } from '../run.ts';
import { sentence } from '../sentences/sentence.ts';

/** Who takes an entry back that is marked as leaving, as a sentence. */
export function canceledWhy(entry: IntentRow): string {
  const by = goalOf(entry).canceledBy;
  return by === undefined ? sentence('strategy-canceled') : sentence('canceled-by', { by });
}

/**
 * Who reduces, so that an entry before it does not go on, as a sentence.
 *
 * @param otherwise What is said where it is the strategy.
 */
export function reducedWhy(
  run: Run,
  exit: IntentRow,
  otherwise: 'newer-signal-reduces' | 'newer-signal-took' | 'reduces-before-sent',
): string {
  const source = run.book.signals.get(exit.signalId)?.stored.signal.source;
  const isByHand = goalOf(exit).cause === 'operator' && source !== undefined;
  return isByHand ? sentence('reduced-by', { by: actorOf(source) }) : sentence(otherwise);
}
