import type { Broker } from '../../../broker.ts';
import { assertThat } from '../assertions.ts';
import type { CaseContext } from '../case-context.ts';
import type { ConformanceGroup } from '../conformance-case.ts';
import { contract } from '../sources.ts';

type Method = Exclude<{ [K in keyof Broker]: Broker[K] extends AnyMethod ? K : never }[keyof Broker], symbol>;
type AnyMethod = (...args: never[]) => unknown;

/** One call of each method that needs a connection. */
function everyCall({
  broker,
  resting,
  unit,
  mark,
  id,
  ref,
  symbol,
}: CaseContext): Readonly<Record<Exclude<Method, 'connect' | 'close'>, () => Promise<unknown>>> {
  const clientOrderId = id('a');
  return {
    testConnection: () => broker.testConnection(),
    getServerTime: () => broker.getServerTime(),
    getInstruments: () => broker.getInstruments(),
    getInstrument: () => broker.getInstrument(symbol),
    getMarkPrice: () => broker.getMarkPrice(symbol),
    getAccount: () => broker.getAccount(),
    getBalance: () => broker.getBalance('USDT'),
    getPositions: () => broker.getPositions(),
    getPosition: () => broker.getPosition(symbol),
    getLeverageBrackets: () => broker.getLeverageBrackets(symbol),
    getLeverage: () => broker.getLeverage(symbol),
    getMarginType: () => broker.getMarginType(symbol),
    getPositionMode: () => broker.getPositionMode(),
    setLeverage: () => broker.setLeverage(symbol, 3),
    setMarginType: () => broker.setMarginType(symbol, 'cross'),
    setPositionMode: () => broker.setPositionMode('one-way'),
    placeOrder: () => broker.placeOrder(resting('a', 'buy')),
    placeOrders: () => broker.placeOrders([resting('a', 'buy')]),
    amendOrder: () => broker.amendOrder({ symbol, clientOrderId, quantity: unit, price: mark }),
    cancelOrder: () => broker.cancelOrder(ref('a')),
    cancelAllOrders: () => broker.cancelAllOrders(symbol),
    closePosition: () => broker.closePosition(symbol, { clientOrderId }),
    setDeadMansSwitch: () => broker.setDeadMansSwitch(symbol, 0),
    getOrder: () => broker.getOrder(ref('a')),
    findOrder: () => broker.findOrder(ref('a')),
    getOpenOrders: () => broker.getOpenOrders(symbol),
    getOrderHistory: () => broker.getOrderHistory({ symbol }),
    getFills: () => broker.getFills({ symbol }),
    getIncome: () => broker.getIncome({ symbol }),
    watchAccount: async () => broker.watchAccount()[Symbol.asyncIterator]().next(),
  };
}

export const CONNECTING: ConformanceGroup = {
  prefix: 'CON',
  title: 'Connecting',
  cases: [
    {
      id: 'CON-01',
      title: 'while it is not connected everything is refused, and connect() begins anew',
      needs: ['limit'],
      source: contract('Broker'),
      seenOnDemo: 'never',
      expects: ['not-connected'],
      async run(context) {
        const { broker, unsent, absent, id } = context;
        await broker.close();
        assertThat(!broker.isConnected, 'It says that it is connected after close().');
        for (const [method, call] of Object.entries(everyCall(context))) {
          const { operation } = await unsent(call, 'not-connected');
          assertThat(operation === method, `The error of ${method} names ${operation}.`);
        }
        await broker.connect();
        assertThat(broker.isConnected, 'It says that it is not connected after connect().');
        await absent(id('a'));
      },
    },
    {
      id: 'CON-02',
      title: 'connecting twice is once',
      needs: [],
      source: contract('Broker.connect'),
      seenOnDemo: 'never',
      async run({ broker }) {
        await Promise.all([broker.connect(), broker.connect()]);
        assertThat(broker.isConnected, 'It says that it is not connected.');
        await broker.getServerTime();
      },
    },
    {
      id: 'CON-03',
      title: 'closing twice is once, and ends the watchers',
      needs: [],
      source: contract('Broker.close'),
      seenOnDemo: 'never',
      async run({ broker, watch, eventually }) {
        const record = watch();
        await broker.close();
        await broker.close();
        await eventually(
          'the watcher ends',
          () => record.isEnded,
          (isEnded) => isEnded,
        );
        await broker.connect();
      },
    },
    {
      id: 'CON-04',
      title: 'testing the connection tells the round trip and changes nothing',
      needs: ['limit'],
      source: contract('Broker.testConnection'),
      seenOnDemo: 'never',
      async run({ broker, resting, order, id }) {
        await broker.placeOrder(resting('a', 'buy'));
        const { roundTripMs } = await broker.testConnection();
        assertThat(roundTripMs >= 0 && roundTripMs < 60_000, `The round trip took ${roundTripMs} ms.`);
        await order(id('a'), 'open');
      },
    },
    {
      id: 'CON-05',
      title: 'the exchange’s time goes on',
      needs: [],
      source: contract('Broker.getServerTime'),
      seenOnDemo: 'never',
      async run({ broker, startedAt, wait }) {
        await wait(50);
        const now = await broker.getServerTime();
        assertThat(Number.isInteger(now), `The time ${now} is no whole number.`);
        assertThat(now > startedAt && now < startedAt + 600_000, `The time went from ${startedAt} to ${now}.`);
      },
    },
    {
      id: 'CON-06',
      title: 'what is aborted beforehand is not sent',
      needs: ['limit'],
      source: contract('CallOptions.abortSignal'),
      seenOnDemo: 'never',
      expects: ['aborted'],
      async run({ broker, refused, resting, absent, id }) {
        const abortSignal = AbortSignal.abort();
        const error = await refused(() => broker.placeOrder(resting('a', 'buy'), { abortSignal }), 'aborted');
        assertThat(error.outcome === 'not-sent', `The outcome is ${error.outcome}.`);
        await absent(id('a'));
      },
    },
  ],
};
