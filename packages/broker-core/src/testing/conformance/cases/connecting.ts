import { assertThat } from '../assertions.ts';
import type { ConformanceGroup } from '../conformance-case.ts';
import { contract } from '../sources.ts';

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
      async run({ broker, refused, resting, absent, id }) {
        await broker.close();
        assertThat(!broker.isConnected, 'It says that it is connected after close().');
        const read = await refused(() => broker.getServerTime(), 'not-connected');
        const write = await refused(() => broker.placeOrder(resting('a', 'buy')), 'not-connected');
        assertThat(read.outcome === 'not-sent' && write.outcome === 'not-sent', 'The outcome is not not-sent.');
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
