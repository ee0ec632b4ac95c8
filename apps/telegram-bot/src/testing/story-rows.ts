import type { FillRow, IntentRow, Journal, SignalRow } from '@perpdesk/journal/port';
import { NOON } from './desk-bench.ts';

export const CLIENT_ID = 'pp-7k2-3-1-1-0a1b2c3d';
const STREAM = 'btc-trend/default/BTCUSDT';

/** A signal of the route `btc-trend` that opened a long on `main` within 60 ms. */
export function signalRow(values: Partial<SignalRow> = {}): SignalRow {
  const id = values.id ?? 'a1b2c3d4e5f6';
  const signal = {
    id,
    source: 'route:btc-trend',
    routeId: 'btc-trend',
    stream: STREAM,
    symbol: 'BTCUSDT',
    transition: 'open',
    previous: '0',
    next: '0.02',
    price: '60000',
    orderType: 'market',
    firedAt: NOON - 61_200,
    receivedAt: NOON - 60_000,
    notes: [],
  };
  return {
    id,
    key: `key-${id}`,
    source: 'route:btc-trend',
    body: '{}',
    bodyHash: '00',
    state: 'done',
    code: null,
    detail: null,
    stream: STREAM,
    signal: JSON.stringify({ signal, order: null, relay: null }),
    plan: null,
    receivedAt: NOON - 60_000,
    parsedAt: NOON - 59_999,
    updatedAt: NOON - 59_000,
    ...values,
  };
}

export function intentRow(values: Partial<IntentRow> = {}): IntentRow {
  const at = NOON - 59_997;
  const attempt = {
    attempt: 1,
    clientOrderId: CLIENT_ID,
    markedAt: at + 1,
    sentAt: at + 2,
    acknowledgedAt: at + 42,
    answer: 'filled',
  };
  return {
    id: 'i1',
    signalId: 'a1b2c3d4e5f6',
    brokerId: 'main',
    symbol: 'BTCUSDT',
    positionSide: 'net',
    stream: STREAM,
    leg: 1,
    kind: 'increase',
    side: 'buy',
    orderType: 'market',
    quantity: '0.02',
    triggerPrice: null,
    goal: '{}',
    plan: null,
    trace: JSON.stringify([attempt]),
    after: null,
    state: 'filled',
    attempt: 1,
    clientOrderId: CLIENT_ID,
    venueOrderId: 'v-1',
    fromAt: null,
    untilAt: null,
    filledQuantity: '0.02',
    averagePrice: '60012.3',
    code: null,
    detail: null,
    version: 1,
    createdAt: at,
    updatedAt: at,
    ...values,
  };
}

export function fillRow(values: Partial<FillRow> = {}): FillRow {
  return {
    brokerId: 'main',
    symbol: 'BTCUSDT',
    tradeId: 't1',
    intentId: 'i1',
    clientOrderId: CLIENT_ID,
    side: 'buy',
    positionSide: 'net',
    quantity: '0.02',
    price: '60012.3',
    fee: '0.60',
    feeAsset: 'USDT',
    realizedPnl: '0',
    venueAt: NOON - 59_950,
    recordedAt: NOON - 59_940,
    ...values,
  };
}

/** Stores rows as the engine would have left them. */
export async function storeRows(
  journal: Journal,
  rows: {
    readonly signals?: readonly SignalRow[];
    readonly intents?: readonly IntentRow[];
    readonly fills?: readonly FillRow[];
  },
): Promise<void> {
  for (const signal of rows.signals ?? []) await journal.acceptSignal(signal, []);
  const result = await journal.commit([
    ...(rows.intents ?? []).map((intent) => ({ type: 'intent-insert' as const, intent })),
    ...(rows.fills ?? []).map((fill) => ({ type: 'fill-insert' as const, fill })),
  ]);
  if (!result.ok) throw new Error(`The rows do not fit: ${result.conflict} ${result.index}.`);
}
