import { BrokerError } from '../../../broker-error.ts';
import { ZERO } from '../../../decimal.ts';
import { assertFields, assertThat, show } from '../assertions.ts';
import { createTerms } from '../case-terms.ts';
import type { ConformanceGroup } from '../conformance-case.ts';
import { contract, docs, ERROR_CODES } from '../sources.ts';

const CANCEL = docs('trade/rest-api/Cancel-Order');
const COUNTDOWN = docs('trade/rest-api/Auto-Cancel-All-Open-Orders');

export const CANCELING: ConformanceGroup = {
  prefix: 'CAN',
  title: 'Cancelling and its races',
  cases: [
    {
      id: 'CAN-01',
      title: 'a canceled order is told as it ended, and stays canceled',
      needs: ['limit'],
      source: CANCEL,
      seenOnDemo: 'never',
      async run({ broker, resting, order, flat, id, ref }) {
        const { venueOrderId } = await broker.placeOrder(resting('a', 'buy'));
        const canceled = await broker.cancelOrder(ref('a'));
        assertFields('the canceled order', canceled, { venueOrderId, status: 'canceled', filledQuantity: ZERO });
        await order(id('a'), 'canceled');
        await flat();
      },
    },
    {
      id: 'CAN-02',
      title: 'an order is canceled by the exchange’s id',
      needs: ['limit', 'stop-market'],
      source: CANCEL,
      seenOnDemo: 'never',
      async run({ broker, resting, stop, order, id, symbol }) {
        const plain = await broker.placeOrder(resting('a', 'buy'));
        const conditional = await broker.placeOrder(stop('b', 'sell'));
        await broker.cancelOrder({ symbol, venueOrderId: plain.venueOrderId });
        await broker.cancelOrder({ symbol, venueOrderId: conditional.venueOrderId });
        await order(id('a'), 'canceled');
        await order(id('b'), 'canceled');
      },
    },
    {
      id: 'CAN-03',
      title: 'a second cancel is refused, of plain and of conditional orders',
      needs: ['limit', 'stop-market'],
      source: ERROR_CODES,
      seenOnDemo: 'never',
      expects: ['order-not-open', 'order-not-found'],
      async run({ broker, resting, stop, refused, order, id, ref }) {
        await broker.placeOrder(resting('a', 'buy'));
        await broker.placeOrder(stop('b', 'sell'));
        for (const name of ['a', 'b']) {
          await broker.cancelOrder(ref(name));
          await order(id(name), 'canceled');
          await refused(() => broker.cancelOrder(ref(name)), 'order-not-open', 'order-not-found');
          await order(id(name), 'canceled');
        }
      },
    },
    {
      id: 'CAN-04',
      title: 'cancelling an order that has filled is refused, and it stays filled',
      needs: ['market', 'fills'],
      source: ERROR_CODES,
      seenOnDemo: 'never',
      expects: ['order-not-open', 'order-not-found'],
      async run({ broker, enter, unit, refused, order, position, id, ref }) {
        await enter('a', 'buy');
        await refused(() => broker.cancelOrder(ref('a')), 'order-not-open', 'order-not-found');
        await order(id('a'), 'filled');
        await position(({ quantity }) => quantity.eq(unit));
      },
    },
    {
      id: 'CAN-05',
      title: 'cancelling an order that never was is refused',
      needs: [],
      source: ERROR_CODES,
      seenOnDemo: 'never',
      expects: ['order-not-found'],
      async run({ broker, refused, absent, id, ref }) {
        await refused(() => broker.cancelOrder(ref('a')), 'order-not-found');
        await absent(id('a'));
      },
    },
    {
      id: 'CAN-06',
      title: 'a fill races a cancel: whoever wins, answer, order and position tell the same',
      needs: ['limit', 'fills', 'market:price'],
      source: contract('Broker.cancelOrder'),
      seenOnDemo: 'never',
      async run({ broker, resting, unit, price, market, order, position, flat, id, ref, symbol }) {
        await broker.placeOrder(resting('a', 'buy'));
        const [, cancel] = await Promise.allSettled([
          market.setPrice(symbol, price('0.89')),
          broker.cancelOrder(ref('a')),
        ]);
        const ended = await order(id('a'), 'filled', 'canceled');
        if (ended.status === 'filled') await position(({ quantity }) => quantity.eq(unit));
        else await flat();
        if (cancel.status === 'fulfilled') assertFields('the cancel’s answer', cancel.value, { status: ended.status });
        else
          assertThat(BrokerError.is(cancel.reason) && ended.status === 'filled', `It failed: ${show(cancel.reason)}.`);
      },
    },
    {
      id: 'CAN-07',
      title: 'two cancels race: the order is canceled once, and at most one of them fails',
      needs: ['limit'],
      source: contract('Broker.cancelOrder'),
      seenOnDemo: 'never',
      async run({ broker, resting, order, id, ref }) {
        await broker.placeOrder(resting('a', 'buy'));
        const cancels = await Promise.allSettled([broker.cancelOrder(ref('a')), broker.cancelOrder(ref('a'))]);
        assertThat(
          cancels.some(({ status }) => status === 'fulfilled'),
          'Both failed.',
        );
        await order(id('a'), 'canceled');
      },
    },
    {
      id: 'CAN-08',
      title: 'cancelling all of a symbol cancels plain and conditional orders, and tells which',
      needs: ['limit', 'stop-market'],
      source: docs('trade/rest-api/Cancel-All-Algo-Open-Orders'),
      seenOnDemo: 'never',
      async run({ broker, resting, stop, order, id, symbol }) {
        await broker.placeOrder(resting('a', 'buy'));
        await broker.placeOrder(stop('b', 'sell'));
        const canceled = await broker.cancelAllOrders(symbol);
        const told = canceled.map(({ clientOrderId }) => clientOrderId).toSorted();
        assertThat(told.join() === [id('a'), id('b')].toSorted().join(), `It tells of ${show(told)}.`);
        await order(id('a'), 'canceled');
        await order(id('b'), 'canceled');
        const again = await broker.cancelAllOrders(symbol);
        assertThat(again.length === 0, `A second time it tells of ${again.length}.`);
      },
    },
    {
      id: 'CAN-09',
      title: 'cancelling all of a symbol leaves the other symbols’ orders',
      needs: ['limit', 'two-symbols'],
      source: contract('Broker.cancelAllOrders'),
      seenOnDemo: 'never',
      async run({ broker, resting, order, otherSymbol, id }) {
        await broker.placeOrder(resting('a', 'buy'));
        await broker.cancelAllOrders(otherSymbol);
        await order(id('a'), 'open');
      },
    },
    {
      id: 'CAN-10',
      title: 'the dead man’s switch cancels when it is not renewed',
      needs: ['limit', 'dead-mans-switch'],
      source: COUNTDOWN,
      seenOnDemo: 'never',
      async run({ broker, resting, order, id, symbol, after }) {
        after(() => broker.setDeadMansSwitch(symbol, 0));
        await broker.placeOrder(resting('a', 'buy'));
        await broker.setDeadMansSwitch(symbol, 1500);
        await order(id('a'), 'open');
        await order(id('a'), 'canceled');
      },
    },
    {
      id: 'CAN-11',
      title: 'the dead man’s switch is switched off by 0',
      needs: ['limit', 'dead-mans-switch'],
      source: COUNTDOWN,
      seenOnDemo: 'never',
      async run({ broker, resting, order, wait, id, symbol }) {
        await broker.placeOrder(resting('a', 'buy'));
        await broker.setDeadMansSwitch(symbol, 1500);
        await broker.setDeadMansSwitch(symbol, 0);
        await wait(2500);
        await order(id('a'), 'open');
      },
    },
    {
      id: 'CAN-12',
      title: 'cancelling all of the account cancels every symbol’s orders, and tells which',
      needs: ['limit', 'stop-market', 'two-symbols'],
      source: contract('Broker.cancelAllOrders'),
      seenOnDemo: 'never',
      async run({ broker, resting, stop, order, eventually, otherSymbol, id }) {
        const mark = await broker.getMarkPrice(otherSymbol);
        const instrument = await broker.getInstrument(otherSymbol);
        const terms = createTerms(instrument, mark, id);
        await broker.placeOrder(resting('a', 'buy'));
        await broker.placeOrder(stop('b', 'sell'));
        await broker.placeOrder(terms.resting('c', 'buy'));
        const canceled = await broker.cancelAllOrders();
        const told = canceled.map(({ clientOrderId }) => clientOrderId).toSorted();
        assertThat(told.join() === [id('a'), id('b'), id('c')].toSorted().join(), `It tells of ${show(told)}.`);
        await order(id('a'), 'canceled');
        await order(id('b'), 'canceled');
        await eventually(
          'the other symbol’s order is canceled',
          () => broker.getOrder({ symbol: otherSymbol, clientOrderId: id('c') }),
          ({ status }) => status === 'canceled',
        );
      },
    },
  ],
};
