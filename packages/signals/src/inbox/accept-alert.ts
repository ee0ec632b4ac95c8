import type { Journal, OutboxMessage, SignalRow } from '@perpdesk/journal/port';
import { formatStoredSignal } from '../book/stored-signal.ts';
import type { AlertAnswer, AlertInput } from '../engine.ts';
import { signalKey } from '../normalise/signal-key.ts';
import type { HideSecrets } from '../parse/hide-secrets.ts';
import type { Route } from '../route.ts';
import type { Signal } from '../signal.ts';
import type { WishSignal } from '../wish.ts';
import { answerFor } from './answer.ts';
import { notedMessages, rejectedMessages, receivedMessages, type Relay } from './inbox-messages.ts';
import { judgeAlert, type Judgement } from './judge-alert.ts';
import { refuseReused, storeById } from './fire-id.ts';
import type { RouteBudget } from './route-budget.ts';
import { RESEND_MS, storeUntimed } from './store-untimed.ts';

export interface InboxOptions {
  readonly journal: Journal;
  readonly relay: Relay;
  readonly newId: () => string;
  readonly repeatMs: number;
  /** What is being stored of each text without a time. */
  readonly untimed: Map<string, Promise<unknown>>;
  /** Of refusals that are told. */
  readonly budget: RouteBudget;
  /** Of refusals that are stored. */
  readonly room: RouteBudget;
  readonly beforeCommit: () => void;
  /** Takes out of bodies what the desk knows to be secret. */
  readonly hide: HideSecrets;
}

export interface Accepted {
  readonly answer: AlertAnswer;
  /** Set for an alert that is new and stands: it is to be applied. */
  readonly signal: Signal | WishSignal | null;
}

/**
 * Reads an alert, stores it with its messages in one commit, and says what to answer.
 *
 * @throws {JournalError} if nothing was stored.
 */
export async function acceptAlert(options: InboxOptions, route: Route, input: AlertInput): Promise<Accepted> {
  const id = options.newId();
  const { evidence, judgement } = judgeAlert(input.body, route, {
    signalId: id,
    receivedAt: input.receivedAt,
    hide: options.hide,
  });
  const signal = judgement.kind === 'signal' ? judgement.signal : null;
  const refusal = judgement.kind === 'refusal' ? judgement.refusal : null;
  const row: SignalRow = {
    id,
    key: '',
    source: `route:${route.id}`,
    body: evidence.text,
    bodyHash: evidence.bodyHash,
    state: STATES[judgement.kind],
    code: refusal?.code ?? null,
    detail: refusal?.detail ?? null,
    stream: signal?.stream ?? null,
    signal: signal === null ? null : formatStoredSignal({ signal, order: null, relay: null }),
    plan: null,
    receivedAt: input.receivedAt,
    parsedAt: options.relay.now(),
    updatedAt: input.receivedAt,
  };
  if (refusal !== null && !options.room.take(route.id)) {
    return { answer: { ...answerFor(row, true), signalId: null }, signal: null };
  }
  const isTold = refusal !== null && options.budget.take(route.id);
  const messages = (): readonly OutboxMessage[] => {
    switch (judgement.kind) {
      case 'signal':
        return receivedMessages(options.relay, route, judgement.signal);
      case 'message':
        return notedMessages(options.relay, route, judgement.message);
      case 'refusal':
        return isTold ? rejectedMessages(options.relay, route, row, judgement.refusal) : [];
      default:
        return judgement satisfies never;
    }
  };
  let isFresh = false;
  try {
    options.beforeCommit();
    const fireId = judgement.kind === 'signal' ? judgement.fireId : null;
    if (fireId !== null) {
      const stored = await storeById(options, row, messages(), fireId);
      return stored.type === 'reused'
        ? await refuseReused(options, route, row, { fireId, first: stored.row })
        : { answer: answerFor(stored.row, stored.fresh), signal: stored.fresh ? signal : null };
    }
    const stored = hasNoTime(judgement)
      ? await storeUntimed(options, row, messages(), repeatMsOf(options, judgement))
      : await store(options, row, messages());
    isFresh = stored.fresh;
    return { answer: answerFor(stored.row, stored.fresh), signal: stored.fresh ? signal : null };
  } finally {
    // a repeat, and what could not be stored, is not told
    if (isTold && !isFresh) options.budget.giveBack(route.id);
    if (refusal !== null && !isFresh) options.room.giveBack(route.id);
  }
}

const STATES = { signal: 'accepted', message: 'done', refusal: 'refused' } as const;

function hasNoTime(judgement: Judgement): boolean {
  return judgement.kind === 'message' || !judgement.hasTime;
}

/**
 * A direction, an order or an exit may be meant again soon: an exit that is dropped leaves a position, one too many does
 * nothing. What is refused again is another alert, too, and told as one.
 */
function repeatMsOf({ repeatMs }: InboxOptions, judgement: Judgement): number {
  if (judgement.kind === 'message') return repeatMs;
  const isSoonMeant = judgement.kind === 'refusal' || 'wishes' in judgement.signal || entersNothing(judgement.signal);
  return isSoonMeant ? Math.min(repeatMs, RESEND_MS) : repeatMs;
}

function entersNothing({ transition, entryRefusal }: Signal): boolean {
  return entryRefusal?.code === 'bad-time' || transition === 'reduce' || transition === 'close';
}

/** A repeat has the key of what it repeats. */
async function store(
  { journal }: InboxOptions,
  row: SignalRow,
  messages: readonly OutboxMessage[],
): ReturnType<Journal['acceptSignal']> {
  // the text is without its secret: the true sender's must not look like a repeat of a stranger's
  const salt = row.code === 'unauthenticated' ? row.code : '';
  return journal.acceptSignal(
    { ...row, key: signalKey({ routeId: row.source, bodyHash: row.bodyHash, salt }) },
    messages,
  );
}
