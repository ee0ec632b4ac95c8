import { expect, test } from 'vitest';
import { decimal, toClientOrderId } from '@perpdesk/broker-core';
import { fakeOrder, fakePosition } from '@perpdesk/broker-core/testing';
import { createDeskBench, NOON, OWNER } from '../../testing/desk-bench.ts';
import { NO_APPROVALS } from './approval-rules.ts';

/** Whether the card of `/trail` takes a code where one that trails 1 % stands, from `activation` on. */
async function takesCode(
  words: string,
  { quantity = '0.02', activation }: { readonly quantity?: string; readonly activation?: string | null } = {},
) {
  const position = fakePosition({ quantity: decimal(quantity), markPrice: decimal('60000') });
  const codeFrom = { owner: decimal('0'), trader: null };
  const bench = await createDeskBench([{ id: 'main', positions: [position] }], undefined, [], {
    ...NO_APPROVALS,
    codeFrom,
    secretOf: () => 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ',
  });
  if (activation !== undefined) {
    const order = fakeOrder({
      symbol: 'BTCUSDT',
      positionSide: 'net',
      clientOrderId: toClientOrderId('trails'),
      type: 'trailing-stop-market',
      side: position.quantity.isNegative() ? 'buy' : 'sell',
      quantity: position.quantity.abs(),
      callbackRate: decimal('1'),
      ...(activation === null ? {} : { activationPrice: decimal(activation) }),
    });
    bench.broker('main').emit({ type: 'order-updated', order, venueAt: NOON, receivedAt: NOON });
    await bench.clock.advance(1);
  }
  const place = { user: OWNER, chatId: '111', topic: null, findUser: () => OWNER };
  const card = await bench.desk.previewProtect(place, 'trail', { type: 'typed', text: `BTCUSDT ${words}` });
  if (!card.ok) throw new Error('no card');
  const claim = await bench.desk.claimCard(place, card.value.nonce);
  if (claim.type !== 'claimed') throw new Error(claim.type);
  return (await bench.desk.executeCard(claim, place, [])).type === 'code-asked';
}

test('a trailing stop where none trails takes no code, nor does one that trails nearer', async () => {
  expect(await takesCode('5%')).toBe(false);
  expect(await takesCode('5% @62000')).toBe(false);
  expect(await takesCode('0.5%', { activation: null })).toBe(false);
  expect(await takesCode('1% @61000', { activation: '62000' })).toBe(false);
  expect(await takesCode('1% @59000', { activation: '58000', quantity: '-0.02' })).toBe(false);
});

test('one in the place of another that trails nearer takes it as a stop does that moves away', async () => {
  expect(await takesCode('5%', { activation: null })).toBe(true);
  expect(await takesCode('5% @61000', { activation: '62000' })).toBe(true);
});

test('so does one that waits for a price in the place of one that trails, or that waits longer', async () => {
  expect(await takesCode('1% @90000', { activation: null })).toBe(true);
  expect(await takesCode('1% @61000', { activation: '59500' })).toBe(true);
  expect(await takesCode('1% @63000', { activation: '62000' })).toBe(true);
  expect(await takesCode('1% @57000', { activation: '58000', quantity: '-0.02' })).toBe(true);
});
