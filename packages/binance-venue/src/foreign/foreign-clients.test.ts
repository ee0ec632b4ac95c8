import { expect, test } from '@jest/globals';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { openVenue, parseLong } from '../rest.test.fixture.ts';

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
  expect(out.market).toMatchObject({ id: 'BTCUSDT', settle: 'USDT', precision: { price: 0.1, amount: 0.001 } });
  expect(out.balance).toEqual({ free: 10_000, used: 0, total: 10_000 });
  expect(out.leverage).toMatchObject({ leverage: 10 });
  expect(out.bought).toMatchObject({ type: 'market', status: 'closed', filled: 0.01 });
  expect(out.fetched).toMatchObject({ id: out.bought.id, status: 'closed', average: 60_000, cost: 600 });
  expect(out.positions).toMatchObject([{ side: 'long', contracts: 0.01, entryPrice: 60_000, marginMode: 'cross' }]);
  expect(out.limit).toMatchObject({ type: 'limit', status: 'open', price: 59_000 });
  expect(out.stop).toMatchObject({ status: 'open', triggerPrice: 58_000, reduceOnly: true });
  expect(out.trailing).toMatchObject({ status: 'open', reduceOnly: true });
  expect(out.open.map((one: any) => one.id)).toEqual([out.limit.id]);
  expect(out.openConditional.map((one: any) => one.id)).toEqual([out.stop.id, out.trailing.id]);
  expect(out.conditional).toMatchObject({ id: out.stop.id, status: 'open' });
  expect(out.canceled).toMatchObject({ id: out.limit.id, status: 'canceled' });
  expect(out.canceledStop).toMatchObject({ id: out.stop.id });
  expect(out.openAfter).toEqual([]);
  expect(out.trades).toMatchObject([{ order: out.bought.id, price: 60_000, takerOrMaker: 'taker' }]);
  expect(out.refused).toContain('Margin is insufficient.');
  expect(out.positionsAfter).toEqual([]);
  expect(out.watched).toMatchObject([{ id: out.bought.id, symbol: 'BTC/USDT:USDT' }]);
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
  expect(out.info).toBeGreaterThan(10);
  expect(out.balance).toMatchObject([{ asset: 'USDT', balance: '10000.00000000' }]);
  expect(out.account).toMatchObject({ totalWalletBalance: '10000.00000000' });
  expect(out.leverage).toMatchObject({ leverage: 10 });
  expect(out.market).toMatchObject({ status: 'FILLED', executedQty: '0.010' });
  expect(out.queried).toMatchObject({ orderId: out.market.orderId, avgPrice: '60000.00' });
  expect(out.positions).toMatchObject([{ symbol: 'BTCUSDT', positionAmt: '0.010' }]);
  expect(out.limit).toMatchObject({ status: 'NEW', price: '59000.00' });
  expect(out.stop).toMatchObject({ algoStatus: 'NEW', orderType: 'STOP_MARKET' });
  expect(out.trailing).toMatchObject({ algoStatus: 'NEW', activatePrice: '61000.00', callbackRate: '1' });
  expect(out.stopQueried).toMatchObject({ algoId: out.stop.algoId, algoStatus: 'NEW' });
  expect(out.openAlgo).toHaveLength(2);
  expect(out.amended).toMatchObject({ orderId: out.limit.orderId, origQty: '0.020', price: '58900.00' });
  expect(out.canceled).toMatchObject({ orderId: out.limit.orderId, status: 'CANCELED' });
  expect(out.batch).toMatchObject([{ status: 'NEW' }, { status: 'NEW' }]);
  expect(out.canceledAll).toMatchObject({ code: 200 });
  expect(out.canceledAllAlgo).toMatchObject({ code: 200 });
  expect(out.openAfter).toEqual([]);
  expect(out.trades).toMatchObject([{ orderId: out.market.orderId, qty: '0.010' }]);
  expect(out.brackets).toBe(1);
  expect(out.refused).toMatchObject({ message: expect.stringContaining('Price not increased by tick size.') });
  expect(out.overSocket).toMatchObject({ side: 'SELL', type: 'MARKET' });
  expect(out.events.map((event: any) => event.e)).toEqual(
    expect.arrayContaining(['ORDER_TRADE_UPDATE', 'ALGO_UPDATE', 'ACCOUNT_UPDATE', 'ACCOUNT_CONFIG_UPDATE']),
  );
  expect(venue.state()).toMatchObject({ positions: [], openAlgoOrders: [] });
}, 30_000);
