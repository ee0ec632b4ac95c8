import { formatDecimal } from '@perpdesk/broker-core';
import type { IntentRow, SignalRow } from '@perpdesk/journal/port';
import type { SignalStory } from '@perpdesk/signals';

type Stored = NonNullable<SignalStory['stored']>['signal'];

/** `0 → 1`, or what the alert asks for. */
export function formatAsk(signal: Stored): string {
  if ('wishes' in signal) return signal.wishes.map(({ type }) => type).join(', ');
  const { previous, next } = signal;
  return `${previous === null ? '?' : formatDecimal(previous)} → ${formatDecimal(next)}`;
}

/** `trend`, `chat 7`, `program`. */
export function formatSource(source: string): string {
  if (source.startsWith('route:')) return source.slice('route:'.length);
  return source.startsWith('chat:') ? `chat ${source.slice('chat:'.length)}` : source;
}

/** What became of orders of the same kind. */
export interface Outcome {
  readonly count: number;
  /** A state, a refusal's code, or `not-needed`. */
  readonly name: string;
}

type Ended = Pick<SignalRow, 'code' | 'state'>;
type EndedOrder = Pick<IntentRow, 'kind' | 'state' | 'code' | 'attempt'>;

/** What became of a signal's orders, protection left out. */
export function countOutcomes(intents: readonly EndedOrder[]): readonly Outcome[] {
  const orders = intents.filter(({ kind }) => kind === 'increase' || kind === 'reduce');
  const counts = new Map<string, number>();
  for (const { state, code: why, attempt } of orders) {
    const isNotNeeded = state === 'canceled' && attempt === 0;
    const name = why !== null && why !== 'done' ? why : isNotNeeded ? 'not-needed' : state;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].map(([name, count]) => ({ name, count }));
}

/** `2 filled`, `1 filled, 1 limit-notional`, `no order`: what became of the orders, protection left out. */
export function formatOutcome({ code, state }: Ended, intents: readonly EndedOrder[]): string {
  const outcomes = countOutcomes(intents);
  if (outcomes.length === 0) return code ?? (state === 'done' ? 'no order' : '');
  return outcomes.map(({ count, name }) => `${count} ${name === 'not-needed' ? 'not needed' : name}`).join(', ');
}
