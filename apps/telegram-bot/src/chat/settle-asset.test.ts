import { expect, test } from 'vitest';
import { fakeInstrument } from '@perpdesk/broker-core/testing';
import { createChatBench } from '../testing/chat-bench.ts';
import { plain } from '../testing/plain.test.fixture.ts';

test('a size of the equity, and the margin, are of the money that the instrument settles in', async () => {
  const instruments = [fakeInstrument({ symbol: 'BTCUSDC', quoteAsset: 'USDC', settleAsset: 'USDC' })];
  const bench = await createChatBench([{ id: 'main', instruments }]);
  await bench.say('/long BTCUSDC 5%');
  await bench.say('/long BTCUSDC $600');
  const [ofEquity, ofMoney] = bench.texts().map(plain);
  expect(ofEquity).not.toContain('LONG');
  expect(ofMoney).toContain('LONG BTCUSDC 0.010');
  expect(ofMoney).toMatch(/free.*\b0(\.00)? USDC|\b0(\.00)? USDC.*free/);
});
