import { decimal, ZERO } from '../../../decimal.ts';
import type { Order } from '../../../order.ts';
import { placeStopLoss } from '../../../place-protection.ts';
import { assertFields, assertThat, show } from '../assertions.ts';
import type { CaseContext } from '../case-context.ts';
import type { ConformanceGroup } from '../conformance-case.ts';
import { ALGO_UPDATE, capture, NEW_ALGO_ORDER } from '../sources.ts';

type Readings = Pick<CaseContext, 'order' | 'fills' | 'flat' | 'id'>;

/** The conditional order `b` has executed, its fills are told under its own id, and the position is closed. */
async function assertClosedBy({ order, fills, flat, id }: Readings): Promise<Order> {
  const filled = await order(id('b'), 'filled');
  assertThat(filled.executionOrderId !== null, 'It does not say under which id it executed.');
  const trades = await fills(filled);
  const [fill] = trades;
  assertThat(fill !== undefined && fill.side === 'sell', `Its fills are ${show(trades)}.`);
  await flat();
  return filled;
}

export const TRIGGERS: ConformanceGroup = {
  prefix: 'TRG',
  title: 'Conditional orders that trigger',
  cases: [
    {
      id: 'TRG-01',
      title: 'a stop-market order triggers and closes the position; its fills carry its own id',
      needs: ['market', 'stop-market', 'fills', 'market:price'],
      source: capture('StopMarketSubmitPartiallyFilledFilled'),
      seenOnDemo: 'never',
      async run(context) {
        const { broker, enter, stop, unit, price, market, order, id, symbol } = context;
        await enter('a', 'buy');
        const { venueOrderId } = await broker.placeOrder(stop('b', 'sell'));
        await market.setPrice(symbol, price('0.95'));
        await order(id('b'), 'open');
        await market.setPrice(symbol, price('0.89'));
        assertFields('the stop', await assertClosedBy(context), { venueOrderId, filledQuantity: unit });
      },
    },
    {
      id: 'TRG-02',
      title: 'a stop-limit order triggers and fills at its price or better',
      needs: ['market', 'stop-limit', 'fills', 'market:price'],
      source: NEW_ALGO_ORDER,
      seenOnDemo: 'never',
      async run(context) {
        const { broker, enter, base, unit, price, market, fills, symbol } = context;
        await enter('a', 'buy');
        const terms = { type: 'stop-limit', quantity: unit, triggerPrice: price('0.9'), price: price('0.85') } as const;
        await broker.placeOrder({ ...base('b', 'sell'), ...terms });
        await market.setPrice(symbol, price('0.89'));
        const trades = await fills(await assertClosedBy(context));
        assertThat(
          trades.every((fill) => fill.price.gte(terms.price)),
          `It sold below its price: ${show(trades)}.`,
        );
      },
    },
    {
      id: 'TRG-03',
      title: 'a stop-limit order that triggers beyond its price rests until the price comes back',
      needs: ['market', 'stop-limit', 'fills', 'market:price'],
      source: NEW_ALGO_ORDER,
      seenOnDemo: 'never',
      async run(context) {
        const { broker, enter, base, unit, price, market, order, eventually, id, symbol } = context;
        await enter('a', 'buy');
        const terms = {
          type: 'stop-limit',
          quantity: unit,
          triggerPrice: price('0.95'),
          price: price('0.97'),
        } as const;
        await broker.placeOrder({ ...base('b', 'sell'), ...terms });
        await market.setPrice(symbol, price('0.94'));
        const look = () => order(id('b'), 'open');
        const resting = await eventually('it has triggered', look, (one) => one.executionOrderId !== null);
        assertFields('the order', resting, { type: 'stop-limit', filledQuantity: ZERO, price: price('0.97') });
        await market.setPrice(symbol, price('0.98'));
        await assertClosedBy(context);
      },
    },
    {
      id: 'TRG-04',
      title: 'a stop-limit order that has triggered and rests can be canceled',
      needs: ['market', 'stop-limit', 'fills', 'market:price'],
      source: ALGO_UPDATE,
      seenOnDemo: 'never',
      async run(context) {
        const { broker, enter, base, unit, price, market, order, position, eventually, id, ref, symbol } = context;
        await enter('a', 'buy');
        const terms = {
          type: 'stop-limit',
          quantity: unit,
          triggerPrice: price('0.95'),
          price: price('0.97'),
        } as const;
        await broker.placeOrder({ ...base('b', 'sell'), ...terms });
        await market.setPrice(symbol, price('0.94'));
        await eventually(
          'it has triggered',
          () => order(id('b'), 'open'),
          (one) => one.executionOrderId !== null,
        );
        await broker.cancelOrder(ref('b'));
        await order(id('b'), 'canceled');
        await market.setPrice(symbol, price('0.98'));
        await order(id('b'), 'canceled');
        await position(({ quantity }) => quantity.eq(unit));
      },
    },
    {
      id: 'TRG-05',
      title: 'a take-profit-market order triggers and closes the position',
      needs: ['market', 'take-profit-market', 'fills', 'market:price'],
      source: NEW_ALGO_ORDER,
      seenOnDemo: 'never',
      async run(context) {
        const { broker, enter, base, unit, price, market, symbol } = context;
        await enter('a', 'buy');
        const terms = { type: 'take-profit-market', quantity: unit, triggerPrice: price('1.1') } as const;
        await broker.placeOrder({ ...base('b', 'sell'), ...terms });
        await market.setPrice(symbol, price('1.11'));
        await assertClosedBy(context);
      },
    },
    {
      id: 'TRG-06',
      title: 'a take-profit-limit order triggers and fills at its price or better',
      needs: ['market', 'take-profit-limit', 'fills', 'market:price'],
      source: NEW_ALGO_ORDER,
      seenOnDemo: 'never',
      async run(context) {
        const { broker, enter, base, unit, price, market, fills, symbol } = context;
        await enter('a', 'buy');
        const prices = { triggerPrice: price('1.1'), price: price('1.08') };
        await broker.placeOrder({ ...base('b', 'sell'), type: 'take-profit-limit', quantity: unit, ...prices });
        await market.setPrice(symbol, price('1.11'));
        const trades = await fills(await assertClosedBy(context));
        assertThat(
          trades.every((fill) => fill.price.gte(prices.price)),
          `It sold below its price: ${show(trades)}.`,
        );
      },
    },
    {
      id: 'TRG-07',
      title: 'a trailing stop follows the price up and triggers when it falls back by the rate',
      needs: ['market', 'trailing-stop-market', 'fills', 'market:price'],
      source: NEW_ALGO_ORDER,
      seenOnDemo: 'never',
      async run(context) {
        const { broker, enter, base, unit, price, market, order, id, symbol } = context;
        await enter('a', 'buy');
        const terms = { type: 'trailing-stop-market', quantity: unit, callbackRate: decimal('5') } as const;
        await broker.placeOrder({ ...base('b', 'sell'), ...terms });
        await market.setPrice(symbol, price('1.1'));
        await market.setPrice(symbol, price('1.06'));
        await order(id('b'), 'open');
        await market.setPrice(symbol, price('1.03'));
        await assertClosedBy(context);
      },
    },
    {
      id: 'TRG-08',
      title: 'a trailing stop does not trail before its activation price',
      needs: ['market', 'trailing-stop-market', 'fills', 'market:price'],
      source: NEW_ALGO_ORDER,
      seenOnDemo: 'never',
      async run(context) {
        const { broker, enter, base, unit, price, market, order, id, symbol } = context;
        await enter('a', 'buy');
        const terms = { type: 'trailing-stop-market', quantity: unit, callbackRate: decimal('5') } as const;
        await broker.placeOrder({ ...base('b', 'sell'), ...terms, activationPrice: price('1.08') });
        await market.setPrice(symbol, price('0.94'));
        await order(id('b'), 'open');
        await market.setPrice(symbol, price('1.1'));
        await market.setPrice(symbol, price('1.03'));
        await assertClosedBy(context);
      },
    },
    {
      id: 'TRG-09',
      title: 'a closing stop closes all that the position has become',
      needs: ['market', 'stop-market', 'close-position', 'fills', 'market:price'],
      source: NEW_ALGO_ORDER,
      seenOnDemo: 'never',
      async run(context) {
        const { broker, enter, base, units, price, market, symbol } = context;
        await enter('a', 'buy');
        await placeStopLoss(broker, { ...base('b', 'sell'), triggerPrice: price('0.9') });
        await enter('c', 'buy', { units: 2 });
        await market.setPrice(symbol, price('0.89'));
        assertFields('the stop', await assertClosedBy(context), { filledQuantity: units(3) });
      },
    },
    {
      id: 'TRG-10',
      title: 'a reduce-only stop finds the position closed when it triggers, and opens none',
      needs: ['market', 'stop-market', 'reduce-only', 'fills', 'market:price'],
      source: ALGO_UPDATE,
      seenOnDemo: 'never',
      async run({ broker, enter, stop, price, market, order, flat, id, symbol }) {
        await enter('a', 'buy');
        await broker.placeOrder({ ...stop('b', 'sell'), reduceOnly: true });
        await broker.closePosition(symbol, { clientOrderId: id('c') });
        await flat();
        await market.setPrice(symbol, price('0.89'));
        const ended = await order(id('b'), 'expired', 'rejected', 'canceled');
        assertFields('the stop', ended, { filledQuantity: ZERO });
        await flat();
      },
    },
  ],
};
