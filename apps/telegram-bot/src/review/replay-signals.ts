import type { PerpdeskConfig } from '@perpdesk/broker-config';
import type { Journal, SignalRow } from '@perpdesk/journal/port';
import { replaySignal, type SignalReplay } from '@perpdesk/signals';
import { toRoutes } from '../program/to-routes.ts';

/** The signals from one id to the other, both with them, oldest first; the id that is not known. */
export async function findRange(
  journal: Journal,
  from: string,
  to: string,
): Promise<readonly SignalRow[] | { readonly unknown: string }> {
  const ends = await journal.listSignals({ ids: [from, to] });
  const [first, last] = [ends.find(({ id }) => id === from), ends.find(({ id }) => id === to)];
  if (first === undefined) return { unknown: from };
  if (last === undefined) return { unknown: to };
  if (first === last) return [first];
  const times = [first.receivedAt, last.receivedAt];
  const rows = await journal.listSignals({ receivedFrom: Math.min(...times), receivedTo: Math.max(...times) });
  const places = [from, to].map((id) => rows.findIndex((row) => row.id === id));
  return rows.slice(Math.min(...places), Math.max(...places) + 1);
}

/** Replays them one after the other by the routes and limits of the configuration. Sends and writes nothing. */
export async function* replaySignals(
  journal: Journal,
  rows: readonly SignalRow[],
  { routes: configured, brokers }: PerpdeskConfig,
): AsyncGenerator<SignalReplay> {
  const routes = toRoutes(configured);
  const accountLimits = Object.fromEntries(
    brokers.flatMap(({ id, limits }) => (limits === null ? [] : [[id, limits]])),
  );
  for (const row of rows) {
    const intents = await journal.listIntents({ signalIds: [row.id] });
    yield replaySignal({ row, intents, routes, accountLimits });
  }
}
