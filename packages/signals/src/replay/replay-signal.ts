import type { IntentRow, SignalRow } from '@perpdesk/journal/port';
import { readStoredSignal } from '../book/stored-signal.ts';
import { parseSignalPlan } from '../evidence/signal-plan.ts';
import type { Limits, Route } from '../route.ts';
import type { Signal } from '../signal.ts';
import type { WishSignal } from '../wish.ts';
import { readAgain } from './read-again.ts';
import { replayLeg } from './replay-leg.ts';
import { replayStep } from './replay-step.ts';
import { notReplayed, type ReplayedPart, type ReplayVerdict, type SignalReplay, UNREADABLE } from './replay-types.ts';

export interface ReplayInput {
  readonly row: SignalRow;
  /** All of the signal. */
  readonly intents: readonly IntentRow[];
  readonly routes: readonly Route[];
  /** By account. */
  readonly accountLimits?: Readonly<Record<string, Partial<Limits>>>;
}

/**
 * Reads a stored signal again from its bytes and plans it again from the state that was recorded with it, by the code and
 * the configuration of now, and says what differs. Pure: it asks no broker and writes nothing.
 */
export function replaySignal({ row, intents, routes, accountLimits = {} }: ReplayInput): SignalReplay {
  const routesById = new Map(routes.map((route) => [route.id, route]));
  const route = row.source.startsWith('route:') ? routesById.get(row.source.slice('route:'.length)) : undefined;
  const stored = readStoredSignal(row.signal)?.signal ?? null;
  if (stored === null && row.signal !== null) {
    const unread = notReplayed(UNREADABLE);
    return { signalId: row.id, verdict: 'not-replayed', reading: unread, step: unread, legs: [] };
  }
  const { part: reading, signal } = readAgain(row, route);
  const step = stepAgain(row, signal, route);
  const legs =
    stored === null || signal === null
      ? []
      : intents.map((intent) => replayLeg({ intent, stored, signal, sources: { routes: routesById, accountLimits } }));
  return { signalId: row.id, verdict: verdictOf([reading, step, ...legs]), reading, step, legs };
}

function stepAgain(row: SignalRow, signal: Signal | WishSignal | null, route: Route | undefined): ReplayedPart {
  if (signal === null) return notReplayed('There is nothing to follow on.');
  const plan = parseSignalPlan(row.plan);
  return plan === null ? notReplayed('What was known of its stream is not recorded.') : replayStep(plan, signal, route);
}

function verdictOf(parts: readonly { readonly verdict: ReplayVerdict }[]): ReplayVerdict {
  if (parts.some(({ verdict }) => verdict === 'different')) return 'different';
  return parts.some(({ verdict }) => verdict === 'same') ? 'same' : 'not-replayed';
}
