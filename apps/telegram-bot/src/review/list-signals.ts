import type { Journal, SignalRow } from '@perpdesk/journal/port';
import { readStoredSignal } from '@perpdesk/signals';
import type { SignalsArguments } from '../program/parse-signals-arguments.ts';
import { sinceAt } from '../program/since.ts';
import { formatInstant } from './moments.ts';
import { formatAsk, formatOutcome, formatSource } from './signal-words.ts';
import { formatTable, printable } from './text-table.ts';

export type ListArguments = Extract<SignalsArguments, { readonly command: 'signals-list' }>;

/** One signal as a line of the list. */
export interface ListedSignal extends Pick<SignalRow, 'id' | 'source' | 'state' | 'code' | 'stream' | 'receivedAt'> {
  readonly symbol: string | null;
  readonly ask: string | null;
  readonly outcome: string;
}

/** Newest first. */
export async function listSignals(
  journal: Journal,
  { route, state, since, limit }: ListArguments,
  now: number,
): Promise<readonly ListedSignal[]> {
  const rows = await journal.listSignals({
    ...(route === null ? {} : { source: `route:${route}` }),
    ...(state === null ? {} : { states: [state] }),
    ...(since === null ? {} : { receivedFrom: sinceAt(since, now) }),
    newest: limit,
  });
  const intents = rows.length === 0 ? [] : await journal.listIntents({ signalIds: rows.map(({ id }) => id) });
  return rows.map((row) => {
    const signal = readStoredSignal(row.signal)?.signal ?? null;
    const { id, source, state: stands, code, stream, receivedAt } = row;
    return {
      id,
      source,
      state: stands,
      code,
      stream,
      receivedAt,
      symbol: signal?.symbol ?? null,
      ask: signal === null ? null : formatAsk(signal),
      outcome: formatOutcome(
        row,
        intents.filter(({ signalId }) => signalId === id),
      ),
    };
  });
}

const COLUMNS = ['received (UTC)', 'signal', 'route', 'symbol', 'asks', 'state', 'outcome'].map((title) => ({ title }));

/** An aligned list for people. */
export function formatList(signals: readonly ListedSignal[], width: number): readonly string[] {
  if (signals.length === 0) return ['No signals.'];
  const rows = signals.map(({ receivedAt, id, source, symbol, ask, state, outcome }) =>
    [formatInstant(receivedAt).slice(0, 19), id, formatSource(source), symbol ?? '', ask ?? '', state, outcome].map(
      printable,
    ),
  );
  return formatTable(COLUMNS, rows, width);
}
