import type { BrokerEvent } from '../../../broker-event.ts';
import { assertThat, show } from '../assertions.ts';
import type { CaseContext } from '../case-context.ts';
import type { ConformanceGroup } from '../conformance-case.ts';
import type { EventRecord } from '../event-record.ts';
import { contract, docs } from '../sources.ts';
import { assertForwardOnly, assertToldOnce, hasGap, mustReadAnew, toldFills, toldOrders } from './told.ts';

const LISTEN_KEY = docs('user-data-streams/Event-User-Data-Stream-Expired');
const STREAMS = docs('user-data-streams');

type Told = Pick<CaseContext, 'enter' | 'fills' | 'id'>;

/** A market order of this name is told whole: by events, or by a gap. */
async function assertStillTold({ enter, fills, id }: Told, record: EventRecord, name: string): Promise<void> {
  const trades = await fills(await enter(name, 'buy'));
  const isTold = (events: readonly BrokerEvent[]) => {
    const told = new Set(toldFills(events).map(({ tradeId }) => tradeId));
    const isFilled = toldOrders(events, id(name)).at(-1)?.status === 'filled';
    return mustReadAnew(events) || (isFilled && trades.every(({ tradeId }) => told.has(tradeId)));
  };
  await record.until(`the order ${name} and its fills`, isTold);
  assertToldOnce(record.events, trades);
  assertForwardOnly(record.events, id(name));
}

export const STREAM_FAULTS_CASES: ConformanceGroup = {
  prefix: 'GAP',
  title: 'Faults of the account stream',
  cases: [
    {
      id: 'GAP-01',
      title: 'what fills while the stream is down is told by the gap, once',
      needs: ['limit', 'fills', 'market:price', 'stream:drop'],
      source: contract('GapChanges'),
      seenOnDemo: 'never',
      async run({ broker, watch, resting, price, market, stream, order, fills, position, unit, id, symbol }) {
        await broker.placeOrder(resting('a', 'buy'));
        await order(id('a'), 'open');
        const record = watch();
        await stream.cause('drop');
        await market.setPrice(symbol, price('0.89'));
        await stream.restore();
        await record.until('the gap', hasGap);
        const filled = await order(id('a'), 'filled');
        const trades = await fills(filled);
        await position(({ quantity }) => quantity.eq(unit));
        const isTold = (events: readonly BrokerEvent[]) => toldFills(events, filled.venueOrderId).length > 0;
        await record.until('the fill', (events) => mustReadAnew(events) || isTold(events));
        assertToldOnce(record.events, trades);
        assertForwardOnly(record.events, id('a'));
      },
    },
    {
      id: 'GAP-02',
      title: 'a stop that triggers while the stream is down is told by the gap, under its own id',
      needs: ['market', 'stop-market', 'fills', 'market:price', 'stream:drop'],
      source: contract('GapChanges'),
      seenOnDemo: 'never',
      async run({ broker, watch, enter, stop, price, market, stream, order, fills, flat, id, symbol }) {
        await enter('a', 'buy');
        const { venueOrderId } = await broker.placeOrder(stop('b', 'sell'));
        await order(id('b'), 'open');
        const record = watch();
        await stream.cause('drop');
        await market.setPrice(symbol, price('0.89'));
        await stream.restore();
        await record.until('the gap', hasGap);
        const trades = await fills(await order(id('b'), 'filled'));
        await flat();
        const isTold = (events: readonly BrokerEvent[]) => toldFills(events, venueOrderId).length >= trades.length;
        await record.until('the fill', (events) => mustReadAnew(events) || isTold(events));
        assertToldOnce(record.events, trades);
      },
    },
    {
      id: 'GAP-03',
      title: 'a fill that was told before the gap is not told again',
      needs: ['market', 'fills', 'stream:drop'],
      source: contract('GapChanges.fills'),
      seenOnDemo: 'never',
      async run(context) {
        const { watch, stream } = context;
        const record = watch();
        await assertStillTold(context, record, 'a');
        await stream.cause('drop');
        await stream.restore();
        await record.until('the gap', hasGap);
        await assertStillTold(context, record, 'b');
      },
    },
    {
      id: 'GAP-04',
      title: 'the broker stays usable while its stream is down',
      needs: ['limit', 'stream:drop'],
      source: contract('Broker'),
      seenOnDemo: 'never',
      async run({ broker, watch, resting, stream, order, id, ref }) {
        const record = watch();
        await stream.cause('drop');
        await broker.placeOrder(resting('a', 'buy'));
        await order(id('a'), 'open');
        await broker.cancelOrder(ref('a'));
        await order(id('a'), 'canceled');
        await stream.restore();
        await record.until('the gap', hasGap);
      },
    },
    {
      id: 'GAP-05',
      title: 'a stream that is open and silent is found out',
      needs: ['market', 'fills', 'stream:silence'],
      source: docs('websocket-market-streams/Important-WebSocket-Change-Notice'),
      seenOnDemo: 'never',
      async run(context) {
        const { watch, stream } = context;
        const record = watch();
        await stream.cause('silence');
        await assertStillTold(context, record, 'a');
        assertThat(hasGap(record.events), 'No gap was told.');
        await assertStillTold(context, record, 'b');
      },
    },
    {
      id: 'GAP-06',
      title: 'when the stream’s credential expires, another is taken and a gap is told',
      needs: ['market', 'fills', 'stream:expire-key'],
      source: LISTEN_KEY,
      seenOnDemo: 'never',
      async run(context) {
        const { watch, stream } = context;
        const record = watch();
        await stream.cause('expire-key');
        await record.until('the gap', hasGap);
        await assertStillTold(context, record, 'a');
      },
    },
    {
      id: 'GAP-07',
      title: 'what the exchange tells twice is told once',
      needs: ['market', 'fills', 'stream:duplicate-next'],
      source: STREAMS,
      seenOnDemo: 'never',
      async run(context) {
        const { watch, stream, unit, position, wait } = context;
        const record = watch();
        for (let event = 0; event < 4; event += 1) await stream.cause('duplicate-next');
        await assertStillTold(context, record, 'a');
        await wait(200);
        const told = toldFills(record.events).map(({ tradeId }) => tradeId);
        assertThat(new Set(told).size === told.length, `A trade is told twice: ${show(told)}.`);
        await position(({ quantity }) => quantity.eq(unit));
      },
    },
    {
      id: 'GAP-08',
      title: 'events out of their order do not send an order back',
      needs: ['market', 'fills', 'stream:reorder-next'],
      source: STREAMS,
      seenOnDemo: 'never',
      async run(context) {
        const { watch, stream, unit, position, order, id, wait } = context;
        const record = watch();
        await stream.cause('reorder-next');
        await assertStillTold(context, record, 'a');
        await wait(200);
        assertForwardOnly(record.events, id('a'));
        await order(id('a'), 'filled');
        await position(({ quantity }) => quantity.eq(unit));
      },
    },
    {
      id: 'GAP-09',
      title: 'a stop’s events out of their order make one order and its fills, once',
      needs: ['market', 'stop-market', 'fills', 'market:price', 'stream:reorder-next'],
      source: STREAMS,
      seenOnDemo: 'never',
      async run({ broker, watch, enter, stop, price, market, stream, order, fills, flat, id, symbol }) {
        await enter('a', 'buy');
        const record = watch();
        const { venueOrderId } = await broker.placeOrder(stop('b', 'sell'));
        await order(id('b'), 'open');
        for (let event = 0; event < 3; event += 1) await stream.cause('reorder-next');
        await market.setPrice(symbol, price('0.89'));
        const trades = await fills(await order(id('b'), 'filled'));
        const isTold = (events: readonly BrokerEvent[]) => toldOrders(events, id('b')).at(-1)?.status === 'filled';
        await record.until('it is filled', (events) => mustReadAnew(events) || isTold(events));
        const isWhole = (events: readonly BrokerEvent[]) => toldFills(events, venueOrderId).length >= trades.length;
        await record.until('its fills', (events) => mustReadAnew(events) || isWhole(events));
        assertToldOnce(record.events, trades);
        assertForwardOnly(record.events, id('b'));
        await flat();
      },
    },
    {
      id: 'GAP-10',
      title: 'the stream goes on after a payload that cannot be read',
      needs: ['market', 'fills', 'stream:malformed'],
      source: contract('Broker.watchAccount'),
      seenOnDemo: 'never',
      async run(context) {
        const { watch, stream } = context;
        const record = watch();
        await stream.cause('malformed');
        await assertStillTold(context, record, 'a');
        assertThat(!record.isEnded, 'The watcher has ended.');
      },
    },
    {
      id: 'GAP-11',
      title: 'the stream goes on after an event of a type that nobody knows',
      needs: ['market', 'fills', 'stream:unknown-event'],
      source: contract('Broker.watchAccount'),
      seenOnDemo: 'never',
      async run(context) {
        const { watch, stream } = context;
        const record = watch();
        await stream.cause('unknown-event');
        await assertStillTold(context, record, 'a');
        assertThat(!record.isEnded, 'The watcher has ended.');
      },
    },
  ],
};
