import { decimal, ZERO } from '../../../decimal.ts';
import type { OrderRequest } from '../../../order-request.ts';
import type { OrderType } from '../../../order.ts';
import { placeStopLoss, placeTakeProfit } from '../../../place-protection.ts';
import { assertFields } from '../assertions.ts';
import type { CaseTerms } from '../case-terms.ts';
import type { ConformanceCase, ConformanceGroup } from '../conformance-case.ts';
import { capture, contract, ERROR_CODES, NEW_ALGO_ORDER } from '../sources.ts';

type Terms = Pick<CaseTerms, 'base' | 'unit' | 'price'>;

/** One of each type, off the market, that would sell. */
const REQUESTS: Readonly<Record<Exclude<OrderType, 'market' | 'limit'>, (terms: Terms) => OrderRequest>> = {
  'stop-market': ({ base, unit, price }) => ({
    ...base('a', 'sell'),
    type: 'stop-market',
    quantity: unit,
    triggerPrice: price('0.9'),
  }),
  'stop-limit': ({ base, unit, price }) => ({
    ...base('a', 'sell'),
    type: 'stop-limit',
    quantity: unit,
    triggerPrice: price('0.9'),
    price: price('0.88'),
  }),
  'take-profit-market': ({ base, unit, price }) => ({
    ...base('a', 'sell'),
    type: 'take-profit-market',
    quantity: unit,
    triggerPrice: price('1.1'),
  }),
  'take-profit-limit': ({ base, unit, price }) => ({
    ...base('a', 'sell'),
    type: 'take-profit-limit',
    quantity: unit,
    triggerPrice: price('1.1'),
    price: price('1.08'),
  }),
  'trailing-stop-market': ({ base, unit, price }) => ({
    ...base('a', 'sell'),
    type: 'trailing-stop-market',
    quantity: unit,
    callbackRate: decimal('2'),
    activationPrice: price('1.1'),
  }),
};

function rests(id: string, type: keyof typeof REQUESTS): ConformanceCase {
  return {
    id,
    title: `a ${type} order rests, is read back as it was placed, and is canceled`,
    needs: [type],
    source: type === 'stop-market' ? capture('StopMarketSubmittedCanceled') : NEW_ALGO_ORDER,
    seenOnDemo: 'never',
    async run(context) {
      const { broker, order, ref } = context;
      const request = REQUESTS[type](context);
      const { venueOrderId } = await broker.placeOrder(request);
      const open = await order(request.clientOrderId, 'open');
      assertFields('the order', open, {
        venueOrderId,
        executionOrderId: null,
        type,
        side: 'sell',
        positionSide: 'net',
        quantity: context.unit,
        filledQuantity: ZERO,
        averageFillPrice: null,
        price: request.price ?? null,
        triggerPrice: 'triggerPrice' in request ? request.triggerPrice : null,
        callbackRate: 'callbackRate' in request ? request.callbackRate : null,
        activationPrice: 'activationPrice' in request ? (request.activationPrice ?? null) : null,
        closePosition: false,
      });
      const canceled = await broker.cancelOrder(ref('a'));
      assertFields('the canceled order', canceled, { venueOrderId, status: 'canceled' });
      assertFields('the order', await order(request.clientOrderId, 'canceled'), { filledQuantity: ZERO, type });
    },
  };
}

export const CONDITIONAL_ORDERS: ConformanceGroup = {
  prefix: 'CND',
  title: 'Conditional orders that wait',
  cases: [
    rests('CND-01', 'stop-market'),
    rests('CND-02', 'stop-limit'),
    rests('CND-03', 'take-profit-market'),
    rests('CND-04', 'take-profit-limit'),
    rests('CND-05', 'trailing-stop-market'),
    {
      id: 'CND-06',
      title: 'a stop whose trigger is reached already is refused',
      needs: ['stop-market'],
      source: ERROR_CODES,
      seenOnDemo: 'never',
      expects: ['would-trigger-immediately'],
      async run({ broker, stop, price, refused, absent, flat, id }) {
        const request = { ...stop('a', 'sell'), triggerPrice: price('1.1') };
        await refused(() => broker.placeOrder(request), 'would-trigger-immediately');
        await absent(id('a'));
        await flat();
      },
    },
    {
      id: 'CND-07',
      title: 'a take profit whose trigger is reached already is refused',
      needs: ['take-profit-market'],
      source: ERROR_CODES,
      seenOnDemo: 'never',
      expects: ['would-trigger-immediately'],
      async run({ broker, base, unit, price, refused, absent, flat, id }) {
        const terms = { type: 'take-profit-market', quantity: unit, triggerPrice: price('0.9') } as const;
        await refused(() => broker.placeOrder({ ...base('a', 'sell'), ...terms }), 'would-trigger-immediately');
        await absent(id('a'));
        await flat();
      },
    },
    {
      id: 'CND-08',
      title: 'which price triggers an order is kept',
      needs: ['stop-market', 'trigger-by-last', 'trigger-by-mark'],
      source: NEW_ALGO_ORDER,
      seenOnDemo: 'never',
      async run({ broker, stop, order, id }) {
        await broker.placeOrder({ ...stop('a', 'sell'), triggerBy: 'last' });
        await broker.placeOrder({ ...stop('b', 'sell'), triggerBy: 'mark' });
        await broker.placeOrder(stop('c', 'sell'));
        assertFields('the first', await order(id('a'), 'open'), { triggerBy: 'last' });
        assertFields('the second', await order(id('b'), 'open'), { triggerBy: 'mark' });
        assertFields('the third, by default', await order(id('c'), 'open'), { triggerBy: 'mark' });
      },
    },
    {
      id: 'CND-09',
      title: 'a stop loss and a take profit over the whole position stand beside each other',
      needs: ['market', 'stop-market', 'take-profit-market', 'close-position', 'fills'],
      source: contract('placeStopLoss'),
      seenOnDemo: 'never',
      async run({ broker, enter, base, price, order, id }) {
        await enter('a', 'buy');
        await placeStopLoss(broker, { ...base('b', 'sell'), triggerPrice: price('0.9') });
        await placeTakeProfit(broker, { ...base('c', 'sell'), triggerPrice: price('1.1') });
        const closing = { closePosition: true, quantity: null } as const;
        assertFields('the stop', await order(id('b'), 'open'), { ...closing, type: 'stop-market' });
        assertFields('the target', await order(id('c'), 'open'), { ...closing, type: 'take-profit-market' });
      },
    },
    {
      id: 'CND-10',
      title: 'a closing stop ends by itself when the position is closed otherwise',
      needs: ['market', 'stop-market', 'close-position', 'fills'],
      source: NEW_ALGO_ORDER,
      seenOnDemo: 'never',
      async run({ broker, enter, base, price, order, flat, id, symbol }) {
        await enter('a', 'buy');
        await placeStopLoss(broker, { ...base('b', 'sell'), triggerPrice: price('0.9') });
        await order(id('b'), 'open');
        await broker.closePosition(symbol, { clientOrderId: id('c') });
        await flat();
        const ended = await order(id('b'), 'canceled', 'expired');
        assertFields('the stop', ended, { filledQuantity: ZERO });
      },
    },
    {
      id: 'CND-11',
      title: 'a reduce-only stop keeps its flag',
      needs: ['market', 'stop-market', 'reduce-only', 'fills'],
      source: NEW_ALGO_ORDER,
      seenOnDemo: 'never',
      async run({ broker, enter, stop, order, id }) {
        await enter('a', 'buy');
        await broker.placeOrder({ ...stop('b', 'sell'), reduceOnly: true });
        assertFields('the stop', await order(id('b'), 'open'), { reduceOnly: true, closePosition: false });
      },
    },
  ],
};
