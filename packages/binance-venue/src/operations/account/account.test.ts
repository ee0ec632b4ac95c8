import { expect, test } from 'vitest';
import { decimal } from '@perpdesk/broker-core';
import { createRestClient, openVenue } from '../../rest.test.fixture.ts';
import { at, rowsAt } from '../../json.test.fixture.ts';

const BUY = { symbol: 'BTCUSDT', side: 'BUY', type: 'MARKET', quantity: '0.010' };

test('tells a position in the third version only of symbols in use, in the second of all', async () => {
  const venue = await openVenue({ fees: { maker: decimal('0'), taker: decimal('0') } });
  const rest = createRestClient(venue);
  expect((await rest.get('/fapi/v3/positionRisk')).body).toEqual([]);
  await rest.post('/fapi/v1/order', BUY);
  venue.setPrice('BTCUSDT', decimal('61000'));
  const { body: risk } = await rest.get('/fapi/v3/positionRisk');
  expect(risk).toEqual([
    {
      symbol: 'BTCUSDT',
      positionSide: 'BOTH',
      positionAmt: '0.010',
      entryPrice: '60000',
      breakEvenPrice: '60000',
      markPrice: '61000.00000000',
      unRealizedProfit: '10.00000000',
      liquidationPrice: '0',
      isolatedMargin: '0.00000000',
      notional: '610.00000000',
      marginAsset: 'USDT',
      isolatedWallet: '0.00000000',
      initialMargin: '30.50000000',
      maintMargin: '2.44000000',
      positionInitialMargin: '30.50000000',
      openOrderInitialMargin: '0.00000000',
      adl: 1,
      bidNotional: '0.00000000',
      askNotional: '0.00000000',
      updateTime: expect.any(Number),
    },
  ]);
  const { body: all } = await rest.get('/fapi/v2/positionRisk');
  expect(at(all, 'length')).toBeGreaterThan(10);
  expect(rowsAt(all).find((one) => one.symbol === 'BTCUSDT')).toMatchObject({
    leverage: '20',
    marginType: 'cross',
    positionAmt: '0.010',
  });
  expect((await rest.get('/fapi/v2/positionRisk', { symbol: 'ETHUSDT' })).body).toHaveLength(1);
  expect((await rest.get('/fapi/v1/adlQuantile')).body).toEqual([{ symbol: 'BTCUSDT', adlQuantile: { BOTH: 1 } }]);
});

test('tells balances, account and configuration', async () => {
  const venue = await openVenue({ fees: { maker: decimal('0'), taker: decimal('0') } });
  const rest = createRestClient(venue);
  await rest.post('/fapi/v1/order', BUY);
  venue.setPrice('BTCUSDT', decimal('61000'));
  expect((await rest.get('/fapi/v3/balance')).body).toMatchObject([
    { asset: 'USDT', balance: '10000.00000000', crossUnPnl: '10.00000000', availableBalance: '9979.50000000' },
  ]);
  const { body: account } = await rest.get('/fapi/v3/account');
  expect(account).toMatchObject({ totalWalletBalance: '10000.00000000', totalMarginBalance: '10010.00000000' });
  expect(at(account, 'positions')).toMatchObject([{ symbol: 'BTCUSDT', positionAmt: '0.010' }]);
  expect(at(account, 'positions', 0)).not.toHaveProperty('leverage');
  const { body: second } = await rest.get('/fapi/v2/account');
  expect(second).toMatchObject({ canTrade: true, multiAssetsMargin: false });
  expect(rowsAt(second, 'positions').find((one) => one.symbol === 'BTCUSDT')).toMatchObject({ leverage: '20' });
  expect((await rest.get('/fapi/v1/accountConfig')).body).toMatchObject({
    canTrade: true,
    dualSidePosition: false,
    multiAssetsMargin: false,
  });
});

test('sets leverage and margin type, and refuses what Binance refuses', async () => {
  const rest = createRestClient(await openVenue());
  const leverage = (value: string) => rest.post('/fapi/v1/leverage', { symbol: 'BTCUSDT', leverage: value });
  const marginType = (value: string) => rest.post('/fapi/v1/marginType', { symbol: 'BTCUSDT', marginType: value });
  expect((await leverage('10')).body).toEqual({ symbol: 'BTCUSDT', leverage: 10, maxNotionalValue: '60000000' });
  expect((await leverage('126')).body).toEqual({ code: -4028, msg: 'Leverage 126 is not valid' });
  expect(at((await marginType('CROSSED')).body, 'code')).toBe(-4046);
  expect((await marginType('ISOLATED')).body).toEqual({ code: 200, msg: 'success' });
  const config = await rest.get('/fapi/v1/symbolConfig', { symbol: 'BTCUSDT' });
  expect(config.body).toMatchObject([{ symbol: 'BTCUSDT', marginType: 'ISOLATED', leverage: 10 }]);
  await rest.post('/fapi/v1/order', BUY);
  expect(at((await marginType('CROSSED')).body, 'code')).toBe(-4048);
  expect(at((await leverage('5')).body, 'code')).toBe(-4161);
  const limit = { symbol: 'ETHUSDT', side: 'BUY', type: 'LIMIT', quantity: '1', price: '2900', timeInForce: 'GTC' };
  await rest.post('/fapi/v1/order', limit);
  const other = await rest.post('/fapi/v1/marginType', { symbol: 'ETHUSDT', marginType: 'ISOLATED' });
  expect(at(other.body, 'code')).toBe(-4047);
});

test('moves margin of an isolated position', async () => {
  const account = { apiKey: 'venue-key', secretKey: 'venue-secret', marginType: 'isolated' } as const;
  const rest = createRestClient(await openVenue({ accounts: [account] }));
  const move = (amount: string, type: string) =>
    rest.post('/fapi/v1/positionMargin', { symbol: 'BTCUSDT', amount, type });
  expect(at((await move('5', '1')).body, 'code')).toBe(-4054);
  await rest.post('/fapi/v1/order', BUY);
  expect((await move('5', '1')).body).toEqual({
    amount: 5,
    code: 200,
    msg: 'Successfully modify position margin.',
    type: 1,
  });
  expect((await rest.get('/fapi/v3/positionRisk')).body).toMatchObject([{ isolatedWallet: '35.00000000' }]);
  expect(at((await move('6', '2')).body, 'code')).toBe(-4051);
  expect(at((await move('100000', '1')).body, 'code')).toBe(-4050);
  expect(at((await move('0', '1')).body, 'code')).toBe(-4055);
});

test('switches the position mode while nothing is open', async () => {
  const rest = createRestClient(await openVenue());
  const hedge = () => rest.post('/fapi/v1/positionSide/dual', { dualSidePosition: 'true' });
  expect(at((await rest.post('/fapi/v1/positionSide/dual', { dualSidePosition: 'false' })).body, 'code')).toBe(-4059);
  await rest.post('/fapi/v1/order', BUY);
  expect(at((await hedge()).body, 'code')).toBe(-4068);
  const limit = { ...BUY, type: 'LIMIT', price: '59000', timeInForce: 'GTC' };
  await rest.post('/fapi/v1/order', limit);
  expect(at((await hedge()).body, 'code')).toBe(-4067);
  await rest.delete('/fapi/v1/allOpenOrders', { symbol: 'BTCUSDT' });
  await rest.post('/fapi/v1/order', { ...BUY, side: 'SELL' });
  expect((await hedge()).body).toEqual({ code: 200, msg: 'success' });
  expect((await rest.get('/fapi/v1/positionSide/dual')).body).toEqual({ dualSidePosition: true });
  await rest.post('/fapi/v1/order', { ...BUY, positionSide: 'LONG' });
  await rest.post('/fapi/v1/order', { ...BUY, side: 'SELL', positionSide: 'SHORT' });
  expect((await rest.get('/fapi/v3/positionRisk')).body).toMatchObject([
    { positionSide: 'LONG', positionAmt: '0.010' },
    { positionSide: 'SHORT', positionAmt: '-0.010', notional: '-600.00000000' },
  ]);
});

test('keeps multi-assets mode and isolated margin apart', async () => {
  const rest = createRestClient(await openVenue());
  const multi = (value: string) => rest.post('/fapi/v1/multiAssetsMargin', { multiAssetsMargin: value });
  expect(at((await multi('false')).body, 'code')).toBe(-4171);
  expect(at((await multi('true')).body, 'code')).toBe(200);
  expect((await rest.get('/fapi/v1/multiAssetsMargin')).body).toEqual({ multiAssetsMargin: true });
  const isolated = await rest.post('/fapi/v1/marginType', { symbol: 'BTCUSDT', marginType: 'ISOLATED' });
  expect(at(isolated.body, 'code')).toBe(-4168);
  await multi('false');
  await rest.post('/fapi/v1/marginType', { symbol: 'BTCUSDT', marginType: 'ISOLATED' });
  expect(at((await multi('true')).body, 'code')).toBe(-4167);
});

test('lists leverage brackets, fees, rate limits and what the key may do', async () => {
  const rest = createRestClient(await openVenue());
  const { body } = await rest.get('/fapi/v1/leverageBracket', { symbol: 'BTCUSDT' });
  expect(at(body, 0, 'brackets', 1)).toEqual({
    bracket: 2,
    initialLeverage: 100,
    notionalCap: 250_000,
    notionalFloor: 50_000,
    maintMarginRatio: 0.005,
    cum: 50,
  });
  expect((await rest.get('/fapi/v1/commissionRate', { symbol: 'BTCUSDT' })).body).toMatchObject({
    makerCommissionRate: '0.0002',
    takerCommissionRate: '0.0005',
  });
  expect((await rest.get('/fapi/v1/rateLimit/order')).body).toHaveLength(2);
  expect((await rest.get('/sapi/v1/account/apiRestrictions')).body).toMatchObject({
    enableFutures: true,
    enableWithdrawals: false,
  });
  expect((await rest.get('/fapi/v1/apiTradingStatus')).body).toHaveProperty('indicators');
});

test('gives one listen key an account, renews it and takes it back', async () => {
  const venue = await openVenue();
  const rest = createRestClient(venue);
  expect((await rest.put('/fapi/v1/listenKey')).body).toEqual({ code: -1125, msg: 'This listenKey does not exist.' });
  const { body } = await rest.post('/fapi/v1/listenKey');
  expect(at(body, 'listenKey')).toMatch(/^[A-Za-z0-9]{64}$/);
  expect((await rest.post('/fapi/v1/listenKey')).body).toEqual(body);
  expect((await rest.put('/fapi/v1/listenKey')).body).toEqual(body);
  venue.expireListenKeys();
  expect(at((await rest.put('/fapi/v1/listenKey')).body, 'code')).toBe(-1125);
  expect(at((await rest.post('/fapi/v1/listenKey')).body, 'listenKey')).not.toBe(at(body, 'listenKey'));
  expect((await rest.delete('/fapi/v1/listenKey')).body).toEqual({});
});
