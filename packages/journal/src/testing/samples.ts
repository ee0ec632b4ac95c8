import { deepEqual } from 'node:assert/strict';
import type { JournalChange } from '../port/change.ts';
import type { ConfirmRow, UpdateRow } from '../port/chat-rows.ts';
import type { IntentRow } from '../port/intent-row.ts';
import type { Journal } from '../port/journal.ts';
import type { FillRow, LedgerRow, StreamRow } from '../port/ledger-row.ts';
import type { OutboxMessage } from '../port/outbox-row.ts';
import type { SignalRow } from '../port/signal-row.ts';

/** When the samples were made, Unix ms. */
export const SAMPLE_AT = 1_760_000_000_000;

export function signalOf(id: string, values: Partial<SignalRow> = {}): SignalRow {
  return {
    id,
    key: `key-${id}`,
    source: 'route:btc',
    body: '{"symbol":"BTCUSDT"}',
    bodyHash: 'ab'.repeat(32),
    state: 'accepted',
    code: null,
    detail: null,
    stream: 'btc:trend:BTCUSDT',
    signal: '{}',
    plan: null,
    receivedAt: SAMPLE_AT,
    parsedAt: SAMPLE_AT,
    updatedAt: SAMPLE_AT,
    ...values,
  };
}

export function intentOf(id: string, values: Partial<IntentRow> = {}): IntentRow {
  return {
    id,
    signalId: 's1',
    brokerId: 'paper',
    symbol: 'BTCUSDT',
    positionSide: 'net',
    stream: 'btc:trend:BTCUSDT',
    leg: 1,
    kind: 'increase',
    side: 'buy',
    orderType: 'market',
    quantity: '0.010',
    triggerPrice: null,
    goal: '{"owned":"0.010"}',
    plan: null,
    trace: null,
    after: null,
    state: 'planned',
    attempt: 0,
    clientOrderId: null,
    venueOrderId: null,
    fromAt: null,
    untilAt: null,
    filledQuantity: '0',
    averagePrice: null,
    code: null,
    detail: null,
    version: 1,
    createdAt: SAMPLE_AT,
    updatedAt: SAMPLE_AT,
    ...values,
  };
}

export function fillOf(tradeId: string, values: Partial<FillRow> = {}): FillRow {
  return {
    brokerId: 'paper',
    symbol: 'BTCUSDT',
    tradeId,
    intentId: null,
    clientOrderId: null,
    side: 'buy',
    positionSide: 'net',
    quantity: '0.010',
    price: '60000.10',
    fee: '0.24',
    feeAsset: 'USDT',
    realizedPnl: '0',
    venueAt: SAMPLE_AT,
    recordedAt: SAMPLE_AT + 5,
    ...values,
  };
}

export function messageOf(eventId: string, values: Partial<OutboxMessage> = {}): OutboxMessage {
  return {
    eventId,
    target: 'desk',
    type: 'order.filled',
    priority: 'normal',
    payload: '{}',
    thread: null,
    createdAt: SAMPLE_AT,
    ...values,
  };
}

export function updateOf(updateId: number): UpdateRow {
  return { updateId, payload: '{}', receivedAt: SAMPLE_AT, state: 'pending' };
}

export function confirmOf(nonce: string, values: Partial<ConfirmRow> = {}): ConfirmRow {
  return {
    nonce,
    userId: '7',
    chatId: '-100',
    messageId: null,
    brokerId: 'paper',
    payload: '{}',
    state: 'pending',
    result: null,
    createdAt: SAMPLE_AT,
    expiresAt: SAMPLE_AT + 60_000,
    ...values,
  };
}

export function streamOf(values: Partial<StreamRow> = {}): Omit<StreamRow, 'version'> {
  const { version: _version, ...row } = {
    stream: 'btc:trend:BTCUSDT',
    lastPosition: '1',
    lastFiredAt: SAMPLE_AT,
    sequence: 1,
    code: 'a1',
    version: 0,
    ...values,
  };
  return row;
}

export function ledgerOf(values: Partial<LedgerRow> = {}): Omit<LedgerRow, 'version'> {
  const { version: _version, ...row } = {
    brokerId: 'paper',
    stream: 'btc:trend:BTCUSDT',
    symbol: 'BTCUSDT',
    positionSide: 'net',
    owned: '0.010',
    unit: '0.010',
    state: 'in' as const,
    protect: null,
    entries: null,
    version: 0,
    ...values,
  };
  return row;
}

/** Commits and expects that it was done. */
export async function commitAll(journal: Journal, ...changes: readonly JournalChange[]): Promise<void> {
  deepEqual(await journal.commit(changes), { ok: true });
}

/** Commits and expects a conflict at the last change. */
export async function commitConflict(journal: Journal, ...changes: readonly JournalChange[]): Promise<void> {
  const index = changes.length - 1;
  deepEqual(await journal.commit(changes), { ok: false, index, conflict: changes[index]?.type });
}
