import { expect, test } from 'vitest';
import { decimal, toClientOrderId } from '@perpdesk/broker-core';
import { fakeInstrument, fakeOrder } from '@perpdesk/broker-core/testing';
import { PLAIN_SPEECH } from '../language/speech.ts';
import { createDeskBench, NOON, OWNER } from '../testing/desk-bench.ts';
import { intentRow, signalRow } from '../testing/story-rows.ts';

const PLACE = { user: OWNER, chatId: '111' };

async function benchOf(symbol: string) {
  const bench = await createDeskBench([{ id: 'main', instruments: [fakeInstrument({ symbol })] }]);
  const order = fakeOrder({
    type: 'limit',
    symbol,
    side: 'buy',
    positionSide: 'net',
    quantity: decimal('0.01'),
    price: decimal('50000'),
    clientOrderId: toClientOrderId('web_1'),
  });
  bench.broker('main').emit({ type: 'order-updated', order, venueAt: NOON, receivedAt: NOON });
  await bench.clock.advance(1);
  return bench;
}

test.each(['BTCUSDT', '1000000MOGUSDT', 'BTCUSDT_261225', 'btcusdt_261225'])(
  '/cancel %s asks about the entry that rests there, whatever digits are in the name',
  async (typed) => {
    const { desk } = await benchOf(typed.toUpperCase());
    expect(await desk.previewCancel(PLACE, typed)).toMatchObject({ ok: true, value: { brokerId: 'main' } });
  },
);

test.each(['BTCUSDT', 'all', 'pp-1-1-1-1-00000001'])(
  '/cancel %s in the second between two orders of a chase asks about it',
  async (typed) => {
    const bench = await createDeskBench([{ id: 'main', instruments: [fakeInstrument({ symbol: 'BTCUSDT' })] }]);
    const chase = { orderType: 'limit', averagePrice: null };
    const last = { ...chase, clientOrderId: 'pp-1-1-1-1-00000001', venueOrderId: 'v-7', quantity: '0.02' };
    const next = { ...chase, clientOrderId: null, venueOrderId: null, quantity: null, attempt: 0, filledQuantity: '0' };
    await bench.journal.acceptSignal(signalRow(), []);
    await bench.journal.commit(
      [
        intentRow({ ...last, id: 'i1', leg: 1, state: 'canceled', filledQuantity: '0.005' }),
        intentRow({ ...next, id: 'i2', leg: 2, state: 'planned' }),
      ].map((intent) => ({ type: 'intent-insert', intent })),
    );
    const found = await bench.desk.previewCancel(PLACE, typed);
    if (!found.ok) throw new Error(found.detail(PLAIN_SPEECH));
    expect(found.value.lines.map((line) => line(PLAIN_SPEECH))[0]).toBe(
      'BTCUSDT BUY 0.015 limit · btc-trend’s · pp-1-1-1-1-00000001',
    );
    const card = await bench.journal.getConfirm(found.value.nonce);
    expect(JSON.parse(card?.payload ?? '')).toMatchObject({
      type: 'cancel',
      orders: [{ symbol: 'BTCUSDT', clientOrderId: 'pp-1-1-1-1-00000001', venueOrderId: 'v-7' }],
    });
  },
);

test('/cancel of an id that is no symbol says that no such order is open', async () => {
  const { desk } = await benchOf('BTCUSDT');
  const found = await desk.previewCancel(PLACE, '8389765601');
  expect(found.ok ? '' : found.detail(PLAIN_SPEECH)).toContain('There is no such order open.');
});
