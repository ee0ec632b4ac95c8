import { ZERO } from '../../../decimal.ts';
import { assertFields, assertThat, show } from '../assertions.ts';
import type { ConformanceGroup } from '../conformance-case.ts';
import { contract, docs, ERROR_CODES } from '../sources.ts';

const TRADES = docs('trade/rest-api/Account-Trade-List');
const ALL_ORDERS = docs('trade/rest-api/All-Orders');

export const HISTORY: ConformanceGroup = {
  prefix: 'HIS',
  title: 'Looking orders up, and history',
  cases: [
    {
      id: 'HIS-01',
      title: 'the history lists how orders ended, the oldest first',
      needs: ['limit', 'market', 'fills'],
      source: ALL_ORDERS,
      seenOnDemo: 'never',
      async run({ broker, resting, enter, order, eventually, id, ref, symbol, startedAt }) {
        await broker.placeOrder(resting('a', 'buy'));
        await broker.cancelOrder(ref('a'));
        await order(id('a'), 'canceled');
        await enter('b', 'buy');
        const look = async () => {
          const orders = await broker.getOrderHistory({ symbol, fromAt: startedAt });
          return orders.map(({ clientOrderId, status }) => `${clientOrderId} ${status}`);
        };
        const expected = [`${id('a')} canceled`, `${id('b')} filled`];
        await eventually('both, in their order', look, (told) => {
          const places = expected.map((one) => told.indexOf(one));
          return !places.includes(-1) && places.join() === places.toSorted((one, other) => one - other).join();
        });
      },
    },
    {
      id: 'HIS-02',
      title: 'the history lists conditional orders too',
      needs: ['stop-market'],
      source: docs('trade/rest-api/Query-All-Algo-Orders'),
      seenOnDemo: 'never',
      async run({ broker, stop, order, eventually, id, ref, symbol, startedAt }) {
        await broker.placeOrder(stop('a', 'sell'));
        await broker.cancelOrder(ref('a'));
        await order(id('a'), 'canceled');
        const look = () => broker.getOrderHistory({ symbol, fromAt: startedAt });
        const orders = await eventually('it is listed', look, (all) =>
          all.some((one) => one.clientOrderId === id('a')),
        );
        const mine = orders.filter((one) => one.clientOrderId === id('a'));
        assertThat(mine.length === 1, `It is listed ${mine.length} times.`);
      },
    },
    {
      id: 'HIS-03',
      title: 'fills are listed once each, the oldest first, and a limit keeps the newest',
      needs: ['market', 'fills'],
      source: TRADES,
      seenOnDemo: 'never',
      async run({ broker, enter, fills, symbol, startedAt }) {
        const first = await fills(await enter('a', 'buy'));
        const second = await fills(await enter('b', 'buy'));
        const all = await broker.getFills({ symbol, fromAt: startedAt });
        const ids = all.map(({ tradeId }) => tradeId);
        assertThat(new Set(ids).size === ids.length, `A trade is listed twice: ${show(ids)}.`);
        const place = (tradeId: string | undefined) => ids.findIndex((one) => one === tradeId);
        assertThat(place(first[0]?.tradeId) < place(second[0]?.tradeId), 'They are not in the order of their time.');
        const newest = await broker.getFills({ symbol, fromAt: startedAt, limit: 1 });
        assertThat(newest.length === 1 && newest[0]?.tradeId === ids.at(-1), `With limit 1 there is ${show(newest)}.`);
      },
    },
    {
      id: 'HIS-04',
      title: 'both ends of a span of time are inside it',
      needs: ['market', 'fills'],
      source: contract('HistoryQuery'),
      seenOnDemo: 'never',
      async run({ broker, enter, fills, symbol }) {
        const [fill] = await fills(await enter('a', 'buy'));
        assertThat(fill !== undefined, 'There is no fill.');
        const { venueAt, tradeId } = fill;
        const isTold = async (fromAt: number, untilAt: number) => {
          const found = await broker.getFills({ symbol, fromAt, untilAt });
          return found.some((one) => one.tradeId === tradeId);
        };
        assertThat(await isTold(venueAt, venueAt), 'It is not in the span of its own time.');
        assertThat(!(await isTold(venueAt - 1000, venueAt - 1)), 'It is in a span that ends before it.');
        assertThat(!(await isTold(venueAt + 1, venueAt + 1000)), 'It is in a span that begins after it.');
      },
    },
    {
      id: 'HIS-05',
      title: 'the income lists the fees that the fills tell',
      needs: ['market', 'income-history', 'fills'],
      source: docs('account/rest-api/Get-Income-History'),
      seenOnDemo: 'never',
      async run({ broker, enter, fills, eventually, symbol, startedAt, instrument }) {
        const trades = await fills(await enter('a', 'buy'));
        const paid = trades.filter(({ feeAsset }) => feeAsset === instrument.settleAsset);
        const fees = paid.reduce((sum, { fee }) => sum.plus(fee), ZERO);
        const look = async () => {
          const income = await broker.getIncome({ symbol, fromAt: startedAt });
          const booked = income.filter(({ type, asset }) => type === 'fee' && asset === instrument.settleAsset);
          return booked.reduce((sum, { amount }) => sum.plus(amount), ZERO);
        };
        await eventually(`fees of ${show(fees)} are booked`, look, (sum) => sum.eq(fees.negated()));
      },
    },
    {
      id: 'HIS-06',
      title: 'an order that never was is not found, and the answer tells the exchange’s time',
      needs: [],
      source: contract('Broker.findOrder'),
      seenOnDemo: 'never',
      expects: ['order-not-found'],
      async run({ broker, refused, ref, startedAt }) {
        const { order, serverAt } = await broker.findOrder(ref('a'));
        assertThat(order === null, `There is ${show(order)}.`);
        assertThat(serverAt >= startedAt - 1000, `The time told is ${serverAt}; the case began at ${startedAt}.`);
        await refused(() => broker.getOrder(ref('a')), 'order-not-found');
      },
    },
    {
      id: 'HIS-07',
      title: 'orders that have ended are still found, plain and conditional',
      needs: ['limit', 'stop-market'],
      source: docs('trade/rest-api/Query-Order'),
      seenOnDemo: 'never',
      async run({ broker, resting, stop, order, id, symbol }) {
        await broker.placeOrder(resting('a', 'buy'));
        await broker.placeOrder(stop('b', 'sell'));
        await broker.cancelAllOrders(symbol);
        assertFields('the plain order', await order(id('a'), 'canceled'), { type: 'limit' });
        assertFields('the conditional order', await order(id('b'), 'canceled'), { type: 'stop-market' });
      },
    },
    {
      id: 'HIS-08',
      title: 'open orders of the account and of a symbol hold plain and conditional ones, and no other symbol’s',
      needs: ['limit', 'stop-market', 'two-symbols'],
      source: contract('Broker.getOpenOrders'),
      seenOnDemo: 'never',
      async run({ broker, resting, stop, order, id, otherSymbol }) {
        await broker.placeOrder(resting('a', 'buy'));
        await broker.placeOrder(stop('b', 'sell'));
        await order(id('a'), 'open');
        await order(id('b'), 'open');
        const all = (await broker.getOpenOrders()).map(({ clientOrderId }) => clientOrderId);
        assertThat(all.includes(id('a')) && all.includes(id('b')), `The account has ${show(all)}.`);
        const others = await broker.getOpenOrders(otherSymbol);
        assertThat(others.length === 0, `${otherSymbol} has ${others.length}.`);
      },
    },
    {
      id: 'HIS-09',
      title: 'an order that is looked up under another symbol is not found',
      needs: ['limit', 'two-symbols'],
      source: ERROR_CODES,
      seenOnDemo: 'never',
      async run({ broker, resting, order, id, otherSymbol }) {
        await broker.placeOrder(resting('a', 'buy'));
        await order(id('a'), 'open');
        const { order: found } = await broker.findOrder({ symbol: otherSymbol, clientOrderId: id('a') });
        assertThat(found === null, `Under ${otherSymbol} there is ${show(found)}.`);
      },
    },
  ],
};
