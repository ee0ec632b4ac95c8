import { describe, expect, test } from 'vitest';
import { decimal } from '@perpdesk/broker-core';
import { fakePosition } from '@perpdesk/broker-core/testing';
import { createMemoryJournal } from '@perpdesk/journal/memory';
import { createChatBench } from '../testing/chat-bench.ts';
import { standStop } from '../testing/stand-stop.test.fixture.ts';
import { plain } from '../testing/plain.test.fixture.ts';
import {
  BOTH,
  GROUP,
  IN_GROUP,
  SECOND,
  askCode,
  askSecond,
  benchOf,
  code,
  rules,
  toasts,
} from './approval-bench.test.fixture.ts';

describe('a second person', () => {
  test('carries out what the first asked for, in the first one’s name', async () => {
    const bench = await benchOf(SECOND);
    const { yes } = await askSecond(bench);
    expect(plain(bench.texts().at(-1))).toMatch(
      /^👥 user 222 asks for a second person\nPAPER main · LONG BTCUSDT 0\.01/,
    );
    await bench.tap(yes, { from: 222, chatId: GROUP });
    expect(toasts(bench).at(-1)).toBe('You asked for it: somebody else has to approve.');
    expect(bench.engine.trades).toEqual([]);
    await bench.tap(yes, { from: 555, chatId: GROUP });
    expect(bench.engine.trades).toMatchObject([{ id: 'nonce-nonce-nonce-1', actor: 'user:222' }]);
    const [row] = await bench.journal.listAudit(1);
    expect(JSON.parse(row?.detail ?? '')).toMatchObject({ approvedBy: 'user:555' });
  });

  test('two, three and more taps of several people are one order', async () => {
    const bench = await benchOf(SECOND);
    const { first, yes } = await askSecond(bench);
    const taps = [555, 111, 555, 222, 111].map((from) => bench.tap(yes, { from, chatId: GROUP }));
    await Promise.all([...taps, bench.tap(first, { from: 222, chatId: GROUP })]);
    await bench.tap(yes, { from: 111, chatId: GROUP });
    expect(bench.engine.trades).toHaveLength(1);
    expect(toasts(bench).at(-1)).toBe('Already answered: #s-BTCUSDT.');
  });

  test.each([
    ['a stranger', 666, 'You have no access to this desk.'],
    ['a viewer', 333, 'Your role does not allow that any more.'],
    ['a trader of another account', 444, 'Your role does not allow that any more.'],
    ['a trader of another account who may look at this one', 888, 'Your role does not allow that any more.'],
  ])('is not %s, neither for yes nor for no', async (_who, from, toast) => {
    const bench = await benchOf(SECOND);
    const place = { place: null, by: 'user:111', at: 1 } as const;
    await bench.rights.grant('888', { ...place, role: 'trader', brokers: ['other'] }, () => true);
    await bench.rights.grant('888', { ...place, role: 'viewer', brokers: ['main'] }, () => true);
    const { yes, no } = await askSecond(bench);
    await bench.tap(yes, { from, chatId: GROUP });
    await bench.tap(no, { from, chatId: GROUP });
    expect(toasts(bench).slice(-2)).toEqual([toast, toast]);
    await bench.tap(yes, { from: 555, chatId: from });
    expect(toasts(bench).at(-1)).toBe('This card is somebody else’s.');
    expect(bench.engine.trades).toEqual([]);
    await bench.tap(yes, { from: 111, chatId: GROUP });
    expect(bench.engine.trades).toHaveLength(1);
  });

  test('may say no, and the first may take it back', async () => {
    const bench = await benchOf(SECOND);
    const { yes, no } = await askSecond(bench);
    bench.texts();
    await bench.tap(no, { from: 555, chatId: GROUP });
    expect(bench.texts()).toEqual(['Not approved: user 555 said no. Nothing was done.']);
    await bench.tap(yes, { from: 111, chatId: GROUP });
    const again = await askSecond(bench);
    await bench.tap(again.no, { from: 222, chatId: GROUP });
    await bench.tap(again.yes, { from: 111, chatId: GROUP });
    expect(toasts(bench).at(-1)).toBe('Cancelled. Nothing was sent.');
    expect(bench.engine.trades).toEqual([]);
  });

  test('comes too late, or when the first has lost the right', async () => {
    const bench = await benchOf(rules({ secondFrom: { owner: null, trader: decimal('500') } }));
    const { yes } = await askSecond(bench);
    for (const command of ['/grant 222 viewer @main', '/revoke 222']) {
      await bench.say(command);
      await bench.tap(yes, { from: 111, chatId: GROUP });
      expect(toasts(bench).at(-1)).toBe('Your role does not allow that any more.');
    }
    await bench.say('/grant 222 trader @main');
    await bench.clock.advance(300_000);
    await bench.tap(yes, { from: 111, chatId: GROUP });
    expect(toasts(bench).at(-1)).toBe('This card has expired. Nothing was sent.');
    expect(bench.engine.trades).toEqual([]);
  });

  test('is waited for over a restart, and a crash in the middle leaves one order', async () => {
    const journal = createMemoryJournal();
    const bench = await benchOf(SECOND, journal);
    const { yes } = await askSecond(bench);
    const next = await benchOf(SECOND, journal);
    next.engine.answer = () => Promise.reject(new Error('the process ends here'));
    await next.tap(yes, { from: 555, chatId: GROUP });
    const last = await benchOf(SECOND, journal);
    await last.tap(yes, { from: 111, chatId: GROUP });
    await last.tap(yes, { from: 555, chatId: GROUP });
    expect(last.engine.trades).toMatchObject([{ id: 'nonce-nonce-nonce-1' }]);
  });

  test('is asked in the chat of the configuration where it was said in private, and else nowhere', async () => {
    const bench = await benchOf({ ...SECOND, secondChat: { chatId: `${GROUP}`, topic: 7 } });
    await bench.say('/long BTCUSDT 0.01 @main', { from: 222 });
    await bench.tap(bench.buttons()[0] ?? '', { from: 222 });
    const card = bench.sent.find(({ payload }) => `${payload['text']}`.startsWith('👥'));
    expect(card?.payload).toMatchObject({ chat_id: `${GROUP}`, message_thread_id: 7 });
    expect(bench.texts().at(-1)).toContain('A second person is asked in');
    const yes = bench.buttons().find((it) => it.endsWith(':y') && !it.includes('-1:')) ?? '';
    bench.engine.answer = () => ({ ok: false, code: 'limit-notional', detail: 'Too much.' });
    await bench.tap(yes, { from: 555, chatId: GROUP });
    const told = bench.sent.filter(({ payload }) => `${payload['text']}`.startsWith('Not placed.'));
    expect(told.map(({ payload }) => payload['chat_id'])).toEqual([`${GROUP}`, '222']);
    const alone = await benchOf(SECOND);
    await askCode(alone);
    expect(alone.texts().at(-1)).toContain('ask in a group where one is');
  });

  test('places nothing where the market has moved, and nobody is given a new card in another’s name', async () => {
    const bench = await benchOf(SECOND);
    const { yes } = await askSecond(bench);
    bench.texts();
    bench.broker('main').script.always('getMarkPrice', () => decimal('61000'));
    await bench.tap(yes, { from: 555, chatId: GROUP });
    expect(bench.texts().map(plain)).toEqual([
      'Not placed: the market moved from 60 000 to 61 000. Whoever wants it still asks again.',
    ]);
    expect(bench.engine.trades).toEqual([]);
  });

  test('follows the code where both are wanted; below the size the code alone', async () => {
    const bench = await benchOf(BOTH);
    await bench.say('/long BTCUSDT 0.01 @main', { from: 222, ...IN_GROUP });
    await bench.tap(bench.buttons()[0] ?? '', { from: 222, chatId: GROUP });
    await bench.say(`/code ${code(bench)}`, { from: 222, ...IN_GROUP });
    expect(bench.engine.trades).toEqual([]);
    await bench.tap(bench.buttons()[0] ?? '', { from: 555, chatId: GROUP });
    expect(bench.engine.trades).toMatchObject([{ id: 'nonce-nonce-nonce-1', actor: 'user:222' }]);
    const [row] = await bench.journal.listAudit(1);
    expect(JSON.parse(row?.detail ?? '')).toMatchObject({ code: true, approvedBy: 'user:555' });
    await askCode(bench, '/long BTCUSDT 0.005 @main');
    await bench.say(code(bench, 1), { from: 222 });
    expect(bench.engine.trades).toHaveLength(2);
  });
});

/** A long of 1 BTC with a stop at 59 000, of which a stream owns so much. */
async function long(stream: string, owned = '1') {
  const positions = [fakePosition({ quantity: decimal('1'), markPrice: decimal('60000') })];
  const bench = await createChatBench([{ id: 'main', positions }], { approvals: SECOND });
  const row = { brokerId: 'main', symbol: 'BTCUSDT', positionSide: 'net', unit: '1', protect: null, entries: null };
  await bench.journal.commit([{ type: 'ledger-put', version: 0, row: { ...row, stream, owned, state: 'in' } }]);
  await standStop(bench, '59000');
  return bench;
}

describe('an entry’s stop', () => {
  test('that takes the one of what is owned away from the market counts with all of that', async () => {
    const bench = await long('operator/user:222/BTCUSDT');
    await askSecond(bench, '/long BTCUSDT 0.002 @main sl=50000');
    const [card = '', asked = ''] = bench.texts().map(plain);
    expect(bench.engine.trades).toEqual([]);
    expect(asked).toMatch(/^👥 user 222 asks for a second person\n/);
    expect(card).toContain('worst case ≈ −10 020.00 USDT');
  });

  test.each([
    ['goes nearer', 'operator/user:222/BTCUSDT', '59500', '≈ −501.00 USDT'],
    ['is for no part of a route’s', 'trend/btc/BTCUSDT', '50000', '≈ −20.00 USDT'],
  ])('that %s takes a tap', async (_what, stream, stop, worst) => {
    const bench = await long(stream);
    await askSecond(bench, `/long BTCUSDT 0.002 @main sl=${stop}`);
    expect(plain(bench.texts()[0])).toContain(worst);
    expect(bench.engine.trades).toHaveLength(1);
  });

  test('leaves what was asked for before at the price of the order', async () => {
    const bench = await long('operator/user:222/BTCUSDT', '0.002');
    await askSecond(bench, '/long BTCUSDT 0.004 @main');
    await askSecond(bench, '/long BTCUSDT 0.002 @main sl=50000');
    expect(bench.engine.trades).toHaveLength(2);
  });
});

test('a limit below the market counts a short at the market, where it fills', async () => {
  const bench = await benchOf(SECOND);
  await askSecond(bench, '/short BTCUSDT 0.009 @50000 @main');
  expect(bench.texts().at(-1)).toContain('asks for a second person');
  expect(bench.engine.trades).toEqual([]);
});
