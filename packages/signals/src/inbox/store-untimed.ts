import type { Journal, OutboxMessage, SignalRow } from '@perpdesk/journal/port';
import { signalKey } from '../normalise/signal-key.ts';
import type { InboxOptions } from './accept-alert.ts';

/** The resends of one alert come within half a minute. */
export const RESEND_MS = 30_000;

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

/** The first of a period has its key; what it repeats, if anything, stands in this period or in the one before. */
async function storeInPeriod(
  journal: Journal,
  row: SignalRow,
  messages: readonly OutboxMessage[],
  repeatMs: number,
): ReturnType<Journal['acceptSignal']> {
  const period = Math.floor(row.receivedAt / repeatMs);
  const [earlier] = await journal.listSignals({ keys: [keyIn(row, `period ${period - 1}`)] });
  if (earlier !== undefined && row.receivedAt - earlier.receivedAt <= repeatMs) return { fresh: false, row: earlier };
  return journal.acceptSignal({ ...row, key: keyIn(row, `period ${period}`) }, messages);
}

function keyIn({ source, bodyHash, code }: SignalRow, salt: string): string {
  // a refusal's text is without its secret, and may be taken once the route is mended
  return signalKey({ routeId: source, bodyHash, salt: code === null ? salt : `${code} ${salt}` });
}
