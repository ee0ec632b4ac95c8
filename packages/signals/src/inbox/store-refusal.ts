import type { SignalRow } from '@perpdesk/journal/port';
import type { DoorRefusal } from '../engine.ts';
import { signalKey } from '../normalise/signal-key.ts';
import { readBeginning } from '../parse/read-body.ts';
import type { Route } from '../route.ts';
import type { InboxOptions } from './accept-alert.ts';
import { rejectedMessages } from './inbox-messages.ts';
import { RESEND_MS, storeUntimed } from './store-untimed.ts';

const MINUTE_MS = 60_000;

/**
 * Stores what the door refused, and tells it. Of a body that was begun its beginning is kept without secrets, and the same
 * again half a minute later is another alert; where none was read, one row a minute and code stands for all.
 *
 * @throws {JournalError} if nothing was stored.
 */
export async function storeRefusal(options: InboxOptions, route: Route, refusal: DoorRefusal): Promise<void> {
  if (!options.room.take(route.id)) return;
  const { code, detail, body, receivedAt } = refusal;
  const id = options.newId();
  const source = `route:${route.id}`;
  const { text, bodyHash } = readBeginning(body, options.hide);
  const salt = `${code} ${Math.floor(receivedAt / MINUTE_MS)}`;
  const row: SignalRow = {
    id,
    key: signalKey({ routeId: source, bodyHash, salt }),
    source,
    body: text,
    bodyHash,
    state: 'refused',
    code,
    detail,
    stream: null,
    signal: null,
    plan: null,
    receivedAt,
    parsedAt: null,
    updatedAt: receivedAt,
  };
  const isTold = options.budget.take(route.id);
  let isFresh = false;
  try {
    const messages = isTold ? rejectedMessages(options.relay, route, row, { ok: false, code, detail }) : [];
    const stored =
      body.byteLength > 0
        ? await storeUntimed(options, row, messages, RESEND_MS)
        : await options.journal.acceptSignal(row, messages);
    isFresh = stored.fresh;
  } finally {
    if (isTold && !isFresh) options.budget.giveBack(route.id);
    if (!isFresh) options.room.giveBack(route.id);
  }
}
