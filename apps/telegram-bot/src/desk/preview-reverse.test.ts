import { expect, test } from 'vitest';
import { decimal } from '@perpdesk/broker-core';
import { fakeInstrument, fakePosition } from '@perpdesk/broker-core/testing';
import { PLAIN_SPEECH } from '../language/speech.ts';
import { createDeskBench, OWNER } from '../testing/desk-bench.ts';

test('a position above the largest market order is not turned: it would only be closed', async () => {
  const position = fakePosition({ quantity: decimal('0.5'), markPrice: decimal('60000') });
  const reverse = async (most: string) => {
    const instruments = [fakeInstrument({ maxMarketQuantity: decimal(most) })];
    const { desk } = await createDeskBench([{ id: 'main', positions: [position], instruments }]);
    return desk.previewReverse({ user: OWNER, chatId: '111' }, { type: 'typed', text: 'BTCUSDT' });
  };
  expect(await reverse('0.5')).toMatchObject({ ok: true });
  const refused = await reverse('0.4');
  expect(refused).toMatchObject({ ok: false, code: 'size' });
  expect(refused.ok ? '' : refused.detail(PLAIN_SPEECH)).toContain('The largest market order is 0.4');
});
