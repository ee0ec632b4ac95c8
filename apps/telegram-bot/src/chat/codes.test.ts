import { describe, expect, test } from 'vitest';
import { decimal } from '@perpdesk/broker-core';
import { createMemoryJournal } from '@perpdesk/journal/memory';
import { plain } from '../testing/plain.test.fixture.ts';
import {
  CODES,
  GROUP,
  IN_GROUP,
  SECRET,
  askCode,
  benchOf,
  code,
  rules,
  toasts,
  wrongCode,
} from './approval-bench.test.fixture.ts';

describe('a code', () => {
  test('is asked for after the tap, and carries the order out once, under the first card’s nonce', async () => {
    const bench = await benchOf(CODES);
    const yes = await askCode(bench);
    expect(bench.engine.trades).toEqual([]);
    expect(plain(bench.texts().at(-1))).toMatch(
      /^🔐 Code\nPAPER main · LONG BTCUSDT 0\.01 · at the market · ≈ 600\.00\nSend the six/,
    );
    await bench.tap(yes, { from: 222 });
    expect(toasts(bench).at(-1)).toBe('Asked already: look at the message below.');
    await bench.say(code(bench), { from: 222 });
    expect(bench.engine.trades).toMatchObject([{ id: 'nonce-nonce-nonce-1', actor: 'user:222' }]);
    expect(bench.texts()).toEqual(['Code taken. #s-BTCUSDT is on its way; what becomes of it is told here.']);
    expect(bench.sent.filter(({ method }) => method === 'deleteMessage')).toHaveLength(1);
    const [row] = await bench.journal.listAudit(1);
    expect(row).toMatchObject({ actor: 'user:222', action: 'trade.open' });
    expect(JSON.parse(row?.detail ?? '')).toMatchObject({ code: true, nonce: 'nonce-nonce-nonce-1' });
  });

  test.each(['123 456', '/code 123456', '/CODE@desk_bot 123-456'])('may be written %s', async (form) => {
    const bench = await benchOf(CODES);
    await askCode(bench);
    const good = code(bench);
    await bench.say(form.replace('123', good.slice(0, 3)).replace('456', good.slice(3)), { from: 222 });
    expect(bench.engine.trades).toHaveLength(1);
  });

  test('is good once: neither for the same card nor for another one, within its half minute', async () => {
    const bench = await benchOf(CODES);
    await askCode(bench);
    const used = code(bench);
    await Promise.all([bench.say(used, { from: 222 }), bench.say(used, { from: 222 })]);
    expect(bench.engine.trades).toHaveLength(1);
    await askCode(bench, '/long ETHUSDT 0.1 @main');
    bench.texts();
    await bench.say(used, { from: 222 });
    expect(bench.texts()).toEqual(['That code was used already. Wait for the next one, half a minute at most.']);
    expect(bench.engine.trades).toHaveLength(1);
    await bench.say(code(bench, 1), { from: 222 });
    expect(bench.engine.trades).toHaveLength(2);
  });

  test.each([
    [-2, 0],
    [-1, 1],
    [0, 1],
    [1, 1],
    [2, 0],
  ])('%i steps from now, %i orders', async (steps, orders) => {
    const bench = await benchOf(CODES);
    await askCode(bench);
    await bench.say(code(bench, steps), { from: 222 });
    expect(bench.engine.trades).toHaveLength(orders);
  });

  test('the fifth wrong one locks, the owners are told, it is in the audit, and a restart does not lift it', async () => {
    const journal = createMemoryJournal();
    const bench = await benchOf(CODES, journal);
    await askCode(bench);
    bench.texts();
    for (let tries = 0; tries < 5; tries += 1) await bench.say(wrongCode(bench), { from: 222 });
    expect(bench.texts()).toEqual([
      ...[4, 3, 2].map((left) => `That is not the code. ${left} tries are left.`),
      'That is not the code. One try is left.',
      'Too many wrong codes: none is taken before 12:15:00 UTC. The owners were told.',
    ]);
    await bench.say(code(bench), { from: 222 });
    expect(bench.texts()[0]).toContain('Too many wrong codes');
    const next = await benchOf(CODES, journal);
    await next.say(code(next), { from: 222 });
    expect(next.texts()[0]).toContain('Too many wrong codes');
    expect(next.engine.trades).toEqual([]);
    expect(await journal.listAudit(1)).toMatchObject([{ actor: 'user:222', action: 'code.locked' }]);
    const told = (await journal.listOutbox({})).filter(({ type }) => type === 'access.locked');
    expect(told).toMatchObject([{ target: 'chat:111', priority: 'critical' }]);
    await bench.clock.advance(15 * 60_000);
    await askCode(bench);
    await bench.say(code(bench), { from: 222 });
    expect(bench.engine.trades).toHaveLength(1);
  });

  test('stands nowhere: not in the journal, not in the audit', async () => {
    const journal = createMemoryJournal();
    const bench = await benchOf(CODES, journal);
    await askCode(bench);
    const good = code(bench);
    const bad = wrongCode(bench);
    await bench.say(bad, { from: 222 });
    await bench.say(good, { from: 222 });
    const kept = JSON.stringify([
      await journal.readFlags(),
      await journal.listAudit(99),
      await journal.listOutbox({}),
      await journal.listPendingUpdates(),
    ]);
    expect(bench.engine.trades).toHaveLength(1);
    expect(JSON.stringify(bench.sent)).not.toContain(good);
    for (const secret of [good, bad, SECRET]) expect(kept).not.toContain(secret);
  });

  test('said in two chats at once is good for one card', async () => {
    const bench = await benchOf(CODES);
    await askCode(bench);
    await bench.say('/long ETHUSDT 0.1 @main', { from: 222, ...IN_GROUP });
    await bench.tap(bench.buttons()[0] ?? '', { from: 222, chatId: GROUP });
    const said = code(bench);
    await Promise.all([bench.say(said, { from: 222 }), bench.say(`/code ${said}`, { from: 222, ...IN_GROUP })]);
    expect(bench.engine.trades).toHaveLength(1);
  });

  test('the card that waits for it is nobody else’s to cancel', async () => {
    const bench = await benchOf(CODES);
    await bench.say('/long BTCUSDT 0.01 @main', { from: 222, ...IN_GROUP });
    await bench.tap(bench.buttons()[0] ?? '', { from: 222, chatId: GROUP });
    const [no = ''] = bench.buttons();
    await bench.tap(no, { from: 555, chatId: GROUP });
    await bench.tap(no.replace(/n$/u, 'y'), { from: 222, chatId: GROUP });
    expect(toasts(bench).slice(-2)).toEqual([
      'This card is somebody else’s.',
      'Send the code here, in place of a tap.',
    ]);
    await bench.say(code(bench), { from: 222, ...IN_GROUP });
    expect(bench.engine.trades).toHaveLength(1);
  });

  test('is nobody else’s, and of no other chat', async () => {
    const bench = await benchOf({ ...CODES, secretOf: () => SECRET });
    await askCode(bench);
    bench.texts();
    await bench.say(code(bench));
    await bench.say(code(bench), { from: 222, ...IN_GROUP });
    await bench.say(`/code ${code(bench)}`);
    expect(bench.texts()).toEqual(['I listen to commands; /help lists them.', 'No code is waited for here.']);
    expect(bench.engine.trades).toEqual([]);
  });

  test('comes too late, or after the card was canceled, and is not a try', async () => {
    const bench = await benchOf(CODES);
    await askCode(bench);
    await bench.clock.advance(60_000);
    bench.texts();
    await bench.say(wrongCode(bench), { from: 222 });
    expect(bench.texts()).toEqual(['This card has expired. Nothing was sent.']);
    await askCode(bench);
    await bench.tap(bench.buttons().find((it) => it.endsWith(':n')) ?? '', { from: 222 });
    bench.texts();
    await bench.say(`/code ${code(bench)}`, { from: 222 });
    expect(bench.texts()).toEqual(['No code is waited for here.']);
    expect(bench.engine.trades).toEqual([]);
  });

  test('is waited for over a restart, and an order that a crash broke off is taken up by the next one, once', async () => {
    const journal = createMemoryJournal();
    const bench = await benchOf(CODES, journal);
    await askCode(bench);
    const next = await benchOf(CODES, journal);
    next.engine.answer = () => Promise.reject(new Error('the process ends here'));
    await next.say(code(next), { from: 222 });
    expect(next.texts().join()).not.toContain('Not placed');
    const last = await benchOf(CODES, journal);
    await last.clock.advance(30_000);
    await last.say(code(last), { from: 222 });
    expect(last.engine.trades).toMatchObject([{ id: 'nonce-nonce-nonce-1' }]);
  });

  test('that cannot be made bars the order: there is no secret', async () => {
    const bench = await benchOf(rules({ codeFrom: { owner: null, trader: decimal('500') } }));
    await askCode(bench, '/long BTCUSDT 0.005 @main');
    expect(bench.engine.trades).toHaveLength(1);
    bench.texts();
    await askCode(bench);
    expect(bench.texts().at(-1)).toContain('This takes a code of an authenticator app, and you have none');
    expect(bench.engine.trades).toHaveLength(1);
  });
});
