import { INTENT_END_STATES, type IntentRow, type IntentState } from '@perpdesk/journal/port';
import { editIndex } from './edit-index.ts';
import { goalOf } from './goal.ts';

/** Intents by id, with what is asked for often kept ready. */
export interface IntentTable {
  get(id: string): IntentRow | undefined;
  put(row: IntentRow): void;
  drop(id: string): void;
  byClientOrderId(id: string): IntentRow | undefined;
  /** By the order's own id at the exchange, or one that was noted for it. */
  byVenueOrderId(brokerId: string, symbol: string, venueOrderId: string): IntentRow | undefined;
  /** Another id of the exchange, under which the intent's order executes. In memory only. */
  noteVenueOrderId(intentId: string, venueOrderId: string): void;
  ofSignal(signalId: string): readonly IntentRow[];
  /** Increases and reductions that have not ended, in lane order. */
  openOfLane(brokerId: string, symbol: string): readonly IntentRow[];
  /** Entries of an account that have not ended. */
  openEntries(brokerId: string): readonly IntentRow[];
  /** How many entries of an account are on their way to the exchange: marked, and neither answered nor given up. */
  sendingEntries(brokerId: string): number;
  /** Stops, targets and trailing stops that have not ended. */
  openProtective(brokerId: string, symbol: string): readonly IntentRow[];
  /** What waits for a person. */
  asking(): readonly IntentRow[];
  /** How many are in this state. */
  countOf(state: IntentState): number;
  all(): Iterable<IntentRow>;
}

export function isEnded(row: IntentRow): boolean {
  return INTENT_END_STATES.includes(row.state);
}

/** Handed to the exchange and not ended: it may still fill. */
export function isMarked(row: IntentRow): boolean {
  return row.state !== 'planned' && !isEnded(row);
}

/** An order that waits at the exchange to take an open position off: a stop or a target. */
export function isProtective({ kind }: Pick<IntentRow, 'kind'>): boolean {
  return kind === 'stop' || kind === 'target';
}

/** It waits for a person: nothing of it is sent, and nothing waits for it. */
export function isAsking(row: Pick<IntentRow, 'goal' | 'state'>): boolean {
  if (row.state !== 'planned') return false;
  const { asks } = goalOf(row);
  return asks !== undefined && asks.state !== 'placed';
}

/** Whether `row` comes before `other` in their lane: an exit goes before the entry of the same signal. */
export function comesBefore(row: IntentRow, other: IntentRow): boolean {
  const order = goalOf(row).order - goalOf(other).order;
  if (order !== 0) return order < 0;
  return row.kind === 'reduce' && other.kind === 'increase';
}

export function createIntentTable(): IntentTable {
  const rows = new Map<string, IntentRow>();
  const clientOrderIds = new Map<string, string>();
  /** By intent, those of all its attempts. */
  const idsOfIntent = new Map<string, Set<string>>();
  const venueOrderIds = new Map<string, string>();
  const notedIds = new Map<string, Set<string>>();
  const signals = new Map<string, Set<string>>();
  const lanes = new Map<string, Set<string>>();
  const entries = new Map<string, Set<string>>();
  const sending = new Map<string, Set<string>>();
  const asking = new Set<string>();
  const counts = new Map<IntentState, number>();
  const count = (row: IntentRow | undefined, by: number): void => {
    if (row !== undefined) counts.set(row.state, (counts.get(row.state) ?? 0) + by);
  };
  const pick = (ids: ReadonlySet<string> | undefined): IntentRow[] => {
    const picked: IntentRow[] = [];
    for (const id of ids ?? []) {
      const row = rows.get(id);
      if (row !== undefined) picked.push(row);
    }
    return picked;
  };
  return {
    get: (id) => rows.get(id),
    put(row) {
      const before = rows.get(row.id);
      count(before, -1);
      count(row, 1);
      // what it was planned from is for later readers: it is long, and nothing here asks for it
      rows.set(row.id, row.plan === null ? row : { ...row, plan: null });
      if (row.clientOrderId !== null) {
        clientOrderIds.set(row.clientOrderId, row.id);
        editIndex(idsOfIntent, row.id, row.clientOrderId, true);
      }
      if (row.venueOrderId !== null) venueOrderIds.set(venueKey(row, row.venueOrderId), row.id);
      if (before?.kind !== row.kind || isEnded(before) !== isEnded(row)) {
        editIndex(signals, row.signalId, row.id, true);
        editIndex(lanes, laneOf(row), row.id, !isEnded(row));
        editIndex(entries, row.brokerId, row.id, row.kind === 'increase' && !isEnded(row));
      }
      editIndex(sending, row.brokerId, row.id, row.kind === 'increase' && row.state === 'sending');
      if (isAsking(row)) asking.add(row.id);
      else asking.delete(row.id);
    },
    drop(id) {
      const row = rows.get(id);
      if (row === undefined) return;
      rows.delete(id);
      count(row, -1);
      for (const clientOrderId of idsOfIntent.get(id) ?? []) clientOrderIds.delete(clientOrderId);
      idsOfIntent.delete(id);
      if (row.venueOrderId !== null) venueOrderIds.delete(venueKey(row, row.venueOrderId));
      for (const key of notedIds.get(id) ?? []) venueOrderIds.delete(key);
      notedIds.delete(id);
      editIndex(signals, row.signalId, id, false);
      editIndex(lanes, laneOf(row), id, false);
      editIndex(entries, row.brokerId, id, false);
      editIndex(sending, row.brokerId, id, false);
      asking.delete(id);
    },
    byClientOrderId: (id) => rows.get(clientOrderIds.get(id) ?? ''),
    byVenueOrderId: (brokerId, symbol, id) => rows.get(venueOrderIds.get(venueKey({ brokerId, symbol }, id)) ?? ''),
    noteVenueOrderId(id, venueOrderId) {
      const row = rows.get(id);
      if (row === undefined || row.venueOrderId === venueOrderId) return;
      const key = venueKey(row, venueOrderId);
      venueOrderIds.set(key, id);
      editIndex(notedIds, id, key, true);
    },
    ofSignal: (signalId) => pick(signals.get(signalId)),
    openOfLane: (brokerId, symbol) =>
      pick(lanes.get(laneKey(brokerId, symbol)))
        .filter((row) => row.kind === 'increase' || row.kind === 'reduce')
        .toSorted((a, b) => (comesBefore(a, b) ? -1 : comesBefore(b, a) ? 1 : a.leg - b.leg)),
    openEntries: (brokerId) => pick(entries.get(brokerId)),
    sendingEntries: (brokerId) => sending.get(brokerId)?.size ?? 0,
    openProtective: (brokerId, symbol) => pick(lanes.get(laneKey(brokerId, symbol))).filter(isProtective),
    asking: () => pick(asking),
    countOf: (state) => counts.get(state) ?? 0,
    all: () => rows.values(),
  };
}

export function laneKey(brokerId: string, symbol: string): string {
  return `${brokerId} ${symbol}`;
}

/** An exchange may number the orders of each instrument by themselves. */
function venueKey({ brokerId, symbol }: Pick<IntentRow, 'brokerId' | 'symbol'>, venueOrderId: string): string {
  return `${laneKey(brokerId, symbol)} ${venueOrderId}`;
}

function laneOf(row: IntentRow): string {
  return laneKey(row.brokerId, row.symbol);
}
