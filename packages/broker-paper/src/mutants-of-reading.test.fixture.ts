import { BrokerError, type Broker, decimal, toVenueOrderId, ZERO } from '@perpdesk/broker-core';
import { isCode, type Mutation, reading, readingFills, readingPositions, telling } from './mutants.test.fixture.ts';

/** Brokers that read or tell something wrong, and the cases that must find them out. */
export const READING_MUTATIONS: readonly (readonly [string, Mutation, string])[] = [
  [
    'tells no triggers',
    reading((order) => ({ ...order, triggerPrice: null, callbackRate: null, activationPrice: null })),
    'CND-01 CND-02 CND-03 CND-04 CND-05 MOD-11',
  ],
  [
    'takes closing orders that ended for open',
    reading((order) => (order.closePosition && order.status === 'expired' ? { ...order, status: 'open' } : order)),
    'CND-10 STR-05',
  ],
  [
    'does not tell under which id a triggered order executes',
    reading((order) =>
      order.triggerPrice === null && order.callbackRate === null ? order : { ...order, executionOrderId: null },
    ),
    'TRG-01 TRG-02 TRG-03 TRG-04 TRG-05 TRG-06 TRG-07 TRG-08 TRG-09',
  ],
  [
    'tells the fills of triggered orders under another id',
    (broker) => ({
      async getFills(query) {
        const orders = await broker.getOrderHistory();
        const conditional = new Set(
          orders.filter((order) => order.triggerPrice !== null).map((order) => order.venueOrderId),
        );
        return (await broker.getFills(query)).map((fill) =>
          conditional.has(fill.venueOrderId)
            ? { ...fill, venueOrderId: toVenueOrderId(`child-${fill.venueOrderId}`) }
            : fill,
        );
      },
    }),
    'TRG-01 TRG-02 TRG-05 TRG-06 TRG-09 PAR-07',
  ],
  [
    'takes partially filled for open',
    reading((order) => (order.status === 'partially-filled' ? { ...order, status: 'open' } : order)),
    'PAR-01 PAR-02 PAR-05 PAR-06 PAR-07',
  ],
  [
    'forgets what had filled when an order ends',
    reading((order) =>
      order.status === 'canceled' || order.status === 'expired' ? { ...order, filledQuantity: ZERO } : order,
    ),
    'PAR-02 PAR-03 PAR-06',
  ],
  [
    'takes the limit for the average price',
    reading((order) => ({ ...order, averageFillPrice: order.price ?? order.averageFillPrice?.times('1.1') ?? null })),
    'PAR-05 ORD-01',
  ],
  ['drops the last fill', readingFills((fills) => fills.slice(0, -1)), 'ORD-01 ORD-04 ORD-07 AMD-05 PAR-01'],
  ['tells each fill twice', readingFills((fills) => fills.flatMap((fill) => [fill, fill])), 'ORD-02 HIS-03'],
  [
    'tells fills at another price',
    readingFills((fills) => fills.map((fill) => ({ ...fill, price: fill.price.times('1.02') }))),
    'ORD-01 ORD-04 POS-01',
  ],
  [
    'tells neither fees nor results',
    readingFills((fills) => fills.map((fill) => ({ ...fill, fee: ZERO, realizedPnl: ZERO }))),
    'POS-09 ACC-04',
  ],
  [
    'tells positions without a sign',
    readingPositions((position) => ({ ...position, quantity: position.quantity.abs() })),
    'ORD-02 MOD-01 MOD-06 MOD-07 POS-04',
  ],
  [
    'keeps the first position that it saw',
    (broker) => {
      const seen = new Map<string, ReturnType<Broker['getPosition']>>();
      return {
        getPosition(symbol, side) {
          const first = seen.get(`${side}`) ?? broker.getPosition(symbol, side);
          void first.then((position) => position && seen.set(`${side}`, first));
          return first;
        },
      };
    },
    'POS-02 POS-03 POS-08 MOD-07',
  ],
  [
    'takes what it holds for less',
    readingPositions((position) => ({ ...position, quantity: ZERO })),
    'ORD-01 MOD-08 SET-10',
  ],
  [
    'tells no margin, leverage or liquidation of a position',
    readingPositions((position) => ({ ...position, leverage: 1, liquidationPrice: null, unrealizedPnl: ZERO })),
    'POS-01 POS-07 POS-10 SET-04',
  ],
  [
    'tells the mark price as the entry',
    readingPositions((position) => ({ ...position, entryPrice: position.markPrice })),
    'POS-08',
  ],
  [
    'closes all of a position, whatever was asked',
    (broker) => ({
      closePosition: (symbol, { clientOrderId, positionSide }) =>
        broker.closePosition(symbol, { clientOrderId, ...(positionSide ? { positionSide } : {}) }),
    }),
    'POS-03 POS-04 POS-06',
  ],
  [
    'closes a side where none was said, and reads one',
    (broker) => ({
      getPosition: (symbol, side = 'long') => broker.getPosition(symbol, side),
    }),
    'MOD-09',
  ],
  [
    'takes a side that its mode does not have for flat',
    (broker) => ({
      getPosition: (...args) =>
        broker.getPosition(...args).catch((error: unknown) => {
          if (isCode(error, 'position-mode-mismatch')) return null;
          throw error;
        }),
    }),
    'MOD-13 MOD-14',
  ],
  [
    'sets no leverage, and does not say so',
    () => ({ setLeverage: async () => {} }),
    'SET-01 SET-02 SET-03 SET-04 STR-08',
  ],
  [
    'sets no margin type, and does not say so',
    () => ({ setMarginType: async () => {} }),
    'SET-05 SET-06 SET-07 POS-10',
  ],
  [
    'sets no position mode, and does not say so',
    () => ({ setPositionMode: async () => {} }),
    'SET-08 SET-09 SET-10 SET-11',
  ],
  [
    'refuses to set what is set',
    (broker) => {
      const refuse = (operation: string) => {
        throw new BrokerError('already-set', { operation, message: 'It is.' });
      };
      return {
        async setLeverage(symbol, leverage) {
          if ((await broker.getLeverage(symbol)) === leverage) refuse('setLeverage');
          await broker.setLeverage(symbol, leverage);
        },
        async setMarginType(symbol, type) {
          if ((await broker.getMarginType(symbol)) === type) refuse('setMarginType');
          await broker.setMarginType(symbol, type);
        },
        async setPositionMode(mode) {
          if ((await broker.getPositionMode()) === mode) refuse('setPositionMode');
          await broker.setPositionMode(mode);
        },
      };
    },
    'SET-01 SET-05 SET-08',
  ],
  [
    'tells every asset’s balance as free, and of any asset',
    (broker) => ({
      async getBalance() {
        const balance = await broker.getBalance('USDT');
        return { ...balance, availableBalance: balance.walletBalance.plus(balance.unrealizedPnl) };
      },
      getAccount: async () => ({ ...(await broker.getAccount()), canTrade: false }),
    }),
    'ACC-01 ACC-02',
  ],
  [
    'does not know of margin',
    (broker) => ({
      getBalance: async (asset) => ({ ...(await broker.getBalance(asset)), availableBalance: decimal('10000') }),
    }),
    'ACC-03',
  ],
  [
    'tells history from the newest, and keeps the oldest of it',
    (broker) => ({
      getOrderHistory: async (query) => (await broker.getOrderHistory(query)).toReversed(),
      async getFills(query) {
        const { limit, ...rest } = query ?? {};
        return (await broker.getFills(rest)).slice(0, limit);
      },
    }),
    'HIS-01 HIS-03',
  ],
  [
    'keeps no history of conditional orders',
    (broker) => ({
      getOrderHistory: async (query) =>
        (await broker.getOrderHistory(query)).filter((order) => order.triggerPrice === null),
    }),
    'HIS-02',
  ],
  [
    'leaves the end of a span out',
    (broker) => ({
      getFills: (query) =>
        broker.getFills(query?.untilAt === undefined ? query : { ...query, untilAt: query.untilAt - 1 }),
    }),
    'HIS-04',
  ],
  ['has no income', () => ({ getIncome: async () => [] }), 'HIS-05'],
  [
    'throws where it finds no order',
    (broker) => ({ findOrder: async (ref) => ({ order: await broker.getOrder(ref), serverAt: 0 }) }),
    'HIS-06 CAN-05 AMD-03',
  ],
  [
    'lists all symbols’ open orders under each',
    (broker) => ({ getOpenOrders: () => broker.getOpenOrders() }),
    'HIS-08',
  ],
  [
    'looks orders up without their symbol',
    (broker) => ({
      findOrder: (ref) => broker.findOrder({ ...ref, symbol: 'BTCUSDT' }),
    }),
    'HIS-09',
  ],
  ['tells no fills', telling((event) => (event.type === 'fill-received' ? [] : [event])), 'STR-01 STR-04'],
  [
    'tells fills twice',
    telling((event) => (event.type === 'fill-received' ? [event, event] : [event])),
    'STR-01 STR-04',
  ],
  [
    'tells the fills of a triggered order under another id',
    telling((event) =>
      event.type === 'fill-received'
        ? [{ ...event, fill: { ...event.fill, venueOrderId: toVenueOrderId('child') } }]
        : [event],
    ),
    'STR-01 STR-04',
  ],
  [
    'tells no ends',
    telling((event) => (event.type === 'order-updated' && event.order.status !== 'open' ? [] : [event])),
    'STR-01 STR-02 STR-03 STR-05',
  ],
  [
    'tells an end before the beginning',
    telling((event) =>
      event.type === 'order-updated'
        ? [event, { ...event, order: { ...event.order, status: 'open' } }, event]
        : [event],
    ),
    'STR-01 STR-02 STR-03 STR-05',
  ],
  [
    'tells times in seconds',
    telling((event) => [{ ...event, venueAt: event.venueAt / 1000, receivedAt: 0 }]),
    'STR-07',
  ],
  [
    'has one watcher',
    (broker) => {
      let isTaken = false;
      return {
        watchAccount(options) {
          if (isTaken) return broker.watchAccount({ abortSignal: AbortSignal.abort() });
          isTaken = true;
          return broker.watchAccount(options);
        },
      };
    },
    'STR-06',
  ],
  ['tells no settings', telling((event) => (event.type === 'settings-updated' ? [] : [event])), 'STR-08'],
];
