import { expect, test } from 'vitest';
import type { z } from 'zod';
import * as account from './account.test.fixture.ts';
import { accountConfigUpdateSchema } from './account-config-update.ts';
import { accountConfigSchema } from './account-config.ts';
import { accountUpdateSchema } from './account-update.ts';
import { accountSchema } from './account.ts';
import { algoCancelSchema } from './algo-cancel.ts';
import { algoOrderSchema, algoOrdersSchema } from './algo-order.ts';
import { algoUpdateSchema } from './algo-update.ts';
import { apiRestrictionsSchema } from './api-restrictions.ts';
import { balancesSchema } from './balances.ts';
import { batchItemsSchema } from './batch-item.ts';
import { commissionRateSchema } from './commission-rate.ts';
import * as events from './events.test.fixture.ts';
import { exchangeInfoSchema, symbolSchema } from './exchange-info.ts';
import * as listing from './exchange-info.test.fixture.ts';
import { incomesSchema } from './income.ts';
import { leverageBracketsSchema } from './leverage-brackets.ts';
import { listenKeySchema } from './listen-key.ts';
import { marginCallSchema } from './margin-call.ts';
import { orderTradeUpdateSchema } from './order-trade-update.ts';
import { orderSchema, ordersSchema } from './order.ts';
import * as orders from './orders.test.fixture.ts';
import { positionRisksSchema } from './position-risks.ts';
import { premiumIndexSchema } from './premium-index.ts';
import { eventSchema } from './stream-event.ts';
import { symbolConfigsSchema } from './symbol-configs.ts';
import { userTradesSchema } from './user-trades.ts';

type Schema = z.ZodType;
type Path = readonly (string | number)[];

const PAYLOADS: readonly (readonly [name: string, schema: Schema, payload: unknown])[] = [
  ['new order', orderSchema, orders.NEW_ORDER],
  ['queried order', orderSchema, orders.QUERIED_ORDER],
  ['orders', ordersSchema, [orders.QUERIED_ORDER]],
  ['new algo order', algoOrderSchema, orders.NEW_ALGO_ORDER],
  ['queried algo order', algoOrderSchema, orders.QUERIED_ALGO_ORDER],
  ['algo orders', algoOrdersSchema, [orders.NEW_ALGO_ORDER, orders.QUERIED_ALGO_ORDER]],
  ['algo cancel', algoCancelSchema, orders.CANCELED_ALGO],
  ['account', accountSchema, account.ACCOUNT],
  ['account config', accountConfigSchema, account.ACCOUNT_CONFIG],
  ['balances', balancesSchema, account.BALANCES],
  ['symbol configs', symbolConfigsSchema, account.SYMBOL_CONFIGS],
  ['position risks', positionRisksSchema, account.POSITION_RISKS],
  ['leverage brackets', leverageBracketsSchema, account.LEVERAGE_BRACKETS],
  ['user trades', userTradesSchema, account.USER_TRADES],
  ['incomes', incomesSchema, account.INCOMES],
  ['commission rate', commissionRateSchema, account.COMMISSION_RATE],
  ['api restrictions', apiRestrictionsSchema, account.API_RESTRICTIONS],
  ['premium index', premiumIndexSchema, account.PREMIUM_INDEX],
  ['exchange info', exchangeInfoSchema, { ...listing.EXCHANGE_INFO, symbols: [] }],
  ['symbol', symbolSchema, listing.BTCUSDT],
  ['listen key', listenKeySchema, { listenKey: 'a-made-up-key' }],
  ['event', eventSchema, events.TRADE_LITE],
  ['ORDER_TRADE_UPDATE', orderTradeUpdateSchema, events.ORDER_TRADE_UPDATE],
  ['ALGO_UPDATE', algoUpdateSchema, events.ALGO_UPDATE],
  ['ACCOUNT_UPDATE', accountUpdateSchema, events.ACCOUNT_UPDATE],
  ['ACCOUNT_CONFIG_UPDATE', accountConfigUpdateSchema, events.ACCOUNT_CONFIG_UPDATE],
  ['MARGIN_CALL', marginCallSchema, events.MARGIN_CALL],
];

/** May be left out: told by some of the endpoints alone, or only where there is one. */
const OPTIONAL = new Set(
  'indexPrice lastFundingRate nextFundingTime avgPrice stopPrice workingType activatePrice callbackRate goodTillDate time quantity triggerPrice price actualOrderId actualPrice actualQty adl tradeId sp n N wt cp gtd si er q ai tp p R B P ac ai E st'.split(
    ' ',
  ),
);

test.each(PAYLOADS)('%s is read as documented', (_, schema, payload) => {
  expect(schema.safeParse(payload).error).toBeUndefined();
});

test.each(PAYLOADS)('%s with a field of another type is refused', (_, schema, payload) => {
  const { data } = schema.safeParse(payload);
  const paths = pathsIn(data);
  expect(paths.length).toBeGreaterThan(0);
  for (const path of paths) {
    const broken = changed(payload, path, () => ({ unexpected: true }));
    expect([path, schema.safeParse(broken).success]).toEqual([path, false]);
  }
});

test.each(PAYLOADS)('%s without a field that is needed is refused', (_, schema, payload) => {
  for (const path of pathsIn(schema.safeParse(payload).data)) {
    const field = path.at(-1);
    if (typeof field !== 'string' || OPTIONAL.has(field)) continue;
    const broken = changed(payload, path, () => undefined);
    expect([path, schema.safeParse(broken).success]).toEqual([path, false]);
  }
});

test('an amount that came as a JSON number is refused', () => {
  for (const field of ['price', 'origQty', 'executedQty'] as const) {
    expect(orderSchema.safeParse({ ...orders.NEW_ORDER, [field]: 0.1 }).success).toBe(false);
  }
  for (const text of ['', 'NaN', '0x10', '1,5', ' 1']) {
    expect([text, orderSchema.safeParse({ ...orders.NEW_ORDER, price: text }).success]).toEqual([text, false]);
  }
});

test('ids are text, whether they come as a number or, being long, as text', () => {
  expect(orderSchema.parse(orders.NEW_ORDER).orderId).toBe('8389765519993908929');
  expect(orderSchema.parse(orders.QUERIED_ORDER).orderId).toBe('8886774');
  expect(algoOrderSchema.parse(orders.NEW_ALGO_ORDER).algoId).toBe('2000000547321628');
  // beyond what a double holds exactly: it has lost its last digits by now
  expect(orderSchema.safeParse({ ...orders.NEW_ORDER, orderId: 2 ** 53 + 2 }).success).toBe(false);
  expect(orderSchema.safeParse({ ...orders.NEW_ORDER, orderId: '' }).success).toBe(false);
});

test('numbers of the brackets are read by their text', () => {
  const [ethusdt] = leverageBracketsSchema.parse(account.LEVERAGE_BRACKETS);
  expect(ethusdt!.brackets[1]!.maintMarginRatio.toFixed()).toBe('0.0065');
  expect(ethusdt!.brackets[0]!.notionalCap.toFixed()).toBe('600000');
  expect(leverageBracketsSchema.parse(account.LEVERAGE_BRACKETS[0])).toHaveLength(1);
  const bad = { ...account.LEVERAGE_BRACKETS[0]!.brackets[0], maintMarginRatio: 'none' };
  expect(leverageBracketsSchema.safeParse([{ symbol: 'ETHUSDT', brackets: [bad] }]).success).toBe(false);
});

test('a callback rate is read from text and from a number', () => {
  const rate = (callbackRate: unknown) =>
    algoOrderSchema.parse({ ...orders.NEW_ALGO_ORDER, callbackRate }).callbackRate;
  expect(rate('1.5')?.toFixed()).toBe('1.5');
  expect(rate(0.3)?.toFixed()).toBe('0.3');
  expect(rate('')).toBeUndefined();
});

test('a filter that orders go by must have its fields; others are passed over', () => {
  const { filters } = symbolSchema.parse(listing.BTCUSDT);
  expect(filters.map((filter) => filter?.filterType ?? null)).toEqual([
    'PRICE_FILTER',
    'LOT_SIZE',
    'MARKET_LOT_SIZE',
    null,
    'MIN_NOTIONAL',
    'PERCENT_PRICE',
    null,
  ]);
  const withoutTick = { ...listing.BTCUSDT, filters: [{ filterType: 'PRICE_FILTER', minPrice: '1', maxPrice: '2' }] };
  expect(symbolSchema.safeParse(withoutTick).success).toBe(false);
});

test('a batch answers order by order', () => {
  const [placed, refused] = batchItemsSchema.parse(orders.BATCH);
  expect(placed).toMatchObject({ orderId: '8389765519993908929' });
  expect(refused).toEqual({ code: -2019, msg: 'Margin is insufficient.' });
});

test('an order answer is read in microseconds', () => {
  const count = 4_000;
  for (let at = 0; at < count; at += 1) orderSchema.parse(orders.NEW_ORDER);
  const startedAt = performance.now();
  for (let at = 0; at < count; at += 1) orderSchema.parse(orders.NEW_ORDER);
  expect(((performance.now() - startedAt) * 1_000) / count).toBeLessThan(200);
});

/** Every field that the schema read, with its way there; Decimals and texts are leaves. */
function pathsIn(value: unknown, path: Path = []): readonly Path[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => pathsIn(item, [...path, index]));
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return [];
  return Object.entries(value).flatMap(([key, item]) => {
    if (item === undefined) return [];
    return [[...path, key], ...pathsIn(item, [...path, key])];
  });
}

function changed(value: unknown, [key, ...rest]: Path, change: (value: unknown) => unknown): unknown {
  if (key === undefined) return change(value);
  if (Array.isArray(value)) return value.map((item, index) => (index === key ? changed(item, rest, change) : item));
  const record = value as Record<string, unknown>;
  return { ...record, [key]: changed(record[key], rest, change) };
}
