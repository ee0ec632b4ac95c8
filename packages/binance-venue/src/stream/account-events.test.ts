import { expect, test } from 'vitest';
import { decimal } from '@perpdesk/broker-core';
import { openVenue } from '../rest.test.fixture.ts';
import { openAccount } from './stream.test.fixture.ts';
import { at, rowsAt } from '../json.test.fixture.ts';

const BUY = { side: 'BUY', type: 'MARKET', quantity: '0.010' };

test('a fill changes one balance and one position, with what was realised in all', async () => {
  const venue = await openVenue();
  const { stream, order } = await openAccount(venue, 'ACCOUNT_UPDATE');
  await order(BUY);
  venue.setPrice('BTCUSDT', decimal('60500'));
  await order({ side: 'SELL', type: 'MARKET', quantity: '0.004' });
  const [opened, reduced] = await stream.heard(2);
  expect(opened).toEqual({
    e: 'ACCOUNT_UPDATE',
    T: expect.any(Number),
    E: expect.any(Number),
    a: {
      B: [{ a: 'USDT', wb: '9999.7', cw: '9999.7', bc: '0' }],
      P: [
        {
          s: 'BTCUSDT',
          pa: '0.01',
          ep: '60000',
          cr: '0',
          up: '0',
          mt: 'cross',
          iw: '0',
          ps: 'BOTH',
          ma: 'USDT',
          bep: '60000',
        },
      ],
      m: 'ORDER',
    },
  });
  expect(at(at(reduced, 'a'), 'P')).toMatchObject([{ pa: '0.006', cr: '2', up: '3' }]);
});

test('several fills of one price are told one by one, each with the account as it made it', async () => {
  const venue = await openVenue();
  const { stream, order } = await openAccount(venue, 'ACCOUNT_UPDATE');
  for (const price of ['59000', '59500']) {
    await order({ side: 'BUY', type: 'LIMIT', timeInForce: 'GTC', quantity: '0.010', price });
  }
  venue.setPrice('BTCUSDT', decimal('58900'));
  const frames = await stream.heard(2);
  expect(frames.map(({ a }) => [at(a, 'B', 0, 'wb'), at(a, 'P', 0, 'pa'), at(a, 'P', 0, 'ep')])).toEqual([
    ['9999.882', '0.01', '59000'],
    ['9999.763', '0.02', '59250'],
  ]);
});

test('in hedge mode the side that changed is told alone', async () => {
  const venue = await openVenue({
    accounts: [{ apiKey: 'venue-key', secretKey: 'venue-secret', positionMode: 'hedge' }],
  });
  const { stream, order } = await openAccount(venue, 'ACCOUNT_UPDATE');
  await order({ ...BUY, positionSide: 'LONG' });
  await order({ ...BUY, side: 'SELL', positionSide: 'SHORT' });
  const frames = await stream.heard(2);
  expect(frames.map(({ a }) => rowsAt(a, 'P').map(({ ps, pa }) => `${ps} ${pa}`))).toEqual([
    ['LONG 0.01'],
    ['SHORT -0.01'],
  ]);
});

test('funding is a change of the balance that is neither PnL nor fee, and names its symbol', async () => {
  const venue = await openVenue();
  const { stream, order } = await openAccount(venue, 'ACCOUNT_UPDATE');
  await order(BUY);
  venue.fund('BTCUSDT', decimal('0.0001'));
  const [, funding] = await stream.heard(2);
  expect(at(funding, 'a')).toEqual({
    B: [{ a: 'USDT', wb: '9999.64', cw: '9999.64', bc: '-0.06' }],
    P: [],
    m: 'FUNDING_FEE',
    S: 'BTCUSDT',
  });
});

test('an isolated position has a wallet of its own, which can be added to', async () => {
  const venue = await openVenue();
  const { stream, order, rest } = await openAccount(venue);
  await rest.post('/fapi/v1/marginType', { symbol: 'BTCUSDT', marginType: 'ISOLATED' });
  await order(BUY);
  await rest.post('/fapi/v1/positionMargin', { symbol: 'BTCUSDT', amount: '10', type: '1' });
  venue.fund('BTCUSDT', decimal('0.0001'));
  const frames = (await stream.heard(7)).filter(({ e }) => e === 'ACCOUNT_UPDATE');
  expect(
    frames.map(({ a }) => [at(a, 'm'), at(a, 'B', 0, 'cw') ?? '-', at(a, 'P', 0, 'iw'), at(a, 'P', 0, 'mt')]),
  ).toEqual([
    ['MARGIN_TYPE_CHANGE', '-', '0', 'isolated'],
    ['ORDER', '9969.7', '30', 'isolated'],
    ['MARGIN_TRANSFER', '9959.7', '40', 'isolated'],
    ['FUNDING_FEE', '9959.7', '39.94', 'isolated'],
  ]);
});

test('settings are told by the event that Binance has for each', async () => {
  const venue = await openVenue();
  const { stream, rest } = await openAccount(venue);
  await rest.post('/fapi/v1/leverage', { symbol: 'ETHUSDT', leverage: '7' });
  await rest.post('/fapi/v1/marginType', { symbol: 'ETHUSDT', marginType: 'ISOLATED' });
  await rest.post('/fapi/v1/marginType', { symbol: 'ETHUSDT', marginType: 'CROSSED' });
  await rest.post('/fapi/v1/multiAssetsMargin', { multiAssetsMargin: 'true' });
  await rest.post('/fapi/v1/leverage', { symbol: 'ETHUSDT', leverage: '8' });
  const frames = await stream.heard(5);
  expect(frames.map(({ e, ac, ai, a }) => [e, ac ?? ai ?? at(a, 'm')])).toEqual([
    ['ACCOUNT_CONFIG_UPDATE', { s: 'ETHUSDT', l: 7 }],
    ['ACCOUNT_UPDATE', 'MARGIN_TYPE_CHANGE'],
    ['ACCOUNT_UPDATE', 'MARGIN_TYPE_CHANGE'],
    ['ACCOUNT_CONFIG_UPDATE', { j: true }],
    ['ACCOUNT_CONFIG_UPDATE', { s: 'ETHUSDT', l: 8 }],
  ]);
});

test('a margin call warns once of each position that comes into danger', async () => {
  const venue = await openVenue();
  const { stream, order, rest } = await openAccount(venue, 'MARGIN_CALL');
  await rest.post('/fapi/v1/marginType', { symbol: 'BTCUSDT', marginType: 'ISOLATED' });
  await order(BUY);
  for (const price of ['57500', '57280', '57279', '57278']) venue.setPrice('BTCUSDT', decimal(price));
  const [call] = await stream.heard(1);
  expect(call).toMatchObject({
    e: 'MARGIN_CALL',
    p: [{ s: 'BTCUSDT', ps: 'BOTH', pa: '0.01', mt: 'ISOLATED', iw: '30', mp: '57280', up: '-27.2' }],
  });
  expect(call).not.toHaveProperty('cw');
  expect(stream.texts).toHaveLength(1);
});
