import { expect, test } from 'vitest';
import { decimal } from '@perpdesk/broker-core';
import { createRestClient, openVenue } from '../rest.test.fixture.ts';
import { at, rowsAt } from '../json.test.fixture.ts';

const MARKET = { symbol: 'BTCUSDT', side: 'BUY', type: 'MARKET', quantity: '0.010' };
const LIMIT = { symbol: 'BTCUSDT', side: 'BUY', type: 'LIMIT', quantity: '0.010', price: '59000', timeInForce: 'GTC' };

type Row = readonly [what: string, order: Readonly<Record<string, string>>, code: number, msg: string | RegExp];

const ROWS: readonly Row[] = [
  ['no symbol', { ...MARKET, symbol: '' }, -1102, /'symbol'/],
  ['an unknown symbol', { ...MARKET, symbol: 'NOPEUSDT' }, -1121, 'Invalid symbol.'],
  ['a symbol that no longer trades', { ...MARKET, symbol: 'MATICUSDT', quantity: '100' }, -4141, 'Symbol is closed'],
  ['a side that is none', { ...MARKET, side: 'LONG' }, -1117, 'Invalid side.'],
  ['a type that is none', { ...MARKET, type: 'ICEBERG' }, -1116, 'Invalid orderType.'],
  ['a conditional type', { ...MARKET, type: 'STOP_MARKET', stopPrice: '1' }, -4120, /Algo Order API endpoints/],
  ['a limit without time in force', { ...LIMIT, timeInForce: '' }, -1102, /'timeInForce'/],
  ['a time in force that is none', { ...LIMIT, timeInForce: 'DAY' }, -1115, 'Invalid timeInForce.'],
  ['a limit without price', { ...LIMIT, price: '' }, -1102, /'price'/],
  ['a market order with a price', { ...MARKET, price: '1' }, -1106, "Parameter 'price' sent when not required."],
  ['text as quantity', { ...MARKET, quantity: 'much' }, -1100, /Illegal characters found in parameter 'quantity'/],
  ['an exponent', { ...MARKET, quantity: '1e-2' }, -1100, /'quantity'/],
  ['no quantity', { ...MARKET, quantity: '' }, -1102, /'quantity'/],
  ['a quantity of zero', { ...MARKET, quantity: '0' }, -4003, /less than or equal to zero/],
  ['a quantity off the step', { ...MARKET, quantity: '0.0105' }, -1111, /Precision is over the maximum/],
  ['a market order that is too large', { ...MARKET, quantity: '121' }, -4005, /greater than max quantity/],
  ['a limit order that is too large', { ...LIMIT, quantity: '1001' }, -4005, /greater than max quantity/],
  ['a price with too many decimals', { ...LIMIT, price: '59000.001' }, -1111, /Precision is over the maximum/],
  ['a price off the tick', { ...LIMIT, price: '59000.05' }, -4014, 'Price not increased by tick size.'],
  ['a price of zero', { ...LIMIT, price: '0' }, -4013, 'Price less than min price.'],
  ['a price above the highest', { ...LIMIT, price: '5000000' }, -4002, 'Price greater than max price.'],
  ['a buy far above the mark price', { ...LIMIT, price: '63100' }, -4016, "Limit price can't be higher than 63000.00."],
  [
    'a sell far below it',
    { ...LIMIT, side: 'SELL', price: '56000' },
    -4024,
    "Limit price can't be lower than 57000.00.",
  ],
  ['too little', { ...MARKET, quantity: '0.001' }, -4164, /no smaller than 100.0 \(unless you choose reduce only\)/],
  ['a long client id', { ...MARKET, newClientOrderId: 'x'.repeat(37) }, -4015, /not be more than 36 chars/],
  ['a client id with a blank', { ...MARKET, newClientOrderId: 'a b' }, -4015, 'Client order id is not valid.'],
  ['a side of hedge mode', { ...MARKET, positionSide: 'LONG' }, -4061, /does not match user's setting/],
  ['more than the leverage carries', { ...LIMIT, quantity: '900' }, -2027, /maximum allowable position/],
  ['more than the margin carries', { ...MARKET, quantity: '4' }, -2019, 'Margin is insufficient.'],
  ['a margin asset that the account does not have', { ...MARKET, symbol: 'BTCUSDC' }, -2018, /Balance is insufficient/],
  ['nothing to reduce', { ...MARKET, reduceOnly: 'true' }, -2022, 'ReduceOnly Order is rejected.'],
  ['a post-only order that takes', { ...LIMIT, price: '60100', timeInForce: 'GTX' }, -5022, /Post Only order/],
  ['a fill or kill that cannot fill', { ...LIMIT, timeInForce: 'FOK' }, -5021, /FOK order has been rejected/],
  ['a good-till date that is near', { ...LIMIT, timeInForce: 'GTD', goodTillDate: '1' }, -5040, /600 seconds/],
  ['a price match that is none', { ...LIMIT, price: '', priceMatch: 'BEST' }, -5037, 'Invalid price match'],
  ['a price with a price match', { ...LIMIT, priceMatch: 'QUEUE' }, -1106, /'price'/],
  ['a self trade mode that is none', { ...LIMIT, selfTradePreventionMode: 'X' }, -5039, /self trade prevention/],
  ['closePosition of a market order', { ...MARKET, closePosition: 'true' }, -4136, /closePosition true/],
];

test.each(ROWS)('refuses %s', async (_what, order, code, msg) => {
  const venue = await openVenue();
  const { status, body } = await createRestClient(venue).post('/fapi/v1/order', order);
  expect({ status, code: at(body, 'code') }).toEqual({ status: 400, code });
  if (typeof msg === 'string') expect(at(body, 'msg')).toBe(msg);
  else expect(at(body, 'msg')).toMatch(msg);
  expect(venue.state().orders).toEqual([]);
});

test('refuses reduceOnly and a missing side in hedge mode', async () => {
  const account = { apiKey: 'venue-key', secretKey: 'venue-secret', positionMode: 'hedge' } as const;
  const rest = createRestClient(await openVenue({ accounts: [account] }));
  expect(at((await rest.post('/fapi/v1/order', MARKET)).body, 'code')).toBe(-4061);
  const reduceOnly = { ...MARKET, positionSide: 'LONG', reduceOnly: 'true' };
  expect((await rest.post('/fapi/v1/order', reduceOnly)).body).toEqual({
    code: -1106,
    msg: "Parameter 'reduceonly' sent when not required.",
  });
  expect((await rest.post('/fapi/v1/order', { ...MARKET, positionSide: 'LONG' })).status).toBe(200);
});

test('refuses market orders when the last price has left the band around the mark price', async () => {
  const venue = await openVenue();
  venue.setPrice('BTCUSDT', decimal('60000'), decimal('56000'));
  const rest = createRestClient(venue);
  expect(at((await rest.post('/fapi/v1/order', MARKET)).body, 'code')).toBe(-4131);
});

test('exempts orders that only reduce from the minimum notional', async () => {
  const rest = createRestClient(await openVenue());
  await rest.post('/fapi/v1/order', MARKET);
  const small = { ...MARKET, side: 'SELL', quantity: '0.001', reduceOnly: 'true' };
  expect((await rest.post('/fapi/v1/order', small)).status).toBe(200);
});

test('refuses a symbol while it is halted and an account that may not trade', async () => {
  const venue = await openVenue({
    accounts: [
      { apiKey: 'venue-key', secretKey: 'venue-secret' },
      { apiKey: 'frozen', secretKey: 'venue-secret', canTrade: false },
    ],
  });
  venue.haltSymbol('BTCUSDT', true);
  const rest = createRestClient(venue);
  expect(at((await rest.post('/fapi/v1/order', MARKET)).body, 'code')).toBe(-4140);
  const info = await rest.get('/fapi/v1/exchangeInfo');
  expect(
    at(
      rowsAt(info.body, 'symbols').find((one) => one.symbol === 'BTCUSDT'),
      'status',
    ),
  ).toBe('BREAK');
  venue.haltSymbol('BTCUSDT', false);
  expect((await rest.post('/fapi/v1/order', MARKET)).status).toBe(200);
  const frozen = createRestClient(venue, { apiKey: 'frozen' });
  expect(at((await frozen.post('/fapi/v1/order', MARKET)).body, 'code')).toBe(-4088);
});

test('takes the price from the book where the order says so', async () => {
  const rest = createRestClient(await openVenue());
  const match = async (side: string, priceMatch: string) => {
    const order = { ...LIMIT, price: '', side, priceMatch };
    return at((await rest.post('/fapi/v1/order', order)).body, 'price');
  };
  expect(await match('BUY', 'QUEUE')).toBe('59999.90');
  expect(await match('BUY', 'QUEUE_5')).toBe('59999.50');
  expect(await match('SELL', 'OPPONENT')).toBe('59999.90');
  expect(await match('BUY', 'OPPONENT_10')).toBe('60000.90');
});
