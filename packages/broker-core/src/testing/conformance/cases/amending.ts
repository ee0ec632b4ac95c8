import { assertFields, assertThat, show } from '../assertions.ts';
import type { ConformanceGroup } from '../conformance-case.ts';
import { contract, docs, ERROR_CODES } from '../sources.ts';

const MODIFY = docs('trade/rest-api/Modify-Order');

export const AMENDING: ConformanceGroup = {
  prefix: 'AMD',
  title: 'Amending, and several at once',
  cases: [
    {
      id: 'AMD-01',
      title: 'an amended order has the new quantity and price under the same ids',
      needs: ['limit', 'amend'],
      source: MODIFY,
      seenOnDemo: 'never',
      async run({ broker, resting, units, price, order, eventually, id, symbol }) {
        const { venueOrderId } = await broker.placeOrder(resting('a', 'buy'));
        const terms = { quantity: units(2), price: price('0.88') };
        await broker.amendOrder({ symbol, clientOrderId: id('a'), ...terms });
        const look = () => order(id('a'), 'open');
        const amended = await eventually('the new terms', look, (one) => one.price?.eq(terms.price) === true);
        assertFields('the order', amended, { venueOrderId, ...terms });
      },
    },
    {
      id: 'AMD-02',
      title: 'an order that has ended is not amended',
      needs: ['limit', 'amend'],
      source: ERROR_CODES,
      seenOnDemo: 'never',
      expects: ['order-not-open', 'order-not-found'],
      async run({ broker, resting, unit, price, refused, order, id, ref, symbol }) {
        await broker.placeOrder(resting('a', 'buy'));
        await broker.cancelOrder(ref('a'));
        await order(id('a'), 'canceled');
        const request = { symbol, clientOrderId: id('a'), quantity: unit, price: price('0.88') };
        await refused(() => broker.amendOrder(request), 'order-not-open', 'order-not-found');
        assertFields('the order', await order(id('a'), 'canceled'), { price: price('0.9') });
      },
    },
    {
      id: 'AMD-03',
      title: 'an order that never was is not amended',
      needs: ['amend'],
      source: ERROR_CODES,
      seenOnDemo: 'never',
      expects: ['order-not-found'],
      async run({ broker, unit, price, refused, absent, id, symbol }) {
        const request = { symbol, clientOrderId: id('a'), quantity: unit, price: price('0.88') };
        await refused(() => broker.amendOrder(request), 'order-not-found');
        await absent(id('a'));
      },
    },
    {
      id: 'AMD-04',
      title: 'new terms off the step or the tick are refused, and the old ones stand',
      needs: ['limit', 'amend'],
      source: contract('Broker.amendOrder'),
      seenOnDemo: 'never',
      expects: ['invalid-precision'],
      async run({ broker, resting, unit, price, instrument, refused, order, id, symbol }) {
        await broker.placeOrder(resting('a', 'buy'));
        const terms = { symbol, clientOrderId: id('a'), quantity: unit, price: price('0.88') };
        const offTick = { ...terms, price: terms.price.plus(instrument.tickSize.div(2)) };
        const offStep = { ...terms, quantity: unit.plus(instrument.stepSize.div(2)) };
        await refused(() => broker.amendOrder(offTick), 'invalid-precision');
        await refused(() => broker.amendOrder(offStep), 'invalid-precision');
        assertFields('the order', await order(id('a'), 'open'), { quantity: unit, price: price('0.9') });
      },
    },
    {
      id: 'AMD-05',
      title: 'an order amended through the market fills',
      needs: ['limit', 'amend', 'fills'],
      source: MODIFY,
      seenOnDemo: 'never',
      async run({ broker, resting, unit, price, order, fills, position, id, symbol }) {
        await broker.placeOrder(resting('a', 'buy'));
        await broker.amendOrder({ symbol, clientOrderId: id('a'), quantity: unit, price: price('1.01') });
        await fills(await order(id('a'), 'filled'));
        await position(({ quantity }) => quantity.eq(unit));
      },
    },
    {
      id: 'AMD-06',
      title: 'a batch has one result for each order, in their order, refusals among them',
      needs: ['limit', 'post-only', 'batch'],
      source: docs('trade/rest-api/Place-Multiple-Orders'),
      seenOnDemo: 'never',
      expects: ['post-only-rejected'],
      async run({ broker, resting, price, order, absent, id }) {
        const results = await broker.placeOrders([
          resting('a', 'buy'),
          { ...resting('b', 'buy'), price: price('1.01'), postOnly: true },
          resting('c', 'sell'),
        ]);
        const told = results.map((one) => (one.ok ? one.order.clientOrderId : one.error.code));
        const expected = [id('a'), 'post-only-rejected', id('c')];
        assertThat(JSON.stringify(told) === JSON.stringify(expected), `The results are ${show(told)}.`);
        await order(id('a'), 'open');
        await absent(id('b'));
        await order(id('c'), 'open');
      },
    },
    {
      id: 'AMD-07',
      title: 'a batch of plain and conditional orders places both',
      needs: ['limit', 'stop-market', 'batch'],
      source: contract('Broker.placeOrders'),
      seenOnDemo: 'never',
      async run({ broker, resting, stop, order, id }) {
        const results = await broker.placeOrders([resting('a', 'buy'), stop('b', 'sell')]);
        assertThat(results.length === 2 && results.every(({ ok }) => ok), `The results are ${show(results)}.`);
        await order(id('a'), 'open');
        await order(id('b'), 'open');
      },
    },
  ],
};
