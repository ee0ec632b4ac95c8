import { assertFields, assertThat, show } from '../assertions.ts';
import type { ConformanceGroup } from '../conformance-case.ts';
import { ALGO_UPDATE, capture, contract, docs } from '../sources.ts';
import { assertForwardOnly, assertToldOnce, toldFills, toldOrders } from './told.ts';

export const STREAM: ConformanceGroup = {
  prefix: 'STR',
  title: 'The account stream',
  cases: [
    {
      id: 'STR-01',
      title: 'a market order is told: the order until it is filled, its fills, position and balance',
      needs: ['market', 'fills'],
      source: capture('MarketSubmittedFilled'),
      seenOnDemo: 'never',
      async run({ watch, enter, fills, id, symbol, unit, instrument }) {
        const record = watch();
        const filled = await enter('a', 'buy');
        const trades = await fills(filled);
        await record.until('the order is filled', (all) => toldOrders(all, id('a')).at(-1)?.status === 'filled');
        await record.until('its fills', (all) => toldFills(all, filled.venueOrderId).length >= trades.length);
        await record.until('a balance', () => record.of('balance-updated').length > 0);
        const isHeld = () => record.of('position-updated').some((one) => one.position?.quantity.eq(unit) === true);
        await record.until('the position', isHeld);
        assertToldOnce(record.events, trades);
        assertForwardOnly(record.events, id('a'));
        const event = record.of('fill-received').find(({ fill }) => fill.venueOrderId === filled.venueOrderId);
        assertThat(event !== undefined && event.cause === null, `The fill was told as ${show(event)}.`);
        assertFields('the fill', event.fill, { symbol, clientOrderId: id('a'), side: 'buy', positionSide: 'net' });
        const [balance] = record.of('balance-updated');
        assertFields('the balance', { asset: balance?.balance.asset }, { asset: instrument.settleAsset });
      },
    },
    {
      id: 'STR-02',
      title: 'an order that rests and is canceled is told',
      needs: ['limit'],
      source: capture('LimitSubmittedCancelled'),
      seenOnDemo: 'never',
      async run({ broker, watch, resting, order, id, ref }) {
        const record = watch();
        await broker.placeOrder(resting('a', 'buy'));
        await broker.cancelOrder(ref('a'));
        await order(id('a'), 'canceled');
        await record.until('it is canceled', (all) => toldOrders(all, id('a')).at(-1)?.status === 'canceled');
        assertForwardOnly(record.events, id('a'));
        const [{ venueOrderId } = { venueOrderId: undefined }] = toldOrders(record.events, id('a'));
        assertThat(toldFills(record.events, venueOrderId).length === 0, 'A fill was told.');
      },
    },
    {
      id: 'STR-03',
      title: 'a conditional order that waits and is canceled is told',
      needs: ['stop-market'],
      source: capture('StopMarketSubmittedCanceled'),
      seenOnDemo: 'never',
      async run({ broker, watch, stop, order, id, ref }) {
        const record = watch();
        await broker.placeOrder(stop('a', 'sell'));
        await broker.cancelOrder(ref('a'));
        await order(id('a'), 'canceled');
        await record.until('it is canceled', (all) => toldOrders(all, id('a')).at(-1)?.status === 'canceled');
        assertForwardOnly(record.events, id('a'));
      },
    },
    {
      id: 'STR-04',
      title: 'a conditional order that triggers is told as one order, and its fills once under its id',
      needs: ['market', 'stop-market', 'fills', 'market:price'],
      source: capture('StopMarketSubmitPartiallyFilledFilled'),
      seenOnDemo: 'never',
      async run({ broker, watch, enter, stop, price, market, order, fills, id, symbol }) {
        await enter('a', 'buy');
        const record = watch();
        const { venueOrderId } = await broker.placeOrder(stop('b', 'sell'));
        await market.setPrice(symbol, price('0.89'));
        const trades = await fills(await order(id('b'), 'filled'));
        await record.until('it is filled', (all) => toldOrders(all, id('b')).at(-1)?.status === 'filled');
        await record.until('its fills', (all) => toldFills(all, venueOrderId).length >= trades.length);
        assertForwardOnly(record.events, id('b'));
        assertToldOnce(record.events, trades);
        const ids = new Set(toldOrders(record.events, id('b')).map((told) => told.venueOrderId));
        assertThat(ids.size === 1 && ids.has(venueOrderId), `It was told as ${show([...ids])}.`);
      },
    },
    {
      id: 'STR-05',
      title: 'a triggered order that nothing is left for is told as ended',
      needs: ['market', 'stop-market', 'close-position', 'fills'],
      source: ALGO_UPDATE,
      seenOnDemo: 'never',
      async run({ broker, watch, enter, base, price, order, flat, id, symbol }) {
        await enter('a', 'buy');
        const record = watch();
        const terms = { type: 'stop-market', closePosition: true, triggerPrice: price('0.9') } as const;
        await broker.placeOrder({ ...base('b', 'sell'), ...terms });
        await broker.closePosition(symbol, { clientOrderId: id('c') });
        await flat();
        const { status } = await order(id('b'), 'canceled', 'expired');
        await record.until(`it is ${status}`, (all) => toldOrders(all, id('b')).at(-1)?.status === status);
        await record.until('the position is flat', () => record.of('position-updated').at(-1)?.position === null);
        assertForwardOnly(record.events, id('b'));
      },
    },
    {
      id: 'STR-06',
      title: 'every watcher is told the same, and one that aborts ends alone',
      needs: ['limit'],
      source: contract('Broker.watchAccount'),
      seenOnDemo: 'never',
      async run({ broker, watch, resting, eventually, id }) {
        const [first, second, third] = [watch(), watch(), watch()];
        third.end();
        await eventually(
          'the third has ended',
          () => third.isEnded,
          (isEnded) => isEnded,
        );
        await broker.placeOrder(resting('a', 'buy'));
        for (const record of [first, second]) {
          await record.until('the order', (all) => toldOrders(all, id('a')).length > 0);
        }
        const [one, other] = [first, second].map(({ events }) => show(toldOrders(events, id('a'))[0]));
        assertThat(one === other, `One was told ${one}, the other ${other}.`);
        assertThat(
          toldOrders(third.events, id('a')).length === 0 && !first.isEnded && !second.isEnded,
          'The third was told, or others ended.',
        );
      },
    },
    {
      id: 'STR-07',
      title: 'events carry the exchange’s time and ours',
      needs: ['limit'],
      source: contract('BrokerEvent'),
      seenOnDemo: 'never',
      async run({ broker, watch, resting, now, startedAt, id }) {
        const before = now();
        const record = watch();
        await broker.placeOrder(resting('a', 'buy'));
        await record.until('the order', (all) => toldOrders(all, id('a')).length > 0);
        const event = record.of('order-updated').find(({ order }) => order.clientOrderId === id('a'));
        assertThat(event !== undefined, 'No event tells it.');
        assertThat(event.venueAt >= startedAt - 1000, `The exchange’s time is ${event.venueAt}.`);
        assertThat(event.receivedAt >= before && event.receivedAt <= now(), `Our time is ${event.receivedAt}.`);
      },
    },
    {
      id: 'STR-08',
      title: 'a changed leverage is told',
      needs: [],
      source: docs('user-data-streams/Event-Account-Configuration-Update-previous-Leverage-Update'),
      seenOnDemo: 'never',
      async run({ broker, watch, eventually, after, symbol }) {
        const before = await broker.getLeverage(symbol);
        after(() => broker.setLeverage(symbol, before));
        const leverage = before === 4 ? 3 : 4;
        const record = watch();
        await broker.setLeverage(symbol, leverage);
        const isTold = () =>
          record.of('settings-updated').some((one) => one.symbol === symbol && one.leverage === leverage);
        await record.until('the leverage', isTold);
        await eventually(
          'the leverage',
          () => broker.getLeverage(symbol),
          (found) => found === leverage,
        );
      },
    },
  ],
};
