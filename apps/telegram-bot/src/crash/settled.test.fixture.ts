import { INTENT_END_STATES, type IntentRow } from '@perpdesk/journal/port';
import type { Truth } from './truth.test.fixture.ts';

/** Why the desk still has something to do, by its own files; `null`: nothing. */
export function whyUnsettled(truth: Truth, signals: number): string | null {
  if (truth.signals.length < signals) return `${truth.signals.length} of ${signals} signals are stored`;
  const signal = truth.signals.find(({ state }) => state !== 'done' && state !== 'refused');
  if (signal !== undefined) return `signal ${signal.id} is ${signal.state}`;
  const intent = truth.intents.find((row) => !isAtRest(row));
  if (intent !== undefined) return `${intent.kind} ${intent.id} is ${intent.state}`;
  const message = truth.outbox.find(({ state }) => state === 'pending');
  if (message !== undefined) return `message ${message.eventId} waits`;
  const confirm = truth.confirms.find(({ state }) => state === 'executing');
  if (confirm !== undefined) return `card ${confirm.nonce} is being carried out`;
  return truth.openUpdates === 0 ? null : `${truth.openUpdates} updates wait`;
}

function isAtRest({ kind, state, goal }: IntentRow): boolean {
  if (INTENT_END_STATES.includes(state) || state === 'needs-operator') return true;
  const { leaving } = JSON.parse(goal) as { readonly leaving: boolean };
  return kind === 'stop' && state === 'accepted' && !leaving;
}
