import type { JournalChange } from '../port/change.ts';
import type { ConfirmRow } from '../port/chat-rows.ts';
import { INTENT_END_STATES, INTENT_STATES, type IntentRow } from '../port/intent-row.ts';
import type { Journal } from '../port/journal.ts';
import type { FillRow } from '../port/ledger-row.ts';
import type { SignalRow } from '../port/signal-row.ts';
import { createStore, keyOf, type Store } from '../memory/store.ts';
import { applyLoosely } from './apply-loosely.ts';

/** Newest fills that are kept per account, to know a repeat. */
const KEPT_FILLS = 2_000;
/** Of an account that has none among the newest of all: more than a minute of them is never asked for again. */
const LEAST_FILLS = 500;
/** Numbers of messages that are in memory alone; no journal comes that far. */
export const FIRST_SEQUENCE = 2 ** 52;

/** The open part of a journal in memory: what is needed to go on where it cannot be written, or not even be read. */
export interface Shadow {
  readonly store: Store;
  /** Reads the open part of the journal; what was known before is forgotten. */
  seed(journal: Journal): Promise<void>;
  /** Takes over what the journal has stored, and forgets what has ended. */
  follow(changes: readonly JournalChange[]): void;
  followSignal(row: SignalRow): void;
  /** A card of an earlier life, before it is acted on: what becomes of it is judged by how it stands. */
  followConfirm(row: ConfirmRow | null): ConfirmRow | null;
  /** Does the changes, all or none. @returns The index of the first that did not find its row as expected; `null`: done. */
  apply(changes: readonly JournalChange[]): number | null;
  /** Forgets the signals and orders that ended. */
  sweep(): void;
  /** Forgets messages and updates that were in memory alone. */
  forgetMessages(): void;
}

const isOpenSignal = ({ state }: SignalRow) => state === 'accepted' || state === 'held' || state === 'planned';
const isEnded = ({ state }: IntentRow) => INTENT_END_STATES.includes(state);

/** `now` in Unix ms. */
export function createShadow(now: () => number): Shadow {
  let store = createEmpty();
  let ofSignal = new Map<string, Set<string>>();
  let fillsOf = new Map<string, string[]>();
  /** What the journal stored while it was being read. */
  let meanwhile: (() => void)[] | null = null;

  const index = (row: IntentRow): void => {
    const ids = ofSignal.get(row.signalId);
    if (ids === undefined) ofSignal.set(row.signalId, new Set([row.id]));
    else ids.add(row.id);
  };
  const note = (fill: FillRow): void => {
    const kept = fillsOf.get(fill.brokerId) ?? [];
    fillsOf.set(fill.brokerId, kept);
    kept.push(keyOf(fill.brokerId, fill.symbol, fill.tradeId));
    if (kept.length > KEPT_FILLS * 1.1) for (const key of kept.splice(0, KEPT_FILLS / 10)) store.fills.remove(key);
  };
  const forget = (signalId: string): void => {
    const signal = store.signals.get(signalId);
    if (signal !== undefined && isOpenSignal(signal)) return;
    const ids = [...(ofSignal.get(signalId) ?? [])];
    if (ids.some((id) => store.intents.get(id) !== undefined && !isEnded(rowOf(id)))) return;
    for (const id of ids) store.intents.remove(id);
    ofSignal.delete(signalId);
    if (signal === undefined) return;
    store.signals.remove(signalId);
    store.signalsByKey.remove(signal.key);
  };
  const rowOf = (id: string): IntentRow => {
    const row = store.intents.get(id);
    if (row === undefined) throw new RangeError(`No intent ${id} in memory.`);
    return row;
  };
  const settled = (): void => {
    store.undo.length = 0;
  };

  /** Does one change and keeps what is found by it. */
  function applyOne(change: JournalChange): boolean {
    if (!applyLoosely(store, change, now())) return false;
    if (change.type === 'intent-insert') index(change.intent);
    if (change.type === 'fill-insert') note(change.fill);
    return true;
  }

  function follow(changes: readonly JournalChange[]): void {
    const touched = new Set<string>();
    for (const change of changes) {
      // these are asked of the journal itself, or wait for it
      if (change.type.startsWith('outbox-') || change.type === 'update-done' || change.type === 'audit-append')
        continue;
      applyOne(change);
      if (change.type === 'signal-update') touched.add(change.id);
      if (change.type === 'intent-insert') touched.add(change.intent.signalId);
      if (change.type === 'intent-update') touched.add(store.intents.get(change.id)?.signalId ?? '');
      if (change.type === 'confirm-insert') forgetConfirms(store, now());
    }
    for (const id of touched) forget(id);
    settled();
  }
  function followSignal(row: SignalRow): void {
    if (!isOpenSignal(row) || store.signals.get(row.id) !== undefined) return;
    store.signals.put(row.id, { ...row });
    store.signalsByKey.put(row.key, row.id);
    settled();
  }

  return {
    get store() {
      return store;
    },
    async seed(journal) {
      meanwhile = [];
      const again = meanwhile;
      const openStates = INTENT_STATES.filter((state) => !INTENT_END_STATES.includes(state));
      const signals = await journal.listSignals({ states: ['accepted', 'held', 'planned'] });
      const open = await journal.listIntents({ states: openStates });
      const planned = signals.filter(({ state }) => state === 'planned').map(({ id }) => id);
      const ofPlanned = planned.length === 0 ? [] : await journal.listIntents({ signalIds: planned });
      const known = new Set(signals.map(({ id }) => id));
      const others = [...new Set(open.map(({ signalId }) => signalId))].filter((id) => !known.has(id));
      const ended = others.length === 0 ? [] : await journal.listSignals({ ids: others });
      const { streams, ledger } = await journal.readLedger();
      const flags = await journal.readFlags();
      const fills = await journal.listFills({ newest: KEPT_FILLS });
      const filled = open.filter(({ filledQuantity }) => filledQuantity !== '0');
      const theirs = await Promise.all(filled.map(({ id }) => journal.listFills({ intentId: id })));
      const accounts = [...new Set([...ledger, ...open].map(({ brokerId }) => brokerId))];
      const ofEach = await Promise.all(
        accounts.map((brokerId) => journal.listFills({ brokerId, newest: LEAST_FILLS })),
      );
      store = createEmpty();
      ofSignal = new Map();
      fillsOf = new Map();
      for (const row of [...signals, ...ended]) {
        store.signals.put(row.id, row);
        store.signalsByKey.put(row.key, row.id);
      }
      for (const row of [...ofPlanned, ...open]) {
        store.intents.put(row.id, row);
        index(row);
      }
      for (const fill of [...theirs, ...[fills, ...ofEach].map((rows) => rows.toReversed())].flat()) {
        const key = keyOf(fill.brokerId, fill.symbol, fill.tradeId);
        if (store.fills.get(key) !== undefined) continue;
        store.fills.put(key, fill);
        note(fill);
      }
      for (const row of streams) store.streams.put(row.stream, row);
      for (const row of ledger) store.ledger.put(keyOf(row.brokerId, row.stream), row);
      for (const [name, value] of Object.entries(flags)) store.flags.put(name, [name, value]);
      settled();
      meanwhile = null;
      for (const follows of again) follows();
    },
    follow(changes) {
      meanwhile?.push(() => follow(changes));
      follow(changes);
    },
    followSignal(row) {
      meanwhile?.push(() => followSignal(row));
      followSignal(row);
    },
    followConfirm(row) {
      if (row === null || store.confirms.get(row.nonce) !== undefined) return row;
      store.confirms.put(row.nonce, row);
      settled();
      return row;
    },
    apply(changes) {
      for (const [at, change] of changes.entries()) {
        if (applyOne(change)) continue;
        for (const reverse of store.undo.toReversed()) reverse();
        settled();
        return at;
      }
      settled();
      return null;
    },
    sweep() {
      for (const { id } of store.signals.rows()) forget(id);
      settled();
    },
    forgetMessages() {
      for (const { sequence, eventId, target } of store.outbox.rows()) {
        store.outbox.remove(`${sequence}`);
        store.outboxEvents.remove(keyOf(eventId, target));
      }
      for (const { updateId } of store.updates.rows()) store.updates.remove(`${updateId}`);
      settled();
    },
  };
}

function createEmpty(): Store {
  const store = createStore();
  store.nextSequence = FIRST_SEQUENCE;
  return store;
}

function forgetConfirms(store: Store, now: number): void {
  for (const { nonce, state, expiresAt } of store.confirms.rows()) {
    if (state !== 'executing' && expiresAt < now) store.confirms.remove(nonce);
  }
}
