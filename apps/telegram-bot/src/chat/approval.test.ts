import { describe, expect, test } from '@jest/globals';
import { decimal } from '@perpdesk/broker-core';
import { fakePosition } from '@perpdesk/broker-core/testing';
import { createMemoryJournal } from '@perpdesk/journal/memory';
import type { Journal } from '@perpdesk/journal/port';
import { NO_APPROVALS, type ApprovalRules } from '../desk/approval/approval-rules.ts';
import { codeAt } from '../desk/approval/totp.ts';
import type { DeskUser } from '../desk/desk-user.ts';
import { createChatBench, type ChatBench } from '../testing/chat-bench.ts';
import { OWNER, TRADER, VIEWER } from '../testing/desk-bench.ts';
import { plain } from '../testing/plain.test.fixture.ts';

const SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
const GROUP = -5;
const OTHER_TRADER: DeskUser = { id: '555', role: 'trader', brokers: ['main'] };
const ELSEWHERE: DeskUser = { id: '444', role: 'trader', brokers: ['other'] };

const rules = (patch: Partial<ApprovalRules>): ApprovalRules => ({ ...NO_APPROVALS, ...patch });
const CODES = rules({ secretOf: (id) => (id === '222' ? SECRET : null), ownerTargets: ['chat:111'] });
const SECOND = rules({ secondFrom: { owner: decimal('5000'), trader: decimal('500') } });
const BOTH = rules({ ...CODES, secondFrom: SECOND.secondFrom });

const benchOf = (approvals: ApprovalRules, journal?: Journal) =>
  createChatBench([{ id: 'main' }, { id: 'other' }], {
    approvals,
    users: [OWNER, TRADER, VIEWER, OTHER_TRADER, ELSEWHERE],
    ...(journal === undefined ? {} : { journal }),
  });

const code = (bench: ChatBench, steps = 0) => codeAt(SECRET, bench.clock.now() + steps * 30_000);
const wrongCode = (bench: ChatBench) => {
  const good = [-1, 0, 1].map((steps) => code(bench, steps));
  return ['000000', '111111', '222222', '333333'].find((it) => !good.includes(it)) ?? '';
};
const toasts = (bench: ChatBench) =>
  bench.sent.filter(({ method }) => method === 'answerCallbackQuery').map(({ payload }) => payload['text']);
const IN_GROUP = { chatId: GROUP, chatType: 'supergroup' } as const;

async function askCode(bench: ChatBench, command = '/long BTCUSDT 0.01 @main') {
  await bench.say(command, { from: 222 });
  const [yes = ''] = bench.buttons();
  await bench.tap(yes, { from: 222 });
  return yes;
}

async function askSecond(bench: ChatBench, command = '/long BTCUSDT 0.01 @main') {
  await bench.say(command, { from: 222, ...IN_GROUP });
  const [first = ''] = bench.buttons();
  await bench.tap(first, { from: 222, chatId: GROUP });
  const [yes = '', no = ''] = bench.buttons().filter((it) => it !== first);
  return { first, yes, no };
}

describe('a code', () => {
  test('is asked for after the tap, and carries the order out once, under the first card’s nonce', async () => {
    const bench = await benchOf(CODES);
    const yes = await askCode(bench);
    expect(bench.engine.trades).toEqual([]);
    expect(plain(bench.texts().at(-1))).toMatch(
      /^🔐 Code\nPAPER main · LONG BTCUSDT 0\.01 · at the market\nSend the six/,
    );
    await bench.tap(yes, { from: 222 });
    expect(toasts(bench).at(-1)).toBe('Asked already: look at the message below.');
    await bench.say(code(bench), { from: 222 });
    expect(bench.engine.trades).toMatchObject([{ id: 'nonce-nonce-nonce-1', actor: 'user:222' }]);
    expect(bench.texts()).toEqual(['Code taken. Placed #s-BTCUSDT.']);
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
    await bench.say(code(bench), { from: 222 });
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
    expect(toasts(bench).at(-1)).toBe('Already placed: #s-BTCUSDT.');
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
    expect(bench.texts()).toEqual(['Not approved: user 555 said no. Nothing was sent.']);
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
    await bench.say('/revoke 222');
    await bench.tap(yes, { from: 111, chatId: GROUP });
    expect(toasts(bench).at(-1)).toBe('Your role does not allow that any more.');
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
      'Not placed: the market moved from 60 000 to 61 000. Here it is at the new price.',
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

describe('what takes it', () => {
  const position = fakePosition({ quantity: decimal('0.02'), markPrice: decimal('60000') });
  async function asks(command: string, approvals = rules({ codeFrom: { owner: decimal('0'), trader: decimal('0') } })) {
    const bench = await createChatBench([{ id: 'main', positions: [position] }], { approvals });
    bench.engine.routeStates = [
      {
        id: 'trend',
        execute: 'notify',
        configured: 'notify',
        brokerIds: ['main'],
        symbols: [],
        switched: null,
      } as never,
    ];
    await bench.say(command);
    const [yes] = bench.buttons();
    if (yes !== undefined) await bench.tap(yes);
    return bench.texts().some((text) => text.includes('authenticator app'));
  }

  test.each([
    ['/long BTCUSDT 0.01', true],
    ['/short ETHUSDT 0.1', true],
    ['/reverse BTCUSDT', true],
    ['/sl BTCUSDT off', true],
    ['/leverage ETHUSDT 20', true],
    ['/leverage ETHUSDT 5', false],
    ['/route trend auto', true],
    ['/resume', true],
    ['/grant 999 trader', true],
    ['/sl BTCUSDT 59000', false],
    ['/tp BTCUSDT 65000', false],
    ['/close BTCUSDT', false],
    ['/close BTCUSDT 50%', false],
    ['/pause', false],
    ['/revoke 222', false],
    ['/panic', false],
  ])('%s: %s', async (command, isAsked) => {
    expect(await asks(command)).toBe(isAsked);
  });

  test('/panic and /pause work for who is locked, and with two persons wanted', async () => {
    const bench = await benchOf(BOTH);
    await askCode(bench);
    for (let tries = 0; tries < 5; tries += 1) await bench.say(wrongCode(bench), { from: 222 });
    await bench.say('/pause', { from: 222 });
    await bench.say('/panic', { from: 222 });
    await bench.tap(bench.buttons()[0] ?? '', { from: 222 });
    expect(bench.engine.controls).toEqual(['pause user:222']);
    expect(bench.engine.panics).toMatchObject([{ brokerIds: ['main'] }]);
  });

  test('/resume and /grant run once it was given, for who gave them', async () => {
    const bench = await benchOf({ ...CODES, secretOf: () => SECRET });
    await bench.say('/resume');
    expect(bench.engine.controls).toEqual([]);
    await bench.say(code(bench));
    expect(bench.engine.controls).toEqual(['resume user:111']);
    await bench.say('/grant 999 trader @main');
    expect(bench.rights.people()).not.toContain('999');
    await bench.say(code(bench, 1));
    expect(bench.rights.fileOf('999').grants).toMatchObject([{ role: 'trader', by: 'user:111' }]);
  });
});
