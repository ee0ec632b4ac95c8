import type { FillRow, SignalState, StreamRow } from '@perpdesk/journal/port';
import { createEvidence, type Evidence } from '../evidence/evidence.ts';
import { createIntentTable, type IntentTable } from './intent-table.ts';
import { LedgerTable } from './ledger-table.ts';
import { SignalTable } from './signal-table.ts';
import type { StoredSignal } from './stored-signal.ts';

/** A signal that is worked on. */
export interface OpenSignal {
  readonly id: string;
  readonly state: SignalState;
  readonly stored: StoredSignal;
}

/** What the fills of one intent add up to; amounts as in the fill rows. */
export type IntentFills = readonly FillRow[];

/**
 * The journal's open part in memory. It changes at once with each write that is begun, so that what is planned next sees
 * it; nothing is sent before that write is durable.
 */
export interface Book {
  readonly streams: Map<string, StreamRow>;
  /** By {@link ledgerKey}. */
  readonly ledger: LedgerTable;
  readonly intents: IntentTable;
  readonly signals: SignalTable;
  /** By intent id. */
  readonly fills: Map<string, IntentFills>;
  /** {@link fillKey} of what is recorded. */
  readonly knownFills: Set<string>;
  /** By {@link ledgerKey}: when what the stream owned on the account came to nothing, Unix ms. */
  readonly closedAt: Map<string, number>;
  /** Newest known fill per account, Unix ms of the exchange. */
  readonly lastFillAt: Map<string, number>;
  readonly flags: Map<string, string>;
  readonly evidence: Evidence;
  /** The next lane order. */
  nextOrder: number;
}

export function createBook(): Book {
  return {
    streams: new Map(),
    ledger: new LedgerTable(),
    intents: createIntentTable(),
    signals: new SignalTable(),
    fills: new Map(),
    knownFills: new Set(),
    closedAt: new Map(),
    lastFillAt: new Map(),
    flags: new Map(),
    evidence: createEvidence(),
    nextOrder: 1,
  };
}

export function ledgerKey(brokerId: string, stream: string): string {
  return `${brokerId} ${stream}`;
}

export function fillKey(fill: Pick<FillRow, 'brokerId' | 'symbol' | 'tradeId'>): string {
  return `${fill.brokerId} ${fill.symbol} ${fill.tradeId}`;
}

/** Adds a recorded fill. */
export function rememberFill(book: Book, fill: FillRow): void {
  book.knownFills.add(fillKey(fill));
  book.lastFillAt.set(fill.brokerId, Math.max(fill.venueAt, book.lastFillAt.get(fill.brokerId) ?? 0));
  if (fill.intentId === null) return;
  book.fills.set(fill.intentId, [...(book.fills.get(fill.intentId) ?? []), fill]);
}
