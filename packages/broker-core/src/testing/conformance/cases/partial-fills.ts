import { ZERO } from '../../../decimal.ts';
import type { Order } from '../../../order.ts';
import { assertDecimal, assertFields, assertThat, show } from '../assertions.ts';
import type { CaseContext } from '../case-context.ts';
import type { ConformanceCase, ConformanceGroup } from '../conformance-case.ts';
import { capture, contract, docs, ERROR_CODES, NEW_ORDER } from '../sources.ts';

type Case = Omit<ConformanceCase, 'seenOnDemo'>;

/** Needs a market that gives one unit at a time. */
function inParts({ needs, ...rest }: Case): ConformanceCase {
  return { ...rest, needs: ['limit', ...needs, 'fills', 'market:price', 'market:liquidity'], seenOnDemo: 'never' };
}

/** A buy of three units through the market, of which one has filled. */
async function enterInParts({ broker, resting, unit, price, market, order, id, symbol }: CaseContext): Promise<Order> {
  await market.setLiquidity(symbol, unit);
  await broker.placeOrder({ ...resting('a', 'buy', { units: 3 }), price: price('1.01') });
  const partly = await order(id('a'), 'partially-filled');
  assertDecimal('the filled quantity', partly.filledQuantity, unit);
  return partly;
}

export const PARTIAL_FILLS: ConformanceGroup = {
  prefix: 'PAR',
  title: 'Partial fills',
  cases: [
    inParts({
      id: 'PAR-01',
      title: 'an order fills part by part, and position and fills go with it',
      needs: [],
      source: capture('StopMarketSubmitPartiallyFilledFilled'),
      async run(context) {
        const { unit, units, mark, market, order, fills, position, eventually, id, symbol } = context;
        await fills(await enterInParts(context));
        await position(({ quantity }) => quantity.eq(unit));
        await market.setPrice(symbol, mark);
        const isTwo = (one: Order) => one.filledQuantity.eq(units(2));
        await eventually('two units', () => order(id('a'), 'partially-filled'), isTwo);
        await market.setPrice(symbol, mark);
        const trades = await fills(await order(id('a'), 'filled'));
        assertThat(trades.length === 3, `It filled in ${trades.length} parts.`);
        await position(({ quantity }) => quantity.eq(units(3)));
      },
    }),
    inParts({
      id: 'PAR-02',
      title: 'cancelling the rest keeps what had filled',
      needs: [],
      source: contract('Broker.cancelOrder'),
      async run(context) {
        const { broker, unit, mark, market, order, fills, position, id, ref, symbol } = context;
        await enterInParts(context);
        await broker.cancelOrder(ref('a'));
        await market.setPrice(symbol, mark);
        const ended = await order(id('a'), 'canceled');
        assertDecimal('the filled quantity', ended.filledQuantity, unit);
        await fills(ended);
        await position(({ quantity }) => quantity.eq(unit));
      },
    }),
    inParts({
      id: 'PAR-03',
      title: 'what is immediate or cancel fills what there is and ends',
      needs: [],
      source: NEW_ORDER,
      async run({ broker, resting, unit, price, market, order, fills, position, id, symbol }) {
        await market.setLiquidity(symbol, unit);
        const request = { ...resting('a', 'buy', { units: 3 }), price: price('1.01'), timeInForce: 'ioc' } as const;
        await broker.placeOrder(request);
        const ended = await order(id('a'), 'expired', 'canceled');
        assertDecimal('the filled quantity', ended.filledQuantity, unit);
        await fills(ended);
        await position(({ quantity }) => quantity.eq(unit));
      },
    }),
    inParts({
      id: 'PAR-04',
      title: 'what is fill or kill and larger than what there is does not fill at all',
      needs: [],
      source: ERROR_CODES,
      expects: ['fill-or-kill-rejected'],
      async run({ broker, resting, unit, price, market, refused, absent, flat, id, symbol }) {
        await market.setLiquidity(symbol, unit);
        const request = { ...resting('a', 'buy', { units: 3 }), price: price('1.01'), timeInForce: 'fok' } as const;
        await refused(() => broker.placeOrder(request), 'fill-or-kill-rejected');
        await absent(id('a'));
        await flat();
      },
    }),
    inParts({
      id: 'PAR-05',
      title: 'the average price weighs the fills',
      needs: [],
      source: contract('Order.averageFillPrice'),
      async run(context) {
        const { units, price, market, order, fills, id, symbol, instrument } = context;
        await enterInParts(context);
        await market.setPrice(symbol, price('0.99'));
        await market.setPrice(symbol, price('0.98'));
        const filled = await order(id('a'), 'filled');
        const trades = await fills(filled);
        const cost = trades.reduce((sum, fill) => sum.plus(fill.price.times(fill.quantity)), ZERO);
        const average = cost.div(units(3));
        const told = filled.averageFillPrice;
        const isNear = told !== null && told.minus(average).abs().lte(instrument.tickSize);
        assertThat(isNear, `The average price is ${show(told)}; the fills make ${show(average)}.`);
      },
    }),
    inParts({
      id: 'PAR-06',
      title: 'amending to no more than has filled cancels the rest',
      needs: ['amend'],
      source: docs('trade/rest-api/Modify-Order'),
      async run(context) {
        const { broker, unit, price, order, position, id, symbol } = context;
        await enterInParts(context);
        await broker.amendOrder({ symbol, clientOrderId: id('a'), quantity: unit, price: price('1.01') });
        assertDecimal('the filled quantity', (await order(id('a'), 'canceled')).filledQuantity, unit);
        await position(({ quantity }) => quantity.eq(unit));
      },
    }),
    inParts({
      id: 'PAR-07',
      title: 'a triggered stop fills part by part under its own id',
      needs: ['market', 'stop-market'],
      source: capture('StopMarketSubmitPartiallyFilledFilled'),
      async run({ broker, enter, stop, unit, price, market, order, fills, flat, id, symbol }) {
        await enter('a', 'buy', { units: 2 });
        await market.setLiquidity(symbol, unit);
        await broker.placeOrder(stop('b', 'sell', { units: 2 }));
        await market.setPrice(symbol, price('0.89'));
        const partly = await order(id('b'), 'partially-filled');
        assertFields('the stop', partly, { filledQuantity: unit, type: 'stop-market' });
        await fills(partly);
        await market.setPrice(symbol, price('0.89'));
        await fills(await order(id('b'), 'filled'));
        await flat();
      },
    }),
  ],
};
