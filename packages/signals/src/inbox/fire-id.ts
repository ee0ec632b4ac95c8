import type { OutboxMessage, SignalRow } from '@perpdesk/journal/port';
import { signalKey } from '../normalise/signal-key.ts';
import type { Route } from '../route.ts';
import type { Refusal } from '../signal.ts';
import type { Accepted, InboxOptions } from './accept-alert.ts';
import { answerFor } from './answer.ts';
import { rejectedMessages } from './inbox-messages.ts';
import { sentence } from '../sentences/sentence.ts';

export type StoredById =
  | { readonly type: 'stored'; readonly row: SignalRow; readonly fresh: boolean }
  /** Another text had the id before. */
  | { readonly type: 'reused'; readonly row: SignalRow };

/** Stores an alert under the id that it fired with: the same text again is a repeat, whenever it comes. */
export async function storeById(
  { journal }: InboxOptions,
  row: SignalRow,
  messages: readonly OutboxMessage[],
  fireId: string,
): Promise<StoredById> {
  const key = signalKey({ routeId: row.source, bodyHash: fireId, salt: 'fire-id' });
  const stored = await journal.acceptSignal({ ...row, key }, messages);
  const isSame = stored.fresh || stored.row.bodyHash === row.bodyHash;
  return isSame ? { type: 'stored', ...stored } : { type: 'reused', row: stored.row };
}

/** Refuses and tells an alert whose id was another one's: either may be meant, so a person must look. */
export async function refuseReused(
  options: InboxOptions,
  route: Route,
  row: SignalRow,
  { fireId, first }: { readonly fireId: string; readonly first: SignalRow },
): Promise<Accepted> {
  const shown = fireId.length > MAX_SHOWN ? `${fireId.slice(0, MAX_SHOWN)}…` : fireId;
  const refusal: Refusal = {
    ok: false,
    code: 'key-reused',
    detail: sentence('id-reused', { id: shown, signal: first.id }),
  };
  const refused: SignalRow = {
    ...row,
    key: signalKey({ routeId: row.source, bodyHash: row.bodyHash, salt: 'key-reused' }),
    state: 'refused',
    code: refusal.code,
    detail: refusal.detail,
    stream: null,
    signal: null,
  };
  if (!options.room.take(route.id)) return { answer: { ...answerFor(refused, true), signalId: null }, signal: null };
  const isTold = options.budget.take(route.id);
  let isFresh = false;
  try {
    const messages = isTold ? rejectedMessages(options.relay, route, refused, refusal) : [];
    const stored = await options.journal.acceptSignal(refused, messages);
    isFresh = stored.fresh;
    return { answer: answerFor(stored.row, stored.fresh), signal: null };
  } finally {
    if (isTold && !isFresh) options.budget.giveBack(route.id);
    if (!isFresh) options.room.giveBack(route.id);
  }
}

const MAX_SHOWN = 60;
