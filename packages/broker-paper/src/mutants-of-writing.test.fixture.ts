import {
  BrokerError,
  decimal,
  Decimal,
  type Order,
  type OrderRequest,
  toClientOrderId,
  ZERO,
} from '@perpdesk/broker-core';
import { fakeOrder } from '@perpdesk/broker-core/testing';
import { isCode, type Mutation, onRefusal, reading, sending } from './mutants.test.fixture.ts';

const change = (request: OrderRequest, part: object): OrderRequest => Object.assign({}, request, part);
const without = (request: OrderRequest, ...fields: readonly string[]): OrderRequest =>
  Object.fromEntries(Object.entries(request).filter(([field]) => !fields.includes(field))) as OrderRequest;
const onStep = (value: unknown, step: string) =>
  Decimal.isDecimal(value) ? value.toNearest(decimal(step), Decimal.ROUND_FLOOR) : value;

/** Brokers that send something wrong or nothing, and the cases that must find them out. */
export const WRITING_MUTATIONS: readonly (readonly [string, Mutation, string])[] = [
  ['does not close', () => ({ close: async () => {} }), 'CON-01 CON-03'],
  ['cannot connect twice', (broker) => ({ connect: async () => Promise.reject(new Error(broker.id)) }), 'CON-02'],
  [
    'cancels while it tests the connection',
    (broker) => ({
      async testConnection() {
        await broker.cancelAllOrders();
        return { roundTripMs: 1 };
      },
    }),
    'CON-04',
  ],
  ['tells a time that stands', () => ({ getServerTime: async () => 1_800_000_000_000 }), 'CON-05'],
  [
    'ignores abort and validity',
    (broker) => ({
      placeOrder: (request) => broker.placeOrder(request),
      cancelOrder: (ref) => broker.cancelOrder(ref),
    }),
    'CON-06 IDV-07 IDV-08 IDV-09',
  ],
  [
    'takes no validity above a second',
    (broker) => ({
      placeOrder: (request, options) => {
        const { fromAt = 0, untilAt = 0 } = options?.validity ?? {};
        if (untilAt - fromAt <= 1000) return broker.placeOrder(request, options);
        throw new BrokerError('invalid-request', { operation: 'placeOrder', message: 'Too long.' });
      },
    }),
    'IDV-06',
  ],
  [
    'lists an instrument twice, and others under any name',
    (broker) => ({
      async getInstruments() {
        const [first, ...rest] = await broker.getInstruments();
        return first ? [first, first, ...rest] : [];
      },
      getInstrument: (symbol) => broker.getInstrument(symbol.startsWith('NOSUCH') ? 'BTCUSDT' : symbol),
    }),
    'INS-01 INS-02',
  ],
  [
    'tells brackets from the last',
    (broker) => ({ getLeverageBrackets: async (symbol) => (await broker.getLeverageBrackets(symbol)).toReversed() }),
    'INS-04',
  ],
  [
    'tells a mark price of nothing, the second time',
    (broker) => {
      let calls = 0;
      return { getMarkPrice: async (symbol) => ((calls += 1) > 1 ? ZERO : broker.getMarkPrice(symbol)) };
    },
    'INS-03',
  ],
  [
    'says that an order has filled, and has sent nothing',
    () => ({ placeOrder: async (request) => fakeOrder(request, { status: 'filled' }) }),
    'ORD-01 ORD-02 ORD-03 ORD-04 ORD-07 IDV-06 MOD-01 MOD-06 CND-01 TRG-01 PAR-01 POS-01 HIS-01 ACC-03 STR-01',
  ],
  [
    'makes every order good till canceled',
    sending((request) => without(request, 'timeInForce', 'goodTillAt', 'postOnly')),
    'ORD-05 ORD-06 ORD-08 ORD-09 ORD-10 PAR-03 PAR-04 AMD-06 BAD-10',
  ],
  [
    'rounds amounts without a word',
    (broker) => ({
      placeOrder: (request, options) =>
        broker.placeOrder(
          change(request, {
            quantity: onStep(request.quantity, '0.001'),
            ...('price' in request ? { price: onStep(request.price, '0.1') } : {}),
            ...('triggerPrice' in request ? { triggerPrice: onStep(request.triggerPrice, '0.1') } : {}),
          }),
          options,
        ),
      amendOrder: (request) =>
        broker.amendOrder({
          ...request,
          quantity: request.quantity.toNearest(decimal('0.001'), Decimal.ROUND_FLOOR),
          price: request.price.toNearest(decimal('0.1'), Decimal.ROUND_FLOOR),
        }),
    }),
    'BAD-01 BAD-02 BAD-03 AMD-04',
  ],
  [
    'loses digits',
    reading((order) => ({ ...order, quantity: order.quantity && order.quantity.toDecimalPlaces(2) })),
    'ORD-11 AMD-01',
  ],
  [
    'trades less where it may not trade as much',
    onRefusal('above-maximum', (broker, request) => broker.placeOrder(change(request, { quantity: decimal('0.01') }))),
    'BAD-05 BAD-06',
  ],
  [
    'trades what the margin covers',
    onRefusal('insufficient-margin', (broker, request) =>
      broker.placeOrder(change(request, { quantity: decimal('0.01') })),
    ),
    'ACC-05',
  ],
  [
    'trades more where it may not trade as little',
    onRefusal('below-minimum', (broker, request) => broker.placeOrder(change(request, { quantity: decimal('0.01') }))),
    'BAD-04',
  ],
  [
    'lets the exchange refuse what it could see by itself',
    (broker) => ({
      placeOrder: (...args) =>
        broker.placeOrder(...args).catch((error: unknown) => {
          if (!BrokerError.is(error) || error.outcome !== 'not-sent') throw error;
          const { code, message, operation } = error;
          throw new BrokerError(code, { message, operation, outcome: 'rejected' });
        }),
    }),
    'BAD-01 BAD-02 BAD-03 BAD-04 BAD-11 MOD-10',
  ],
  [
    'mends what makes no sense',
    onRefusal('invalid-request', (broker, request) => {
      const { quantity } = request as { quantity?: unknown };
      if (typeof quantity === 'number') return broker.placeOrder(change(request, { quantity: decimal('0.1') }));
      if (request.closePosition) return broker.placeOrder(without(request, 'quantity', 'reduceOnly'));
      return broker.placeOrder({
        ...without(request, 'triggerPrice', 'reduceOnly'),
        quantity: decimal('0.01'),
      } as OrderRequest);
    }),
    'BAD-08 BAD-09 BAD-11 BAD-13 MOD-10',
  ],
  [
    'closes the other way round where it may not add',
    onRefusal('invalid-request', (broker, request) =>
      broker.placeOrder(change(request, { side: 'sell', triggerPrice: decimal('50000') })),
    ),
    'MOD-12',
  ],
  [
    'closes what it is asked to, whatever else is asked',
    onRefusal('invalid-request', (broker, request) => broker.placeOrder(without(request, 'quantity', 'reduceOnly'))),
    'BAD-12',
  ],
  [
    'places what is beyond the highest price at the highest',
    onRefusal('price-out-of-range', (broker, request) =>
      broker.placeOrder(change(request, { price: decimal('4000000') })),
    ),
    'BAD-07',
  ],
  [
    'guesses the position side',
    onRefusal('position-mode-mismatch', (broker, request) =>
      broker.placeOrder(change(request, { positionSide: request.positionSide === 'net' ? 'long' : 'net' })),
    ),
    'MOD-05 MOD-09',
  ],
  ['drops reduceOnly', sending((request) => without(request, 'reduceOnly')), 'MOD-02 MOD-03 MOD-04 CND-11 TRG-10'],
  [
    'takes "nothing to reduce" for done',
    (broker) => ({
      placeOrder: (request) =>
        broker.placeOrder(request).catch((error: unknown) => {
          if (isCode(error, 'reduce-only-rejected')) return fakeOrder(request);
          throw error;
        }),
      closePosition: (symbol, options) =>
        broker.closePosition(symbol, options).catch((error: unknown) => {
          if (!isCode(error, 'reduce-only-rejected')) throw error;
          const { clientOrderId } = options;
          const terms = { symbol, side: 'buy', positionSide: 'net', clientOrderId } as const;
          return fakeOrder({ ...terms, type: 'market', quantity: decimal('1') });
        }),
    }),
    'MOD-03 MOD-08 POS-05',
  ],
  [
    'has one closing order at a time',
    (broker) => ({
      async placeOrder(request) {
        if (request.closePosition === true) await broker.cancelAllOrders(request.symbol);
        return broker.placeOrder(request);
      },
    }),
    'MOD-11 CND-09',
  ],
  [
    'places at market what would trigger at once',
    onRefusal('would-trigger-immediately', (broker, request) =>
      broker.placeOrder({ ...without(request, 'triggerPrice', 'triggerBy'), type: 'market' } as OrderRequest),
    ),
    'CND-06 CND-07',
  ],
  ['triggers by what it likes', sending((request) => without(request, 'triggerBy')), 'CND-08'],
  [
    'cuts client order ids',
    sending((request) => ({ ...request, clientOrderId: toClientOrderId(request.clientOrderId.slice(0, 30)) })),
    'IDV-01 IDV-02',
  ],
  [
    'replaces an order of the same id',
    onRefusal('duplicate-client-order-id', async (broker, request) => {
      await broker.cancelOrder({ symbol: request.symbol, clientOrderId: request.clientOrderId });
      return broker.placeOrder(request);
    }),
    'IDV-03 IDV-04',
  ],
  [
    'knows no ids but ours',
    (broker) => ({
      findOrder: async (ref) =>
        ref.venueOrderId === undefined ? broker.findOrder(ref) : { order: null, serverAt: 1_800_000_000_000 },
    }),
    'IDV-05',
  ],
  [
    'amends nothing, and says it has',
    (broker) => ({
      async amendOrder({ symbol, clientOrderId, quantity, price }) {
        const { order } = await broker.findOrder({ symbol, clientOrderId });
        const fallback = fakeOrder({
          symbol,
          clientOrderId,
          quantity,
          price,
          side: 'buy',
          positionSide: 'net',
          type: 'limit',
        });
        return { ...(order ?? fallback), quantity, price };
      },
    }),
    'AMD-01 AMD-02 AMD-03 AMD-04 AMD-05 PAR-06',
  ],
  [
    'forgets the refused of a batch',
    (broker) => ({
      placeOrders: async (requests) => (await broker.placeOrders(requests)).filter(({ ok }) => ok),
    }),
    'AMD-06',
  ],
  [
    'batches plain orders alone',
    (broker) => ({
      placeOrders: (requests) => broker.placeOrders(requests.filter((request) => !('triggerPrice' in request))),
    }),
    'AMD-07',
  ],
  [
    'says that an order is canceled, and has sent nothing',
    (broker) => ({
      async cancelOrder(ref) {
        const order: Order = await broker.getOrder(ref);
        return { ...order, status: 'canceled' };
      },
    }),
    'CAN-01 CAN-02 CAN-03 CAN-04 CAN-06 CAN-07 PAR-02 TRG-04 CND-02 CND-03 CND-04 CND-05 STR-02 STR-03 HIS-02',
  ],
  [
    'takes an order that is gone for canceled',
    (broker) => ({
      cancelOrder: (ref) =>
        broker.cancelOrder(ref).catch(async (error: unknown) => {
          if (!isCode(error, 'order-not-open', 'order-not-found')) throw error;
          const order = await broker.getOrder(ref).catch(() => null);
          const terms = { ...ref, side: 'buy', positionSide: 'net', clientOrderId: toClientOrderId('x') } as const;
          return {
            ...(order ?? fakeOrder({ ...terms, type: 'market', quantity: ZERO })),
            status: 'canceled',
          };
        }),
    }),
    'CAN-03 CAN-04 CAN-05 CAN-06',
  ],
  [
    'cancels all plain orders alone',
    (broker) => ({
      async cancelAllOrders(symbol) {
        const open = await broker.getOpenOrders(symbol);
        const plain = open.filter((order) => order.triggerPrice === null);
        return Promise.all(
          plain.map(({ symbol: of, clientOrderId }) => broker.cancelOrder({ symbol: of, clientOrderId })),
        );
      },
    }),
    'CAN-08 HIS-07',
  ],
  [
    'cancels the account’s first symbol alone',
    (broker) => ({ cancelAllOrders: (symbol = 'BTCUSDT') => broker.cancelAllOrders(symbol) }),
    'CAN-12',
  ],
  [
    'knows the time also while it is not connected',
    (broker) => ({ getServerTime: () => broker.getServerTime().catch(() => 1_800_000_000_000) }),
    'CON-01',
  ],
  ['cancels the whole account', (broker) => ({ cancelAllOrders: () => broker.cancelAllOrders() }), 'CAN-09'],
  ['has no dead man’s switch', () => ({ setDeadMansSwitch: async () => {} }), 'CAN-10'],
  [
    'cannot switch the dead man’s switch off',
    (broker) => ({
      setDeadMansSwitch: async (symbol, ms) => (ms === 0 ? undefined : broker.setDeadMansSwitch(symbol, ms)),
    }),
    'CAN-11',
  ],
  [
    'says that it cannot place limit orders, and does',
    (broker) => ({ capabilities: new Set([...broker.capabilities].filter((one) => one !== 'limit')) }),
    'ORD-12',
  ],
];
