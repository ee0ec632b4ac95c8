import { Decimal, decimal, ZERO } from '../../../decimal.ts';
import { assertDecimal, assertFields, assertThat, show } from '../assertions.ts';
import type { ConformanceGroup } from '../conformance-case.ts';
import { capture, contract, ERROR_CODES, NEW_ORDER } from '../sources.ts';

export const PLAIN_ORDERS: ConformanceGroup = {
  prefix: 'ORD',
  title: 'Market and limit orders',
  cases: [
    {
      id: 'ORD-01',
      title: 'a market order fills, at the average price of its fills, and the position is there',
      needs: ['market', 'fills'],
      source: capture('MarketSubmittedFilled'),
      seenOnDemo: 'never',
      async run({ broker, taking, unit, order, fills, position, id, symbol }) {
        const placed = await broker.placeOrder(taking('a', 'buy'));
        assertFields('the placed order', placed, { symbol, clientOrderId: id('a'), type: 'market', side: 'buy' });
        const filled = await order(id('a'), 'filled');
        const { venueOrderId } = placed;
        const rest = { type: 'market', side: 'buy', positionSide: 'net', price: null, triggerPrice: null } as const;
        assertFields('the order', filled, { venueOrderId, quantity: unit, filledQuantity: unit, ...rest });
        const trades = await fills(filled);
        const prices = trades.map(({ price }) => price);
        const average = filled.averageFillPrice;
        assertThat(
          average !== null && average.gte(Decimal.min(...prices)) && average.lte(Decimal.max(...prices)),
          `The average price ${show(average)} is not among ${show(prices)}.`,
        );
        await position(({ quantity }) => quantity.eq(unit));
      },
    },
    {
      id: 'ORD-02',
      title: 'a market sale from flat is a short position, told below zero',
      needs: ['market', 'fills'],
      source: contract('Position.quantity'),
      seenOnDemo: 'never',
      async run({ enter, unit, fills, position, symbol }) {
        const filled = await enter('a', 'sell');
        const [fill] = await fills(filled);
        assertThat(fill !== undefined, 'There is no fill.');
        assertFields('the fill', fill, { symbol, side: 'sell', positionSide: 'net', isMaker: false });
        await position(({ quantity }) => quantity.eq(unit.negated()));
      },
    },
    {
      id: 'ORD-03',
      title: 'a limit order off the market rests and is read back as it was placed',
      needs: ['limit'],
      source: capture('LimitSubmittedCancelled'),
      seenOnDemo: 'never',
      async run({ broker, resting, unit, price, order, id }) {
        const placed = await broker.placeOrder(resting('a', 'buy'));
        const { venueOrderId } = placed;
        const open = await order(id('a'), 'open');
        assertFields('the order', open, { venueOrderId, executionOrderId: venueOrderId, type: 'limit', side: 'buy' });
        assertFields('the order', open, { quantity: unit, price: price('0.9'), filledQuantity: ZERO });
        assertFields('the order', open, { timeInForce: 'gtc', postOnly: false, reduceOnly: false, goodTillAt: null });
        assertFields('the order', open, { averageFillPrice: null, triggerPrice: null, closePosition: false });
      },
    },
    {
      id: 'ORD-04',
      title: 'a limit order through the market fills at its price or better',
      needs: ['limit', 'fills'],
      source: NEW_ORDER,
      seenOnDemo: 'never',
      async run({ broker, resting, unit, price, order, fills, position, id }) {
        const limit = price('1.01');
        await broker.placeOrder({ ...resting('a', 'buy'), price: limit });
        const trades = await fills(await order(id('a'), 'filled'));
        assertThat(
          trades.every((fill) => fill.price.lte(limit)),
          `It filled above ${show(limit)}: ${show(trades)}.`,
        );
        await position(({ quantity }) => quantity.eq(unit));
      },
    },
    {
      id: 'ORD-05',
      title: 'what is immediate or cancel and does not meet the market ends unfilled',
      needs: ['limit'],
      source: NEW_ORDER,
      seenOnDemo: 'never',
      async run({ broker, resting, order, flat, id }) {
        await broker.placeOrder({ ...resting('a', 'buy'), timeInForce: 'ioc' as const });
        const ended = await order(id('a'), 'expired', 'canceled');
        assertFields('the order', ended, { filledQuantity: ZERO, timeInForce: 'ioc' });
        await flat();
      },
    },
    {
      id: 'ORD-06',
      title: 'what is fill or kill and does not meet the market is refused',
      needs: ['limit'],
      source: ERROR_CODES,
      seenOnDemo: 'never',
      expects: ['fill-or-kill-rejected'],
      async run({ broker, resting, refused, absent, flat, id }) {
        const request = { ...resting('a', 'buy'), timeInForce: 'fok' } as const;
        await refused(() => broker.placeOrder(request), 'fill-or-kill-rejected');
        await absent(id('a'));
        await flat();
      },
    },
    {
      id: 'ORD-07',
      title: 'a fill-or-kill order through the market fills whole',
      needs: ['limit', 'fills'],
      source: NEW_ORDER,
      seenOnDemo: 'never',
      async run({ broker, resting, price, order, fills, id, unit }) {
        await broker.placeOrder({ ...resting('a', 'buy'), price: price('1.01'), timeInForce: 'fok' as const });
        const filled = await order(id('a'), 'filled');
        assertDecimal('the filled quantity', filled.filledQuantity, unit);
        await fills(filled);
      },
    },
    {
      id: 'ORD-08',
      title: 'a post-only order through the market is refused',
      needs: ['limit', 'post-only'],
      source: ERROR_CODES,
      seenOnDemo: 'never',
      expects: ['post-only-rejected'],
      async run({ broker, resting, price, refused, absent, flat, id }) {
        const request = { ...resting('a', 'buy'), price: price('1.01'), postOnly: true };
        await refused(() => broker.placeOrder(request), 'post-only-rejected');
        await absent(id('a'));
        await flat();
      },
    },
    {
      id: 'ORD-09',
      title: 'a post-only order off the market rests and says that it is one',
      needs: ['limit', 'post-only'],
      source: NEW_ORDER,
      seenOnDemo: 'never',
      async run({ broker, resting, order, id }) {
        await broker.placeOrder({ ...resting('a', 'sell'), postOnly: true });
        assertFields('the order', await order(id('a'), 'open'), { postOnly: true, timeInForce: 'gtc', side: 'sell' });
      },
    },
    {
      id: 'ORD-10',
      title: 'an order good till a date keeps the date',
      needs: ['limit', 'good-till-date'],
      source: NEW_ORDER,
      seenOnDemo: 'never',
      async run({ broker, resting, order, id, startedAt }) {
        const goodTillAt = Math.ceil(startedAt / 1000) * 1000 + 1_800_000;
        await broker.placeOrder({ ...resting('a', 'buy'), timeInForce: 'gtd' as const, goodTillAt });
        assertFields('the order', await order(id('a'), 'open'), { timeInForce: 'gtd', goodTillAt });
      },
    },
    {
      id: 'ORD-11',
      title: 'every digit of a quantity and a price comes back',
      needs: ['limit'],
      source: contract('Decimal'),
      seenOnDemo: 'never',
      async run({ broker, resting, unit, price, instrument, order, id }) {
        const quantity = unit.plus(instrument.stepSize);
        const exact = price('0.9').plus(instrument.tickSize);
        await broker.placeOrder({ ...resting('a', 'buy'), quantity, price: exact });
        assertFields('the order', await order(id('a'), 'open'), { quantity, price: exact });
      },
    },
    {
      id: 'ORD-12',
      title: 'an order of a type that is not among the capabilities is unsupported, and not sent',
      needs: [],
      source: contract('Broker.capabilities'),
      seenOnDemo: 'never',
      expects: ['unsupported'],
      async run({ broker, base, unit, price, refused, absent, id }) {
        const triggerPrice = price('0.9');
        const terms = { ...base('a', 'sell'), quantity: unit };
        const requests = [
          { ...terms, type: 'market' },
          { ...terms, type: 'limit', price: price('1.1') },
          { ...terms, type: 'stop-market', triggerPrice },
          { ...terms, type: 'take-profit-market', triggerPrice: price('1.1') },
          { ...terms, type: 'stop-limit', triggerPrice, price: triggerPrice },
          { ...terms, type: 'take-profit-limit', triggerPrice: price('1.1'), price: price('1.1') },
          { ...terms, type: 'trailing-stop-market', callbackRate: decimal('1') },
        ] as const;
        for (const request of requests.filter(({ type }) => !broker.capabilities.has(type))) {
          const error = await refused(() => broker.placeOrder(request), 'unsupported');
          assertThat(error.outcome === 'not-sent', `The outcome is ${error.outcome}.`);
        }
        await absent(id('a'));
      },
    },
  ],
};
