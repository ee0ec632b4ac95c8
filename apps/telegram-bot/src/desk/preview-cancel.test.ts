import { expect, test } from '@jest/globals';
import { decimal, toClientOrderId } from '@perpdesk/broker-core';
import { fakeInstrument, fakeOrder } from '@perpdesk/broker-core/testing';
import { PLAIN_SPEECH } from '../language/speech.ts';
import { createDeskBench, NOON, OWNER } from '../testing/desk-bench.ts';

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

test('/cancel of an id that is no symbol says that no such order is open', async () => {
  const { desk } = await benchOf('BTCUSDT');
  const found = await desk.previewCancel(PLACE, '8389765601');
  expect(found.ok ? '' : found.detail(PLAIN_SPEECH)).toContain('There is no such order open.');
});
