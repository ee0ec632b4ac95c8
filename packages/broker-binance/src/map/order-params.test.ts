import { expect, test } from 'vitest';
import { decimal, ORDER_TYPES, POSITION_MODES, SIDES, toClientOrderId, toVenueOrderId } from '@perpdesk/broker-core';
import type { BinanceOrderRequest } from '../binance-broker.ts';
import type { Params } from '../http/params.ts';
import { seeded } from '../http/seeded.test.fixture.ts';
import { anyOrder } from './any-order.test.fixture.ts';
import { echoOf } from './echo.test.fixture.ts';
import { amendParams, orderParams } from './order-params.ts';

const BASE = {
  symbol: 'BTCUSDT',
  side: 'sell',
  positionSide: 'net',
  clientOrderId: toClientOrderId('d-btc1-42'),
} as const;
const WIRE = { symbol: 'BTCUSDT', side: 'SELL', positionSide: 'BOTH' };
const PLAIN = { ...WIRE, newClientOrderId: 'd-btc1-42', newOrderRespType: 'RESULT' };
const ALGO = { ...WIRE, algoType: 'CONDITIONAL', clientAlgoId: 'd-btc1-42', workingType: 'MARK_PRICE' };
const quantity = decimal('0.015');
const price = decimal('64000.10');
const triggerPrice = decimal('63000');

const CASES: readonly (readonly [string, BinanceOrderRequest, 'plain' | 'algo', Params])[] = [
  ['market', { ...BASE, type: 'market', quantity }, 'plain', { ...PLAIN, type: 'MARKET', quantity: '0.015' }],
  [
    'market, reduce-only',
    { ...BASE, type: 'market', quantity, reduceOnly: true },
    'plain',
    { ...PLAIN, type: 'MARKET', quantity: '0.015', reduceOnly: 'true' },
  ],
  [
    'limit',
    { ...BASE, type: 'limit', quantity, price },
    'plain',
    { ...PLAIN, type: 'LIMIT', quantity: '0.015', price: '64000.1', timeInForce: 'GTC' },
  ],
  [
    'limit, post-only',
    { ...BASE, type: 'limit', quantity, price, postOnly: true },
    'plain',
    { ...PLAIN, type: 'LIMIT', quantity: '0.015', price: '64000.1', timeInForce: 'GTX' },
  ],
  [
    'limit, good till a date, with self-trade prevention',
    {
      ...BASE,
      type: 'limit',
      quantity,
      price,
      timeInForce: 'gtd',
      goodTillAt: 1_800_000_000_000,
      binance: { selfTradePrevention: 'expire-both' },
    },
    'plain',
    {
      ...PLAIN,
      type: 'LIMIT',
      quantity: '0.015',
      price: '64000.1',
      timeInForce: 'GTD',
      goodTillDate: '1800000000000',
      selfTradePreventionMode: 'EXPIRE_BOTH',
    },
  ],
  [
    'stop-market: triggerPrice, by the mark price unless told otherwise',
    { ...BASE, type: 'stop-market', quantity, triggerPrice, binance: { priceProtect: true } },
    'algo',
    { ...ALGO, type: 'STOP_MARKET', quantity: '0.015', triggerPrice: '63000', priceProtect: 'true' },
  ],
  [
    'take-profit-market that closes the position: no quantity, no reduceOnly',
    { ...BASE, type: 'take-profit-market', triggerPrice, triggerBy: 'last', closePosition: true },
    'algo',
    {
      ...ALGO,
      type: 'TAKE_PROFIT_MARKET',
      workingType: 'CONTRACT_PRICE',
      triggerPrice: '63000',
      closePosition: 'true',
    },
  ],
  [
    'stop-limit: Binance calls it STOP',
    { ...BASE, type: 'stop-limit', quantity, price, triggerPrice, timeInForce: 'ioc' },
    'algo',
    { ...ALGO, type: 'STOP', quantity: '0.015', price: '64000.1', triggerPrice: '63000', timeInForce: 'IOC' },
  ],
  [
    'take-profit-limit: Binance calls it TAKE_PROFIT',
    { ...BASE, type: 'take-profit-limit', quantity, price, triggerPrice },
    'algo',
    { ...ALGO, type: 'TAKE_PROFIT', quantity: '0.015', price: '64000.1', triggerPrice: '63000', timeInForce: 'GTC' },
  ],
  [
    'trailing-stop-market: activatePrice, no trigger',
    { ...BASE, type: 'trailing-stop-market', quantity, callbackRate: decimal('1.5'), activationPrice: price },
    'algo',
    { ...ALGO, type: 'TRAILING_STOP_MARKET', quantity: '0.015', callbackRate: '1.5', activatePrice: '64000.1' },
  ],
];

test.each(CASES)('%s', (_, request, service, expected) => {
  const found = orderParams(request, 'one-way');
  expect(found.service).toBe(service);
  expect(Object.fromEntries(Object.entries(found.params).filter(([, value]) => value !== undefined))).toEqual(expected);
});

test('every legal order comes back as what was asked for: each type, side and mode', () => {
  const random = seeded(20_261_126);
  for (const type of ORDER_TYPES) {
    for (const side of SIDES) {
      for (const positionMode of POSITION_MODES) {
        for (let run = 0; run < 100; run += 1) {
          const request = anyOrder({ type, side, positionMode }, random);
          const order = echoOf(orderParams(request, positionMode));
          const asked = { price: undefined, timeInForce: undefined, goodTillAt: undefined, ...request };
          const isConditional = type !== 'market' && type !== 'limit';
          expect(order).toMatchObject({
            symbol: request.symbol,
            type,
            side,
            positionSide: request.positionSide,
            clientOrderId: request.clientOrderId,
            quantity: request.quantity ?? null,
            price: asked.price ?? null,
            timeInForce: asked.timeInForce ?? 'gtc',
            goodTillAt: asked.goodTillAt ?? null,
            postOnly: 'postOnly' in request && request.postOnly,
            reduceOnly: request.reduceOnly === true,
            closePosition: request.closePosition === true,
            triggerPrice: 'triggerPrice' in request ? request.triggerPrice : null,
            triggerBy: isConditional ? ('triggerBy' in request ? (request.triggerBy ?? 'mark') : 'mark') : null,
            callbackRate: 'callbackRate' in request ? request.callbackRate : null,
            activationPrice: 'activationPrice' in request ? (request.activationPrice ?? null) : null,
            status: 'open',
          });
        }
      }
    }
  }
});

test('no amount is ever written with an exponent or as nothing', () => {
  const random = seeded(7);
  for (const type of ORDER_TYPES) {
    for (let run = 0; run < 200; run += 1) {
      const { params } = orderParams(anyOrder({ type, side: 'buy', positionMode: 'one-way' }, random), 'one-way');
      for (const [name, value] of Object.entries(params)) {
        if (value === undefined) continue;
        expect(value).not.toMatch(/^$|undefined|null|NaN/);
        if (/price|quantity|rate/i.test(name) && name !== 'priceProtect') expect(value).toMatch(/^\d+(\.\d+)?$/);
      }
    }
  }
});

test('reduceOnly in hedge mode is refused, not left out', () => {
  const request = { ...BASE, positionSide: 'long', type: 'market', quantity, reduceOnly: true } as const;
  expect(() => orderParams(request, 'hedge')).toThrow(
    expect.objectContaining({ code: 'invalid-request', outcome: 'not-sent', clientOrderId: 'd-btc1-42' }),
  );
});

test('an amendment says side, quantity and price again', () => {
  const orderId = toVenueOrderId('8886774');
  expect(amendParams({ symbol: 'BTCUSDT', side: 'buy', orderId, quantity, price })).toEqual({
    symbol: 'BTCUSDT',
    side: 'BUY',
    orderId: '8886774',
    quantity: '0.015',
    price: '64000.1',
  });
});
