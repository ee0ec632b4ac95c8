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

/** `2 filled`, `1 filled, 1 limit-notional`, `no order`: what became of the orders, protection left out. */
export function formatOutcome(
  { code, state: stands }: Pick<SignalRow, 'code' | 'state'>,
  intents: readonly Pick<IntentRow, 'kind' | 'state' | 'code' | 'attempt'>[],
): string {
  const orders = intents.filter(({ kind }) => kind === 'increase' || kind === 'reduce');
  if (orders.length === 0) return code ?? (stands === 'done' ? 'no order' : '');
  const counts = new Map<string, number>();
  for (const { state, code: why, attempt } of orders) {
    const isNotNeeded = state === 'canceled' && attempt === 0;
    const name = why !== null && why !== 'done' ? why : isNotNeeded ? 'not needed' : state;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].map(([name, count]) => `${count} ${name}`).join(', ');
}
