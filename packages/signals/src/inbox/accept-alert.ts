import type { Journal, OutboxMessage, SignalRow } from '@perpdesk/journal/port';
import { formatStoredSignal } from '../book/stored-signal.ts';
import type { AlertAnswer, AlertInput } from '../engine.ts';
import { checkSecret } from '../normalise/check-secret.ts';
import { normaliseAlert } from '../normalise/normalise-alert.ts';
import { signalKey } from '../normalise/signal-key.ts';
import { readAlert } from '../parse/read-alert.ts';
import type { Route } from '../route.ts';
import type { Refusal, Signal } from '../signal.ts';
import { answerFor } from './answer.ts';
import { rejectedMessages, receivedMessages, type Relay } from './inbox-messages.ts';
import type { TellBudget } from './tell-budget.ts';

export interface InboxOptions {
  readonly journal: Journal;
  readonly relay: Relay;
  readonly newId: () => string;
  readonly repeatMs: number;
  readonly budget: TellBudget;
  readonly beforeCommit: () => void;
}

export interface Accepted {
  readonly answer: AlertAnswer;
  /** Set for an alert that is new and stands: it is to be applied. */
  readonly signal: Signal | null;
}

/**
 * Reads an alert, stores it with its messages in one commit, and says what to answer.
 *
 * @throws {JournalError} if nothing was stored.
 */
export async function acceptAlert(options: InboxOptions, route: Route, input: AlertInput): Promise<Accepted> {
  const id = options.newId();
  const read = readAlert(input.body);
  const { signal, refusal } = judge(read, route, id, input.receivedAt);
  const row: SignalRow = {
    id,
    key: '',
    source: `route:${route.id}`,
    body: read.text,
    bodyHash: read.bodyHash,
    state: refusal === null ? 'accepted' : 'refused',
    code: refusal?.code ?? null,
    detail: refusal?.detail ?? null,
    stream: signal?.stream ?? null,
    signal: signal === null ? null : formatStoredSignal({ signal, order: null, relay: null }),
    receivedAt: input.receivedAt,
    updatedAt: input.receivedAt,
  };
  const isTold = refusal !== null && options.budget.take(route.id);
  const messages = (): readonly OutboxMessage[] => {
    if (signal !== null) return receivedMessages(options.relay, route, signal);
    return isTold ? rejectedMessages(options.relay, route, row, refusal) : [];
  };
  let isFresh = false;
  try {
    options.beforeCommit();
    const stored = await store(options, row, messages(), signal !== null && signal.firedAt === null);
    isFresh = stored.fresh;
    return { answer: answerFor(stored.row, stored.fresh), signal: stored.fresh ? signal : null };
  } finally {
    // a repeat, and what could not be stored, is not told
    if (isTold && !isFresh) options.budget.giveBack(route.id);
  }
}

function judge(
  read: ReturnType<typeof readAlert>,
  route: Route,
  signalId: string,
  receivedAt: number,
): { readonly signal: Signal; readonly refusal: null } | { readonly signal: null; readonly refusal: Refusal } {
  // what is no JSON shows no secret; the path's token was right
  const secret = read.isJson ? checkSecret(read.secret, route) : null;
  if (secret !== null) return { signal: null, refusal: secret };
  if (!read.ok) return { signal: null, refusal: read };
  const normalised = normaliseAlert({ alert: read.alert, route, signalId, receivedAt });
  return normalised.ok ? { signal: normalised.signal, refusal: null } : { signal: null, refusal: normalised };
}

/** Alerts that carry no time look alike every time: after a while the same body is a new one, under a key that follows. */
async function store(
  { journal, repeatMs }: InboxOptions,
  row: SignalRow,
  messages: readonly OutboxMessage[],
  hasNoTime: boolean,
): ReturnType<Journal['acceptSignal']> {
  // the text is without its secret: the true sender's must not look like a repeat of a stranger's
  let salt = row.code === 'unauthenticated' ? row.code : '';
  for (;;) {
    const key = signalKey({ routeId: row.source, bodyHash: row.bodyHash, salt });
    const stored = await journal.acceptSignal({ ...row, key }, messages);
    const isRepeat = !stored.fresh && (!hasNoTime || row.receivedAt - stored.row.receivedAt <= repeatMs);
    if (stored.fresh || isRepeat) return stored;
    salt = stored.row.id;
  }
}
