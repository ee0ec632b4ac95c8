import { decimal, type OrderRequest, toClientOrderId } from '@perpdesk/broker-core';
import fc from 'fast-check';
import type { EngineInput } from './input.ts';
import { conditional, conditionalLimit, limit, market, trailing } from './scenario.test.fixture.ts';

export const SYMBOLS = ['BTCUSDT', 'ETHUSDT'] as const;
const side = fc.constantFrom('buy', 'sell');
const symbol = fc.constantFrom(...SYMBOLS);
const positionSide = fc.constantFrom('net', 'long', 'short');
const quantity = fc.integer({ min: 1, max: 3000 }).map((thousandths) => decimal(`${thousandths}`).div(1000).toFixed());
const priceOf = (name: string) => (percent: number) =>
  decimal(name === 'BTCUSDT' ? '600' : '30')
    .times(percent)
    .toFixed();
const percent = fc.integer({ min: 70, max: 130 });
const id = fc.nat({ max: 20 }).map((n) => toClientOrderId(`id-${n}`));
const flag = fc.boolean();
const seldom = fc.nat({ max: 7 }).map((n) => n === 0);

const order: fc.Arbitrary<OrderRequest> = fc
  .record({
    symbol,
    side,
    positionSide,
    quantity,
    percent,
    id,
    flag: seldom,
    other: flag,
    kind: fc.nat({ max: 8 }),
    limitPercent: percent,
    timeInForce: fc.constantFrom('gtc', 'ioc', 'fok'),
  })
  .map((made) => {
    const rest = { symbol: made.symbol, positionSide: made.positionSide, clientOrderId: made.id };
    const reduceOnly = made.flag ? { reduceOnly: true } : {};
    const price = priceOf(made.symbol)(made.percent);
    const conditionalType = made.other ? 'stop-market' : 'take-profit-market';
    if (made.kind === 0) return conditional(conditionalType, made.side, null, price, rest);
    const triggerBy = made.flag ? 'last' : 'mark';
    if (made.kind === 6) {
      const terms = { triggerPrice: price, price: priceOf(made.symbol)(made.limitPercent) };
      const timeInForce = made.timeInForce;
      const type = made.other ? 'stop-limit' : 'take-profit-limit';
      return conditionalLimit(type, made.side, made.quantity, terms, {
        ...rest,
        ...reduceOnly,
        triggerBy,
        timeInForce,
      });
    }
    if (made.kind === 7) {
      const activation = made.other ? { activationPrice: decimal(price) } : {};
      const rate = `${made.limitPercent / 50}`;
      return trailing(made.side, made.quantity, rate, { ...rest, ...reduceOnly, ...activation, triggerBy });
    }
    if (made.kind === 1)
      return conditional(conditionalType, made.side, made.quantity, price, { ...rest, ...reduceOnly });
    if (made.kind === 2)
      return limit(made.side, made.quantity, price, { ...rest, ...reduceOnly, postOnly: made.other });
    const timeInForce = made.other ? 'ioc' : 'gtc';
    if (made.kind === 3) return limit(made.side, made.quantity, price, { ...rest, ...reduceOnly, timeInForce });
    return market(made.side, made.quantity, { ...rest, ...reduceOnly });
  });

/** Any command, price or passing of time, seldom one that makes no sense. */
export const input: fc.Arbitrary<EngineInput> = fc.oneof(
  { weight: 6, arbitrary: order.map((request): EngineInput => ({ type: 'place', request })) },
  {
    weight: 5,
    arbitrary: fc
      .tuple(symbol, percent)
      .map(([name, at]): EngineInput => ({ type: 'tick', symbol: name, price: decimal(priceOf(name)(at)) })),
  },
  fc
    .tuple(symbol, id)
    .map(([name, clientOrderId]): EngineInput => ({ type: 'cancel', ref: { symbol: name, clientOrderId } })),
  fc.tuple(symbol, id, quantity, percent).map(([name, clientOrderId, amount, at]): EngineInput => ({
    type: 'amend',
    request: { symbol: name, clientOrderId, quantity: decimal(amount), price: decimal(priceOf(name)(at)) },
  })),
  fc
    .tuple(symbol, fc.integer({ min: 1, max: 50 }))
    .map(([name, leverage]): EngineInput => ({ type: 'set-leverage', symbol: name, leverage })),
  fc.tuple(symbol, flag).map(([name, cross]): EngineInput => ({
    type: 'set-margin-type',
    symbol: name,
    marginType: cross ? 'cross' : 'isolated',
  })),
  fc.constantFrom('one-way', 'hedge').map((positionMode): EngineInput => ({ type: 'set-position-mode', positionMode })),
  fc.constant<EngineInput>({ type: 'cancel-all', symbol: null }),
  {
    weight: 2,
    arbitrary: fc
      .tuple(symbol, percent)
      .map(([name, at]): EngineInput => ({ type: 'mark', symbol: name, markPrice: decimal(priceOf(name)(at)) })),
  },
  fc.tuple(symbol, percent, fc.option(percent)).map(([name, at, mark]): EngineInput => ({
    type: 'tick',
    symbol: name,
    price: decimal(priceOf(name)(at)),
    markPrice: mark === null ? null : decimal(priceOf(name)(mark)),
  })),
  fc
    .tuple(symbol, fc.nat({ max: 20 }))
    .map(([name, timeoutMs]): EngineInput => ({ type: 'set-countdown', symbol: name, timeoutMs })),
  fc
    .tuple(symbol, fc.integer({ min: -300, max: 300 }))
    .map(([name, points]): EngineInput => ({ type: 'funding', symbol: name, rate: decimal(`${points}`).div(10_000) })),
  fc.tuple(symbol, positionSide).map(([name, of]): EngineInput => ({ type: 'adl', symbol: name, positionSide: of })),
);
