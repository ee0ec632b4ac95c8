import { describe, expect, test } from 'vitest';
import { decimal } from './decimal.ts';
import { toClientOrderId } from './ids.ts';
import type { OrderRequest } from './order-request.ts';
import type { PositionMode } from './position.ts';
import { fakeInstrument } from './testing/index.ts';
import { validateOrder } from './validate-order.ts';

const instrument = fakeInstrument();
const base = { symbol: 'BTCUSDT', side: 'buy', positionSide: 'net', clientOrderId: toClientOrderId('a') } as const;
const market = { ...base, type: 'market', quantity: decimal('0.01') } as const;
const limit = { ...base, type: 'limit', quantity: decimal('0.01'), price: decimal('60000') } as const;

const messages = (request: object, positionMode: PositionMode = 'one-way', referencePrice = decimal('60000')) =>
  validateOrder(request as OrderRequest, instrument, { positionMode, referencePrice }).map(({ message }) => message);

describe('the nearest legal quantities', () => {
  test.each<[string, object, string]>([
    [
      'off the step',
      { quantity: decimal('0.0125') },
      "quantity 0.0125 is no multiple of BTCUSDT's step 0.001. Nearest: 0.012, 0.013.",
    ],
    [
      'off the step, where the lower one is below the least notional',
      { quantity: decimal('0.0018'), price: decimal('60000'), type: 'limit' },
      "quantity 0.0018 is no multiple of BTCUSDT's step 0.001. Nearest: 0.002.",
    ],
    [
      'off the step, beside the maximum',
      { quantity: decimal('119.9999') },
      "quantity 119.9999 is no multiple of BTCUSDT's step 0.001. Nearest: 119.999, 120.",
    ],
    [
      'below the least notional',
      { quantity: decimal('0.001') },
      "quantity 0.001 at 60000 is a notional of 60, below BTCUSDT's minimum 100 USDT. Nearest: 0.002.",
    ],
    [
      'below the least notional at the limit price',
      { quantity: decimal('0.001'), price: decimal('10000'), type: 'limit' },
      "quantity 0.001 at 10000 is a notional of 10, below BTCUSDT's minimum 100 USDT. Nearest: 0.01.",
    ],
    [
      'above the maximum of a market order',
      { quantity: decimal('121') },
      "quantity 121 is above BTCUSDT's maximum 120 of one order. Nearest: 120. Or split it.",
    ],
    [
      'above the maximum of a limit order',
      { quantity: decimal('1000.001'), price: decimal('60000'), type: 'limit' },
      "quantity 1000.001 is above BTCUSDT's maximum 1000 of one order. Nearest: 1000. Or split it.",
    ],
  ])('%s', (_name, part, message) => {
    expect(messages({ ...market, ...part })).toEqual([message]);
  });

  test('below the minimum quantity, where no notional counts', () => {
    expect(messages({ ...market, quantity: decimal('0.0005'), reduceOnly: true })).toEqual([
      "quantity 0.0005 is no multiple of BTCUSDT's step 0.001. Nearest: 0.001.",
      "quantity 0.0005 is below BTCUSDT's minimum 0.001. Nearest: 0.001.",
    ]);
  });

  test('are none where the least notional is above the maximum quantity', () => {
    const { code, message } = validateOrder(
      { ...limit, price: decimal('0.1'), quantity: decimal('0.01') },
      fakeInstrument({ maxQuantity: decimal('1') }),
      {
        positionMode: 'one-way',
      },
    )[0] ?? { code: null, message: '' };
    expect(code).toBe('below-minimum');
    expect(message).toMatch(/There is no legal value\.$/);
  });
});

describe('the nearest legal prices', () => {
  test.each([
    ['60000.05', ["price 60000.05 is no multiple of BTCUSDT's tick 0.1. Nearest: 60000, 60000.1."]],
    ['1000000.1', ["price 1000000.1 is outside BTCUSDT's 0.1 to 1000000. Nearest: 1000000."]],
  ])('a limit price of %s', (price, expected) => {
    expect(messages({ ...limit, price: decimal(price) })).toEqual(expected);
  });

  test('of a trigger below the tick', () => {
    const stop = { ...base, side: 'sell', type: 'stop-market', closePosition: true, triggerPrice: decimal('0.05') };
    expect(messages(stop)).toEqual([
      "triggerPrice 0.05 is no multiple of BTCUSDT's tick 0.1. Nearest: 0.1.",
      "triggerPrice 0.05 is outside BTCUSDT's 0.1 to 1000000. Nearest: 0.1.",
    ]);
  });
});

describe('what untyped code gets wrong', () => {
  const stop = { ...base, side: 'sell', type: 'stop-market', triggerPrice: decimal('59000') };
  const trailing = { ...market, type: 'trailing-stop-market', callbackRate: decimal('1') };
  test.each<[string, object, string]>([
    [
      'a type that there is not',
      { ...market, type: 'iceberg' },
      'type iceberg is none of market, limit, stop-market, stop-limit, take-profit-market, take-profit-limit, trailing-stop-market. Use one.',
    ],
    ['a side that there is not', { ...market, side: 'BUY' }, 'side BUY is none of buy, sell. Use one.'],
    [
      'no position side',
      { ...market, positionSide: undefined },
      'positionSide undefined is none of net, long, short. Use one.',
    ],
    [
      'a trailing stop with a trigger price',
      { ...trailing, triggerPrice: decimal('59000') },
      'A trailing-stop-market order has no triggerPrice. Leave it out; activationPrice says where it trails from.',
    ],
    [
      'a trailing stop without its rate',
      { ...trailing, callbackRate: undefined },
      'A trailing-stop-market order needs callbackRate. Say it.',
    ],
    ['a market order with a price', { ...market, price: decimal('1') }, 'A market order has no price. Leave it out.'],
    [
      'a market order with a trigger price',
      { ...market, triggerPrice: decimal('1') },
      'A market order has no triggerPrice. Leave it out.',
    ],
    ['a limit order without a price', { ...limit, price: undefined }, 'A limit order needs price. Say it.'],
    [
      'a stop order that is post-only',
      { ...stop, closePosition: true, postOnly: true },
      'A stop-market order has no postOnly. Leave it out.',
    ],
    [
      'a limit order that closes the position',
      { ...limit, closePosition: true },
      'A limit order has no closePosition. Leave it out.',
    ],
    [
      'closePosition with a quantity',
      { ...stop, closePosition: true, quantity: decimal('1') },
      'closePosition does not go with quantity. Leave quantity out.',
    ],
    [
      'closePosition with reduceOnly',
      { ...stop, closePosition: true, reduceOnly: true },
      'closePosition does not go with reduceOnly. Leave reduceOnly out.',
    ],
    ['a stop of no size', stop, 'A stop-market order needs quantity or closePosition. Say one.'],
    [
      'a misspelt field',
      { ...market, reduceonly: true },
      'An order has no reduceonly. Mend its name, or leave it out.',
    ],
    [
      'an exchange’s name of a field',
      { ...stop, closePosition: true, stopPrice: '59000' },
      'An order has no stopPrice. Mend its name, or leave it out.',
    ],
    [
      'a reduceOnly that is text',
      { ...market, reduceOnly: 'true' },
      'reduceOnly is a string, no boolean. Use true or false.',
    ],
    ['a postOnly that is a number', { ...limit, postOnly: 1 }, 'postOnly is a number, no boolean. Use true or false.'],
    [
      'a closePosition that is text, beside a quantity',
      { ...stop, quantity: decimal('1'), closePosition: 'true' },
      'closePosition is a string, no boolean. Use true or false.',
    ],
    [
      'an exchange’s time in force',
      { ...limit, timeInForce: 'IOC' },
      'timeInForce IOC is none of gtc, ioc, fok, gtd. Use one.',
    ],
    [
      'an exchange’s trigger source',
      { ...stop, closePosition: true, triggerBy: 'MARK_PRICE' },
      'triggerBy MARK_PRICE is none of last, mark. Use one.',
    ],
    [
      'a date as text',
      { ...limit, timeInForce: 'gtd', goodTillAt: '1900000000000' },
      'goodTillAt is a string, no number. Use Unix ms.',
    ],
    [
      'no client order id',
      { ...market, clientOrderId: undefined },
      'clientOrderId undefined is not 1 to 36 characters of .A-Z:/a-z0-9_-. Make it with toClientOrderId.',
    ],
    [
      'a client order id with a blank',
      { ...market, clientOrderId: 'my id' },
      'clientOrderId "my id" is not 1 to 36 characters of .A-Z:/a-z0-9_-. Make it with toClientOrderId.',
    ],
    [
      'a JS number as an amount',
      { ...market, quantity: 0.01 },
      "quantity 0.01 is no Decimal. Make it with decimal('…').",
    ],
  ])('%s', (_name, request, message) => {
    const issues = validateOrder(request as OrderRequest, instrument, { positionMode: 'one-way' });
    expect(issues).toEqual([{ code: 'invalid-request', message }]);
  });

  test('reduceOnly in hedge mode', () => {
    expect(messages({ ...market, side: 'sell', positionSide: 'long', reduceOnly: true }, 'hedge')).toEqual([
      'reduceOnly does not exist in hedge mode. Leave it out: side and positionSide say it.',
    ]);
  });

  test('an exchange’s own options, as an object under its name, are that exchange’s to check', () => {
    const request = { ...market, binance: { priceProtect: true } } as OrderRequest;
    expect(messages(request)).toEqual([]);
  });

  test('what is switched off or undefined is as good as left out', () => {
    expect(messages({ ...market, closePosition: false, postOnly: false, triggerPrice: undefined })).toEqual([]);
    expect(messages({ ...stop, closePosition: true, reduceOnly: false, quantity: undefined })).toEqual([]);
  });
});
