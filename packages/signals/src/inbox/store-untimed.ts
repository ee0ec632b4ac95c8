import type { Journal, OutboxMessage, SignalRow } from '@perpdesk/journal/port';
import { signalKey } from '../normalise/signal-key.ts';
import type { InboxOptions } from './accept-alert.ts';

/** The resends of one alert come within half a minute. */
export const RESEND_MS = 30_000;
/** As far as the clocks of two instances may differ, or one may be set back. */
const MAX_SKEW_MS = 5_000;

/**
 * Stores an alert that carries no time, and so has the same text whenever it fires: it is a repeat of one that came at most
 * `repeatMs` before, else a new one. However often it has fired, that takes one look and one commit.
 */
export async function storeUntimed(
  options: Pick<InboxOptions, 'journal' | 'untimed'>,
  row: SignalRow,
  messages: readonly OutboxMessage[],
  repeatMs: number,
): ReturnType<Journal['acceptSignal']> {
  const { untimed } = options;
  const text = keyIn(row, '');
  const before = untimed.get(text);
  const storing = (async () => {
    // the look must see what came right before
    await before?.catch(() => {});
    return storeInPeriod(options.journal, row, messages, repeatMs);
  })();
  untimed.set(text, storing);
  try {
    return await storing;
  } finally {
    if (untimed.get(text) === storing) untimed.delete(text);
  }
}

/** The first of a period has its key; what it repeats, if anything, stands in this period or beside it. */
async function storeInPeriod(
  journal: Journal,
  row: SignalRow,
  messages: readonly OutboxMessage[],
  repeatMs: number,
): ReturnType<Journal['acceptSignal']> {
  const period = Math.floor(row.receivedAt / repeatMs);
  const beside = await journal.listSignals({
    keys: [keyIn(row, `period ${period - 1}`), keyIn(row, `period ${period + 1}`)],
  });
  const repeated = beside.find(({ receivedAt }) => {
    const sinceMs = row.receivedAt - receivedAt;
    return sinceMs <= repeatMs && sinceMs >= -MAX_SKEW_MS;
  });
  if (repeated !== undefined) return { fresh: false, row: repeated };
  return journal.acceptSignal({ ...row, key: keyIn(row, `period ${period}`) }, messages);
}

function keyIn({ source, bodyHash, code }: SignalRow, salt: string): string {
  // a refusal's text is without its secret, and may be taken once the route is mended
  return signalKey({ routeId: source, bodyHash, salt: code === null ? salt : `${code} ${salt}` });
}
