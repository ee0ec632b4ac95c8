import type { FillRow, IntentRow } from '@perpdesk/journal/port';
import type { JournalRows } from './journal-place.test.fixture.ts';

const OPEN_SIGNALS = ['accepted', 'planned'];
const OPEN_INTENTS = ['planned', 'sending', 'unknown', 'accepted', 'partially-filled'];

/** Why the desk still has something to do, by its journal; `null`: nothing. */
export function whyNotQuiet(rows: JournalRows): string | null {
  const signal = rows.signals.find(({ state }) => OPEN_SIGNALS.includes(state));
  if (signal !== undefined) return `signal ${signal.id} is ${signal.state}`;
  const intent = rows.intents.find((row) => OPEN_INTENTS.includes(row.state) && !isStanding(row));
  if (intent !== undefined) return `${intent.kind} ${intent.id} is ${intent.state}`;
  if (rows.outbox.some(({ state }) => state === 'pending')) return 'a message waits';
  if (rows.updates.some(({ state }) => state === 'pending')) return 'an update waits';
  if (rows.confirms.some(({ state }) => state === 'executing')) return 'a card is being carried out';
  const isPanic = rows.flags.some(({ name, value }) => name === 'panic-block' && value.includes('"finished":false'));
  return isPanic ? 'the panic goes on' : null;
}

/** Which account the desk has not heard of in full yet, by its fills; `null`: none. */
export function whyBehind(
  booked: readonly Pick<FillRow, 'brokerId'>[],
  states: readonly { readonly account: string; readonly fills: readonly unknown[] }[],
): string | null {
  for (const { account, fills } of states) {
    const count = booked.filter(({ brokerId }) => brokerId === account).length;
    if (count < fills.length) return `${count} of ${fills.length} fills of ${account} are booked`;
  }
  return null;
}

/** It protects a position. */
function isStanding({ kind, state, goal }: IntentRow): boolean {
  const { leaving } = JSON.parse(goal) as { readonly leaving: boolean };
  return (kind === 'stop' || kind === 'target') && state === 'accepted' && !leaving;
}
