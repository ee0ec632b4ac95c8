import { expect, test } from 'vitest';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { at, rowsAt, parseLong } from '../json.test.fixture.ts';
import { openVenue } from '../rest.test.fixture.ts';

const run = promisify(execFile);

/** Runs a client in a process of its own (both are heavy, ccxt loads only as a module) and gives what it printed. */
async function drive(client: 'ccxt' | 'connector') {
  const venue = await openVenue({ seed: 3 });
  const script = join(import.meta.dirname, `${client}.test.fixture.mjs`);
  const { stdout } = await run(process.execPath, [script, venue.url, venue.wsUrl], { maxBuffer: 10_000_000 });
  return { venue, out: parseLong(stdout.trimEnd().split('\n').at(-1) ?? '') };
}

test('ccxt trades here as it does at Binance', async () => {
  const { venue, out } = await drive('ccxt');
  expect(at(out, 'market')).toMatchObject({ id: 'BTCUSDT', settle: 'USDT', precision: { price: 0.1, amount: 0.001 } });
  expect(at(out, 'balance')).toEqual({ free: 10_000, used: 0, total: 10_000 });
  expect(at(out, 'leverage')).toMatchObject({ leverage: 10 });
  expect(at(out, 'bought')).toMatchObject({ type: 'market', status: 'closed', filled: 0.01 });
  expect(at(out, 'fetched')).toMatchObject({
    id: at(out, 'bought', 'id'),
    status: 'closed',
    average: 60_000,
    cost: 600,
  });
  expect(at(out, 'positions')).toMatchObject([
    { side: 'long', contracts: 0.01, entryPrice: 60_000, marginMode: 'cross' },
  ]);
  expect(at(out, 'limit')).toMatchObject({ type: 'limit', status: 'open', price: 59_000 });
  expect(at(out, 'stop')).toMatchObject({ status: 'open', triggerPrice: 58_000, reduceOnly: true });
  expect(at(out, 'trailing')).toMatchObject({ status: 'open', reduceOnly: true });
  expect(rowsAt(out, 'open').map((one) => one.id)).toEqual([at(out, 'limit', 'id')]);
  expect(rowsAt(out, 'openConditional').map((one) => one.id)).toEqual([
    at(out, 'stop', 'id'),
    at(out, 'trailing', 'id'),
  ]);
  expect(at(out, 'conditional')).toMatchObject({ id: at(out, 'stop', 'id'), status: 'open' });
  expect(at(out, 'canceled')).toMatchObject({ id: at(out, 'limit', 'id'), status: 'canceled' });
  expect(at(out, 'canceledStop')).toMatchObject({ id: at(out, 'stop', 'id') });
  expect(at(out, 'openAfter')).toEqual([]);
  expect(at(out, 'trades')).toMatchObject([{ order: at(out, 'bought', 'id'), price: 60_000, takerOrMaker: 'taker' }]);
  expect(at(out, 'refused')).toContain('Margin is insufficient.');
  expect(at(out, 'positionsAfter')).toEqual([]);
  expect(at(out, 'watched')).toMatchObject([{ id: at(out, 'bought', 'id'), symbol: 'BTC/USDT:USDT' }]);
  expect(at(out, 'watchedTrades')).toMatchObject([{ order: at(out, 'bought', 'id'), price: 60_000, amount: 0.01 }]);
  expect(at(out, 'watchedBalance')).toMatchObject({ total: 9999.7 });
  expect(at(out, 'positionsBefore')).toEqual([]);
  expect(at(out, 'watchedPositions')).toMatchObject([{ side: 'long', contracts: 0.01, entryPrice: 60_000 }]);
  expect(venue.state()).toMatchObject({ positions: [], openAlgoOrders: [] });
  expect(venue.state().orders.map(({ status }) => status)).toEqual([
    'filled',
    'canceled',
    'canceled',
    'canceled',
    'canceled',
    'filled',
  ]);
}, 30_000);

test("Binance's own connector trades here as it does at Binance", async () => {
  const { venue, out } = await drive('connector');
  expect(at(out, 'info')).toBeGreaterThan(10);
  expect(at(out, 'balance')).toMatchObject([{ asset: 'USDT', balance: '10000.00000000' }]);
  expect(at(out, 'account')).toMatchObject({ totalWalletBalance: '10000.00000000' });
  expect(at(out, 'leverage')).toMatchObject({ leverage: 10 });
  expect(at(out, 'market')).toMatchObject({ status: 'FILLED', executedQty: '0.010' });
  expect(at(out, 'queried')).toMatchObject({ orderId: at(out, 'market', 'orderId'), avgPrice: '60000.00' });
  expect(at(out, 'positions')).toMatchObject([{ symbol: 'BTCUSDT', positionAmt: '0.010' }]);
  expect(at(out, 'limit')).toMatchObject({ status: 'NEW', price: '59000.00' });
  expect(at(out, 'stop')).toMatchObject({ algoStatus: 'NEW', orderType: 'STOP_MARKET' });
  expect(at(out, 'trailing')).toMatchObject({ algoStatus: 'NEW', activatePrice: '61000.00', callbackRate: '1' });
  expect(at(out, 'stopQueried')).toMatchObject({ algoId: at(out, 'stop', 'algoId'), algoStatus: 'NEW' });
  expect(at(out, 'openAlgo')).toHaveLength(2);
  expect(at(out, 'amended')).toMatchObject({
    orderId: at(out, 'limit', 'orderId'),
    origQty: '0.020',
    price: '58900.00',
  });
  expect(at(out, 'canceled')).toMatchObject({ orderId: at(out, 'limit', 'orderId'), status: 'CANCELED' });
  expect(at(out, 'canceledStop')).toMatchObject({ algoId: at(out, 'stop', 'algoId'), code: '200' });
  expect(at(out, 'batch')).toMatchObject([{ status: 'NEW' }, { status: 'NEW' }]);
  expect(at(out, 'canceledAll')).toMatchObject({ code: 200 });
  expect(at(out, 'canceledAllAlgo')).toMatchObject({ code: 200 });
  expect(at(out, 'openAfter')).toEqual([]);
  expect(at(out, 'trades')).toMatchObject([{ orderId: at(out, 'market', 'orderId'), qty: '0.010' }]);
  expect(at(out, 'brackets')).toBe(1);
  expect(at(out, 'refused')).toMatchObject({ message: expect.stringContaining('Price not increased by tick size.') });
  expect(at(out, 'limitOverSocket')).toMatchObject({ status: 'NEW', price: '59000.00' });
  expect(at(out, 'canceledOverSocket')).toMatchObject({ status: 'CANCELED' });
  expect(at(out, 'stopOverSocket')).toMatchObject({ algoStatus: 'NEW' });
  expect(at(out, 'canceledStopOverSocket')).toMatchObject({ algoId: at(out, 'stopOverSocket', 'algoId'), code: '200' });
  expect(at(out, 'positionsOverSocket')).toMatchObject([{ positionAmt: '0.010' }]);
  expect(at(out, 'balanceOverSocket')).toMatchObject([{ asset: 'USDT' }]);
  expect(at(out, 'overSocket')).toMatchObject({ side: 'SELL', type: 'MARKET' });
  expect(rowsAt(out, 'events').map((event) => event.e)).toEqual(
    expect.arrayContaining(['ORDER_TRADE_UPDATE', 'ALGO_UPDATE', 'ACCOUNT_UPDATE', 'ACCOUNT_CONFIG_UPDATE']),
  );
  expect(venue.state()).toMatchObject({ positions: [], openAlgoOrders: [] });
}, 30_000);
