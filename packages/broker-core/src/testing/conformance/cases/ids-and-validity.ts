import { toClientOrderId } from '../../../ids.ts';
import { assertDecimal, assertThat } from '../assertions.ts';
import type { ConformanceGroup } from '../conformance-case.ts';
import { contract, ERROR_CODES, GENERAL_INFO, NEW_ALGO_ORDER, NEW_ORDER } from '../sources.ts';

const LONGEST = 36;

export const IDS_AND_VALIDITY: ConformanceGroup = {
  prefix: 'IDV',
  title: 'Client order ids and validity',
  cases: [
    {
      id: 'IDV-01',
      title: 'a client order id of 36 characters is kept as it is',
      needs: ['limit'],
      source: NEW_ORDER,
      seenOnDemo: 'never',
      async run({ broker, resting, order, id }) {
        const clientOrderId = toClientOrderId(id('a').padEnd(LONGEST, 'x.:/_-Z9'));
        await broker.placeOrder({ ...resting('a', 'buy'), clientOrderId });
        await order(clientOrderId, 'open');
      },
    },
    {
      id: 'IDV-02',
      title: 'a conditional order keeps a client order id of 36 characters too',
      needs: ['stop-market'],
      source: NEW_ALGO_ORDER,
      seenOnDemo: 'never',
      async run({ broker, stop, order, id }) {
        const clientOrderId = toClientOrderId(id('a').padEnd(LONGEST, 'x.:/_-Z9'));
        await broker.placeOrder({ ...stop('a', 'sell'), clientOrderId });
        await order(clientOrderId, 'open');
      },
    },
    {
      id: 'IDV-03',
      title: 'the id of an open order is not taken twice, and the first order stands',
      needs: ['limit'],
      source: ERROR_CODES,
      seenOnDemo: 'never',
      expects: ['duplicate-client-order-id'],
      async run({ broker, resting, price, unknown, order, id }) {
        await broker.placeOrder(resting('a', 'buy'));
        const second = { ...resting('a', 'buy'), price: price('0.89') };
        await unknown(() => broker.placeOrder(second), 'duplicate-client-order-id');
        assertDecimal('the price', (await order(id('a'), 'open')).price, price('0.9'));
      },
    },
    {
      id: 'IDV-04',
      title: 'the id of an open conditional order is not taken twice, and the first order stands',
      needs: ['stop-market'],
      source: ERROR_CODES,
      seenOnDemo: 'never',
      expects: ['duplicate-client-order-id'],
      async run({ broker, stop, price, unknown, order, id }) {
        await broker.placeOrder(stop('a', 'sell'));
        const second = { ...stop('a', 'sell'), triggerPrice: price('0.89') };
        await unknown(() => broker.placeOrder(second), 'duplicate-client-order-id');
        assertDecimal('the trigger', (await order(id('a'), 'open')).triggerPrice, price('0.9'));
      },
    },
    {
      id: 'IDV-05',
      title: 'an order is found by the exchange’s id too',
      needs: ['limit'],
      source: contract('OrderRef'),
      seenOnDemo: 'never',
      async run({ broker, resting, order, symbol, id }) {
        const { venueOrderId } = await broker.placeOrder(resting('a', 'buy'));
        await order(id('a'), 'open');
        const { order: found } = await broker.findOrder({ symbol, venueOrderId });
        assertThat(
          found?.clientOrderId === id('a'),
          `Under ${venueOrderId} there is ${found?.clientOrderId ?? 'none'}.`,
        );
      },
    },
    {
      id: 'IDV-06',
      title: 'an order within its validity is taken',
      needs: ['limit'],
      source: GENERAL_INFO,
      seenOnDemo: 'never',
      async run({ broker, resting, order, id }) {
        const now = await broker.getServerTime();
        await broker.placeOrder(resting('a', 'buy'), { validity: { fromAt: now - 100, untilAt: now + 20_000 } });
        await order(id('a'), 'open');
      },
    },
    {
      id: 'IDV-07',
      title: 'an order whose validity is over is refused',
      needs: ['limit'],
      source: GENERAL_INFO,
      seenOnDemo: 'never',
      expects: ['validity-expired', 'clock'],
      async run({ broker, resting, refused, absent, id }) {
        const now = await broker.getServerTime();
        const validity = { fromAt: now - 20_000, untilAt: now - 10_000 };
        await refused(() => broker.placeOrder(resting('a', 'buy'), { validity }), 'validity-expired', 'clock');
        await absent(id('a'));
      },
    },
    {
      id: 'IDV-08',
      title: 'a conditional order whose validity is over is refused',
      needs: ['stop-market'],
      source: GENERAL_INFO,
      seenOnDemo: 'never',
      expects: ['validity-expired', 'clock'],
      async run({ broker, stop, refused, absent, id }) {
        const now = await broker.getServerTime();
        const validity = { fromAt: now - 20_000, untilAt: now - 10_000 };
        await refused(() => broker.placeOrder(stop('a', 'sell'), { validity }), 'validity-expired', 'clock');
        await absent(id('a'));
      },
    },
    {
      id: 'IDV-09',
      title: 'a cancel whose validity is over cancels nothing',
      needs: ['limit'],
      source: GENERAL_INFO,
      seenOnDemo: 'never',
      expects: ['validity-expired', 'clock'],
      async run({ broker, resting, refused, order, id, ref }) {
        await broker.placeOrder(resting('a', 'buy'));
        const now = await broker.getServerTime();
        const validity = { fromAt: now - 20_000, untilAt: now - 10_000 };
        await refused(() => broker.cancelOrder(ref('a'), { validity }), 'validity-expired', 'clock');
        await order(id('a'), 'open');
      },
    },
  ],
};
